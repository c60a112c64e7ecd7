"""Manifests: sealed with their own digest, so that no byte of them changes unnoticed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.files.folders import LARGEST_FOLDER
from kpbargaining.publishing.manifests import check_pages, manifest_of, sealed

Spoil = Callable[[Any], object]

TEXTS = ("name", "title", "author", "licence", "draft")
ENTRY = ("as_of", "frozen", "schema", "digest", "counts", "files", "errata")


@pytest.fixture
def text(frozen: Path) -> bytes:
    """The manifest of the sample, of which one edition is frozen."""
    return (frozen / "manifest.json").read_bytes()


def damage(content: bytes) -> kp.DamagedEdition:
    """Give the error for which a manifest is refused."""
    with pytest.raises(kp.DamagedEdition, match=r"^manifest\.json: expected ") as caught:
        manifest_of(content)
    assert "manifest.json" == caught.value.file
    return caught.value


def test_what_a_manifest_says(text: bytes) -> None:
    """A manifest gives the names, the licence, the draft and the editions with their files."""
    manifest = manifest_of(text)
    assert ("acme-record", "its readers", "CC-BY-4.0", "2030.2-draft") == (
        manifest.name,
        manifest.author,
        manifest.licence,
        manifest.draft,
    )
    assert ["2030.1"] == list(manifest.editions) == list(manifest.files)
    expected = ["parties.json", "sources.json", "terms.json", "rounds/2030-acme.json"]
    assert expected == [name for name, _, _ in manifest.files["2030.1"]]


def test_what_is_published(text: bytes) -> None:
    """An edition is published with its day, the draft without."""
    manifest = manifest_of(text)
    days = [manifest.publication(name).frozen for name in ("2030.1", "2030.2-draft")]
    assert ["2030-07-02", None] == days
    assert "Bargaining record of Acme Hospitals" == manifest.publication("2030.1").title


def test_sealing_again_changes_nothing(text: bytes) -> None:
    """A sealed manifest is sealed to the same bytes again."""
    assert text == sealed(json.loads(text))


def test_line_ends(text: bytes) -> None:
    """Other line ends, as some systems write them, are no damage."""
    assert manifest_of(text) == manifest_of(text.replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80, 0xFF], ids=hex)
def test_a_flipped_byte(text: bytes, mask: int) -> None:
    """Whichever byte of a manifest is flipped, and however, it is refused."""
    for place in range(len(text)):
        damage(bytes([*text[:place], text[place] ^ mask, *text[place + 1 :]]))


def test_a_byte_more_or_less(text: bytes) -> None:
    """Wherever a byte is lost or doubled, a manifest is refused."""
    for place in range(len(text)):
        damage(text[:place] + text[place + 1 :])
        damage(text[:place] + text[place : place + 1] + text[place:])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:0],
        lambda text: text + text,
        lambda text: text[: len(text) // 2],
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.replace(b'"its readers"', b'"its writers"'),
        lambda text: text.replace(b'"its readers"', b'"\\u0069ts readers"'),
        lambda text: text.replace(b'"sha256"', b'"sha257"'),
        lambda text: text.replace(b'"name"', b'"name": "a", "name"', 1),
        lambda text: json.dumps(json.loads(text)).encode(),
        lambda text: json.dumps({k: v for k, v in json.loads(text).items() if k != "sha256"}),
        lambda text: sealed(json.loads(text)).replace(b'": ', b'":'),
    ],
)
def test_an_edited_manifest(text: bytes, spoil: Callable[[bytes], bytes | str]) -> None:
    """A manifest that is emptied, doubled, cut, edited or spelled otherwise is refused."""
    spoilt = spoil(text)
    damage(spoilt.encode() if isinstance(spoilt, str) else spoilt)


def test_a_manifest_that_was_emptied(frozen: Path) -> None:
    """Where archives of editions lie in a folder, a manifest that lists none is damaged."""
    path = frozen / "manifest.json"
    listed = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({name: listed[name] for name in TEXTS} | {"editions": {}}), "utf-8")
    asked: list[Callable[[], object]] = [
        lambda: kp.editions(frozen),
        lambda: kp.load(None, frozen),
        lambda: kp.load("2030.1", frozen),
    ]
    for ask in asked:
        with pytest.raises(kp.DamagedEdition, match=r"an entry for editions/2030\.1\.json\.gz"):
            ask()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"{", "manifest.json: $: expected JSON"),
        (b'{"draft": "2030.1-draft"}', "found no 'editions'"),
        (b'{"editions": []}', "found no 'name'"),
    ],
)
def test_what_is_the_matter_with_a_manifest(content: bytes, found: str) -> None:
    """It is said in words what is the matter with a manifest."""
    assert found in str(damage(content))


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"{", b"\xff", b'"draft"', b'{"draft": "2030.1-draft"}']
)
def test_a_manifest_that_is_none(frozen: Path, content: bytes) -> None:
    """A manifest that is no manifest is named, whatever one asks of the editions."""
    (frozen / "manifest.json").write_bytes(content)
    asked: list[Callable[[], object]] = [
        kp.load,
        kp.editions,
        lambda: kp.load("2030.1"),
        lambda: kp.load("2030.2-draft"),
        lambda: kp.load("2030.1", frozen),
    ]
    for ask in asked:
        with pytest.raises(kp.DamagedEdition, match=r"manifest\.json"):
            ask()


def nested(depth: int) -> bytes:
    """Give lists in lists, so many of them."""
    return b"[" * depth + b"]" * depth


@pytest.mark.parametrize("depth", [32, 1_000, 30_000, 100_000])
def test_a_manifest_that_nests_too_deep(bundled: Path, depth: int) -> None:
    """A manifest that nests too deep is refused, whether or not the interpreter could read it."""
    path = bundled / "manifest.json"
    head = path.read_bytes().removesuffix(b"}")
    path.write_bytes(b'%b, "z": %b}' % (head, nested(depth)))
    with pytest.raises(kp.DamagedEdition, match=r"JSON that is (not )?nested"):
        kp.editions(bundled)
    with pytest.raises((kp.InvalidDocument, kp.InvalidValue), match=r"JSON that is (not )?nested"):
        kp.freeze(bundled, "2030.1", "2030-07-02")


def test_what_nests_too_deep_is_not_sealed() -> None:
    """A manifest nests 32 deep at most, be it in lists or in objects; a deeper one is refused."""
    body: dict[str, Any] = {}
    for _ in range(15):
        body = {"z": [body, 1]}
    assert b'"sha256"' in sealed({"z": body})
    for deep in ({"z": [body]}, {"z": {"z": body}}):
        with pytest.raises(kp.InvalidValue, match="expected JSON that is nested 32 deep at most"):
            sealed(deep | {"y": 1})


def entry(change: Spoil) -> Spoil:
    """Give what changes the entry of the edition."""
    return lambda manifest: change(manifest["editions"]["2030.1"])


def lacks(key: str) -> Spoil:
    """Give what takes a key away."""
    return lambda manifest: manifest.pop(key)


def has(key: str, value: Any) -> Spoil:
    """Give what puts a value under a key."""
    return lambda manifest: manifest.update({key: value})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda it: it.update(editions=[]),
        lambda it: it["editions"].update({"2030.1": None}),
        lambda it: it["editions"].update({"20\x1b30.2": it["editions"]["2030.1"]}),
        lambda it: it["editions"].update({"../../2030.1": it["editions"]["2030.1"]}),
        *[lacks(key) for key in (*TEXTS, "editions")],
        *[
            has(key, value)
            for key in TEXTS
            for value in (None, 5, "", "a\nb", "a\u202eb", "\x1b[31m", ["a"])
        ],
        *[entry(lacks(key)) for key in ENTRY],
        *[entry(has(key, "x\n")) for key in ENTRY],
        entry(has("counts", {"people": "one"})),
        entry(has("counts", {"people": True})),
        entry(has("counts", {"people": -1})),
        entry(has("counts", {"people": 1.0})),
        entry(has("files", ["terms.json"])),
        entry(has("files", {"terms.json": [True, "0" * 64]})),
        entry(has("files", {"terms.json": [1]})),
        entry(has("files", {"terms.json": [1.5, "0" * 64]})),
        entry(has("files", {"terms.json": [1, "0"]})),
        entry(has("files", {"terms.json": [-1, "0" * 64]})),
        entry(has("files", {"terms.json": [LARGEST_FOLDER + 1, "0" * 64]})),
        entry(has("errata", [{"recorder": "x"}])),
        entry(has("errata", [{"record": "x", "field": "", "error": "y"}])),
        entry(has("errata", [{"record": "X", "field": "a", "error": "y"}])),
    ],
)
def test_a_manifest_that_lacks_something(text: bytes, spoil: Spoil) -> None:
    """A manifest without something that belongs in it, or with something else there, is refused."""
    manifest = json.loads(text)
    spoil(manifest)
    assert "a list of editions in JSON" == damage(sealed(manifest)).expected


@pytest.mark.parametrize(
    "spoil", [has("more", "\ud800"), entry(has("files", {"\udfff": [1, "0" * 64]}))]
)
def test_half_a_character_in_a_manifest(text: bytes, spoil: Spoil) -> None:
    """A manifest with half a character, which no digest can be made of, is refused."""
    manifest = json.loads(text)
    spoil(manifest)
    assert "surrogates not allowed" in damage(json.dumps(manifest).encode()).found


def test_the_addresses(text: bytes) -> None:
    """A manifest may say where the dataset and its records are published; older ones do not."""
    manifest = manifest_of(text)
    assert (None, None) == (manifest.address, manifest.pages)
    told = {"address": "https://doi.org/10.5555/1", "pages": "https://acme.example/{id}.html"}
    about = manifest_of(sealed(json.loads(text) | told)).publication("2030.1")
    assert (told["address"], told["pages"]) == (about.address, about.pages)


@pytest.mark.parametrize("name", ["address", "pages"])
@pytest.mark.parametrize(
    "value", [None, 5, "", "10.5555/1", "ftp://a.example/{id}", "https://a.example/{id}/{id} x"]
)
def test_addresses_that_are_none(text: bytes, name: str, value: object) -> None:
    """A manifest with something else in the place of an address is refused."""
    error = damage(sealed(json.loads(text) | {name: value}))
    assert "a list of editions in JSON" == error.expected


@pytest.mark.parametrize("pages", ["https://a.example/", "https://a.example/{id}/{id}"])
def test_the_place_of_the_id(pages: str) -> None:
    """In the address of the pages of records the id has one place."""
    with pytest.raises(kp.InvalidValue, match=r"an address in which \{id\} stands once"):
        check_pages(pages)


def test_a_message_that_a_terminal_would_obey(text: bytes) -> None:
    """What a manifest gives as its digest is told without what a terminal would obey."""
    manifest = json.loads(text) | {"sha256": "\x1b[31m\u202e"}
    error = damage(json.dumps(manifest).encode())
    assert "SHA-256 \\x1b[31m\\u202e" in str(error)


def test_before_anything_is_frozen(bundled: Path) -> None:
    """A manifest of which nothing is frozen needs no digest, but one that is there must fit."""
    content = (bundled / "manifest.json").read_bytes()
    assert {} == manifest_of(content).editions
    whole = sealed(json.loads(content))
    assert manifest_of(content) == manifest_of(whole)
    damage(whole.replace(b"readers", b"writers"))
