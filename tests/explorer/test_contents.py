"""What a page holds of a dataset: its bytes, and what is known of them."""

import zlib

import kpbargaining as kp
from kpbargaining.explorer.contents import about, archive_of, base64
from kpbargaining.files.codec import encode
from kpbargaining.files.folders import digest_of


def test_a_derived_dataset_is_packed_canonically(newest: kp.Dataset) -> None:
    """What is no edition is held as its canonical files, with a digest of its own."""
    known = newest.as_of("2018-05-01")
    archive = archive_of(known)
    files = encode(known.records(), known.evidence)
    assert b"".join(files.values()) == zlib.decompress(archive.packed, 31)
    assert digest_of(files) == archive.digest
    assert tuple((name, len(content)) for name, content in files.items()) == archive.files
    told = about(known, archive, "2026.3")
    assert newest.digest == told["origin"] != told["digest"]
    assert ("as of 2018-05-01, certainly",) == told["lineage"]


def test_an_edition_has_the_digest_of_its_bytes() -> None:
    """The digest of the bytes of an edition is that of the edition, also of an old schema."""
    for name in ("2026.1", "2026.3"):
        edition = kp.load(name)
        told = about(edition, archive_of(edition), "")
        assert edition.digest == told["digest"] == told["origin"]


def test_a_dataset_of_ones_own() -> None:
    """Where no edition stands behind a dataset, nothing is said of one."""
    own = kp.Dataset([kp.Person(id="somebody", name="Some Body")], [])
    told = about(own, archive_of(own), "")
    assert "Bargaining record" == told["title"]
    assert ("", "", "", None) == (
        told["edition"],
        told["frozen"],
        told["licence"],
        told["citations"],
    )


def test_a_draft(newest: kp.Dataset) -> None:
    """A draft is not frozen, and says so."""
    draft = kp.load("2026.4-draft")
    told = about(draft, archive_of(draft), "2026.3")
    assert ("2026.4-draft", "") == (told["edition"], told["frozen"])
    assert draft.digest == told["digest"]
    assert "a draft, not frozen" in told["citations"]["whole"]
    assert "a draft" not in about(newest, archive_of(newest), "")["citations"]["whole"]


def test_citations_have_places(newest: kp.Dataset) -> None:
    """The citations have braces where the record, its sources and the day are to stand."""
    told = about(newest, archive_of(newest), "")["citations"]
    for place in ("{kind} {id}", "{formerly}", "{sources}"):
        assert place in told["record"]
        assert place in told["derivedRecord"]
    assert "{step}" in told["derivedRecord"]
    assert "{step}" in told["derivedWhole"]
    assert kp.cite(newest) == told["whole"]
    assert "zz" not in "".join(told.values())


def test_fields_are_described(newest: kp.Dataset) -> None:
    """Every kind is there with its fields: what they mean, refer to, and unfold to."""
    kinds = {kind["name"]: kind for kind in about(newest, archive_of(newest), "")["kinds"]}
    fields = {field["name"]: field for field in kinds["Session"]["fields"]}
    assert ("Span", "fact", "session held") == tuple(
        fields["held"][name] for name in ("type", "role", "event")
    )
    assert ["", "_earliest", "_latest", "_precision"] == [
        part[0] for part in fields["held"]["flat"]
    ]
    assert 25 == len(kinds)


def test_base64() -> None:
    """Bytes are text where it is asked for."""
    assert "c2FtZQ==" == base64(b"same")
