"""Packages that extras bring: missed by name, with the command that installs them."""

import sys

import pytest

import kpbargaining as kp
from kpbargaining.extras import extra


def test_what_is_installed_is_imported() -> None:
    """Around an import that works nothing happens."""
    with extra("calendar", "icalendar"):
        import icalendar  # noqa: PLC0415 - what is tried
    assert "icalendar" == icalendar.__name__


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the error names it, its extra and the command that installs it."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(kp.MissingExtra) as raised, extra("calendar", "icalendar"):
        import icalendar  # noqa: F401, PLC0415 - what is tried
    assert ("calendar", "icalendar") == (raised.value.extra, raised.value.package)
    assert 'pip install "kpbargaining[calendar]"' == raised.value.command
    assert isinstance(raised.value.__cause__, ImportError)
