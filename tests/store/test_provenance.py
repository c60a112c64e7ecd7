"""Where a dataset comes from, and what became of it."""

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
    assert (None, None, (), frozenset()) == (
        made.publication,
        made.digest,
        made.lineage,
        made.added,
    )
    assert () == ABOUT.errata


def test_an_erratum_is_a_sentence() -> None:
    """An erratum says of which field of which record it is, and what is wrong."""
    erratum = Erratum(record="acme", field="since", error="It is 1999, not 1998")
    assert "acme since: It is 1999, not 1998" == str(erratum)
