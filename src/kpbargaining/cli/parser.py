"""The command line: data on standard output, messages on standard error.

Exit status: 0 if all is well; 1 if the data has errors, or something is not found or refused;
2 for a command that is not understood.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import TYPE_CHECKING, Any

from kpbargaining.cli import commands
from kpbargaining.errors import KPBargainingError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Options = dict[str, dict[str, Any]]

__all__ = ["main"]

JSON: Options = {"--json": {"action": "store_true", "help": "answer in JSON"}}
ASKED: Options = JSON | {
    "--edition": {"metavar": "NAME", "help": "an edition; the newest without"},
    "--data": {"metavar": "FOLDER", "help": "a data folder instead of an edition"},
    "--as-of": {"metavar": "DAY", "help": "only what was certainly known on that day"},
    "--possibly": {"action": "store_true", "help": "... or what can have been known"},
}
OF_A_FOLDER: Options = {name: option for name, option in ASKED.items() if name != "--data"}
ONE_OF = ("data", "--data", "--edition")
"""Of these a command takes one at most: the dataset it asks."""

TEXTS: Options = {"--sources": {"metavar": "DIR", "help": "the folder of your copies (*.txt)"}}
STYLE: Options = {
    "--style": {
        "choices": ["text", "bibtex", "csl-json", "cff"],
        "default": "text",
        "help": "the form of the citation",
    }
}
FREEZING: Options = {
    "--on": {"metavar": "DAY", "required": True, "help": "the day of the edition"},
}
TEXTS_NEEDED: Options = {"--sources": TEXTS["--sources"] | {"required": True}}

COMMANDS: tuple[tuple[Callable[[argparse.Namespace], int], Options, Options], ...] = (
    (commands.timeline, {"scope": {"nargs": "?", "metavar": "ID"}}, ASKED),
    (commands.tally, {"round": {"metavar": "ROUND"}}, ASKED),
    (commands.show, {"id": {"metavar": "ID"}}, ASKED | TEXTS),
    (commands.sources, {}, ASKED),
    (commands.unread, {"source": {"metavar": "SOURCE"}}, ASKED | TEXTS_NEEDED),
    (commands.check, {"data": {"nargs": "?", "metavar": "FOLDER"}}, OF_A_FOLDER | TEXTS),
    (commands.cite, {"id": {"nargs": "?", "metavar": "ID"}}, ASKED | STYLE),
    (commands.editions, {}, JSON),
    (commands.diff, {"old": {"metavar": "OLD"}, "new": {"metavar": "NEW"}}, JSON),
    (
        commands.freeze,
        {"name": {"metavar": "NAME"}, "folder": {"metavar": "FOLDER"}},
        JSON | FREEZING,
    ),
    (commands.stamp, {"file": {"metavar": "FILE"}}, JSON | TEXTS_NEEDED),
)
"""Each command with what it takes and its options; its help is its docstring."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return _run(arguments)
    except KPBargainingError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:  # standard output takes no more: a closed pipe, a full disk
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0
        print(f"standard output: {reason_of(error)}", file=sys.stderr)
        return 1


def _run(arguments: Sequence[str] | None) -> int:
    try:
        chosen = _parser().parse_args(arguments)
        status: int = chosen.run(chosen)
    finally:
        print(end="", flush=True)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kpbargaining", description="Ask the bargaining record.")
    parsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for run, takes, options in COMMANDS:
        about = (run.__doc__ or "").partition(";")[0].rstrip(".")
        command = parsers.add_parser(run.__name__, help=about, description=about)
        command.set_defaults(run=run)
        known = takes | options
        asks = any(name in known for name in ONE_OF)  # an empty group would break the help
        dataset = command.add_mutually_exclusive_group() if asks else command
        for name, settings in known.items():
            (dataset if name in ONE_OF else command).add_argument(name, **settings)
    return parser
