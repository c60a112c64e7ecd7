"""Which answers depend on whose number is taken, and what is behind it."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.dataset import Dataset
from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.figures import Figure, Scope
from kpbargaining.rules.candidates import CARRIED, OTHERS
from kpbargaining.rules.sensitivity import Difference, DifferenceKind, sensitivity
from kpbargaining.values.quantity import Quantity

Strike = Callable[..., Dataset]


@pytest.fixture
def two(strike: Strike) -> Dataset:
    """Two numbers of strikers, told differently by the union and by the press."""
    whole = strike("40", agree="employer", union="50")
    other = Figure(
        id="pickets",
        about="metric-strikers",
        metric="metric-strikers",
        scope=Scope.LEVEL,
        value=Quantity("7"),
    )
    evidence = [
        Evidence(record="pickets", source="employer", fields=("value",)),
        Evidence(
            record="pickets", source="union", says=(("value", Quantity("8")),), note="As it says"
        ),
        Evidence(
            record="pickets", source="paper", says=(("value", Quantity("9")),), note="As it says"
        ),
    ]
    return Dataset([*whole.records(), other], [*whole.evidence, *evidence])


def test_a_table(two: Dataset) -> None:
    """Each cell that differs is a row: as carried, under the rule, and who gives that."""
    found = sensitivity(two, lambda ds: ds.figures, ["union", "press"])
    assert [
        ("union", "pickets", "value", "7", "8", ("pickets",), ("union",)),
        ("union", "strikers", "value", "40", "50", ("strikers",), ("union",)),
        ("press", "pickets", "value", "7", "9", ("pickets",), ("paper",)),
    ] == [
        (
            row.rule,
            row.row,
            row.column,
            str(row.carried),
            str(row.under),
            row.records,
            row.sources,
        )
        for row in found
    ]
    assert {DifferenceKind.VALUE} == {row.kind for row in found}
    assert ("differences", ()) == (found.title, found.notes)


def test_a_number(two: Dataset) -> None:
    """An answer that is one value has no row and no column, and still has what is behind it."""
    (row,) = sensitivity(two, lambda ds: ds.figures["strikers"].value, ["union"])
    assert (None, None, "40", "50") == (row.row, row.column, str(row.carried), str(row.under))
    assert (("strikers",), ("union",)) == (row.records, row.sources)


def total(dataset: Dataset) -> str:
    """Add up the numbers of a dataset."""
    numbers = [figure.value for figure in dataset.figures if figure.value is not None]
    return str(sum(numbers, Quantity("0")))


def test_no_number_is_no_number(two: Dataset) -> None:
    """What is no number under any rule does not differ, and the answer comes at once."""
    assert 0 == len(sensitivity(two, lambda _: float("nan")))


def test_what_differs_each_time(two: Dataset) -> None:
    """An answer that is never the same twice differs under every rule, for no value's sake."""
    found = sensitivity(two, lambda _: object(), ["carried", "union"])
    assert ["carried", "union"] == [row.rule for row in found]
    assert {()} == {row.records for row in found} or "carried" == found[0].rule


def test_what_cannot_be_compared(two: Dataset) -> None:
    """An answer that cannot be compared, such as a data frame, is refused once and for all."""
    with pytest.raises(kp.InvalidValue, match="an answer that can be compared: a table"):
        sensitivity(two, lambda ds: ds.figures.to_pandas())


def test_what_is_behind_a_sum(two: Dataset) -> None:
    """What is worked out has behind it every record that makes a difference to it by itself."""
    (row,) = sensitivity(two, total, ["union"])
    assert ("47", "58") == (row.carried, row.under)
    assert (("pickets", "strikers"), ("union",)) == (row.records, row.sources)


def test_what_only_several_make_together(two: Dataset) -> None:
    """Where no value makes the difference by itself, none is named."""

    def all_differ(dataset: Dataset) -> bool:
        return {"8", "50"} == {str(figure.value) for figure in dataset.figures}

    (row,) = sensitivity(two, all_differ, ["union"])
    assert (False, True, (), ()) == (row.carried, row.under, row.records, row.sources)


def test_rows_that_come_and_go(two: Dataset) -> None:
    """A row that only one of the answers has is a difference of its own."""
    found = sensitivity(
        two, lambda ds: ds.figures.where(lambda each: str(each.value) in ("7", "50")), ["union"]
    )
    assert [
        (DifferenceKind.LESS, "pickets", None, ("pickets",)),
        (DifferenceKind.MORE, "strikers", None, ("strikers",)),
    ] == [(row.kind, row.row, row.column, row.records) for row in found]


def test_the_same_under_every_rule(two: Dataset) -> None:
    """Rules under which nothing differs are named; unless some are given, it is every rule."""
    found = sensitivity(two, len)
    assert 0 == len(found)
    assert (f"the answer is the same under {', '.join(OTHERS)}",) == found.notes
    assert ("the answer is the same under carried",) == sensitivity(two, len, [CARRIED]).notes


def test_a_question_that_fails(two: Dataset) -> None:
    """A rule under which the question fails is a row that says why, and the others are answered."""

    def odd(dataset: Dataset) -> object:
        if "union" in str(dataset.lineage):
            raise ValueError("not\x1b of the union")
        return dataset.figures["pickets"].value

    failed, other = sensitivity(two, odd, ["union", "press"])
    assert (DifferenceKind.NONE, "ValueError: not\\x1b of the union") == (failed.kind, failed.under)
    assert ("press", "9") == (other.rule, str(other.under))


def test_a_question_that_fails_on_single_values(two: Dataset) -> None:
    """A question that cannot be asked of single values is answered without what is behind it."""

    def odd(dataset: Dataset) -> object:
        assert "some values" not in dataset.lineage
        return dataset.figures["strikers"].value

    (row,) = sensitivity(two, odd, ["union"])
    assert ("50", ()) == (str(row.under), row.records)


def test_a_question_that_fails_as_carried(two: Dataset) -> None:
    """What a question raises as carried is raised."""
    with pytest.raises(UnknownName, match="no id '2030'"):
        sensitivity(two, lambda ds: ds.timeline("2030"))


def test_rules_of_your_own(two: Dataset) -> None:
    """Functions are rules, called by their names."""

    def last(*asked: Any) -> kp.Candidate:
        found: kp.Candidate = asked[2][-1]
        return found

    found = kp.sensitivity(two, lambda ds: ds.figures["pickets"].value, [last])
    assert [("last", "9")] == [(row.rule, str(row.under)) for row in found]


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("expected a dataset", ("2026.1", len)),
        ("expected a function of a dataset, such as lambda .* found 'offers'", (None, "offers")),
        (
            r"expected a list of rules, such as \['union', 'press'\], found 'union'",
            (None, len, "union"),
        ),
        ("expected a list of rules, .* found 7", (None, len, 7)),
        ("expected a rule: .* found 7", (None, len, [7])),
    ],
)
def test_what_is_refused(message: str, arguments: tuple[Any, ...], two: Dataset) -> None:
    """What is no dataset, no question, no list of rules or no rule is refused."""
    first, *others = arguments
    with pytest.raises(InvalidValue, match=message):
        sensitivity(first or two, *others)


def test_a_rule_that_there_is_not(two: Dataset) -> None:
    """A rule that there is not is refused with the nearest."""
    with pytest.raises(UnknownName, match="no rule 'onion'; nearest: union"):
        sensitivity(two, len, ["onion"])


def test_the_bundled_edition() -> None:
    """On the bundled data the raise that a union tells otherwise is behind every total of it."""
    found = kp.sensitivity(
        kp.load("2026.3"), lambda ds: ds.compare_agreements(), ["union", "lowest"]
    )
    raises = found.where(row="agreement-2019-coalition (1 of 2)")
    assert ["steps", "simple", "compound", "per_year", "average"] == [row.column for row in raises]
    assert {
        (("wage-2019-coalition-other-markets-2",), ("seiu-105-2020-victory-3-raises-october",))
    } == {(row.records, row.sources) for row in raises}
    assert ("the answer is the same under lowest",) == found.notes
    assert Difference is found.row
