"""The values that sources give a fact, and which of them each rule takes."""

from collections.abc import Callable
from typing import Any

import pytest

from kpbargaining.dataset import Dataset
from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.records.evidence import Evidence, Voice
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.rules.candidates import RULES, Candidate, candidates, chooser, name_of

Strike = Callable[..., Dataset]


def known(dataset: Dataset) -> tuple[Candidate, ...]:
    """Give the candidates for the number of strikers."""
    return candidates(dataset, dataset["strikers"], "value", dataset.evidence_for("strikers"))


def pair(record: Any, known: Any) -> Any:
    """Take what cannot be a rule: it is not asked for the name of the fact."""
    return known if record else None


def taken(dataset: Dataset, rule: Any) -> str:
    """Give the number of strikers that a rule takes."""
    return str(chooser(dataset, rule)(dataset["strikers"], "value", known(dataset)).value)


def test_the_names_of_rules() -> None:
    """There is a rule for each voice beside those that go by date and by size."""
    assert {"carried", *Voice, "latest", "highest", "lowest"} == set(RULES)


def test_candidates(strike: Strike) -> None:
    """Each value is one candidate with all that gives it, the one carried first."""
    found = known(strike("40", agree="paper employer", union="50", guild="50", weekly="60"))
    assert ["40", "50", "60"] == [str(each.value) for each in found]
    assert [True, False, False] == [each.carried for each in found]
    assert [["paper", "employer"], ["union", "guild"], ["weekly"]] == [
        [source.id for source in each.sources] for each in found
    ]
    assert {Evidence} == {type(item) for each in found for item in each.evidence}


def test_weak_readings_are_none(strike: Strike) -> None:
    """A weak reading gives no candidate, and adds nothing to one."""
    found = known(strike("40", agree="employer", weak="guild paper", union="50", guild="50"))
    assert [["employer"], ["union"]] == [[each.id for each in one.sources] for one in found]


def test_one_that_is_not_supported(strike: Strike) -> None:
    """What a record carries is a candidate with or without evidence, also if it carries nothing."""
    assert ["40", "50"] == [str(each.value) for each in known(strike("40", union="50"))]
    assert [None, "50"] == [
        each.value and str(each.value) for each in known(strike(None, union="50"))
    ]


def test_a_source_that_there_is_none(strike: Strike) -> None:
    """Where a source says that there is none, that is the only candidate."""
    (alone,) = known(strike(None, agree="employer", union="50"))
    assert (None, True, ["employer"]) == (
        alone.value,
        alone.carried,
        [source.id for source in alone.sources],
    )


def test_a_source_that_is_not_there(strike: Strike) -> None:
    """Evidence of a source that the dataset does not have counts, and is of no voice or date."""
    whole = strike("40", agree="employer", union="50")
    records = [record for record in whole.records() if record.id != "union"]
    dataset = Dataset(records, whole.evidence)
    assert [1, 0] == [len(each.sources) for each in known(dataset)]
    assert ["40", "40", "50"] == [taken(dataset, rule) for rule in ("union", "latest", "highest")]


@pytest.mark.parametrize(
    ("expected", "rule", "agree", "read"),
    [
        ("40", "carried", "employer", {"union": "50"}),
        ("50", "union", "employer", {"union": "50"}),
        ("50", Voice.UNION, "employer", {"union": "50"}),
        ("60", "union", "employer", {"union": "50", "guild": "60"}),
        ("60", "union", "employer", {"guild": "60", "union": "50"}),
        ("40", "union", "employer guild", {"union": "50"}),
        ("40", "press", "employer", {"union": "50"}),
        ("40", "management", "employer", {"union": "50"}),
        ("40", "management", "paper", {"union": "50"}),
        ("50", "management", "paper", {"employer": "50"}),
    ],
)
def test_voices(expected: str, rule: str, agree: str, read: dict[str, str], strike: Strike) -> None:
    """A voice takes what is carried if one of its sources agrees, else its latest; else nothing."""
    assert expected == taken(strike("40", agree=agree, **read), rule)


@pytest.mark.parametrize(
    ("expected", "agree", "read"),
    [
        ("60", "employer", {"union": "50", "guild": "60"}),
        ("60", "employer", {"guild": "60", "union": "50"}),
        ("40", "employer paper", {"union": "50", "guild": "60"}),
        ("40", "paper", {"weekly": "50"}),
        ("60", "employer", {"paper": "50", "weekly": "60"}),
        ("50", "", {"employer": "50"}),
    ],
)
def test_latest(expected: str, agree: str, read: dict[str, str], strike: Strike) -> None:
    """The latest is what the source published last says; of two equally late, the one carried."""
    assert expected == taken(strike("40", agree=agree, **read), "latest")


@pytest.mark.parametrize(
    ("highest", "lowest", "others"),
    [
        ("50", "30", ["30", "50"]),
        ("~50", "~30", ["~30", "~50"]),
        (">50", "40", [">50", "50"]),
        ("40", "<30", ["<30", "30"]),
        (">40", "40", [">40"]),
        ("40", "<40", ["<40"]),
        ("40", "40", ["~40"]),
        ("40", "40", [">30"]),
        ("40", "40", ["30..50"]),
        ("40", "40", ["50%", "30%"]),
        ("50..60", "40", ["50", "50..60"]),
        ("50", "40", ["50..60", "50"]),
    ],
)
def test_sizes(highest: str, lowest: str, others: list[str], strike: Strike) -> None:
    """The highest and the lowest are so for certain, in one unit; about so much is so much."""
    read = dict(zip(("union", "paper"), others, strict=False))
    dataset = strike("40", agree="employer", **read)
    assert (highest, lowest) == (taken(dataset, "highest"), taken(dataset, "lowest"))


def test_what_is_no_amount(strike: Strike) -> None:
    """Of what is no amount none is the highest or lowest: what is carried stays."""
    dataset = strike("40", agree="employer")
    both = candidates(
        dataset,
        dataset.sources["paper"],
        "audience",
        [Evidence(record="paper", source="union", says=(("audience", "All"),), note="So")],
    )
    assert 2 == len(both)
    for rule in ("highest", "lowest"):
        assert both[0] is chooser(dataset, rule)(dataset.sources["paper"], "audience", both)


def test_a_rule_of_your_own(strike: Strike) -> None:
    """A function gets the record, the name of the fact and the candidates, and takes one."""
    dataset = strike("40", agree="employer", union="50", paper="60")
    seen = []

    def cautious(record: AnyRecord, name: str, known: tuple[Candidate, ...]) -> Candidate:
        seen.append((record.id, name, [str(each.value) for each in known]))
        return next(each for each in known if str(each.value) == "50")

    assert "50" == taken(dataset, cautious)
    assert [("strikers", "value", ["40", "50", "60"])] == seen


@pytest.mark.parametrize("answer", [None, "50", Candidate])
def test_a_value_of_its_own_is_refused(answer: Any, strike: Strike) -> None:
    """A function that returns no candidate, or one that it was not given, is refused."""
    dataset = strike("40", agree="employer", union="50")
    own = Candidate(value=60, carried=False, evidence=(), sources=())
    with pytest.raises(InvalidValue, match=r"value: expected one of the candidates for strikers"):
        taken(dataset, lambda *_: own if answer is Candidate else answer)


@pytest.mark.parametrize(
    ("message", "rule", "error"),
    [
        ("no rule 'onion'; nearest: union", "onion", UnknownName),
        ("expected a rule: carried, management, union, .* or a function, found 7", 7, InvalidValue),
        ("expected a rule: .*, found None", None, InvalidValue),
        (
            r"expected a rule that takes a record, .*, found 'pair\(record: Any, known: ",
            pair,
            InvalidValue,
        ),
    ],
)
def test_what_is_no_rule(message: str, rule: Any, error: type[Exception], strike: Strike) -> None:
    """A rule that there is not is refused with the nearest, and so is what can be none."""
    with pytest.raises(error, match=message):
        chooser(strike("40"), rule)


def test_what_does_not_say_what_it_takes(strike: Strike) -> None:
    """Of a function that does not say what it takes, only what it returns is looked at."""
    with pytest.raises(TypeError):
        taken(strike("40", agree="employer", union="50"), max)


def test_what_a_rule_is_called() -> None:
    """A rule is called by its name, or by that of the function or of its class."""

    class Cautious:
        """A rule with a state of its own."""

        def __call__(self, *_: Any) -> Any:
            """Take none."""

    rules: list[Any] = ["union", Voice.UNION, name_of, Cautious()]
    assert ["union", "union", "name_of", "Cautious"] == [name_of(rule) for rule in rules]
