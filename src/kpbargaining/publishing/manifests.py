"""The manifest of a data folder: which editions were frozen of it, and the digest of it all.

It lists every edition with the digests of its files and the errors known in it, and carries its
own digest, so that nothing it says can change unnoticed.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
from attrs import frozen

from kpbargaining.errors import DamagedEdition, InvalidDocument, InvalidValue
from kpbargaining.files.codec import parse
from kpbargaining.files.folders import LARGEST_FOLDER
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.provenance import Erratum, Publication
from kpbargaining.values.texts import (
    Count,
    Digest,
    Text,
    check_digest,
    check_id,
    check_text,
    check_url,
)
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "MANIFEST",
    "Edition",
    "Listed",
    "Manifest",
    "check_pages",
    "edition_numbers",
    "manifest_of",
    "sealed",
]

MANIFEST = "manifest.json"
SEAL = "sha256"
"""The key under which a manifest carries its own digest."""

DEEPEST = 32
"""How deep its lists and objects may nest; deep ones would be written with blanks by the square."""

PLACE = "{id}"
"""What stands for the id of a record in the address of its page."""

_is_edition = re.compile(r"([1-9][0-9]{3})\.([1-9][0-9]{0,3})").fullmatch


@frozen(kw_only=True, repr=False)
class Edition(Shown):
    """One frozen state of the data."""

    name: Text = attrs.field(metadata=column("Its name, a year and a number"))
    as_of: PartialDate = attrs.field(metadata=column("The last day that its sources speak for"))
    frozen: PartialDate = attrs.field(metadata=column("The day it was frozen"))
    schema: Text = attrs.field(
        metadata=column("The version of its file format, which every later release reads")
    )
    digest: Digest = attrs.field(
        metadata=column("The SHA-256 of its data files, by name and content")
    )
    records: Count = attrs.field(metadata=column("How many records it has", unit="records"))
    errata: tuple[Erratum, ...] = attrs.field(metadata=column("The errors known in it"))


Listed = tuple[str, int, str]
"""A data file of an edition: its name, its length, its SHA-256."""


class Manifest(NamedTuple):
    """What a manifest says."""

    name: str
    title: str
    author: str
    licence: str
    draft: str
    """The name of the edition that the plain files are to become."""
    editions: dict[str, Edition]
    files: dict[str, list[Listed]]
    """The data files of each edition."""
    address: str | None = None
    """Where the dataset is published, such as the address that a DOI gives."""
    pages: str | None = None
    """Where each record has its page, `{id}` standing for its id."""

    def publication(self, edition: str) -> Publication:
        """What a citation says of an edition, or of the draft."""
        known = self.editions.get(edition)
        return Publication(
            name=self.name,
            title=self.title,
            author=self.author,
            licence=self.licence,
            edition=edition,
            frozen=str(known.frozen) if known else None,
            errata=known.errata if known else (),
            address=self.address,
            pages=self.pages,
        )


def sealed(manifest: Mapping[str, Any]) -> bytes:
    """The text of a manifest with its own digest at the end.

    Raises `InvalidValue` for one that nests deeper than `DEEPEST`, and `UnicodeEncodeError` for
    half a character.
    """
    body = {name: value for name, value in manifest.items() if name != SEAL}
    _refuse_deep(body)
    text = json.dumps({**body, SEAL: _seal(body)}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _refuse_deep(body: Mapping[str, Any]) -> None:
    """Refuse what nests deeper than any manifest; how deep an interpreter can write differs."""
    level: list[Any] = [body]
    for _ in range(DEEPEST):
        inner = (each.values() if isinstance(each, dict) else each for each in level)
        level = [each for held in inner for each in held if isinstance(each, (dict, list))]
        if not level:
            return
    raise InvalidValue(f"JSON that is nested {DEEPEST} deep at most", body)


def _seal(body: Mapping[str, Any]) -> str:
    """The digest of what a manifest says; raises `UnicodeEncodeError` for half a character."""
    return sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()


def manifest_of(content: bytes) -> Manifest:
    """Read a manifest; raises `DamagedEdition` where it is not what was written.

    One of which nothing is frozen yet needs no digest of its own.
    """
    try:
        plain = parse(content, MANIFEST)
        manifest = _read(plain)
        body = {name: value for name, value in plain.items() if name != SEAL}
        written = sealed(body)
    except (AttributeError, LookupError, TypeError, ValueError, InvalidDocument) as error:
        raise DamagedEdition(MANIFEST, "a list of editions in JSON", _amiss(error)) from None
    if manifest.editions or SEAL in plain:
        _verify(plain.get(SEAL, "none"), _seal(body))
        if written != content.replace(b"\r\n", b"\n"):  # another spelling of the same
            raise DamagedEdition(MANIFEST, "the text that was written", "another")
    return manifest


def _amiss(error: Exception) -> str:
    """What is the matter with a manifest, in words."""
    if isinstance(error, InvalidDocument):
        return str(error.problems[0])
    return f"no {error}" if isinstance(error, LookupError) else str(error)


def _verify(expected: object, found: str) -> None:
    if expected != found:
        raise DamagedEdition(MANIFEST, f"SHA-256 {expected}", found)


def _read(plain: dict[str, Any]) -> Manifest:
    """What a manifest says; raises whatever is the matter with one that says something else."""
    entries = plain["editions"]
    return Manifest(
        name=check_text(plain["name"]),
        title=check_text(plain["title"]),
        author=check_text(plain["author"]),
        licence=check_text(plain["licence"]),
        draft=check_text(plain["draft"]),
        editions={name: _edition(name, entry) for name, entry in entries.items()},
        files={name: _listed(entry["files"]) for name, entry in entries.items()},
        address=check_url(plain["address"]) if "address" in plain else None,
        pages=check_pages(plain["pages"]) if "pages" in plain else None,
    )


def check_pages(pages: object) -> str:
    """Give the address of the pages of records back, or raise `InvalidValue`."""
    if type(pages) is str and pages.count(PLACE) == 1:
        check_url(pages.replace(PLACE, "id"))
        return pages
    raise InvalidValue(f"an address in which {PLACE} stands once", pages)


def edition_numbers(name: str) -> tuple[int, int]:
    """The year and the number that the name of an edition is made of."""
    form = _is_edition(name) if type(name) is str else None
    if form is None:
        raise InvalidValue("the name of an edition, such as 2026.1", name)
    return int(form[1]), int(form[2])


def _edition(name: str, entry: dict[str, Any]) -> Edition:
    edition_numbers(name)  # it names a file, too
    return Edition(
        name=name,
        as_of=PartialDate(entry["as_of"]),
        frozen=PartialDate(entry["frozen"]),
        schema=check_text(entry["schema"]),
        digest=check_digest(entry["digest"]),
        records=sum(map(_whole, entry["counts"].values())),
        errata=tuple(_erratum(**each) for each in entry["errata"]),
    )


def _erratum(record: str, field: str, error: str) -> Erratum:
    return Erratum(record=check_id(record), field=check_text(field), error=check_text(error))


def _listed(files: dict[str, Any]) -> list[Listed]:
    """The files of an edition, which together are no more than a folder may hold."""
    listed = [(file, _whole(size), check_digest(digest)) for file, (size, digest) in files.items()]
    together = sum(size for _, size, _ in listed)
    if together > LARGEST_FOLDER:
        raise ValueError(f"files of {together} bytes")
    return listed


def _whole(number: object) -> int:
    """Give a number of bytes or records back, or raise `InvalidValue`; true is not 1."""
    if type(number) is int and number >= 0:
        return number
    raise InvalidValue("a whole number", number)
