"""The forms of a citation: text, BibTeX, CSL-JSON, and the file CITATION.cff of an edition."""

from __future__ import annotations

import json
import re
from binascii import b2a_base64
from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpbargaining.publishing import bibtex
from kpbargaining.values.days import Precision
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpbargaining.store.provenance import Publication

__all__ = ["DOI", "STYLES", "Reference", "cff", "ends", "named", "spelled", "stable_name"]

DOI = "https://doi.org/"

_is_licence = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .+()-]*").fullmatch
"""An expression of licences as CFF and YAML take it without quotes."""


@frozen(kw_only=True)
class Reference:
    """What every form of a citation is made from."""

    key: str
    author: str
    title: str
    version: str | None = None
    date: PartialDate | None
    note: str
    kind: str
    """The CSL type."""
    home: str | None = None
    """The address of the dataset, or its stable name; None for a source."""
    url: str | None = None
    """The address of the source itself, or the project's page of a record."""
    accessed: PartialDate | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """Every address it carries."""
        return tuple(filter(None, (self.home, self.url)))

    @property
    def doi(self) -> str:
        """The DOI of the dataset; empty if it has none."""
        home = self.home or ""
        return home.removeprefix(DOI) if home.startswith(DOI) else ""

    @property
    def year(self) -> str:
        """The year as BibTeX prints it: of a range over several, the first and the last."""
        return "--".join(dict.fromkeys(end[:4] for end in ends(self.date)))

    @property
    def month(self) -> str:
        """The macro of the month, if one month of one year is known."""
        months = {end[:7] for end in ends(self.date)}
        (month,) = months if len(months) == 1 else ("",)
        return bibtex.MONTHS[int(month[5:]) - 1] if month[5:] else ""


def stable_name(digest: str) -> str:
    """The name of an edition, as RFC 6920 makes it of a digest: it needs no host, nor a registry.

    What it names is the list of the data files with their digests, of which it is the SHA-256.
    """
    code = b2a_base64(bytes.fromhex(digest), newline=False).decode("ascii")
    return f"ni:///sha-256;{code.rstrip('=').translate({43: '-', 47: '_'})}"


def spelled(when: PartialDate | None) -> PartialDate | None:
    """The date, if other formats can spell it: open ranges and seasons they cannot."""
    if when is None or when.low is None or when.high is None:
        return None
    return None if when.precision == Precision.SEASON else when


def ends(when: PartialDate | None) -> list[str]:
    """The text of a date; of a range, those of its first and its last."""
    return [] if when is None else when.text.strip("[]").split("..")


def named(version: str) -> str:
    """An edition, or what was derived of one, in words."""
    return version if version.startswith("derived") else f"edition {version}"


def _text(it: Reference) -> str:
    head = f"{it.author} ({it.date or 'n.d.'}). {it.title}"
    edition = "" if it.version is None else f", {named(it.version)}"
    tail = "".join(f" {place}." for place in it.places)
    seen = "" if it.accessed is None else f" Seen {it.accessed}."
    return f"{head}{edition}. {it.note}.{tail}{seen}"


def _bibtex(it: Reference) -> str:
    """Classic styles print year and month, but neither date, version nor url."""
    home = it.home or ""
    online = home if home.startswith("http") else ""
    fields = {
        "author": f"{{{bibtex.in_tex(it.author)}}}",
        "title": f"{{{bibtex.in_tex(it.title)}}}",
        "version": bibtex.in_tex(it.version or ""),
        "howpublished": bibtex.in_tex(f"{named(it.version)}, {home}" if it.version else ""),
        "date": "/".join(ends(it.date)),
        "year": it.year,
        "month": it.month,
        "note": bibtex.in_tex(it.note),
        "doi": bibtex.address(it.doi),
        "url": bibtex.address(it.url or online),
        "urldate": "/".join(ends(it.accessed)),
    }
    macro = {"month"}
    written = {name: text if name in macro else f"{{{text}}}" for name, text in fields.items()}
    return bibtex.misc_entry(it.key, written)


def _csl(it: Reference) -> str:
    item: dict[str, Any] = {
        "id": it.key,
        "type": it.kind,
        "author": [{"literal": it.author}],
        "title": it.title,
        "version": it.version,
        "issued": _csl_date(it.date),
        "note": it.note,
        "archive_location": it.home if it.url else None,
        "DOI": it.doi or None,
        "URL": it.url or it.home,
        "accessed": _csl_date(it.accessed),
    }
    known = {name: value for name, value in item.items() if value is not None}
    return json.dumps([known], ensure_ascii=False, indent=2)


def _csl_date(when: PartialDate | None) -> dict[str, Any] | None:
    """A date as CSL takes it: year, month, day as far as they are known; a range as two."""
    parts = [[int(part) for part in end.split("-")] for end in ends(when)]
    return {"date-parts": parts} if parts else None


def cff(about: Publication, digest: str) -> str:
    """The file CITATION.cff of an edition."""
    address = about.address or ""
    doi = address.removeprefix(DOI) if address.startswith(DOI) else ""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data, cite the edition you used.",
        "type: dataset",
        f"title: {json.dumps(about.title, ensure_ascii=False)}",
        "authors:",
        f"  - name: {json.dumps(about.author, ensure_ascii=False)}",
        f"version: {json.dumps(about.edition)}",
        f"date-released: {about.frozen}",
        f"license: {about.licence if _is_licence(about.licence) else json.dumps(about.licence)}",
        *([f"doi: {json.dumps(doi)}"] if doi else []),
        *([f"url: {json.dumps(address)}"] if address else []),
        "identifiers:",
        "  - type: other",
        f"    value: sha256:{digest}",
        "    description: The digest of the data files of this edition.",
        "  - type: other",
        f"    value: {stable_name(digest)}",
        "    description: The same digest as a name (RFC 6920).",
    ]
    return "\n".join(lines) + "\n"


STYLES: dict[str, Callable[[Reference], str]] = {
    "text": _text,
    "bibtex": _bibtex,
    "csl-json": _csl,
}
"""The form of a citation, by style."""
