"""The commands of the command line: each prints its answer and gives the exit status."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import attrs

from kpbargaining.errors import UnknownName
from kpbargaining.files.codec import evidence_plain, to_plain
from kpbargaining.files.folders import read, replace_all, uncanonical
from kpbargaining.publishing.bundled import load
from kpbargaining.records.kinds import BY_CLASS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from kpbargaining.dataset import Dataset
    from kpbargaining.documents.passages import Found
    from kpbargaining.documents.shelf import Shelf
    from kpbargaining.documents.words import Wording
    from kpbargaining.records.evidence import Evidence, Source

__all__ = [
    "check",
    "cite",
    "diff",
    "editions",
    "freeze",
    "show",
    "sources",
    "stamp",
    "tally",
    "timeline",
    "unread",
]


def timeline(chosen: argparse.Namespace) -> int:
    """Print what happened and is to happen, in order."""
    entries = _dataset(chosen).timeline(chosen.scope)
    _answer(chosen, entries.to_dicts(), str(entries))
    return 0


def tally(chosen: argparse.Namespace) -> int:
    """Print how many agreements each session of a round brought."""
    rows = _dataset(chosen).tally(chosen.round)
    total = None if rows.total is None else str(rows.total)
    plain = {"metric": rows.metric, "sessions": rows.to_dicts(), "total": total}
    _answer(chosen, plain, str(rows))
    return 0


def sources(chosen: argparse.Namespace) -> int:
    """Print the documents everything rests on."""
    dataset = _dataset(chosen)
    lines = [
        f"{source.id}  {source.published or 'undated'}  {source.voice}  {source.title}"
        for source in dataset.sources
    ]
    _answer(chosen, [to_plain(source) for source in dataset.sources], "\n".join(lines))
    return 0


def show(chosen: argparse.Namespace) -> int:
    """Print a record with its evidence, and with the words of the documents where they are held."""
    dataset = _dataset(chosen)
    record = dataset[chosen.id]
    shelf = _shelf(dataset, chosen)
    rows = [_witness(item, shelf) for item in dataset.evidence_for(record.id)]
    plain = to_plain(record)
    kind = BY_CLASS[type(record)].name
    answer = {"kind": kind, "record": plain, "evidence": rows}
    _answer(chosen, answer, "\n".join(_shown(kind, plain, rows)))
    return 0


def _witness(item: Evidence, shelf: Shelf | None) -> dict[str, Any]:
    """One piece of evidence as in the files, with the words it stands for where they are held."""
    plain = evidence_plain(item)
    if shelf is None or item.passage is None:
        return plain
    found = next(found for other, found in shelf.located(item.source) if other is item)
    return plain | {"status": found.status.value, "text": _words(shelf, item.source, found)}


def _words(shelf: Shelf, source: str, found: Found) -> str:
    copy = shelf.copy(source)
    if copy.wording is None or found.at is None or found.words is None:
        return ""
    return _original(copy.wording, found.at, found.words)


def _original(wording: Wording, at: int, words: int) -> str:
    return " ".join(wording.original(at, words).split())


def _shown(kind: str, plain: dict[str, Any], rows: list[dict[str, Any]]) -> Iterator[str]:
    yield f"{kind} {plain['id']}"
    named = [name for row in rows for name in row.get("for", ())]
    for name in dict.fromkeys([*plain, *named]):
        if name != "id":
            value = plain.get(name, "none")
            yield f"  {name}: {', '.join(value) if isinstance(value, list) else value}"
            yield from (_line(row) for row in rows if name in row.get("for", ()))
    yield from (_line(row) for row in rows if "says" in row or "for" not in row)


def _line(row: dict[str, Any]) -> str:
    parts = [row["from"], row.get("at"), row.get("basis"), row.get("words")]
    says = "; ".join(f"{name} = {value}" for name, value in row.get("says", {}).items())
    parts += [f"but says {says}" if says else None, row.get("note")]
    line = "    - " + ", ".join(part for part in parts if part)
    return f"{line}\n      {row['status']}: {row['text']}" if "status" in row else line


def unread(chosen: argparse.Namespace) -> int:
    """Print the words of a document that no passage covers."""
    from kpbargaining.documents.passages import uncovered
    from kpbargaining.documents.shelf import Shelf

    dataset = _dataset(chosen)
    source: Source = dataset.sources[chosen.source]
    shelf = Shelf(dataset, chosen.sources)
    copy = shelf.copy(source.id)
    if copy.wording is None:
        raise UnknownName("text at hand for the source", source.id)
    carried = dataset.sources.where(part_of=source.id).ids
    found = [each for name in (source.id, *carried) for _, each in shelf.located(name)]
    cover = uncovered(found, copy.wording, source.extent)
    gaps = [_gap(copy.wording, gap.at, gap.words) for gap in cover.gaps]
    plain = {"source": source.id, "covered": cover.covered, "total": cover.total, "gaps": gaps}
    lines = [f"{gap['at']}+{gap['words']}  {gap['text']}" for gap in gaps]
    share = f"{cover.covered} of {cover.total} words are cited ({cover.share:.1%})"
    _answer(chosen, plain, "\n".join([*lines, share]))
    return 0


def _gap(wording: Wording, at: int, words: int) -> dict[str, Any]:
    return {"at": at, "words": words, "text": _original(wording, at, words)}


def check(chosen: argparse.Namespace) -> int:
    """Print what looks wrong; status 1 if any of it is an error."""
    from kpbargaining.checks import Severity
    from kpbargaining.checks import check as findings_of

    findings = findings_of(dataset := _dataset(chosen), chosen.sources)
    badly_written = [] if chosen.data is None else uncanonical(chosen.data)
    errors = sum(finding.severity is Severity.ERROR for finding in findings) + len(badly_written)
    lines = [f"error: {name}: not in canonical form [canonical]" for name in badly_written]
    lines += [
        f"{f.severity}: {f.record}{f' {f.field}' if f.field else ''}: {f.sentence} [{f.code}]"
        for f in findings
    ]
    lines.append(f"{errors} errors, {len(lines) - errors} other findings, {len(dataset)} records")
    plain = {"uncanonical": badly_written, "findings": findings.to_dicts()}
    _answer(chosen, plain, "\n".join(lines))
    return 1 if errors else 0


def stamp(chosen: argparse.Namespace) -> int:
    """Replace the quotes of a data file, or of a folder, by passages."""
    from kpbargaining.documents.shelf import Shelf
    from kpbargaining.documents.stamping import stamped
    from kpbargaining.files.codec import encode, file_of

    top, only = _folder_of(chosen.file)
    dataset = read(top)
    shelf = Shelf(dataset, chosen.sources)
    inside = {r.id for r in dataset.records() if only is None or file_of(r) == only}
    files = encode(dataset.records(), stamped(dataset, shelf, inside))
    if only is not None and only not in files:
        raise UnknownName("data file", only, files)
    names = files if only is None else (only,)
    replace_all({os.path.join(top, *name.split("/")): files[name] for name in names})
    number = sum(item.quote is not None and item.record in inside for item in dataset.evidence)
    _answer(chosen, {"stamped": number}, f"{number} quotes stamped")
    return 0


def cite(chosen: argparse.Namespace) -> int:
    """Print how to cite an edition, or one of its records or sources."""
    from kpbargaining.publishing.citation import cite as citation_of

    citation = citation_of(_dataset(chosen), chosen.id, chosen.style)
    _answer(chosen, {"style": chosen.style, "citation": citation}, citation)
    return 0


def editions(chosen: argparse.Namespace) -> int:
    """Print the frozen editions, with the errors known in each."""
    from kpbargaining.publishing.bundled import editions as listed

    lines, rows = [], listed()
    for edition in rows:
        lines.append(f"{edition.name}  as of {edition.as_of}  SHA-256 {edition.digest}")
        lines += [f"  {e.record} {e.field}: {e.error}" for e in edition.errata]
    _answer(chosen, [attrs.asdict(row) for row in rows], "\n".join(lines))
    return 0


def diff(chosen: argparse.Namespace) -> int:
    """Print what changed between two editions or data folders, for a changelog."""
    from kpbargaining.publishing.differences import diff as difference

    changes = difference(chosen.old, chosen.new)
    _answer(chosen, changes.to_dicts(), str(changes))
    return 0


def freeze(chosen: argparse.Namespace) -> int:
    """Freeze a data folder as an edition that never changes."""
    from kpbargaining.publishing.freezing import freeze as frozen

    frozen(chosen.folder, chosen.name, chosen.on)
    _answer(chosen, {"frozen": chosen.name}, f"edition {chosen.name} is frozen")
    return 0


def _folder_of(path: str) -> tuple[str, str | None]:
    """The data folder a file lies in, and the file's name in it; None for a whole folder."""
    if os.path.isdir(path):
        return path, None
    top, name = os.path.split(path)
    inside, rounds = os.path.split(os.path.abspath(top))
    return (inside, f"rounds/{name}") if rounds == "rounds" else (top or ".", name)


def _dataset(chosen: argparse.Namespace) -> Dataset:
    """The dataset that the options of the command name."""
    dataset = load(chosen.edition) if chosen.data is None else read(chosen.data)
    if chosen.as_of is None:
        return dataset
    return dataset.as_of(chosen.as_of, "possibly" if chosen.possibly else "certainly")


def _shelf(dataset: Dataset, chosen: argparse.Namespace) -> Shelf | None:
    if chosen.sources is None:
        return None
    from kpbargaining.documents.shelf import Shelf

    return Shelf(dataset, chosen.sources)


def _answer(chosen: argparse.Namespace, plain: Any, text: str) -> None:
    answer = json.dumps(plain, indent=2) if chosen.json else text  # ASCII, for every encoding
    if answer:
        print(answer.removesuffix("\n"))
