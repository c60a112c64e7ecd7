"""Strikes and averted strikes: wholes alone, and nothing that no source says."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.answers import usual
from kpbargaining.pictures.drawing.marks import Bar, Label

Make = Callable[..., Any]
Words = Callable[[kp.Picture], list[str]]

STRIKE = {
    "action": "strike-2030",
    "kind": kp.JobActionKind.STRIKE,
    "by": ("nurses-united",),
    "held": kp.Span("2030-05-06/2030-05-10"),
    "stage": q.Stage.ENDED,
}
AVERTED = STRIKE | {
    "action": "strike-2031",
    "held": None,
    "planned": kp.Span("2031-05-06/"),
    "averted": kp.PartialDate("2031-05-01"),
    "stage": q.Stage.AVERTED,
}


def count(value: str, action: str = "strike-2030", **more: Any) -> dict[str, Any]:
    """Give the columns of a headcount."""
    known = {"action": action, "metric": "metric-strikers", "value": kp.Quantity(value)}
    return known | {"scope": kp.Scope.LEVEL, "figure": value} | more


def heights(drawn: kp.Picture) -> list[str | None]:
    """Give how high the bars of the strikes are."""
    return [row.y_to for row in drawn.marks if row.mark == "bar" and row.panel == "strikes"]


def test_the_height_is_what_most_sources_give(table_of: Make, told_of: Words) -> None:
    """The bar is as high as the number of most sources, weak ones last; a whisker spans all."""
    counts = table_of(
        q.HeadcountRow,
        count("1000", sources=("a",)),
        count("1200", sources=("a", "b")),
        count("3000", sources=("a", "b", "c"), weak=True),
    )
    drawn = kp.picture(table_of(q.ActionRow, STRIKE), counts)
    assert ["1200"] == heights(drawn)
    assert "from 1,000 to 3,000, as sources differ" in told_of(drawn)
    assert "NURSES-UNITED: 1,200 (strike, ended, 6 to 10 May 2030)" in drawn.alt


def test_parts_stay_out(table_of: Make) -> None:
    """No part, no total over several actions and no goal of one held is a number of it."""
    counts = table_of(
        q.HeadcountRow,
        count("1000"),
        count("9000", part=True),
        count("9001", scope=kp.Scope.RUNNING_TOTAL),
        count("9002", scope=kp.Scope.GOAL),
    )
    drawn = kp.picture(table_of(q.ActionRow, STRIKE), counts)
    assert ["1000"] == heights(drawn)
    assert not any("9" in (row.y_to or "") for row in drawn.marks if row.mark == "rule")


def test_the_first_measure_that_has_a_number(table_of: Make) -> None:
    """Of several measures the first that has a number of an action counts, and no other."""
    called = {"metric": "metric-called-out"}
    measures = [
        table_of(q.HeadcountRow, count("500")),
        table_of(
            q.HeadcountRow,
            count("800") | called,
            count("900", "strike-2031", scope=kp.Scope.GOAL) | called,
        ),
    ]
    drawn = kp.picture(table_of(q.ActionRow, STRIKE, AVERTED), *measures)
    assert {"500", "900"} == set(heights(drawn))
    assert "Strikers and called out; square-root scale" in drawn.svg
    assert "900 called out (strike, averted" in drawn.alt


def test_a_number_of_another_measure_says_so(table_of: Make, texts_of: Words) -> None:
    """What was held and has no number of strikers is pale, and named with what was counted."""
    called = {"metric": "metric-workers-called-out"}
    strikers = {"metric": "metric-workers-on-strike"}
    other = STRIKE | {"action": "strike-2032"}
    measures = [
        table_of(q.HeadcountRow, count("500") | strikers),
        table_of(q.HeadcountRow, count("800", "strike-2032") | called),
    ]
    drawn = kp.picture(table_of(q.ActionRow, STRIKE, other), *measures)
    assert "NURSES-UNITED: 800 called out (strike, ended" in drawn.alt
    assert {"NURSES-UNITED: 500", "NURSES-UNITED: 800 called out"} <= set(texts_of(drawn))
    assert "pale: called out" in texts_of(drawn)
    bars = [mark for mark in drawn.drawing.panels[0].marks if isinstance(mark, Bar)]
    assert {800.0: 0.4, 500.0: 1.0} == {bar.y2: bar.look.opacity for bar in bars}


def test_no_number_is_no_bar(table_of: Make, texts_of: Words) -> None:
    """An action without a number is a triangle at the foot."""
    drawn = kp.picture(table_of(q.ActionRow, STRIKE, AVERTED | {"by": None}))
    assert [] == heights(drawn)
    assert ["0", "0"] == [row.y for row in drawn.marks if row.mark == "dot"]
    assert {"no number known", "When they were; without numbers of workers"} <= set(texts_of(drawn))
    assert "Sources give a number for 0 of them." in drawn.alt


def test_averted_and_announced(table_of: Make, texts_of: Words) -> None:
    """What was averted, or only announced, is an outline; its name says which."""
    announced = AVERTED | {"action": "strike-2032", "averted": None, "stage": q.Stage.NOTICED}
    counts = table_of(q.HeadcountRow, count("500", "strike-2031"), count("700", "strike-2032"))
    drawn = kp.picture(table_of(q.ActionRow, AVERTED, announced), counts)
    assert {"NURSES-UNITED: 500 (averted)", "NURSES-UNITED: 700 (noticed)"} <= set(texts_of(drawn))
    assert "2 strikes: 0 held, 1 averted, 1 announced of which no more is told." in drawn.alt
    assert "The largest that was not held is of NURSES-UNITED: 700 (strike, noticed" in drawn.alt
    assert "was held" not in drawn.alt


@pytest.mark.parametrize(
    ("held", "fades"),
    [
        ("2030-05-06/2030-05-10", False),
        ("2030-05-06/", True),
        ("2030-05-06/..", True),
        ("2030-05-06/[2030-05-10..]", True),
    ],
)
def test_an_end_that_is_not_known_fades(table_of: Make, held: str, fades: bool) -> None:  # noqa: FBT001 (expected)
    """A strike whose end no source tells fades out."""
    actions = table_of(q.ActionRow, STRIKE | {"held": kp.Span(held)})
    drawn = kp.picture(actions, table_of(q.HeadcountRow, count("500")))
    assert fades == ("-end" in drawn.svg)


@pytest.mark.parametrize(("value", "marked"), [(">500", 1), (">=500", 1), ("~500", 0), ("500", 0)])
def test_more_than_is_marked(table_of: Make, told_of: Words, value: str, marked: int) -> None:
    """A number that is exceeded has a triangle on top."""
    drawn = kp.picture(table_of(q.ActionRow, STRIKE), table_of(q.HeadcountRow, count(value)))
    assert marked == told_of(drawn).count("or more")


def test_bodies(table_of: Make, texts_of: Words) -> None:
    """Each coalition has a shape of its own; outside and unsure are told apart."""
    actions = table_of(
        q.ActionRow,
        STRIKE | {"coalition": "alliance"},
        STRIKE | {"coalition": "coalition"},
        STRIKE | {"action": "c"},
        STRIKE | {"action": "d", "coalition_doubt": True},
    )
    drawn = kp.picture(actions, table_of(q.HeadcountRow, count("500")))
    keys = {"ALLIANCE", "COALITION", "outside of these", "not known whether inside"}
    assert keys <= set(texts_of(drawn))
    inside = kp.picture(table_of(q.ActionRow, STRIKE | {"coalition": "alliance"}))
    assert not keys & set(texts_of(inside)) - {"ALLIANCE"}
    alone = kp.picture(table_of(q.ActionRow, STRIKE))
    assert "outside of any coalition" in texts_of(alone)


def test_more_bodies_than_looks(table_of: Make) -> None:
    """A fourth coalition looks as what is outside."""
    rows = [STRIKE | {"coalition": name, "action": name} for name in "abcd"]
    assert 4 == kp.picture(table_of(q.ActionRow, *rows)).alt.count("4 strikes") * 4


def test_terms_and_the_split(table_of: Make, texts_of: Words, told_of: Words) -> None:
    """Agreements are strips that do not overlap; their ends and the split are rules."""
    terms = [
        ("agreement-2029-acme", "2029", "2030"),
        ("b", "2029", "2031"),
        ("agreement-2031-a-contract-of-all-the-unions", "2031", "2032"),
        ("d", "2050", "2051"),
    ]
    agreements = table_of(
        q.AgreementRow,
        *(
            {
                "agreement": name,
                "effective": kp.PartialDate(f"{first}-06-01"),
                "expires": kp.PartialDate(f"{last}-05-31"),
            }
            for name, first, last in terms
        ),
        {"agreement": "e"},
    )
    left = {"until": kp.PartialDate("2030-07-01"), "body": "coalition"}
    members = table_of(q.MemberRow, *({"member": name} | left for name in "abc"))
    late = AVERTED | {"planned": kp.Span("2031-12-06/")}
    drawn = kp.picture(table_of(q.ActionRow, STRIKE, late), agreements, members)
    long = "2031 A Contract of All the Unions"
    strips = [row for row in drawn.marks if row.panel == "agreements" and row.mark == "bar"]
    assert [("0.1", "2029 Acme"), ("0.1", long), ("1.1", "B")] == [
        (row.y, (row.told or "").partition(":")[0]) for row in strips
    ]
    narrow = kp.picture(table_of(q.ActionRow, STRIKE, late), agreements, members, width=480)
    assert {"2029 Acme", long, "B"} <= set(texts_of(drawn))
    narrow = kp.picture(table_of(q.ActionRow, STRIKE, late), agreements, members, width=480)
    assert {"2029", "2031 A", "B"} == set(texts_of(narrow)) & {"2029", "2031 A", "B", long}
    assert "1 July 2030: 3 unions left" in texts_of(drawn)
    assert "an agreement expires, 31 May 2030" in told_of(drawn)
    assert "Dashed lines: an agreement expires." in texts_of(drawn)


def test_a_split_outside_is_not_drawn(table_of: Make) -> None:
    """A day on which fewer than three left is no split, nor is one beyond the strikes."""
    members = [
        {"member": name, "until": kp.PartialDate("2050-01-01"), "body": "coalition"}
        for name in "abc"
    ]
    actions = table_of(q.ActionRow, STRIKE)
    for rows in (members, members[:2], [{"member": "d"}]):
        drawn = kp.picture(actions, table_of(q.MemberRow, *rows))
        assert "left" not in drawn.svg


def test_pickets_and_what_has_no_day(table_of: Make, texts_of: Words) -> None:
    """A picket is no strike; a strike without a day is counted and not drawn."""
    picket = STRIKE | {"kind": kp.JobActionKind.PICKET}
    lost = STRIKE | {"action": "lost", "held": None}
    drawn = kp.picture(table_of(q.ActionRow, STRIKE, picket, lost))
    assert "1 of 2 has no day and no place here." in texts_of(drawn)


def test_names_of_many(table_of: Make, texts_of: Words) -> None:
    """Of more than two who act, the name says how many more there are."""
    many = STRIKE | {"by": ("a", "b", "c", "d")}
    drawn = kp.picture(table_of(q.ActionRow, many), table_of(q.HeadcountRow, count("500")))
    assert "A, B and 2 more: 500" in texts_of(drawn)


def test_headcounts_of_several_metrics(newest: kp.Dataset) -> None:
    """All headcounts at once are refused: they count different things."""
    with pytest.raises(kp.InvalidValue, match="numbers of one metric in each answer"):
        kp.picture(newest.action_log(), newest.headcounts())


@pytest.mark.parametrize("width", [600, 900, 1400])
def test_every_agreement_has_its_name(newest: kp.Dataset, texts_of: Words, width: int) -> None:
    """At each width every term of an agreement has its name in it, or a shorter form of that."""
    drawn = kp.picture(*usual(newest, "strikes"), width=width)
    strip = drawn.drawing.panels[-1]
    bars = [mark for mark in strip.marks if isinstance(mark, Bar)]
    names = [mark for mark in strip.marks if isinstance(mark, Label) and mark.anchor == "middle"]
    assert len(bars) == len(names) >= 8
    assert not any("Expiring" in text for text in texts_of(drawn))
    assert any(mark.told.startswith("2018 KP-Alliance National Agreement:") for mark in bars)
    assert {"600": "2018", "900": "2018", "1400": "2018 KP-Alliance"}[str(width)] in {
        mark.text for mark in names
    }


def test_the_split_of_2018(newest: kp.Dataset, texts_of: Words) -> None:
    """The day on which unions left has what sources count of it."""
    drawn = kp.picture(*usual(newest, "strikes"))
    assert "26 March 2018: 21 or 22 local unions left" in texts_of(drawn)


def test_what_was_averted_has_its_number(newest: kp.Dataset) -> None:
    """Where nobody counts strikers, the usual picture draws how many were called out."""
    drawn = kp.picture(*usual(newest, "strikes"))
    averted = "2019-coalition/strike-2019-10-14"
    called_out = newest.headcounts(metric="metric-workers-called-out").where(action=averted)
    assert len(called_out) > 1
    assert "more than 80,000 called out (strike, averted, 14 to 20 October 2019)" in drawn.alt
    assert "Sources give a number for 29 of them" in drawn.alt


def test_a_strip_without_room(table_of: Make, told_of: Words, texts_of: Words) -> None:
    """A term too short for any form of a name is a strip alone, which tells its name still."""
    short = {"agreement": "a-contract-of-some-days"} | {
        name: kp.PartialDate(day)
        for name, day in (("effective", "2030-08-01"), ("expires", "2030-08-03"))
    }
    late = AVERTED | {"planned": kp.Span("2040-12-06/")}
    actions = table_of(q.ActionRow, STRIKE, late)
    drawn = kp.picture(actions, table_of(q.AgreementRow, short))
    told = "A Contract of Some Days"
    assert any(each.startswith(f"{told}:") for each in told_of(drawn))
    assert told not in texts_of(drawn)
