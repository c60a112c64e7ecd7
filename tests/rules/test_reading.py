"""The dataset as a rule reads it: what it carries, what the evidence says then, what stays."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.checks import Severity, check
from kpbargaining.dataset import Dataset
from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.records.actions import Vote, VoteKind
from kpbargaining.records.bargaining import Session
from kpbargaining.records.evidence import Evidence, Source
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.records.parties import Organization, OrganizationKind
from kpbargaining.rules.candidates import OTHERS
from kpbargaining.rules.reading import NOTE
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

Strike = Callable[..., Dataset]

BY_UNION = {"union": "50"}


def told(record: str, of: str, *agrees: str, **says: Any) -> Evidence:
    """What a source tells of a record: the fields it agrees with, and what it says otherwise."""
    return Evidence(
        record=record,
        source=of,
        fields=agrees or None,
        says=tuple(says.items()) or None,
        note="As it says" if says else None,
    )


def also(dataset: Dataset, record: AnyRecord, *evidence: Evidence) -> Dataset:
    """The dataset with one more record, or with another of that id, and evidence for it."""
    kept = [each for each in dataset.records() if each.id != record.id]
    return Dataset([*kept, record], [*dataset.evidence, *evidence])


def test_the_field_carries_what_the_rule_takes(strike: Strike) -> None:
    """Under a rule the field carries its value, and the dataset from before is as it was."""
    dataset = strike("40", agree="employer", union="50")
    assert "50" == str(dataset.under("union").figures["strikers"].value)
    assert "40" == str(dataset.figures["strikers"].value)


def test_the_evidence_is_told_anew(strike: Strike) -> None:
    """What agreed is a reading with a note, what said the new value agrees, and the rest stays."""
    read = strike("40", agree="employer", union="50", paper="60").under("union")
    employer, union, paper = read.evidence_for("strikers", "value")
    assert (None, (("value", Quantity("40")),), NOTE) == (
        employer.fields,
        employer.says,
        employer.note,
    )
    assert (("value",), None) == (union.fields, union.says)
    assert (None, (("value", Quantity("60")),)) == (paper.fields, paper.says)
    assert ("union",) == read.index.tellers("strikers", "value")
    assert [("employer", "40"), ("paper", "60")] == [
        (row.source, str(row.reading)) for row in read.disagreements("strikers")
    ]


def test_other_fields_of_the_evidence_stay(strike: Strike) -> None:
    """Evidence keeps agreeing with, and differing on, the fields that do not change."""
    whole = strike("40")
    item = Evidence(
        record="strikers",
        source="employer",
        fields=("value", "on"),
        says=(("among", "nurses"),),
        open=("on", "among"),
        note="In its own words",
    )
    figure = kp.Figure(
        id="strikers",
        about="metric-strikers",
        metric="metric-strikers",
        scope=kp.Scope.LEVEL,
        value=Quantity("40"),
        on=PartialDate("2024-02-01"),
    )
    dataset = also(whole, figure, item, told("strikers", "union", value=Quantity("50")))
    before, _ = dataset.under("union").evidence_for("strikers")
    assert ("on",) == before.fields
    assert (("among", "nurses"), ("value", Quantity("40"))) == before.says
    assert (("on", "among"), "In its own words") == (before.open, before.note)


def test_what_is_weak_alone_stays_so(strike: Strike) -> None:
    """Evidence that is weak in what it says, not in what it agrees with, is told in two pieces."""
    item = Evidence(
        record="strikers",
        source="employer",
        fields=("value",),
        says=(("among", "nurses"),),
        open=("value", "among"),
        weak=True,
        note="Hardly legible",
    )
    whole = strike("40", union="50")
    read = also(whole, whole["strikers"], item).under("union")
    _, weak, plain = read.evidence_for("strikers")
    assert (True, (("among", "nurses"),), ("among",)) == (weak.weak, weak.says, weak.open)
    assert (False, (("value", Quantity("40")),), ("value",)) == (plain.weak, plain.says, plain.open)
    assert "40" == str(read.under("management")["strikers"].value)  # type: ignore[union-attr]


def test_a_weak_reading_of_the_new_value_stays_weak(strike: Strike) -> None:
    """A weak reading agrees with nothing, even where it says what the rule takes."""
    read = strike("40", agree="employer", weak="guild", union="50", guild="50").under("union")
    assert [(None, False), (("value",), False), (None, True)] == [
        (item.fields, item.weak) for item in read.evidence_for("strikers")
    ]


def test_it_says_what_it_is(strike: Strike) -> None:
    """The lineage names the rule and says how many values differ; as carried, nothing is done."""
    dataset = strike("40", agree="employer", union="50")
    assert ("under the rule union (1 value differs)",) == dataset.under("union").lineage
    assert ("under the rule press (0 values differ)",) == dataset.under("press").lineage
    assert dataset is dataset.under("carried")


def test_a_name_is_read_once(strike: Strike) -> None:
    """The dataset under a rule with a name is worked out once."""
    dataset = strike("40", agree="employer", union="50")
    assert dataset.under("union") is dataset.under("union")


def test_a_rule_of_your_own(strike: Strike) -> None:
    """A function is asked where there is a choice, and is named in the lineage."""
    dataset = strike("40", agree="employer", union="50")

    def latest_of_all(*asked: Any) -> kp.Candidate:
        found: kp.Candidate = asked[2][-1]
        return found

    read = dataset.under(latest_of_all)
    assert "50" == str(read.figures["strikers"].value)
    assert ("under the rule latest_of_all (1 value differs)",) == read.lineage
    assert strike("40", agree="employer") == strike("40", agree="employer").under(latest_of_all)


def test_a_reading_of_what_is_not_known(strike: Strike) -> None:
    """Where nothing is carried a rule can fill the field, unless a source says there is none."""
    assert "50" == str(strike(None, union="50").under("union").figures["strikers"].value)
    none = strike(None, agree="employer", union="50")
    assert none.under("union").figures["strikers"].value is None


def test_the_publication_of_sources_stays(strike: Strike) -> None:
    """No rule moves the publication of a source, by which all others are put in order."""
    whole = strike("40")
    moved = told("paper", "union", published=PartialDate("2024-05-02"), audience="All")
    paper = also(whole, whole["paper"], moved).under("union")["paper"]
    assert isinstance(paper, Source)
    assert ("2024-05-01", "All") == (str(paper.published), paper.audience)


def session(name: str, ordinal: int, held: str, **more: Any) -> Session:
    """A session with its number."""
    return Session(
        id=f"2024-acme/{name}", round="2024-acme", ordinal=ordinal, held=Span(held), **more
    )


def test_the_numbers_of_sessions_stay(strike: Strike) -> None:
    """No rule mixes the numbers that several sources give to the sessions of a round."""
    first = session("first", 1, "2024-02-01/2024-02-02")
    agrees = told(first.id, "employer", "ordinal", "held")
    dataset = also(strike("40"), first, agrees, told(first.id, "union", ordinal=2))
    assert dataset == dataset.under("union") == dataset.under("highest")


def vote(**counts: str) -> Vote:
    """A vote with its counts."""
    numbers: Any = {name: Quantity(text) for name, text in counts.items()}
    return Vote(id="vote", kind=VoteKind.RATIFICATION, by=("nurses",), **numbers)


def test_what_a_record_refuses(strike: Strike) -> None:
    """Values that cannot stand side by side in a record are taken as far as they can, and named."""
    ballot = vote(yes="10", cast="20", eligible="30")
    dataset = also(
        strike("40"),
        ballot,
        told("vote", "employer", "yes", "cast", "eligible"),
        told("vote", "union", yes=Quantity("25"), eligible=Quantity("40")),
    )
    read = dataset.under("union")
    assert vote(yes="10", cast="20", eligible="40") == read["vote"]
    assert ("under the rule union (1 value differs; kept as carried: vote yes)",) == read.lineage


@pytest.mark.parametrize(
    ("kept", "days", "held"),
    [
        ("2024-acme/may held", "2", "2024-05-06/2024-05-09"),
        ("2024-acme/may days, 2024-acme/may held", "5", "2024-05-06/2024-05-08"),
    ],
)
def test_what_a_check_refuses(kept: str, days: str, held: str, strike: Strike) -> None:
    """Values of which a check finds an error that was not there are not taken, and are named."""
    may = session("may", 1, "2024-02-06/2024-02-07", days=Quantity("2"))
    says: dict[str, Any] = {"held": Span(held.replace("-05-", "-02-"))}
    if days != "2":
        says["days"] = Quantity(days)
    dataset = also(
        strike("40"),
        may,
        told(may.id, "employer", "ordinal", "held", "days"),
        told(may.id, "union", **says),
    )
    read = dataset.under("union")
    assert may == read[may.id]
    assert (f"under the rule union (0 values differ; kept as carried: {kept})",) == read.lineage


def test_errors_from_before_are_no_reason(strike: Strike) -> None:
    """An error that the dataset has anyway keeps no value from being taken."""
    whole = strike("40", union="50")
    assert [("strikers", "value")] == [
        (each.record, each.field) for each in check(whole) if each.code == "no-support"
    ]
    assert "50" == str(whole.under("union").figures["strikers"].value)


def test_two_records_of_one_id(strike: Strike) -> None:
    """Where two records have one id, the first is read and the other left alone."""
    whole = strike("40", union="50")
    other = Organization(id="strikers", kind=OrganizationKind.LOCAL_UNION, name="Strikers")
    read = Dataset([*whole.records(), other], whole.evidence).under("union")
    assert "50" == str(read.figures["strikers"].value)
    assert other == read.organizations["strikers"]


@pytest.mark.parametrize(
    ("error", "rule"), [(UnknownName, "onion"), (InvalidValue, 7), (InvalidValue, lambda *_: 50)]
)
def test_what_is_no_rule(error: type[Exception], rule: Any, strike: Strike) -> None:
    """What is no rule is refused, and so is a function that takes a value of its own."""
    with pytest.raises(error):
        strike("40", agree="employer", union="50").under(rule)


def test_nothing_to_read() -> None:
    """A dataset without records is read by any rule."""
    assert Dataset([], []) == Dataset([], []).under("latest")


@pytest.mark.parametrize("edition", ["2026.1", "2026.2", None])
def test_bundled_editions(edition: str | None) -> None:
    """No rule brings an error into a bundled edition, and each value has a source under each."""
    dataset = kp.load(edition) if edition else kp.load()
    for rule in OTHERS:
        found = check(dataset.under(rule))
        assert [] == [each for each in found if each.severity is Severity.ERROR]
