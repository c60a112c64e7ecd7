"""What a check answers with: findings, each with a severity, a place and a sentence."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

__all__ = ["Finding", "Severity", "error", "note", "warning"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The dataset breaks a promise; no edition is frozen with it."""
    WARNING = "warning"
    """A curator should look at it."""
    NOTE = "note"
    """Worth knowing; nothing is wrong."""


@frozen(kw_only=True)
class Finding:
    """One thing that looks wrong, and where."""

    code: str
    severity: Severity
    record: str
    field: str
    """The field it is about; empty where it is the record as a whole."""
    sentence: str


def error(code: str, record: str, field: str, sentence: str) -> Finding:
    """A promise that the dataset breaks."""
    return _finding(Severity.ERROR, code, record, field, sentence)


def warning(code: str, record: str, field: str, sentence: str) -> Finding:
    """Something a curator should look at."""
    return _finding(Severity.WARNING, code, record, field, sentence)


def note(code: str, record: str, field: str, sentence: str) -> Finding:
    """Something worth knowing."""
    return _finding(Severity.NOTE, code, record, field, sentence)


def _finding(severity: Severity, code: str, record: str, field: str, sentence: str) -> Finding:
    return Finding(code=code, severity=severity, record=record, field=field, sentence=sentence)
