"""Laws of what was known: on a day, certainly or possibly, and to a reader of a document."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from hypothesis import example, given
from hypothesis import strategies as st

from kpbargaining.checks import Severity, check
from kpbargaining.dataset import Dataset
from kpbargaining.files.codec import decode, encode
from kpbargaining.records.evidence import Evidence, Source, SourceKind, Voice
from kpbargaining.records.figures import Term
from kpbargaining.records.kinds import BY_CLASS, references
from kpbargaining.records.parties import Organization, OrganizationKind
from kpbargaining.records.roles import Role
from kpbargaining.strategies import datasets, days
from kpbargaining.values.days import Certainty
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from kpbargaining.records.kinds import AnyRecord

certainties: st.SearchStrategy[Certainty] = st.sampled_from(get_args(Certainty))


class Asked(NamedTuple):
    """A dataset, and two days on which something may become known, the earlier first."""

    dataset: Dataset
    early: date
    late: date


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    """A dataset, with days at which its sources may or must have been published."""
    dataset = draw(datasets())
    edges = [
        day
        for source in dataset.sources
        if source.published is not None
        for day in (source.published.earliest, source.published.latest)
        if day is not None
    ]
    moments = st.sampled_from(edges) | days() if edges else days()
    return Asked(dataset, *sorted([draw(moments), draw(moments)]))


def pieces(dataset: Dataset) -> set[Evidence]:
    """Give the evidence without its order."""
    return set(dataset.evidence)


def ids(dataset: Dataset) -> set[str]:
    """Give the ids of all records."""
    return {record.id for record in dataset.records()}


def errors(dataset: Dataset) -> list[object]:
    """Give the findings that are errors."""
    return [finding for finding in check(dataset) if finding.severity is Severity.ERROR]


def is_sound(dataset: Dataset) -> bool:
    """Whether the dataset is written, read back equal, and passes the checks for errors."""
    again = Dataset(*decode(encode(dataset.records(), dataset.evidence)))
    return again == dataset and not errors(dataset)


def needed(dataset: Dataset) -> set[str]:
    """Give the ids that keys and facts hold, and those that sources say they hold."""
    carried = {
        target
        for record in dataset.records()
        for field, target in references(record)
        if field.role is not Role.OURS
    }
    return carried.union(*(said(dataset[item.record], item) for item in dataset.evidence))


def said(record: AnyRecord, item: Evidence) -> list[str]:
    """Give the ids that a piece of evidence says facts of its record hold."""
    fields = BY_CLASS[type(record)].fields
    refer = [(fields[name], value) for name, value in item.says or () if fields[name].refers]
    return [target for field, value in refer for target in (value if field.many else [value])]


def readings(dataset: Dataset, record: str, field: str) -> list[Any]:
    """Give what sources say otherwise of a fact, unless they say it weakly."""
    return [
        item.readings[field]
        for item in dataset.evidence_for(record, field)
        if field in item.readings and not item.weak
    ]


def organization(name: str, parent: str | None = None) -> Organization:
    """Give a union with this parent."""
    kind, id_ = OrganizationKind.LOCAL_UNION, name
    return Organization(id=id_, kind=kind, name=name, parent=parent or None)


def newsletter(year: str) -> Source:
    """Give the newsletter that was published in a year."""
    name, kind, voice = f"news-{year}", SourceKind.BULLETIN, Voice.UNION
    title = "News"
    return Source(
        id=name, kind=kind, title=title, publisher=title, voice=voice, published=PartialDate(year)
    )


def said_in(year: str, record: str, field: str | None = None, **says: Any) -> Evidence:
    """Give what the newsletter of a year says of a record."""
    return Evidence(
        record=record,
        source=f"news-{year}",
        fields=(field,) if field else None,
        says=tuple(says.items()) or None,
        note="As it was then",
    )


NURSES = Dataset(
    [
        *map(newsletter, ("2001", "2002", "2003")),
        organization("nurses", "federation"),
        organization("federation"),
        organization("guild"),
    ],
    [
        *(said_in(year, f"news-{year}", "published") for year in ("2001", "2002", "2003")),
        said_in("2001", "nurses", parent="guild"),
        said_in("2002", "nurses", "parent"),
        said_in("2003", "guild"),
    ],
)
"""Nurses who belonged to a guild at first, of which nothing else is said before 2003."""


@given(asked(), certainties)
@example(Asked(NURSES, date(2001, 12, 31), date(2002, 12, 31)), "certainly")
def test_asked_again(asked: Asked, certainty: Certainty) -> None:
    """Asking twice for a day, or for it by way of a later day, gives what asking once gives."""
    then = asked.dataset.as_of(asked.early, certainty)

    assert then == asked.dataset.as_of(asked.late, certainty).as_of(asked.early, certainty)
    assert then == then.as_of(asked.early, certainty)


@given(asked())
def test_what_is_certain_is_possible(asked: Asked) -> None:
    """What certainly was known by a day possibly was, and asking so afterwards changes nothing."""
    certain = asked.dataset.as_of(asked.early, "certainly")
    possible = asked.dataset.as_of(asked.late, "possibly")

    assert pieces(certain) <= pieces(possible)
    assert certain == possible.as_of(asked.early, "certainly")


@given(asked(), certainties)
def test_evidence_only_grows(asked: Asked, certainty: Certainty) -> None:
    """With more days no piece of evidence, and no record, is lost."""
    early = asked.dataset.as_of(asked.early, certainty)
    late = asked.dataset.as_of(asked.late, certainty)

    assert pieces(early) <= pieces(late) <= pieces(asked.dataset)
    assert ids(early) <= ids(late) <= ids(asked.dataset)


@given(asked(), certainties)
def test_values_give_way_to_better_ones(asked: Asked, certainty: Certainty) -> None:
    """A value changes only from a reading to another reading or to the value of the edition."""
    early = asked.dataset.as_of(asked.early, certainty)
    late = asked.dataset.as_of(asked.late, certainty)
    changed = [
        (record.id, name, getattr(record, name), getattr(late[record.id], name))
        for record in early.records()
        for name in BY_CLASS[type(record)].facts
        if getattr(record, name) not in (None, getattr(late[record.id], name))
    ]

    assert [] == [each for each in changed if each[2] not in readings(early, *each[:2])]
    assert [] == [
        (name, field, old, new)
        for name, field, old, new in changed
        if new not in (getattr(asked.dataset[name], field), *readings(late, name, field))
    ]


@given(asked(), certainties)
def test_nothing_without_evidence(asked: Asked, certainty: Certainty) -> None:
    """A record is there only with evidence that counts, as a term, or because another needs it."""
    known = asked.dataset.as_of(asked.early, certainty)
    alone = {record.id for record in known.records() if not known.evidence_for(record.id)}
    words = {record.id for record in known.records() if isinstance(record, Term)}

    assert alone <= words | needed(known)


@given(asked(), certainties)
def test_nothing_before_it_was_published(asked: Asked, certainty: Certainty) -> None:
    """Evidence is there only if each of its sources was, or can have been, published by then."""
    known = asked.dataset.as_of(asked.early, certainty)
    day = PartialDate.on(asked.early)
    resting = {asked.dataset.sources[name] for item in known.evidence for name in item.sources}
    published = [source.published for source in resting if source.published is not None]

    assert len(published) == len(resting)
    assert not any(day.certainly_before(when) for when in published)
    assert certainty == "possibly" or not any(day.possibly_before(when) for when in published)


@given(asked(), certainties)
def test_the_result_is_a_sound_dataset(asked: Asked, certainty: Certainty) -> None:
    """What was known on a day is written, read back equal, and passes the checks for errors."""
    assert is_sound(asked.dataset.as_of(asked.early, certainty))


@given(datasets(), st.data())
def test_through_a_source(dataset: Dataset, data: st.DataObject) -> None:
    """What a reader knew is sound, rests on nothing possibly later, and is all that it tells."""
    reader = data.draw(st.sampled_from(list(dataset.sources)))
    known = dataset.through(reader.id)
    cited = {name for item in known.evidence for name in item.sources}

    assert is_sound(known)
    assert pieces(known) <= pieces(dataset)
    assert not any(is_later(dataset.sources[name], reader) for name in cited)
    assert not is_dated(known, reader.id) or known == known.through(reader.id)


def is_dated(dataset: Dataset, name: str) -> bool:
    """Whether a dataset knows when a source was published: without that, it does not count."""
    return name in dataset.sources and dataset.sources[name].published is not None


def is_later(source: Source, reader: Source) -> bool:
    """Whether a source can have been published after the one that is read."""
    if source == reader or source.published is None or reader.published is None:
        return source != reader
    return reader.published.possibly_before(source.published)
