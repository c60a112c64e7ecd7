"""What was known on a day, or to a reader of a document: rule by rule."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest

from kpbargaining.checks import Severity, check
from kpbargaining.dataset import Dataset
from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.files.folders import read
from kpbargaining.records.actions import Vote, VoteKind
from kpbargaining.records.evidence import Evidence, Source, SourceKind, Voice
from kpbargaining.records.figures import Inquiry
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.values.days import Certainty
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
MARCH, MAY, JUNE = "march-bulletin", "may-story", "june-letter"
ROUND = "2024-acme"


def source(name: str, published: str | None) -> Source:
    """A source that was published on a day, or one knows not when."""
    return Source(
        id=name,
        kind=SourceKind.STORY,
        title="More talks",
        publisher="Nurses United",
        voice=Voice.UNION,
        published=None if published is None else PartialDate(published),
    )


def says(record: str, of: str, **more: Any) -> Evidence:
    """What a source says about a record."""
    return Evidence(record=record, source=of, **more)


def dated(name: str, *also: str) -> Evidence:
    """A source gives its own date of publication, if need be with the help of others."""
    return says(name, name, fields=("published",), also=also or None)


def talks(
    *, changed: Iterable[AnyRecord] = (), more: Iterable[Evidence] = (), without: str = ""
) -> Dataset:
    """The talks with some records put in, some evidence added, or a source's evidence left out."""
    records = {record.id: record for record in [*TALKS.records(), *changed]}
    kept = [item for item in TALKS.evidence if item.source != without]
    return Dataset(records.values(), [*kept, *more])


def value(dataset: Dataset, name: str, field: str) -> object:
    """The value of a record's field."""
    return getattr(dataset[name], field)


def sources(dataset: Dataset) -> set[str]:
    """The sources of which anything is left."""
    return {name for item in dataset.evidence for name in item.sources}


@pytest.mark.parametrize(
    ("certainly", "possibly", "day"),
    [
        ([], [], "2024-03-06"),
        ([], [MARCH], "2024-03-07"),
        ([], [MARCH], "2024-03-30"),
        ([MARCH], [MARCH], "2024-03-31"),
        ([MARCH], [MARCH], "2024-05-19"),
        ([MARCH, MAY], [MARCH, MAY], "2024-05-20"),
        ([MARCH, MAY], [MARCH, MAY, JUNE], "2024-06-13"),
        ([MARCH, MAY], [MARCH, MAY, JUNE], "2024-07-08"),
        ([MARCH, MAY, JUNE], [MARCH, MAY, JUNE], "2024-07-09"),
    ],
)
def test_a_source_counts_from_its_publication_on(
    certainly: list[str], possibly: list[str], day: str
) -> None:
    """From the last possible day on a source was certainly known, from the first on possibly."""
    assert set(certainly) == sources(TALKS.as_of(day))
    assert set(possibly) == sources(TALKS.as_of(day, "possibly"))
    assert set(certainly) == set(TALKS.as_of(day).sources.ids)


@pytest.mark.parametrize(
    ("certainly", "possibly", "published"),
    [
        (False, True, "[2024-02-01..]"),
        (True, True, "[..2024-02-28]"),
        (False, True, "[..2024-03-06]"),
        (False, False, "[2024-03-06..]"),
        (False, True, "2024"),
        (False, False, None),
    ],
)
def test_ranges_of_publication(certainly: bool, possibly: bool, published: str | None) -> None:  # noqa: FBT001 (a table of answers)
    """A source with an open range of dates is known as the range allows; without one, never."""
    dataset = talks(changed=[source("leaflet", published)], more=[dated("leaflet")])
    assert certainly is ("leaflet" in dataset.as_of("2024-03-05"))
    assert possibly is ("leaflet" in dataset.as_of("2024-03-05", "possibly"))


def test_a_source_counts_only_with_what_dates_it() -> None:
    """A source whose date is learnt from a later one, even by a detour, is known with that one."""
    leaflets = [source("leaflet-1", "2024-03-01"), source("leaflet-2", "2024-03-02")]
    dating = [
        dated("leaflet-1", "leaflet-2"),
        dated("leaflet-2", MAY),
        says("leaflet-2", "leaflet-2"),
    ]
    dataset = talks(changed=leaflets, more=dating)
    assert {MARCH} == set(dataset.as_of("2024-05-19").sources.ids)
    known = dataset.as_of("2024-05-20")
    assert {MARCH, MAY, "leaflet-1", "leaflet-2"} == set(known.sources.ids)
    assert PartialDate("2024-03-01") == value(known, "leaflet-1", "published")
    either = talks(changed=leaflets, more=[*dating, dated("leaflet-2")])
    assert {MARCH, "leaflet-1", "leaflet-2"} == set(either.as_of("2024-05-19").sources.ids)


def test_a_date_of_publication_is_never_promoted_from_a_reading() -> None:
    """A source that others tell of before it counts is there, but its date is not known."""
    dataset = talks(
        changed=[source("leaflet", "2024-06")],
        more=[
            dated("leaflet", JUNE),
            says("leaflet", MAY, says=(("pages", 2), ("published", PartialDate("2024")))),
        ],
    )
    may = dataset.as_of("2024-05-20")
    assert (None, 2) == (value(may, "leaflet", "published"), value(may, "leaflet", "pages"))
    assert PartialDate("2024-06") == value(dataset.as_of("2024-07-09"), "leaflet", "published")


def test_evidence_counts_with_all_its_sources() -> None:
    """What is derived from two sources is known when both are."""
    assert None is value(TALKS.as_of("2024-05-19"), ROUND, "renegotiates")
    assert "agreement-2021-acme" == value(TALKS.as_of("2024-05-20"), ROUND, "renegotiates")


def test_a_fact_keeps_its_value_while_evidence_agrees() -> None:
    """A value stays as long as one source agrees with it, and is not known before the first."""
    session = "2024-acme/2024-05-14"
    scheduled, held = Span("2024-05-14/2024-05-16"), Span("2024-05-14/2024-05-17")
    march, may, june = (TALKS.as_of(day) for day in ("2024-03-31", "2024-05-20", "2024-07-09"))
    assert (scheduled, None) == (value(march, session, "scheduled"), value(march, session, "held"))
    assert (scheduled, held) == (value(may, session, "scheduled"), value(may, session, "held"))
    assert held == value(june, session, "held")


def test_a_reading_gives_way_to_the_value() -> None:
    """Until agreeing evidence comes, a fact has the value of a reading."""
    count = "2024-acme/new-2024-03-05"
    assert Quantity("~5") == value(TALKS.as_of("2024-05-20"), count, "value")
    assert Quantity("4") == value(TALKS.as_of("2024-07-09"), count, "value")


def test_a_weak_reading_is_never_promoted() -> None:
    """Of a field that only a weak reading speaks of, nothing is known."""
    session = "2024-acme/2024-03-05"
    march = TALKS.as_of("2024-03-31")
    assert None is value(march, session, "place")
    assert {"place": "Shelbyville"} == next(iter(march.evidence_for(session, "place"))).readings


def test_the_latest_reading_counts() -> None:
    """Of several readings the one published last is taken; a derived one is as late as its last."""
    session = "2024-acme/2024-06-11"
    dataset = talks(
        changed=[
            source("leaflet", "2024-05-10"),
            source("flyer", "2024-05-15"),
            source("zine", "2024-03-01"),
        ],
        more=[
            dated("leaflet"),
            dated("flyer"),
            says(session, "flyer", says=(("place", "Brockway"),), also=("zine",)),
            dated("zine"),
            says(session, "zine", says=(("place", "Shelbyville"),)),
            says(session, "leaflet", says=(("place", "Ogden"),), also=(MAY,)),
            says(session, MARCH, says=(("place", "Capital City"),)),
            says(session, MAY, says=(("place", "Cypress Creek"),), weak=True),
        ],
    )
    assert "Capital City" == value(dataset.as_of("2024-05-14"), session, "place")
    assert "Brockway" == value(dataset.as_of("2024-05-19"), session, "place")
    assert "Ogden" == value(dataset.as_of("2024-05-20"), session, "place")


def test_of_one_source_the_last_reading_counts() -> None:
    """Of two readings published together the one that stands last is taken."""
    session = "2024-acme/2024-06-11"
    readings = [says(session, MAY, says=(("place", name),)) for name in ("Ogden", "Brockway")]
    assert "Brockway" == value(talks(more=readings).as_of("2024-05-20"), session, "place")


def test_the_certainly_earlier_reading_gives_way() -> None:
    """Of two sources that can be of the same first day, the one that can be later is the later."""
    session = "2024-acme/2024-06-11"
    dataset = talks(
        changed=[source("a-month", "2024-05"), source("its-first-day", "2024-05-01")],
        more=[
            dated("a-month"),
            dated("its-first-day"),
            says(session, "a-month", says=(("place", "Ogden"),)),
            says(session, "its-first-day", says=(("place", "Brockway"),)),
        ],
    )
    assert "Ogden" == value(dataset.as_of("2024-06-01"), session, "place")


def test_readings_that_cannot_stand_side_by_side() -> None:
    """Where two sources' readings cannot both be so, neither is promoted."""
    vote = Vote(id="vote", kind=VoteKind.RATIFICATION, by=("nurses-united",))
    dataset = talks(
        changed=[vote],
        more=[
            says("vote", MARCH, says=(("yes", Quantity("60")),)),
            says("vote", MAY, says=(("cast", Quantity("50")),)),
        ],
    )
    march, may = dataset.as_of("2024-03-31"), dataset.as_of("2024-05-20")
    assert (Quantity("60"), None) == (value(march, "vote", "yes"), value(march, "vote", "cast"))
    assert (None, None) == (value(may, "vote", "yes"), value(may, "vote", "cast"))


def test_what_was_looked_for_is_known_with_its_evidence() -> None:
    """An inquiry is ours: it is known only if a source tells of it, and with it its subject."""
    asked = Inquiry(
        id="asked",
        about="acme-hospitals",
        fields=("since",),
        where="The archive",
        on=PartialDate("2024"),
    )
    assert "asked" not in talks(changed=[asked]).as_of("2024-07-09")
    told = talks(changed=[asked], without=MARCH, more=[says("asked", MAY)])
    known = told.as_of("2024-05-20")
    assert asked == known["asked"]
    assert "acme-hospitals" in known


def test_evidence_that_there_is_none_changes_nothing() -> None:
    """Evidence on a field without a value says that there is none, and it stays None."""
    none = says("nurses-united", MAY, fields=("parent",))
    known = talks(more=[none]).as_of("2024-05-20")
    assert None is value(known, "nurses-united", "parent")
    assert none in list(known.evidence_for("nurses-united", "parent"))


def test_records_without_evidence_go() -> None:
    """A record of which no source has spoken yet is not there."""
    march = TALKS.as_of("2024-03-31")
    assert "2024-acme/ta-2" in march
    assert "2024-acme/ta-10" not in march
    assert "2024-acme/2024-06-11" not in march


def test_records_without_evidence_make_nothing_known() -> None:
    """A record of which no source ever speaks does not make known what it refers to."""
    clerks = attrs.evolve(TALKS.organizations["nurses-united"], id="clerks-united")
    day = PartialDate("2024")
    asked = Inquiry(id="asked", about=clerks.id, fields=("since",), where="The archive", on=day)
    assert clerks.id not in talks(changed=[asked, clerks]).as_of("2024-07-09")


def test_a_known_child_makes_its_parents_known() -> None:
    """What a record left refers to as its key or fact stays, parents of parents too, bare."""
    dataset = talks(without=MARCH, more=[says("2024-acme/acme-pay", MAY, fields=("summary",))])
    may = dataset.as_of("2024-05-20")
    assert "2024-acme/acme-pay" in may
    bare = may["acme-hospitals"]
    assert "Acme Hospitals" == getattr(bare, "name", None)
    assert 0 == len(may.evidence_for("acme-hospitals"))
    assert (None, None, None) == tuple(
        value(may, ROUND, name) for name in ("parties", "opened", "renegotiates")
    )
    chain = TALKS.as_of("2024-03-31")
    assert None is value(chain, "nurses-united", "since")


def test_a_link_of_ours_goes_with_its_target() -> None:
    """A link of ours to what is not known yet is not there either, and does not keep it."""
    march = TALKS.as_of("2024-03-31")
    assert None is value(march, "2024-acme/ta-2", "answers")
    assert "2024-acme/pay-table" not in march
    assert "2024-acme/pay-table" == value(TALKS.as_of("2024-05-20"), "2024-acme/ta-2", "answers")
    pay = attrs.evolve(TALKS.outcomes["2024-acme/ta-2"], topics=("topic-pay", "topic-gone"))
    assert ("topic-pay",) == value(talks(changed=[pay]).as_of("2024-03-31"), pay.id, "topics")
    gone = attrs.evolve(pay, topics=("topic-gone",))
    assert None is value(talks(changed=[gone]).as_of("2024-03-31"), pay.id, "topics")


def test_what_a_source_says_of_others_makes_them_known() -> None:
    """Whom a reading names is known, though the record carries another."""
    reading = says(ROUND, MARCH, says=(("parties", ("clerks-united",)),), note="Not so")
    clerks = attrs.evolve(TALKS.organizations["nurses-united"], id="clerks-united")
    assert "clerks-united" in talks(changed=[clerks], more=[reading]).as_of("2024-03-31")
    assert "clerks-united" not in talks(changed=[clerks]).as_of("2024-03-31")


def test_a_fact_about_what_is_not_there_stays() -> None:
    """A fact that refers to no record of the dataset, which a check finds, is left as it is."""
    lost = attrs.evolve(TALKS.outcomes["2024-acme/ta-10"], session="2024-acme/gone")
    assert "2024-acme/gone" == value(talks(changed=[lost]).as_of("2024-05-20"), lost.id, "session")


RENAMED = attrs.evolve(TALKS.organizations["acme-hospitals"], id="new", formerly=("old",))


def test_what_is_called_by_an_old_id_is_there_once() -> None:
    """A parent to which others refer by a retired id is kept, and only once."""
    local = attrs.evolve(TALKS.organizations["nurses-united"], id="local", parent="old")
    told = [says("local", MARCH, fields=("parent",))]
    known = talks(changed=[RENAMED, local], more=told).as_of("2024-03-31")
    assert ("acme-hospitals", "local", "new", "nurses-united") == known.organizations.ids
    assert "old" == value(known, "local", "parent")


def test_a_link_to_an_old_id_stays() -> None:
    """A link of ours by a retired id stays with the record that had it."""
    event = attrs.evolve(TALKS.events["2024-acme/mediation"], about="old", on=None)
    told = [says(event.id, MARCH), says("new", MARCH)]
    known = talks(changed=[RENAMED, event], more=told).as_of("2024-03-31")
    assert "old" == value(known, event.id, "about")


def test_terms_always_stay() -> None:
    """Our vocabulary is there before any source."""
    before = TALKS.as_of("2000-01-01", "possibly")
    assert TALKS.terms == before.terms
    assert len(TALKS.terms) == len(before)
    assert 0 == len(before.evidence)


def test_a_term_that_sources_define_stays_too() -> None:
    """A term is there before the sources that define it, be it that they never count."""
    (term, *_) = TALKS.terms
    told = Dataset(TALKS.records(), [*TALKS.evidence, Evidence(record=term.id, source=JUNE)])
    for certainty in get_args(Certainty):
        assert TALKS.terms == told.as_of("2000-01-01", certainty).terms


def test_in_the_end_all_is_known() -> None:
    """When every source is known, the dataset is what it is, with the very same records."""
    for known in (TALKS.as_of("2024-07-09"), TALKS.as_of("2024-06-13", "possibly")):
        assert TALKS == known
        assert all(record is TALKS[record.id] for record in known.records())


def test_a_reader_knows_what_is_certainly_not_later() -> None:
    """A reader of a source knows it, and every source that was certainly published by then."""
    assert {MARCH} == set(TALKS.through(MARCH).sources.ids)
    assert {MARCH, MAY} == set(TALKS.through(MAY).sources.ids)
    assert {MARCH, MAY, JUNE} == set(TALKS.through(JUNE).sources.ids)
    same_day = talks(changed=[source("leaflet", "2024-05-20")], more=[dated("leaflet")])
    assert {MARCH, MAY, "leaflet"} == set(same_day.through(MAY).sources.ids)
    maybe = talks(changed=[source("leaflet", "2024-05")], more=[dated("leaflet")])
    assert {MARCH, MAY} == set(maybe.through(MAY).sources.ids)
    assert {MARCH, "leaflet"} == set(maybe.through("leaflet").sources.ids)


def test_a_reader_of_an_undated_source_knows_nothing_of_others() -> None:
    """Where a source has no date, nothing was certainly published by then."""
    place = says("2024-acme/2024-06-11", "leaflet", says=(("place", "Ogden"),))
    undated = talks(changed=[source("leaflet", None)], more=[dated("leaflet"), place])
    assert "Ogden" == value(undated.through("leaflet"), "2024-acme/2024-06-11", "place")
    assert {"leaflet"} == set(undated.through("leaflet").sources.ids)
    assert {MARCH, MAY} == set(undated.through(MAY).sources.ids)


def test_a_reader_of_what_is_no_source() -> None:
    """A misspelt source is named with the nearest sources; a number, which counts rows, is none."""
    with pytest.raises(UnknownName, match=r"no id 'june-leter'; nearest: june-letter$"):
        TALKS.through("june-leter")
    number: Any = 0
    with pytest.raises(InvalidValue, match="expected the id of a source, found 0"):
        TALKS.through(number)


@pytest.mark.parametrize("day", ["2024-03-06", "2024-03-31", "2024-05-20", "2024-06-13"])
@pytest.mark.parametrize("certainty", ["certainly", "possibly"])
def test_what_was_known_is_in_order(day: str, certainty: Any) -> None:
    """What was known on a day passes every check that finds errors, and is known on that day."""
    known = TALKS.as_of(day, certainty)
    assert 0 == len(check(known).where(severity=Severity.ERROR))
    assert known == known.as_of(day, certainty)
