"""The command line: data on standard output, messages on standard error.

Exit status: 0 if all is well; 1 if the data has errors, or something is not found or refused;
2 for a command that is not understood; 130 if it was interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout, suppress
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from kpbargaining.errors import KPBargainingError, nearest, printable, reason_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    Options = dict[str, dict[str, Any]]

__all__ = ["COMMANDS", "Command", "main"]

FORM: Options = {
    "--json": {"action": "store_true", "help": "answer in JSON"},
    "--csv": {"action": "store_true", "help": "answer in CSV, dates and amounts laid flat"},
}
JSON: Options = {"--json": FORM["--json"]}
WHICH: Options = {
    "--edition": {"metavar": "NAME", "help": "an edition; the newest without"},
    "--data": {"metavar": "FOLDER", "help": "a data folder instead of the bundled data"},
    "--as-of": {"metavar": "DAY", "help": "only what was certainly known on that day"},
    "--possibly": {"action": "store_true", "help": "... or what can have been known"},
}
ASKED = WHICH | FORM
OF_A_FOLDER: Options = {name: option for name, option in ASKED.items() if name != "--data"}
TEXTS: Options = {"--sources": {"metavar": "DIR", "help": "the folder of your copies"}}
NEEDED: Options = {"--sources": {**TEXTS["--sources"], "required": True}}
ROUND: Options = {"round": {"metavar": "ROUND", "help": "a round, or how its id begins: 2025"}}
ANY_ROUND: Options = {"round": {**ROUND["round"], "nargs": "?"}}
ID: Options = {"id": {"metavar": "ID"}}
ANY_ID: Options = {"id": {"metavar": "ID", "nargs": "?"}}
ANY_FIELD: Options = {"field": {"metavar": "FIELD", "nargs": "?"}}
ON: Options = {"--on": {"metavar": "DAY", "help": "on that day"}}
DOES = ("freeze", "note", "replace", "set")
"""How the commands begin that do something; all others print."""

STYLES = ["text", "bibtex", "csl-json", "cff"]


class Command(NamedTuple):
    """One command: the module that has its function, what it is for, what it takes."""

    module: str
    about: str
    takes: Options


COMMANDS: dict[str, Command] = {
    "rounds": Command("ask", "the rounds side by side", ASKED),
    "timeline": Command(
        "ask",
        "what happened and is to happen, in order",
        ANY_ID | {"--all": {"action": "store_true", "help": "small events, too"}} | ASKED,
    ),
    "tally": Command("ask", "how many agreements each session brought", ROUND | ASKED),
    "sessions": Command("ask", "the sessions of a round, planned and held", ROUND | ASKED),
    "work": Command("ask", "who worked on what in a round", ROUND | ASKED),
    "offers": Command("ask", "the wage offers of both sides of a round", ROUND | ASKED),
    "gap": Command("ask", "the gap between the sides after each offer", ROUND | ASKED),
    "schedule": Command("ask", "the raises of an agreement or a proposal", ID | ASKED),
    "agreements": Command("ask", "the national agreements side by side", ASKED),
    "votes": Command("ask", "the votes of a round, or all", ANY_ROUND | ASKED),
    "strikes": Command("ask", "the strikes and pickets of a round, or all", ANY_ROUND | ASKED),
    "numbers": Command(
        "ask",
        "every source's number about a record",
        ANY_ID | {"--metric": {"metavar": "ID", "help": "only of this metric"}} | ASKED,
    ),
    "members": Command("ask", "who belonged to a body", ID | ON | ASKED),
    "sides": Command(
        "ask",
        "what each side says on a topic",
        {"topic": {"metavar": "TOPIC", "nargs": "?"}} | ASKED,
    ),
    "disagreements": Command("ask", "where sources differ, and what is in doubt", ANY_ID | ASKED),
    "coverage": Command(
        "ask", "what one would expect to know, and what is known", ANY_ROUND | ASKED
    ),
    "find": Command(
        "ask", "records in whose words a text occurs", {"text": {"nargs": "+"}} | ASKED
    ),
    "list": Command("ask", "all records of a kind", {"kind": {"metavar": "KIND"}} | ASKED),
    "show": Command("show", "a record with its evidence", ID | WHICH | JSON | TEXTS),
    "sources": Command("ask", "the documents everything rests on", ASKED),
    "codebook": Command("ask", "what every field and column means", ASKED),
    "cite": Command(
        "show",
        "how to cite an edition, a record, a field or a source",
        ANY_ID | ANY_FIELD | {"--style": {"choices": STYLES, "default": "text"}} | WHICH | JSON,
    ),
    "verify": Command(
        "show",
        "whether a citation still stands; status 1 if not",
        {
            "text": {
                "nargs": "+",
                "metavar": "CITATION",
                "help": "as printed; a file; or - to read it",
            }
        }
        | {"--data": WHICH["--data"]}
        | JSON,
    ),
    "editions": Command(
        "show",
        "the frozen editions",
        {"--data": WHICH["--data"]}
        | {"--errata": {"action": "store_true", "help": "the errors known in each, too"}}
        | FORM,
    ),
    "diff": Command(
        "show",
        "what changed between two editions or folders",
        {"old": {"metavar": "OLD"}, "new": {"metavar": "NEW"}, "--data": WHICH["--data"]} | FORM,
    ),
    "check": Command(
        "curate",
        "what looks wrong; status 1 if any of it is an error",
        {"data": {"nargs": "?", "metavar": "FOLDER"}, **OF_A_FOLDER, **TEXTS},
    ),
    "unread": Command(
        "curate",
        "the words of a document that no passage covers",
        {"source": {"metavar": "SOURCE"}} | WHICH | JSON | NEEDED,
    ),
    "stamp": Command(
        "curate",
        "replace the quotes of a data file or folder by passages",
        {
            "file": {"metavar": "FILE"},
            "--anyway": {
                "action": "store_true",
                "help": "also from another text than the one read",
            },
            **JSON,
            **NEEDED,
        },
    ),
    "freeze": Command(
        "curate",
        "freeze a data folder as an edition that never changes",
        {
            "name": {"metavar": "NAME"},
            "folder": {"metavar": "FOLDER"},
            "--on": {"metavar": "DAY", "required": True, "help": "the day of the edition"},
            **JSON,
        },
    ),
    "address": Command(
        "curate",
        "set the address of a dataset, which every citation carries",
        {
            "folder": {"metavar": "FOLDER"},
            "address": {"metavar": "ADDRESS", "nargs": "?", "help": "https://doi.org/...; or none"},
            "--pages": {"metavar": "ADDRESS", "help": "where records have pages; {id} for the id"},
            **JSON,
        },
    ),
    "erratum": Command(
        "curate",
        "note an error known in a frozen edition",
        {
            "name": {"metavar": "EDITION"},
            "folder": {"metavar": "FOLDER"},
            "record": {"metavar": "ID"},
            "field": {"metavar": "FIELD"},
            "error": {"metavar": "TEXT"},
            **JSON,
        },
    ),
}
"""Every command; its function is loaded when it is called."""


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
