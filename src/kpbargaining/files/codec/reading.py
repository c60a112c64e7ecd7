"""Data files to records: whatever is wrong is collected, with its address."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from kpbargaining.collector import collector_paused
from kpbargaining.errors import MOST_PROBLEMS, InvalidDocument, InvalidValue, Problem, shown
from kpbargaining.files.codec.faults import Refused, hint
from kpbargaining.files.codec.jsontext import at, parse
from kpbargaining.files.codec.migrating import migrated, unreadable
from kpbargaining.files.codec.quick import Quick
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import BY_PLURAL, KINDS, AnyRecord, Kind
from kpbargaining.records.roles import Field
from kpbargaining.values.texts import Id, check_id

__all__ = ["Contents", "Waiting", "decode"]

ROUND_FILE = re.compile(r"rounds/([^/]+)\.json").fullmatch

RECORD = ".record"
"""Where evidence would name its record: refused already, with the record itself."""

WRONG = (InvalidValue, KeyError, TypeError)
"""What the quick reader raises for the first thing that is wrong."""

Path = tuple[str | int, ...]
"""A place in a document: `$`, then a key or a position for each step down."""

Contents = tuple[list[AnyRecord], list[Evidence]]
"""What files hold: the records, and the evidence beside them."""

Waiting = dict[str, list[Callable[[], list[Evidence]]]]
"""What reads the evidence about each record, by its id."""


class _Problems:
    """What is wrong in a set of files, once at each place; beyond a number only how much."""

    def __init__(self) -> None:
        self.listed: list[Problem] = []
        self.places: set[tuple[str, str]] = set()
        self.more = 0

    @property
    def full(self) -> bool:
        """Whether no further problem is listed: a faulty megabyte must not take a gigabyte."""
        return len(self.listed) >= MOST_PROBLEMS

    def add(self, problem: Problem) -> None:
        """Note one problem, unless there is one at its place already."""
        place = (problem.file, problem.path)
        if self.full:
            self.more += 1
        elif place not in self.places:
            self.places.add(place)
            self.listed.append(problem)

    def refuse(self) -> None:
        """Raise `InvalidDocument` if there are any."""
        if self.listed:
            raise InvalidDocument(self.listed, self.more)


class _Reader:
    """Reads the records of one file and collects whatever is wrong, one problem at a place."""

    def __init__(
        self, file: str, problems: _Problems, quick: Quick, waiting: Waiting | None
    ) -> None:
        self.file = file
        self.problems = problems
        self.quick = quick
        self.waiting = waiting
        self.round = _round_of(file)
        self.sections = {k.plural: k for k in KINDS if _belongs(k, file, self.round)}
        self.records: list[AnyRecord] = []
        self.evidence: list[Evidence] = []

    def refuse(self, code: str, path: Path, expected: str, found: object) -> None:
        """Note one problem."""
        self.problems.add(Problem(code, self.file, _where(path), expected, shown(found)))

    def document(self, value: Any) -> None:
        """Take a whole file, section by section."""
        if not self.sections:
            self.refuse("file", ("$",), "parties.json, rounds/<id>.json and the like", self.file)
        elif not isinstance(value, dict):
            self.refuse("type", ("$",), "an object", value)
        elif expected := unreadable(value.get("schema")):
            self.refuse("schema", ("$", "schema"), expected, value.get("schema"))
        else:
            for section, content in migrated(value, int(value["schema"])).items():
                self.section(section, content)

    def section(self, section: str, content: Any) -> None:
        """Take the record of the round, or the records of one kind."""
        path = ("$", section)
        if self.round and section == "round":
            self.record(BY_PLURAL["rounds"], self.round, content, path)
        elif section in self.sections and not isinstance(content, dict):
            self.refuse("type", path, "an object", content)
        elif section in self.sections:
            for name, body in content.items():
                whole = f"{self.round}/{name}" if self.round else name
                self.record(self.sections[section], whole, body, (*path, name))
        elif section != "schema":
            expected = f"known keys only{self.meant(section, self.sections)}"
            self.refuse("unknown-key", path, expected, section)

    def record(self, kind: Kind, name: str, body: Any, path: Path) -> None:
        """Take one record with the evidence that stands in it."""
        if not isinstance(body, dict):
            self.refuse("type", path, "an object", body)
            return
        self.refuse_placed(body, path, "id", "round")
        entries = body.pop("evidence", [])
        body["id"] = name
        if self.round and kind.in_rounds:
            body["round"] = self.round
        made = self.accept(body, kind.cls, path)
        if made is not None:
            self.records.append(made)
        if self.waiting is None:
            self.evidence += self.testimony(kind, name, entries, path)
        else:
            self.waiting.setdefault(name, []).append(
                partial(self.testified, kind, name, entries, path)
            )

    def testified(self, kind: Kind, record: str, entries: Any, path: Path) -> list[Evidence]:
        """The evidence of one record; raises `InvalidDocument` if anything is wrong with it."""
        found = self.testimony(kind, record, entries, path)
        self.problems.refuse()
        return found

    def refuse_placed(self, body: dict[str, Any], path: Path, *names: str) -> None:
        """Refuse keys for what the place in the file says already, and drop them."""
        for name in names:
            if name in body:
                del body[name]
                self.refuse("unknown-key", (*path, name), "no such key: the place says it", name)

    def testimony(self, kind: Kind, record: str, entries: Any, path: Path) -> list[Evidence]:
        """Take the evidence of one record; what is parsed stays as it is."""
        path = (*path, "evidence")
        if not isinstance(entries, list):
            self.refuse("type", path, "a list", entries)
            return []
        taken = [self.entry(kind, record, each, (*path, i)) for i, each in enumerate(entries)]
        return [made for made in taken if made is not None]

    def entry(self, kind: Kind, record: str, entry: Any, path: Path) -> Evidence | None:
        """Take one piece of evidence, or None with every fault noted."""
        if not isinstance(entry, dict):
            self.refuse("type", path, "an object", entry)
            return None
        plain = dict(entry)
        self.refuse_placed(plain, path, "record")
        self.agreeing(kind, plain.get("for"), (*path, "for"))
        if "says" in plain:
            says = self.readings(kind, plain.pop("says"), (*path, "says"))
            plain |= {"says": says} if says else {}
        plain["record"] = record
        made: Evidence | None = self.accept(plain, Evidence, path)
        return made

    def agreeing(self, kind: Kind, names: Any, path: Path) -> None:
        """Refuse names that are not fact fields of the kind."""
        for index, name in enumerate(names if isinstance(names, list) else ()):
            if isinstance(name, str) and name not in kind.facts:
                self.refuse_field(kind, name, (*path, index))

    def readings(self, kind: Kind, says: Any, path: Path) -> tuple[tuple[str, Any], ...]:
        """Take the different values a source gives to fields of the record."""
        if not isinstance(says, dict) or not says:
            self.refuse("type", path, "an object with one field or more", says)
            return ()
        taken: list[tuple[str, Any]] = []
        for name, value in says.items():
            if name in kind.facts:
                taken.append((name, self.value(kind.fields[name], value, (*path, name))))
            else:
                self.refuse_field(kind, name, (*path, name))
        return tuple(pair for pair in taken if pair[1] is not None)

    def refuse_field(self, kind: Kind, name: str, path: Path) -> None:
        """Refuse the name of what is no fact field of the kind."""
        expected = f"a fact field of {kind.name}{self.meant(name, kind.facts)}"
        self.refuse("unknown-field", path, expected, name)

    def meant(self, name: object, known: Iterable[str]) -> str:
        """The nearest known names, as long as anybody will read them: they take time to find."""
        return "" if self.problems.full else hint(name, known)

    def value(self, field: Field, value: Any, path: Path) -> Any:
        """Take one value by itself, or None with every fault noted."""
        try:
            return self.quick.value(value, field)
        except WRONG as error:
            bounds = error.expected if isinstance(error, InvalidValue) else ""
            return self.explain(value, field.declared, path, bounds)

    def accept(self, plain: dict[str, Any], cls: type, path: Path) -> Any:
        """Take one record or piece of evidence, or None with every fault noted."""
        try:
            return self.quick.record(plain, cls)
        except WRONG:
            return self.explain(plain, cls, path)

    def explain(self, value: Any, declared: Any, path: Path, bounds: str = "") -> None:
        """Note every fault of a value that is refused, once each.

        *bounds* are those of a field, which the converter does not know.
        """
        if self.problems.full:
            self.problems.more += 1
            return
        from kpbargaining.files.codec.converter import structure  # noqa: PLC0415 (cattrs explains faults)

        try:
            structure(value, declared)
        except Refused as refused:
            place = _where(path)
            for code, inner, expected, found in refused.faults:
                if not (declared is Evidence and inner == RECORD):
                    self.problems.add(Problem(code, self.file, place + inner, expected, found))
        else:  # else the two readers disagree: without this the value would vanish
            unread = ("unread", "a value that both readers of the codec accept")
            code, expected = ("value", bounds) if bounds else unread
            self.refuse(code, path, expected, value)


def _where(path: Path) -> str:
    """The JSONPath of a place; it is put together only for what is told."""
    told = str(path[0])
    for step in path[1:]:
        told = f"{told}[{step}]" if isinstance(step, int) else at(told, step)
    return told


def _round_of(file: str) -> Id | None:
    """The round whose file it is, if any can have that name."""
    inside = ROUND_FILE(file)
    try:
        return check_id(inside[1]) if inside else None
    except InvalidValue:
        return None


def _belongs(kind: Kind, file: str, round_id: str | None) -> bool:
    return kind.in_rounds if round_id else file == f"{kind.home}.json" != "rounds.json"


def decode(files: Mapping[str, bytes], waiting: Waiting | None = None) -> Contents:
    """Read data files by name (`parties.json`, `rounds/<id>.json`) into records and evidence.

    Files of earlier schemas are read as those of the newest. Raises `InvalidDocument` with every
    problem of every file, once each and at most 1,000 of them; nothing is half read.
    Evidence is not read where it is *waiting*: what will read it is put there.
    """
    records: list[AnyRecord] = []
    evidence: list[Evidence] = []
    problems, quick = _Problems(), Quick()
    with collector_paused():
        for file, content in files.items():
            reader = _Reader(file, problems, quick, waiting)
            try:
                reader.document(parse(content, file))
            except InvalidDocument as error:
                for problem in error.problems:
                    problems.add(problem)
                problems.more += error.more
            records += reader.records
            evidence += reader.evidence
    problems.refuse()
    return records, evidence
