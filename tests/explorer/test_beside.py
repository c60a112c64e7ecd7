"""What a page shows beside the data: what changed since the edition before, and the pictures."""

import kpbargaining as kp
from kpbargaining.explorer.beside import MOST_ROUNDS, before, changes, pictures


def test_an_edition_is_compared_with_the_one_before() -> None:
    """The edition before is that with which an edition is compared; the first has none."""
    old = before(kp.load("2026.2"))
    assert old is not None
    assert "2026.1" == old.edition
    assert None is before(kp.load("2026.1"))


def test_what_is_no_edition_is_compared_with_its_edition(newest: kp.Dataset) -> None:
    """A draft is compared with the newest edition, what was derived with its own."""
    for dataset in (kp.load("2026.4-draft"), newest.subset("2023-coalition")):
        old = before(dataset)
        assert old is not None
        assert "2026.3" == old.edition


def test_a_dataset_of_ones_own_is_compared_with_nothing() -> None:
    """Where there is no edition, nothing changed."""
    own = kp.Dataset([], [])
    assert None is before(own)
    assert [] == changes(before(own), own)


def test_changes(newest: kp.Dataset) -> None:
    """The changes are those that `diff` gives, in plain values."""
    old = kp.load("2026.2")
    rows = list(kp.diff(old, newest).to_dicts())
    assert [list(row.values()) for row in rows] == changes(old, newest)


def test_pictures(newest: kp.Dataset) -> None:
    """The pictures are of the whole and of each round that has something to draw, each in words."""
    drawn = list(pictures(newest))
    titles = [each.title for each in drawn]
    assert len(set(titles)) == len(titles)
    assert {
        "Rounds against the clock",
        "The two offers: 2023 Coalition",
        "What happened: 2023 Coalition",
    } <= set(titles)
    assert all(each.svg.startswith("<svg") and each.alt for each in drawn)


def test_the_strikes_have_their_usual_numbers(newest: kp.Dataset) -> None:
    """The picture of strikes has the headcounts of the metric that most have, and of no other."""
    (strikes,) = (each for each in pictures(newest) if each.title == "Strikes and averted strikes")
    assert "Workers on strike and workers called out; square-root scale" in strikes.svg


def test_no_pictures_of_very_many_rounds() -> None:
    """Of more rounds than anybody looks through there is no picture."""
    rounds = [
        kp.BargainingRound(id=f"a-{n}", name="A", opened=kp.PartialDate("2030"))
        for n in range(MOST_ROUNDS + 1)
    ]
    assert list(pictures(kp.Dataset(rounds[1:], [])))
    assert [] == list(pictures(kp.Dataset(rounds, [])))


def test_no_pictures_of_nothing() -> None:
    """Of nothing, and of one record, there is no picture."""
    assert [] == list(pictures(kp.Dataset([], [])))
    assert [] == list(pictures(kp.Dataset([kp.Person(id="a", name="A")], [])))
