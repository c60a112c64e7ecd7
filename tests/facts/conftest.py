"""How a fact sheet is read, and how its words are held against the dataset.

A sheet (`*.toml`) was typed from a document by someone who had not seen the data.
Its rows are known by natural keys (`row_key`), which the tables next to it map to ids
(`*.settled.toml`).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import kpbargaining as kp
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.records.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kpbargaining import Dataset, Evidence

    Row = Mapping[str, Any]

NATURAL = {
    "agreement": "name expires reached",
    "ai_use": "use",
    "commitment": "to",
    "committee": "name topics worked_on state completed_derived worked heard",
    "count": "of at",
    "deliverable": "asked_for",
    "doubt": "doubt",
    "event": "what",
    "goal": "goal",
    "headcount": "of",
    "job_action": "kind averted",
    "local": "union number",
    "magazine": "title",
    "market": "name",
    "next_task": "what",
    "not_agreed": "what",
    "organization": "name",
    "outcome": "session subject",
    "person": "name title",
    "picket_notice": "by",
    "program": "name",
    "proposal": "who session kind",
    "round": "round",
    "round_topic": "topic",
    "session": "session",
    "session_plan": "plan",
    "source": "title page",
    "statement": "about",
    "statistic": "metric",
    "step": "order",
    "technology_change": "what",
    "topic_discussed": "topic",
}
"""The keys by which a row is told from the others of its table."""

FIELDS = {
    "agreement": "expires kind name parties scope_also=scope renegotiated_in=<renegotiates",
    "ai_use": "",
    "commitment": "who=by due",
    "committee": "name kind parent topics completed_derived=completed",
    "count": "value scope period",
    "deliverable": "subgroup=committee due",
    "event": "session year=on",
    "goal": "who=by due",
    "headcount": "value",
    "job_action": "kind averted",
    "local": "union=parent",
    "magazine": "title issue_date=published format pages audience",
    "market": "name",
    "next_task": "who=by",
    "not_agreed": "who=by subgroup=committee not_agreed_derived=not_agreed",
    "organization": "name kind market=markets classifications=represents members_named=parties"
    " since_derived=since",
    "outcome": "called session approved_by=committee subgroup=committee locals=whom"
    " markets_listed=markets",
    "person": "name=person title organization=bodies",
    "picket_notice": "by kind notice_days=notice places delivered_derived=noticed",
    "program": "name at=places",
    "proposal": "who=by session subjects",
    "round": "parties approach renegotiates begun=opened",
    "session": "scheduled held held_derived=held days place format ordinal",
    "session_plan": "",
    "source": "title kind voice publisher authors=senders audience published"
    " published_bounds=published url retrieved",
    "statement": "who=by",
    "statistic": "value among period",
    "step": "order who",
    "technology_change": "year=on",
    "topic_discussed": "session",
}
"""The keys of a sheet that are compared, and their fields where these are called otherwise.

`<renegotiates` stands for the records whose field `renegotiates` names the record.
"""

IMPLIED = {"goal": {"kind": "goal"}, "commitment": {"kind": "commitment"}}
"""What a row says by the table it stands in."""

STORY = {"held_derived": "held", "completed_derived": "completed"}
"""Keys whose story and year are given under a shorter name (`held_in`, `held_year_from`)."""


class Pair(NamedTuple):
    """A value of a sheet, and the record and field that are to hold it."""

    key: str
    said: object
    record: str
    field: str


def row_key(table: str, row: Row) -> str:
    """What a row is known by: its table, what tells it from others, its story."""
    told = [row[name] for name in (*NATURAL[table].split(), "in_story") if name in row]
    return " / ".join([table, *map(_joined, told)])


def _joined(value: object) -> str:
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value)


def _table(key: str) -> str:
    return key.partition(" / ")[0]


def _mapping(names: str) -> dict[str, str]:
    return {key: field or key for key, _, field in (each.partition("=") for each in names.split())}


class FactSheet:
    """One sheet beside the dataset, with the tables that say how its rows were settled."""

    def __init__(self, name: str, tables: Mapping[str, Row]) -> None:
        """Read the sheet of that name and the edition whose documents it was typed from."""
        self.dataset: Dataset = kp.load("2026.1")
        self.name = name
        self.tables = tables
        text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
        self.rows: list[tuple[str, Row]] = [
            (table, row) for table, rows in tomllib.loads(text).items() for row in rows
        ]
        self.keys = [row_key(table, row) for table, row in self.rows]

    def said(self, key: str, ids: str) -> dict[str, object]:
        """What a row says, by record and key of the sheet."""
        return {f"{p.record}: {p.key}": _folded(p.said) for p in self._pairs(key, ids)}

    def held(self, key: str, ids: str) -> dict[str, object]:
        """What the dataset holds, by record and key of the sheet; lists as the row has them."""
        return {f"{p.record}: {p.key}": _folded(self._held(p)) for p in self._pairs(key, ids)}

    def value(self, key: str) -> int:
        """The number a row gives."""
        return int(self._row(key)["value"])

    def unsupported(self, key: str, ids: str) -> list[str]:
        """The compared facts that no evidence from the row's own story supports."""
        row = self._row(key)
        return [
            f"{p.record} {p.field}"
            for p in self._facts(key, ids)
            if not self._evidence(p, self._story(row, p.key))
        ]

    def stated_without_year(self, key: str, ids: str) -> list[str]:
        """The dates called stated although their passage gives no year."""
        row = self._row(key)
        return [
            f"{p.record} {p.field}"
            for p in self._facts(key, ids)
            if _year_is_elsewhere(row, p)
            and any(e.basis is kp.Basis.STATED for e in self._evidence(p, self._story(row, p.key)))
        ]

    def uncited_decks(self) -> list[str]:
        """The decks, typed as fingerprints, that no passage of the dataset covers to the word."""
        cited = {(e.passage.words, e.passage.digest) for e in self.dataset.evidence if e.passage}
        return [
            row["title"]
            for _, row in self.rows
            if "deck_digest" in row and (row["deck_words"], row["deck_digest"]) not in cited
        ]

    def accounted(self, counted: Iterable[str] = ()) -> list[str]:
        """The keys of all rows that are compared, counted or left out for a reason."""
        left = {key for key in self.keys if {key, _table(key)} & self.tables["left_out"].keys()}
        return sorted([*self.tables["ids"], *counted, *left])

    def unread(self) -> set[str]:
        """The values of compared rows that are neither compared nor explained, as `table.key`."""
        explained = self.tables["not_compared"].keys()
        return {
            f"{table}.{name}"
            for table, name in self._values()
            if name not in {*_mapping(FIELDS[table]), *NATURAL[table].split()}
            and not {name, f"{table}.{name}"} & explained
        }

    def unneeded(self) -> set[str]:
        """The explanations that no value of a compared row needs."""
        had = {each for table, name in self._values() for each in (name, f"{table}.{name}")}
        return self.tables["not_compared"].keys() - had

    def _values(self) -> Iterator[tuple[str, str]]:
        """Table and key of every value of the compared rows."""
        for key, (table, row) in zip(self.keys, self.rows, strict=True):
            if key in self.tables["ids"]:
                yield from ((table, name) for name in row)

    def _row(self, key: str) -> Row:
        return self.rows[self.keys.index(key)][1]

    def _pairs(self, key: str, ids: str) -> Iterator[Pair]:
        table = _table(key)
        row = {**self._row(key), **IMPLIED.get(table, {})}
        fields = _mapping(FIELDS[table]) | dict.fromkeys(IMPLIED.get(table, {}), "kind")
        for each in ids.split():
            record, _, field = each.partition("#")
            for name in fields.keys() & row.keys():
                said = self.tables["words"].get(f"{name} = {_joined(row[name])}", row[name])
                yield Pair(name, said, record, field or fields[name])

    def _facts(self, key: str, ids: str) -> Iterator[Pair]:
        for pair in self._pairs(key, ids):
            field = BY_CLASS[type(self.dataset[pair.record])].fields.get(pair.field)
            if field is not None and field.role is Role.FACT:
                yield pair

    def _held(self, pair: Pair) -> object:
        record = self.dataset[pair.record]
        if pair.field.startswith("<"):
            field = pair.field.removeprefix("<")
            found = self.dataset.index.referrers(record.id)
            return [r.id for r in found if getattr(r, field, None) == record.id]
        if not hasattr(record, pair.field):
            return type(record).__name__
        refers = BY_CLASS[type(record)].fields[pair.field].refers
        value = getattr(record, pair.field)
        values = value if isinstance(value, tuple) else (value,)
        names = [self._name(each) if refers else str(each) for each in values]
        return names if isinstance(pair.said, list) or len(names) > 1 else names[0]

    def _name(self, name: str | None) -> str:
        """A record's name; a session has its day."""
        record = name and self.dataset[name]
        return str(getattr(record, "name", str(name).rpartition("/")[2]))

    def _story(self, row: Row, key: str) -> list[str]:
        stories = row.get(f"{STORY.get(key, key)}_in", row.get("in_story", ""))
        return [
            self.tables["stories"][s] for s in (stories if isinstance(stories, list) else [stories])
        ]

    def _evidence(self, pair: Pair, stories: list[str]) -> list[Evidence]:
        found = self.dataset.evidence_for(pair.record, pair.field)
        return [e for e in found if set(stories) & set(e.sources)]


def _folded(value: object) -> object:
    """Capitals are no difference."""
    return [str(v).casefold() for v in value] if isinstance(value, list) else str(value).casefold()


def _year_is_elsewhere(row: Row, pair: Pair) -> bool:
    known = f"{STORY.get(pair.key, pair.key)}_year_from"
    dated = {"scheduled", "held", "expires", "due", "opened", "not_agreed", "completed"}
    return pair.field in dated and bool(row.get(known, row.get("year_from")))


@pytest.fixture(scope="session")
def sheet_of() -> Callable[[str, Mapping[str, Row]], FactSheet]:
    """Give the sheet of a name, with its tables; each is read once."""
    sheets: dict[str, FactSheet] = {}

    def sheet_of(name: str, tables: Mapping[str, Row]) -> FactSheet:
        return sheets.get(name) or sheets.setdefault(name, FactSheet(name, tables))

    return sheet_of
