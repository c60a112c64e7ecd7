"""The command line: data on standard output, messages on standard error.

Exit status: 0 if all is well; 1 if the data has errors, or something is not found or refused;
2 for a command that is not understood; 130 if it was interrupted.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import redirect_stdout, suppress
from typing import TYPE_CHECKING, Any, NoReturn

from kpbargaining.cli.commands import COMMANDS
from kpbargaining.errors import KPBargainingError, nearest, printable, reason_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

__all__ = ["main", "run"]

DOES = ("freeze", "note", "replace", "set", "write")
"""How the commands begin that do something; all others print."""


def run() -> int:
    """A whole process: the command that it was started with; gives the exit status.

    As it ends, Python would look through all that was read for what nobody holds any more, which
    takes longer than many a question.
    """
    try:
        return main()
    finally:
        gc.freeze()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    if sys.stdout is None:  # closed from the start: the status is still asked for
        with open(os.devnull, "w", encoding="ascii") as nowhere, redirect_stdout(nowhere):
            return main(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except KPBargainingError as error:
        print(printable(str(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except (
        OSError,
        ValueError,
    ) as error:  # standard output takes no more: a closed pipe, a full disk
        return _unprintable(error)


def _unprintable(error: OSError | ValueError) -> int:
    """What to do where standard output cannot be written: a closed pipe is no fault of ours."""
    if isinstance(error, ValueError):
        if not sys.stdout.closed:
            raise error
        return 1
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return 0
    print(f"standard output: {reason_of(error)}", file=sys.stderr)
    return 1


def _run(arguments: list[str]) -> int:
    try:
        name, *rest = arguments or [""]
        if not arguments:
            status = _function("ask", "overview")(None)
        elif name in COMMANDS:
            status = _function(COMMANDS[name].module, name)(_parsed(name, rest))
        else:
            status = _about(name)
    finally:
        with suppress(ValueError):  # it was closed before
            print(end="", flush=True)
    return int(status)


def _function(module: str, name: str) -> Any:
    """The function of a command, loaded now."""
    loaded = __import__(f"kpbargaining.cli.{module}", fromlist=[name])
    return getattr(loaded, {"list": "list_"}.get(name, name))


def _parsed(name: str, arguments: list[str]) -> argparse.Namespace:
    from argparse import ArgumentParser  # noqa: PLC0415 (a help page needs none)

    class Parser(ArgumentParser):
        def error(self, message: str) -> NoReturn:  # it repeats the arguments
            super().error(printable(message))

    command = COMMANDS[name]
    parser = Parser(prog=f"kpbargaining {name}", description=_sentence(command.about))
    for option, settings in command.takes.items():
        parser.add_argument(option, **settings)
    chosen = parser.parse_args(arguments)
    if getattr(chosen, "possibly", False) and chosen.as_of is None:
        parser.error("--possibly goes with --as-of DAY")
    both = getattr(chosen, "edition", None) and getattr(chosen, "data", None)
    if both and name == "check":
        parser.error("either a folder or --edition NAME")
    if getattr(chosen, "json", False) and getattr(chosen, "csv", False):
        parser.error("either --json or --csv")
    return chosen


def _sentence(about: str) -> str:
    """What a command is for, as the first line of its help."""
    first = about.partition(" ")[0]
    does = first in DOES
    return f"{about[0].upper()}{about[1:]}." if does else f"Print {about}."


def _about(name: str) -> int:
    """Help, the version, or what is wrong with a command."""
    if name == "--version":
        from kpbargaining import __version__  # noqa: PLC0415 (seldom asked)

        print(f"kpbargaining {__version__}")
        return 0
    if name in ("-h", "--help", "help"):
        print(_help())
        return 0
    close = nearest(name, COMMANDS)
    hint = f"; nearest: {', '.join(close)}" if close else ""
    print(f"kpbargaining: no command {name!a}{hint}\n{_usage()}", file=sys.stderr)
    return 2


def _usage() -> str:
    return "usage: kpbargaining [COMMAND] [options]; kpbargaining --help lists the commands"


def _help() -> str:
    wide = max(map(len, COMMANDS))
    lines = [f"  {name.ljust(wide)}  {command.about}" for name, command in COMMANDS.items()]
    head = "usage: kpbargaining [COMMAND] [options]\n\nAsk the bargaining record."
    tail = (
        "kpbargaining COMMAND --help tells what a command takes; kpbargaining alone, what there is."
    )
    return "\n".join([head, "", "commands:", *lines, "", tail])
