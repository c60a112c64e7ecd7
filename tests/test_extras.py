"""Libraries that the core does without, and what is said where one is missing."""

import sys
import tomllib
from pathlib import Path

import pytest

import kpbargaining as kp
from kpbargaining.extras import EXTRAS, extra

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


@pytest.mark.parametrize("module", EXTRAS)
def test_a_library_that_is_there(module: str) -> None:
    """A library that is installed is loaded by its name."""
    assert module == extra(module).__name__


@pytest.mark.parametrize("module", EXTRAS)
def test_a_library_that_is_missing(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a library is missing, the error has the line that installs it."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(kp.MissingExtra) as caught:
        extra(module)
    assert (module, EXTRAS[module]) == (caught.value.library, caught.value.extra)
    line = f'{module} is not installed: pip install "kpbargaining[{EXTRAS[module]}]"'
    assert line == str(caught.value)
    assert isinstance(caught.value, ImportError)


@pytest.mark.parametrize("module", EXTRAS)
def test_extras_bring_what_they_are_named_for(module: str) -> None:
    """Each extra of the package brings the library that it is asked for."""
    if not PROJECT.exists():
        pytest.skip("extras were not compared: there is no pyproject.toml beside the tests")
    declared = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
    assert [each for each in declared[EXTRAS[module]] if each.startswith(module.replace("_", "-"))]
