"""Every command: which module has its function, what it is for, what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

    Options = dict[str, dict[str, Any]]

__all__ = ["COMMANDS", "DRAWN", "FORMATS", "Command"]

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
WRITTEN: Options = {
    "-o": {"metavar": "PATH", "help": "where to; without, a name after the edition"},
    "--overwrite": {"action": "store_true", "help": "replace what is there"},
}
TEXTS: Options = {"--sources": {"metavar": "DIR", "help": "the folder of your copies"}}
NEEDED: Options = {"--sources": {**TEXTS["--sources"], "required": True}}
ROUND: Options = {"round": {"metavar": "ROUND", "help": "a round, or how its id begins: 2025"}}
ANY_ROUND: Options = {"round": {**ROUND["round"], "nargs": "?"}}
ID: Options = {"id": {"metavar": "ID"}}
ANY_ID: Options = {"id": {"metavar": "ID", "nargs": "?"}}
ANY_FIELD: Options = {"field": {"metavar": "FIELD", "nargs": "?"}}
ON: Options = {"--on": {"metavar": "DAY", "help": "on that day"}}
FORMATS = ["csv", "sqlite", "parquet", "jsonld", "ical", "atom", "corrections", "annotations"]
DRAWN = ["offers", "rounds", "tally", "strikes", "schedule", "members", "timeline"]
STYLES = ["text", "bibtex", "csl-json", "cff"]
PICTURED: Options = {
    "name": {"metavar": "PICTURE", "help": f"one of {', '.join(DRAWN)}"},
    "ids": {
        "metavar": "ID",
        "nargs": "*",
        "help": "which rounds (or how their ids begin), agreements or bodies; without, all",
    },
    "--width": {"metavar": "N", "type": int, "default": 900, "help": "in pixels; 900 without"},
}


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
    "codebook": Command(
        "ask",
        "what every field and column means",
        {"--flat": {"action": "store_true", "help": "every column of files and frames"}} | ASKED,
    ),
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
    "export": Command(
        "export",
        "write a dataset as files of a format that other tools read",
        {
            "format": {"metavar": "FORMAT", "help": f"all, or one of {', '.join(FORMATS)}"},
            "--spreadsheet-safe": {
                "action": "store_true",
                "help": "in CSV, guard texts that a spreadsheet would take for formulas",
            },
        }
        | WRITTEN
        | WHICH
        | JSON,
    ),
    "page": Command(
        "export",
        "write a dataset as one page that any browser opens, without a network",
        WRITTEN | WHICH | JSON,
    ),
    "picture": Command(
        "draw",
        "write a picture of an answer, as SVG, PNG or a Vega-Lite chart",
        PICTURED | WRITTEN | WHICH | JSON,
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
