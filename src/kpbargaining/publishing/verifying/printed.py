"""A citation as it was printed: text, BibTeX, CSL-JSON or CFF, read back to its parts."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from kpbargaining.errors import InvalidDocument, InvalidValue
from kpbargaining.files.codec import parse
from kpbargaining.publishing import bibtex
from kpbargaining.publishing.references import DOI, STYLES, Reference, ends, named

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ONE_CITATION", "PARTS", "Printed", "read_printed", "squeezed"]

ONE_CITATION = "one citation, whole, as kp.cite or `kpbargaining cite` prints it"

LONGEST_CITATION = 200_000
"""The most characters of a text that is read as one citation."""

_blanks = re.compile(r"[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_dashes = re.compile(r"[-\u2010-\u2015\u2212]+")
_quotes = re.compile("''|[\u201c-\u201f\u00ab\u00bb]")
_single = str.maketrans(dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4", "'"))

_is_json = re.compile(r"\[?\s*\{").match
_before = re.compile(r"\((?P<date>[^()]{1,60})\)\.$")
_elsewhere = re.compile(r"[.,]?(?:https?|ni)://").match

NAMES = {
    "id": "key",
    "title": "title",
    "version": "version",
    "note": "note",
    "URL": "url",
    "DOI": "doi",
    "archive_location": "home",
}
"""What CSL calls the parts of a citation, and what BibTeX does."""

PARTS = {
    "title": "what it cites",
    "version": "its edition",
    "note": "its licence, its digest or its sources",
    "author": "its author",
    "accessed": "the day it was seen",
    "url": "its address",
    "doi": "its DOI",
    "howpublished": "its address",
    "home": "its address",
    "order": "the order of its parts",
}
"""The parts of a citation in words; those of its day are left out."""

NEEDED = ("title", "note")
ADDRESSES = ("url", "doi", "howpublished", "home")

NAME = ("given", "family")
"""The parts of a name in CSL."""

_after_address = re.compile(r"$|[),;]|\.(?:$|[^a-z0-9]|(?:https?|ni)://)").match
"""What stands behind an address of ours where a line ended inside it, and all blanks are gone."""

_cff = re.compile(r"^ *(title|version|date-released|license|value): *(.+?) *$", re.MULTILINE)


def squeezed(text: str) -> str:
    """A text without what printing changes: blanks and line ends, kinds of quotes and of dashes."""
    if text.isascii():
        text = _blanks.sub("", text).translate(_single)
    else:
        normal = unicodedata.normalize("NFKC", text)
        text = unicodedata.normalize("NFC", _blanks.sub("", normal).translate(_single))
    return _dashes.sub("-", _quotes.sub('"', text))


@frozen(kw_only=True)
class Printed:
    """What there is to read in one citation."""

    text: str
    """All of it in one line, as our own citations in text have it."""
    fields: dict[str, str] = field(factory=dict)
    """Its parts by name, where its form has parts; empty for text."""

    @cached_property
    def squeezed(self) -> str:
        """Its text without what printing changes."""
        return squeezed(self.text)

    def differs(self, it: Reference, *others: str | None) -> str | None:
        """The first of its parts that is not as the reference has it; None if it is intact.

        Its address may also be one of the *others*: a dataset can have had none when it was cited.
        """
        places = [place for place in (*it.places, *others) if place]
        if self.fields:
            return self._fields_differ(it, places)
        return self._text_differs(it, places) if it.version else self._source_differs(it)

    def _fields_differ(self, it: Reference, places: list[str]) -> str | None:
        for name, expected in _parts(it).items():
            found = self.fields.get(name, "")
            if (found or name in NEEDED) and squeezed(found) != squeezed(expected):
                return name
        if it.version is None and _as_url(self.fields.get("url", "")) != _as_url(it.url or ""):
            return "url"
        allowed = {name for place in places for name in _names(place, it)}
        given = {name: self.fields.get(name) for name in ADDRESSES}
        return next((n for n, url in given.items() if url and _as_url(url) not in allowed), None)

    def _text_differs(self, it: Reference, places: list[str]) -> str | None:
        """As `differs`, of a text: its parts stand in it one after the other."""
        whole, place = self.squeezed, 0
        for name, part in (("title", it.title), ("version", it.version or ""), ("note", it.note)):
            wanted = squeezed(part)
            place = whole.find(wanted, place)
            if place < 0:
                return name
            if name == "title" and (wrong := _head_differs(whole[:place], it)):
                return wrong
            place += len(wanted)
        rest = bibtex.address(whole[place:])
        if rest.startswith((";", ",")):  # our notes go on so
            return "note"
        while _elsewhere(rest):
            rest = rest.lstrip(".,")
            found = [_as_url(place) for place in places if self._leads(rest, place)]
            if not found:
                return "url"
            rest = rest[max(map(len, found)) :]
        return None

    def _leads(self, rest: str, place: str) -> bool:
        """Whether an address, and no longer one, stands at the start of what is left of a text."""
        url = _as_url(place)
        if not rest.startswith(url):
            return False
        whole = re.search(rf"\s{re.escape(place)}[.,;)]*(?:\s|$)", self.text)
        return bool(whole or _after_address(rest, len(url)))

    def _source_differs(self, it: Reference) -> str | None:
        """As `differs`, of a source cited as text, which stands in it whole."""
        _, found, behind = self.squeezed.partition(squeezed(STYLES["text"](it)))
        if found:
            return "url" if it.url is None and _elsewhere(behind) else None
        parts = _parts(it) | {"date": str(it.date or "n.d."), "url": it.url or ""}
        told = {name: part for name, part in parts.items() if name not in ("year", "month")}
        wrong = (name for name, part in told.items() if not self._has(squeezed(part), name))
        return next(wrong, "order")

    def _has(self, part: str, name: str) -> bool:
        """Whether a part of the citation of a source stands in it; of an address, no longer one."""
        place = self.squeezed.find(part)
        if name != "url" or place < 0:
            return place >= 0
        return bool(_after_address(self.squeezed, place + len(part)))


def _names(place: str, it: Reference) -> Iterator[str]:
    """An address in every spelling that the forms of a citation have for it."""
    whole = f"{named(it.version or '')}, {place}"
    yield from map(_as_url, (place, place.removeprefix(DOI), whole))


def _as_url(text: str) -> str:
    return squeezed(bibtex.address(text))


def _head_differs(head: str, it: Reference) -> str | None:
    """What stands before a title: author and date, unless a style prints them elsewhere."""
    if head.endswith(",in:"):
        return "title"
    before = _before.search(head[-70:])
    day = squeezed(str(it.date or "n.d."))
    if before is None:
        return "title" if f"({day})." in head else None
    if before["date"] not in (day, it.year):
        return "date"
    return None if head[: -len(before[0])].endswith(squeezed(it.author)) else "author"


def _parts(it: Reference) -> dict[str, str]:
    """The parts of a citation that its forms have in common, as plain text."""
    return {
        "author": it.author,
        "title": it.title,
        "version": it.version or "",
        "date": "/".join(ends(it.date)),
        "year": it.year,
        "month": it.month,
        "note": it.note,
        "accessed": "/".join(ends(it.accessed)),
    }


def read_printed(text: object) -> Printed:
    """Read one citation in any of its forms; raises `InvalidValue`."""
    if not isinstance(text, str) or not _blanks.sub("", text):
        raise InvalidValue(ONE_CITATION, text)
    if len(text) > LONGEST_CITATION:
        raise InvalidValue(f"{ONE_CITATION}, at most {LONGEST_CITATION:,} characters", text)
    held = text.strip().removeprefix("\ufeff").lstrip()
    if held.startswith("@"):
        return _of_fields(list(bibtex.entries(held)), held)
    if _is_json(held):
        return _of_fields(list(_items(held)), held)
    if held.startswith("cff-version:"):
        return _of_cff(held)
    return Printed(text=" ".join(held.split()))


def _of_fields(found: list[dict[str, str]], text: str) -> Printed:
    """The one citation of a form with parts."""
    if len(found) != 1:
        raise InvalidValue(f"{ONE_CITATION}, and not {len(found)}", text)
    if not found[0].get("title"):
        raise InvalidValue(f"{ONE_CITATION}, with its title", text)
    fields = found[0]
    fields["accessed"] = fields.pop("urldate", fields.get("accessed", ""))
    fields["month"] = fields.get("month", "").lower()[:3]
    if fields["month"] not in bibtex.MONTHS:  # a number, or none
        del fields["month"]
    version = fields.get("version")
    edition = named(version) if version else fields.get("howpublished", "")
    head = f"{fields['title']}, {edition}. {fields.get('note', '')}."
    return Printed(text=" ".join(head.split()), fields=fields)


def _items(text: str) -> Iterator[dict[str, str]]:
    """The items of CSL-JSON, their parts by the names that BibTeX has for them."""
    try:
        plain = parse(text.encode("utf-8", "surrogatepass"), "the citation")
    except InvalidDocument as error:
        expected = f"{ONE_CITATION}; of CSL-JSON, {error.problems[0].expected}"
        raise InvalidValue(expected, text) from None
    for item in plain if isinstance(plain, list) else [plain]:
        if isinstance(item, dict):
            fields = {ours: str(item[name]) for name, ours in NAMES.items() if name in item}
            fields["author"] = _authors(item.get("author"))
            fields["date"], fields["accessed"] = map(
                _day, (item.get("issued"), item.get("accessed"))
            )
            yield fields


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _authors(value: Any) -> str:
    """Whom an item names, one behind the other; nobody where it names nobody."""
    return "".join(map(_author, value)) if isinstance(value, list) else _author(value)


def _author(value: Any) -> str:
    """A name whole or in its parts, of which ours have none."""
    if isinstance(value, dict):
        value = value.get("literal") or " ".join(str(value[n]) for n in NAME if n in value)
    return str(value or "")


def _day(value: Any) -> str:
    """A date of CSL as BibTeX writes it."""
    parts = _listed(value.get("date-parts")) if isinstance(value, dict) else []
    return "/".join("-".join(f"{part:0>2}" for part in map(str, _listed(end))) for end in parts)


def _of_cff(text: str) -> Printed:
    """The file CITATION.cff of an edition, as the citation in text that says the same."""
    found: dict[str, list[str]] = {}
    for name, value in _cff.findall(text):
        found.setdefault(name, []).append(value.strip('"'))
    title, version, licence = (found.get(name, [""])[0] for name in ("title", "version", "license"))
    values = [each.removeprefix("sha256:") for each in found.get("value", [])]
    digest = next((each for each in values if not each.startswith("ni:")), "")
    head = f"{title}, {named(version)}. Data set, {licence}; SHA-256 {digest}."
    return Printed(text=head)
