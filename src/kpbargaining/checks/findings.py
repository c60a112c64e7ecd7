"""What a check answers with: findings, each with a severity, a place and a sentence."""

from __future__ import annotations

from enum import StrEnum

import attrs
from attrs import frozen

from kpbargaining.errors import printable
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.terminal import folded, width_of_terminal
from kpbargaining.values.texts import Id, Text

__all__ = ["Finding", "Severity", "error", "note", "warning"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The dataset breaks a promise; no edition is frozen with it."""
    WARNING = "warning"
    """A curator should look at it."""
    NOTE = "note"
    """Worth knowing; nothing is wrong."""


@frozen(kw_only=True, repr=False)
class Finding(Shown):
    """One thing that looks wrong, and where."""

    code: Text = attrs.field(metadata=column("The rule that found it"))
    severity: Severity = attrs.field(metadata=column("How much it matters"))
    record: Id | None = attrs.field(
        metadata=column("The record it is about; empty where it is the folder of texts")
    )
    field: Text | None = attrs.field(
        metadata=column("The field; empty where it is the record as a whole")
    )
    sentence: Text = attrs.field(metadata=column("What is wrong"))

    def __str__(self) -> str:
        place = f"{self.record or 'texts'} {self.field or ''}".rstrip()
        found = f"{self.severity}: {place}: {self.sentence} [{self.code}]"
        return folded(printable(found), width_of_terminal())


def error(code: str, record: str, field: str | None, sentence: str) -> Finding:
    """A promise that the dataset breaks."""
    return _finding(Severity.ERROR, code, record, field, sentence)


def warning(code: str, record: str, field: str | None, sentence: str) -> Finding:
    """Something a curator should look at."""
    return _finding(Severity.WARNING, code, record, field, sentence)


def note(code: str, record: str | None, field: str | None, sentence: str) -> Finding:
    """Something worth knowing."""
    return _finding(Severity.NOTE, code, record, field, sentence)


def _finding(
    severity: Severity, code: str, record: str | None, field: str | None, sentence: str
) -> Finding:
    return Finding(code=code, severity=severity, record=record, field=field, sentence=sentence)
