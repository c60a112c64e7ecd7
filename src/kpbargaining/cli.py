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

from kpbargaining import commands
from kpbargaining.errors import KPBargainingError

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
TEXTS: Options = {"--sources": {"metavar": "DIR", "help": "the folder of your copies (*.txt)"}}
TEXTS_NEEDED: Options = {"--sources": TEXTS["--sources"] | {"required": True}}

COMMANDS: tuple[tuple[Callable[[argparse.Namespace], int], Options, Options], ...] = (
    (commands.timeline, {"scope": {"nargs": "?", "metavar": "ID"}}, ASKED),
    (commands.tally, {"round": {"metavar": "ROUND"}}, ASKED),
    (commands.show, {"id": {"metavar": "ID"}}, ASKED | TEXTS),
    (commands.sources, {}, ASKED),
    (commands.unread, {"source": {"metavar": "SOURCE"}}, ASKED | TEXTS_NEEDED),
    (commands.check, {"folder": {"nargs": "?", "metavar": "FOLDER"}}, ASKED | TEXTS),
    (commands.stamp, {"file": {"metavar": "FILE"}}, JSON | TEXTS_NEEDED),
)
"""Each command with what it takes and its options; its help is its docstring."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    chosen = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status: int = chosen.run(chosen)
        sys.stdout.flush()
    except KPBargainingError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kpbargaining", description="Ask the bargaining record.")
    parsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for run, takes, options in COMMANDS:
        about = (run.__doc__ or "").partition(";")[0].rstrip(".")
        command = parsers.add_parser(run.__name__, help=about, description=about)
        command.set_defaults(run=run)
        for name, settings in (*takes.items(), *options.items()):
            command.add_argument(name, **settings)
    return parser
