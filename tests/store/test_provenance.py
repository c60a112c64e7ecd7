"""Where a dataset comes from, and what became of it."""

from collections.abc import Callable

import pytest

from kpbargaining.store.provenance import Erratum, Provenance, Publication

ABOUT = Publication(
    name="acme-record",
    title="The record",
    author="its readers",
    licence="CC-BY-4.0",
    edition="2030.1",
    frozen=None,
)


def test_one_more_step() -> None:
    """One more step is remembered last; publication and digest stay, what came in is added up."""
    read = Provenance(publication=ABOUT, digest="ab".strip)
    once = read.then("subset 2030-acme", frozenset())
    twice = once.then("merged with 3 records", frozenset({"a"})).then("x", frozenset({"b"}))
    assert ((), ("subset 2030-acme",)) == (read.lineage, once.lineage)
    assert ("subset 2030-acme", "merged with 3 records", "x") == twice.lineage
    assert (frozenset(), frozenset({"a", "b"})) == (once.added, twice.added)
    assert (ABOUT, read.digest) == (twice.publication, twice.digest)


def test_of_nothing() -> None:
    """What was made of records was published by nobody, and derived from nothing."""
    made = Provenance()
    assert (None, None, None, None) == (
        made.publication,
        made.digest,
        made.editions,
        made.archive,
    )
    assert ((), frozenset()) == (made.lineage, made.added)


def test_what_is_not_known_of_a_publication() -> None:
    """A publication of which no more is said has no errata, no address and no pages."""
    assert ((), None, None) == (ABOUT.errata, ABOUT.address, ABOUT.pages)


def test_what_is_told() -> None:
    """Title, edition, digest and every step are told for files, and nothing that is not known."""
    named = {"title": "The record", "edition": "2030.1"}
    assert {} == Provenance().told()
    assert named == Provenance(publication=ABOUT).told()
    read = Provenance(publication=ABOUT, digest="ab".strip)
    twice = read.then("a step", frozenset()).then("another", frozenset())
    assert named | {"sha256": "ab"} == read.told()
    assert named | {"sha256": "ab", "derived": "a step; another"} == twice.told()


@pytest.mark.parametrize("cls", [Erratum, Publication, Provenance])
def test_everything_is_given_by_name(cls: Callable[..., object]) -> None:
    """What says where a dataset comes from is made by name alone, so that none is mistaken."""
    with pytest.raises(TypeError, match="takes 1 positional argument"):
        cls("a", "b", "c")


def test_each_is_its_own() -> None:
    """Where a dataset comes from is equal to itself alone: it is not compared by what it says."""
    made = Provenance(publication=ABOUT)
    assert made == made  # noqa: PLR0124 (that is the point)
    assert made != Provenance(publication=ABOUT)


def test_an_erratum_is_a_sentence() -> None:
    """An erratum says of which field of which record it is, and what is wrong."""
    erratum = Erratum(record="acme", field="since", error="It is 1999, not 1998")
    assert "acme since: It is 1999, not 1998" == str(erratum)


def test_an_erratum_in_a_terminal(terminal_of: Callable[[int], None]) -> None:
    """In a terminal each field of an erratum is a line of its own, cut to the width."""
    terminal_of(24)
    erratum = Erratum(record="acme", field="since", error="It is 1999, not 1998")
    assert (
        "Erratum(\n    record='acme',\n    field='since',\n    error='It is 1999...\n)"
    ) == repr(erratum)
