"""Names loaded at first use: bound to a class, promised by a module."""

import subprocess
import sys
import textwrap
from types import FunctionType
from typing import Any

import pytest

from kpbargaining.later import Later, Module, at_first_use, modules, promise


def fresh(code: str) -> list[str]:
    """Give the lines that a fresh interpreter prints."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code)],
        capture_output=True,
        check=True,
        text=True,
    )
    return run.stdout.splitlines()


def test_a_stand_in_gives_names_of_its_module() -> None:
    """Each name of a stand-in is one that is loaded from its module when it is asked for."""
    later = Module("fractions").Fraction
    assert isinstance(later, Later)
    assert "Fraction" == later.load().__name__
    with pytest.raises(AttributeError, match="nothing"):
        Module("fractions").nothing.load()
    with pytest.raises(ModuleNotFoundError):
        Module("fractions.nothing").Fraction.load()


def test_stand_ins_of_a_package() -> None:
    """The modules of a package are named by their paths inside it."""
    found = modules("json", {"reading": "decoder", "writing": "encoder"})
    assert ["reading", "writing"] == list(found)
    assert "JSONDecoder" == found["reading"].JSONDecoder.load().__name__


def test_a_name_of_a_class_becomes_the_function() -> None:
    """At first use the function itself takes the place of its name, on the class too."""

    class Line(str):
        """A line of text."""

        __slots__ = ()
        dedent: Any = Module("textwrap").dedent

    assert isinstance(vars(Line)["dedent"], Later)
    assert textwrap.dedent is Line.dedent
    assert textwrap.dedent is vars(Line)["dedent"]
    assert "so" == Line("  so").dedent()


def test_a_function_is_bound_to_the_instance() -> None:
    """Asked of an instance it is a method; a subclass finds the same, in its own base."""

    class Line(str):
        """A line of text."""

        __slots__ = ()
        indent: Any = Module("textwrap").indent

    class More(Line):
        """A subclass of it."""

        __slots__ = ()

    assert "- so" == More("so").indent("- ")
    assert isinstance(vars(Line)["indent"], FunctionType)
    assert "indent" not in vars(More)


@pytest.fixture
def namespace() -> dict[str, Any]:
    """A module's namespace in which two names are promised, after `promise`."""
    decoder = Module("json.decoder")
    names = {"__name__": "json", "decoder": decoder, "version": "1", "_hidden": 2}
    names |= {"JSONDecoder": decoder.JSONDecoder, "scan": Module("json.scanner").make_scanner}
    promise(names, "version", rooms=("tool",))
    return names


def test_a_promise_takes_the_place_of_the_names(namespace: dict[str, Any]) -> None:
    """Names and stand-ins leave the namespace; what is promised is listed in their place."""
    left = {"__name__", "__all__", "__dir__", "__getattr__", "version", "_hidden"}
    assert left == namespace.keys()
    assert ["JSONDecoder", "scan", "version"] == namespace["__all__"]
    assert ["JSONDecoder", "scan", "tool", "version"] == namespace["__dir__"]()


def test_what_is_promised_is_loaded_once(namespace: dict[str, Any]) -> None:
    """A promised name is loaded when it is asked for, and then is there."""
    found = namespace["__getattr__"]("JSONDecoder")
    assert "json.decoder" == found.__module__
    assert found is namespace["JSONDecoder"]
    assert "json.tool" == namespace["__getattr__"]("tool").__name__


@pytest.mark.parametrize("name", ["decoder", "nothing", "make_scanner", "__all__x"])
def test_what_is_not_promised_is_not_there(namespace: dict[str, Any], name: str) -> None:
    """Any other name is an AttributeError, as of every module."""
    with pytest.raises(AttributeError, match=f"module 'json' has no attribute '{name}'"):
        namespace["__getattr__"](name)


def test_it_costs_nothing() -> None:
    """The device itself imports nothing, not even what declares types."""
    code = (
        "import sys; a = set(sys.modules)\nimport kpbargaining.later\nprint(*set(sys.modules) - a)"
    )
    loaded = set(fresh(code)[0].split()) - {"__future__"}
    assert {"kpbargaining", "kpbargaining.later"} == loaded


def test_what_waits_for_the_first_use() -> None:
    """What waits is done once, right after a promised name is first used, and not before."""
    lines = fresh(
        """
        from kpbargaining.later import at_first_use
        at_first_use(lambda: print("one"))
        at_first_use(lambda: print("two"))
        import kpbargaining as kp
        print("not yet", kp.__version__ is not None, hasattr(kp, "nothing"), kp.questions.__name__)
        kp.Session
        kp.Vote
        print("done")
        """
    )
    assert ["not yet True False kpbargaining.questions", "one", "two", "done"] == lines


def test_what_comes_after_the_first_use() -> None:
    """What is to be done at a first use that has been is done at once."""
    done: list[str] = []
    promise_of = {"__name__": "fractions", "Fraction": Module("fractions").Fraction}
    promise(promise_of)
    load: Any = promise_of["__getattr__"]
    load("Fraction")
    at_first_use(lambda: done.append("done"))
    assert ["done"] == done
