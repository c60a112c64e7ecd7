"""The commands that show: a record with its words, a citation, the editions, a difference."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import attrs

from kpbargaining.cli.answers import answer, asked, named, tell
from kpbargaining.errors import UnreadableFile, printable
from kpbargaining.files.codec import evidence_plain, to_plain
from kpbargaining.files.folders import read, read_file
from kpbargaining.publishing.bundled import editions as listed
from kpbargaining.publishing.bundled import load
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.saving import refuse_existing
from kpbargaining.store.changes import changelog
from kpbargaining.store.changes import diff as difference
from kpbargaining.store.telling import address_of
from kpbargaining.terminal import folded, width_of_terminal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from kpbargaining.dataset import Dataset
    from kpbargaining.documents.shelf import Shelf
    from kpbargaining.records.evidence import Evidence

__all__ = ["cite", "diff", "editions", "show", "verify"]

LARGEST_CITATION = 1 << 20
"""The most bytes that are read from standard input as one citation."""


def show(chosen: argparse.Namespace) -> int:
    """Print a record with its evidence, and with the words of the documents where they are held."""
    dataset = asked(chosen)
    record = dataset[str(named(dataset, chosen.id))]
    shelf = _shelf(dataset, chosen)
    rows = [_witness(dataset, item, shelf) for item in dataset.evidence_for(record.id)]
    plain = to_plain(record)
    kind = BY_CLASS[type(record)].name
    told = folded("\n".join(_shown(kind, plain, rows)), width_of_terminal())
    text = "\n".join([told, *_resting_on(dataset, record.id)])  # no address is broken
    tell(chosen, {"kind": kind, "record": plain, "evidence": rows}, text)
    return 0


def _shelf(dataset: Dataset, chosen: argparse.Namespace) -> Shelf | None:
    if chosen.sources is None:
        return None
    from kpbargaining.documents.shelf import Shelf  # noqa: PLC0415 (only with copies at hand)

    return Shelf(dataset, chosen.sources)


def _witness(dataset: Dataset, item: Evidence, shelf: Shelf | None) -> dict[str, Any]:
    """One piece of evidence as in the files, its source's title, and its words where held."""
    source = dataset.sources.get(item.source)
    about = {"title": source.title, "url": address_of(source, dataset.sources)} if source else {}
    plain = evidence_plain(item) | {name: value for name, value in about.items() if value}
    if shelf is None or item.passage is None:
        return plain
    found = next(found for other, found in shelf.located(item.source) if other is item)
    return plain | {"status": found.status.value, "text": shelf.words_of(item.source, found)}


def _shown(kind: str, plain: dict[str, Any], rows: list[dict[str, Any]]) -> Iterator[str]:
    yield f"{kind} {plain['id']}"
    named = [name for row in rows for name in row.get("for", ())]
    for name in dict.fromkeys([*plain, *named]):
        if name != "id":
            value = plain.get(name, "none")
            yield f"  {name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
            yield from (_line(row) for row in rows if name in row.get("for", ()))
    yield from (_line(row) for row in rows if "says" in row or "for" not in row)


def _resting_on(dataset: Dataset, record_id: str) -> Iterator[str]:
    """The sources of a record, each with its title and address, if there are any."""
    evidence = dataset.evidence_for(record_id)
    names = dict.fromkeys(name for item in evidence for name in item.sources)
    if names:
        yield "sources:"
    for name in names:
        source = dataset.sources.get(name)
        about = (source.title, address_of(source, dataset.sources) or "") if source else ()
        yield f"  {name}: {' '.join(about)}".rstrip(": ")


def _line(row: dict[str, Any]) -> str:
    parts = [row["from"], row.get("at"), row.get("basis"), row.get("doubt"), row.get("words")]
    says = "; ".join(f"{name} = {value}" for name, value in row.get("says", {}).items())
    parts += [f"but says {says}" if says else None, row.get("note")]
    line = "    - " + ", ".join(part for part in parts if part)
    return f"{line}\n      {row['status']}: {printable(row['text'])}" if "status" in row else line


def cite(chosen: argparse.Namespace) -> int:
    """Print how to cite an edition, or one of its records, fields or sources."""
    from kpbargaining.publishing.citation import cite as citation_of  # noqa: PLC0415 (for this one)

    citation = citation_of(asked(chosen), chosen.id, chosen.field, style=chosen.style)
    tell(chosen, {"style": chosen.style, "citation": citation}, citation)
    return 0


def verify(chosen: argparse.Namespace) -> int:
    """Print whether a citation still stands, and what to cite instead; status 1 if it does not."""
    from kpbargaining.publishing.verifying import claims  # noqa: PLC0415 (for this one)

    verdict = claims.verify(_printed(chosen.text), chosen.data)
    tell(chosen, verdict.to_dict(), printable(str(verdict)))
    return 0 if verdict.stands else 1


def _printed(words: list[str]) -> str:
    """A citation that is given in words, in a file, or on standard input."""
    one = words[0] if len(words) == 1 else ""
    if one == "-":
        if sys.stdin is None:  # closed from the start
            raise UnreadableFile("standard input", "is closed; name a file")
        return _text_of("standard input", sys.stdin.buffer.read(LARGEST_CITATION + 1))
    if os.path.isfile(one):
        return _text_of(one, read_file(*os.path.split(os.path.abspath(one))))
    if one and not any(map(str.isspace, one)):  # no citation is one word
        refuse_existing(one, overwrite=True)
        raise UnreadableFile(one, "no such file, and no citation; give one of them")
    return " ".join(words)


def _text_of(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableFile(name, "is no text in UTF-8; save it as such") from None


def editions(chosen: argparse.Namespace) -> int:
    """Print the frozen editions, and how many errors are known in each, or which with --errata."""
    rows = listed(chosen.data)
    if chosen.csv:
        return answer(chosen, rows)
    known = {each.name: list(map(attrs.asdict, each.errata)) for each in rows}
    plain = [row | {"errata": known[row["name"]]} for row in rows.to_dicts()]
    lines: list[str] = []
    for edition in rows:
        lines.append(f"{edition.name}  as of {edition.as_of}  SHA-256 {edition.digest}")
        told = [f"  {erratum}" for erratum in edition.errata] if chosen.errata else []
        count = (
            [f"  known errors: {len(edition.errata)}, told by --errata"] if edition.errata else []
        )
        lines += told or count
    tell(chosen, plain, folded("\n".join(lines), width_of_terminal()))
    return 0


def diff(chosen: argparse.Namespace) -> int:
    """Print what changed between two editions or data folders, for a changelog."""
    changes = difference(*(_named(name, chosen.data) for name in (chosen.old, chosen.new)))
    if chosen.json or chosen.csv:
        return answer(chosen, changes)
    tell(chosen, None, folded(changelog(changes), width_of_terminal()))
    return 0


def _named(name: str, folder: str | None) -> Dataset:
    """A data folder, or the edition of that name; what is both is the folder."""
    return read(name) if os.path.isdir(name) else load(name, folder)
