"""Data files to records: whatever is wrong is collected, with its address."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import attrs

from kpbargaining.codec.converter import Refused, hint, structure
from kpbargaining.codec.jsontext import at, parse
from kpbargaining.errors import InvalidDocument, Problem, shown
from kpbargaining.evidence import Evidence
from kpbargaining.kinds import BY_PLURAL, KINDS, AnyRecord, Kind

__all__ = ["SCHEMA", "Contents", "collector_paused", "decode"]

SCHEMA = "1"
"""The version of the file format."""

Contents = tuple[list[AnyRecord], list[Evidence]]
"""What files hold: the records, and the evidence beside them."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Build many small objects without the collector walking over them again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _Reader:
    """Reads the records of one file and collects whatever is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.records: list[AnyRecord] = []
        self.evidence: list[Evidence] = []
        self.problems: list[Problem] = []

    def refuse(self, code: str, path: str, expected: str, found: object) -> None:
        self.problems.append(Problem(code, self.file, path, expected, shown(found)))

    def document(self, value: Any) -> None:
        """Take a whole file, section by section."""
        home = self.file.removesuffix(".json")
        parent, _, name = home.rpartition("/")
        if not isinstance(value, dict):
            self.refuse("json", "$", "an object", value)
        elif self.has_schema(value):
            sections = self.sections(home, parent)
            for section, content in value.items():
                if section == "round" and parent:
                    self.record(BY_PLURAL["rounds"], name, content, "$.round", None)
                elif section in sections:
                    self.section(sections[section], content, name if parent else None)
                elif section != "schema":
                    self.unknown("$", section, sections)

    def has_schema(self, value: dict[str, Any]) -> bool:
        """Whether the file is in the format this version reads."""
        schema = value.get("schema")
        if schema == SCHEMA:
            return True
        newer = type(schema) is str and schema.isdecimal() and int(schema[:9]) > int(SCHEMA)
        hint = "; upgrade kpbargaining to read it" if newer else ""
        self.refuse("schema", "$.schema", f"{SCHEMA!r}{hint}", schema)
        return False

    def sections(self, home: str, parent: str) -> dict[str, Kind]:
        """The kinds that may stand in the file."""
        if parent:
            return {k.plural: k for k in KINDS if k.in_rounds}
        return {k.plural: k for k in KINDS if k.home == home}

    def section(self, kind: Kind, content: Any, round_id: str | None) -> None:
        """Take the records of one kind."""
        path = f"$.{kind.plural}"
        if not isinstance(content, dict):
            self.refuse("type", path, "an object", content)
            return
        for name, body in content.items():
            self.record(kind, name, body, at(path, name), round_id)

    def record(self, kind: Kind, name: str, body: Any, path: str, round_id: str | None) -> None:
        """Take one record with the evidence that stands in it."""
        if not isinstance(body, dict):
            self.refuse("type", path, "an object", body)
            return
        given = {"id": f"{round_id}/{name}" if round_id else name}
        if round_id:
            given["round"] = round_id
        for taken in given.keys() & body.keys():
            self.refuse("unknown-key", path, f"no key {taken!r} (it comes from the place)", taken)
        plain = {key: value for key, value in body.items() if key != "evidence"} | given
        made = self.accept(plain, kind.cls, path)
        if made is not None:
            self.records.append(made)
        self.testimony(kind, given["id"], body.get("evidence", []), f"{path}.evidence")

    def testimony(self, kind: Kind, record: str, entries: Any, path: str) -> None:
        """Take the evidence of one record."""
        if not isinstance(entries, list):
            self.refuse("type", path, "a list", entries)
            return
        for index, entry in enumerate(entries):
            self.entry(kind, record, entry, f"{path}[{index}]")

    def entry(self, kind: Kind, record: str, entry: Any, path: str) -> None:
        """Take one piece of evidence."""
        if not isinstance(entry, dict):
            self.refuse("type", path, "an object", entry)
            return
        plain = {key: value for key, value in entry.items() if key not in ("says", "record")}
        if "record" in entry:
            self.refuse("unknown-key", path, "no key 'record' (it comes from the place)", "record")
        self.known_fields(kind, entry.get("for"), f"{path}.for")
        says = self.readings(kind, entry["says"], f"{path}.says") if "says" in entry else None
        made = self.accept(plain | {"record": record}, Evidence, path)
        if made is not None:
            self.evidence.append(attrs.evolve(made, says=says) if says else made)

    def known_fields(self, kind: Kind, names: Any, path: str) -> None:
        """Refuse names that are not fact fields of the kind."""
        for index, name in enumerate(names if isinstance(names, list) else []):
            if name not in kind.facts:
                expected = f"a fact field of {kind.name}{hint(name, kind.facts)}"
                self.refuse("unknown-field", f"{path}[{index}]", expected, name)

    def readings(self, kind: Kind, says: Any, path: str) -> tuple[tuple[str, Any], ...] | None:
        """Take the different values a source gives to fields of the record."""
        if not isinstance(says, dict) or not says:
            self.refuse("type", path, "an object with one field or more", says)
            return None
        self.known_fields(kind, list(says), path)
        taken = [
            (name, self.accept(value, kind.fields[name].declared, at(path, name)))
            for name, value in says.items()
            if name in kind.facts
        ]
        return tuple(pair for pair in taken if pair[1] is not None)

    def accept(self, value: Any, declared: Any, path: str) -> Any:
        """Give the typed value, or None with every fault noted."""
        try:
            return structure(value, declared)
        except Refused as refused:
            for code, inner, expected, found in refused.faults:
                self.problems.append(Problem(code, self.file, path + inner, expected, found))
        return None

    def unknown(self, path: str, name: str, known: Iterable[str]) -> None:
        """A key that nothing reads."""
        self.refuse("unknown-key", path, f"known keys only{hint(name, known)}", name)


def decode(files: Mapping[str, bytes]) -> Contents:
    """Read data files by name (`parties.json`, `rounds/<id>.json`) into records and evidence.

    Raises `InvalidDocument` with every problem of every file, once each; nothing is half read.
    """
    records: list[AnyRecord] = []
    evidence: list[Evidence] = []
    problems: list[Problem] = []
    with collector_paused():
        for file, content in files.items():
            reader = _Reader(file)
            try:
                reader.document(parse(content, file))
            except InvalidDocument as error:
                problems += error.problems
            records += reader.records
            evidence += reader.evidence
            problems += reader.problems
    if problems:
        raise InvalidDocument(problems)
    return records, evidence
