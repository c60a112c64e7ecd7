"""The commands of curators: check, stamp, find what is unread, freeze, note an erratum ..."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from kpbargaining.checks import Severity
from kpbargaining.checks import check as findings_of
from kpbargaining.cli.answers import answer, asked, tell
from kpbargaining.documents.passages import uncovered
from kpbargaining.documents.shelf import Shelf
from kpbargaining.documents.stamping import stamped
from kpbargaining.errors import UnknownName, UnreadableFile, printable, reason_of
from kpbargaining.files.codec import encode, file_of
from kpbargaining.files.folders import read, uncanonical
from kpbargaining.files.writing import locked, replace_all
from kpbargaining.publishing.freezing import add_erratum, set_address
from kpbargaining.publishing.freezing import freeze as frozen
from kpbargaining.questions.evidence.sources import evidence_shares
from kpbargaining.store.provenance import Erratum

if TYPE_CHECKING:
    import argparse

    from kpbargaining.questions.evidence.sources import EvidenceShareRow
    from kpbargaining.records.evidence import Source

__all__ = ["address", "check", "erratum", "freeze", "stamp", "unread"]


def check(chosen: argparse.Namespace) -> int:
    """Print what looks wrong; status 1 if any of it is an error."""
    dataset = asked(chosen)
    findings = findings_of(dataset, chosen.sources)
    badly_written = [] if chosen.data is None or chosen.edition else uncanonical(chosen.data)
    errors = sum(each.severity is Severity.ERROR for each in findings) + len(badly_written)
    status = 1 if errors else 0
    if chosen.csv:
        answer(chosen, findings)
        return status
    lines = [f"error: {name}: not in canonical form [canonical]" for name in badly_written]
    lines += [str(each) for each in findings]
    lines.append(f"{errors} errors, {len(lines) - errors} other findings, {len(dataset)} records")
    shares = evidence_shares(dataset)
    lines += map(_told, shares)
    plain = {
        "uncanonical": badly_written,
        "findings": findings.to_dicts(),
        "evidence_shares": shares.to_dicts(),
    }
    tell(chosen, plain, printable("\n".join(lines)))
    return status


def _told(row: EvidenceShareRow) -> str:
    shares = f"{row.passage_share} with a passage, {row.placed_share} with a passage or a locator"
    return f"{row.evidence} pieces of evidence, voice {row.voice or 'unknown'}: {shares}"


def unread(chosen: argparse.Namespace) -> int:
    """Print the words of a document that no passage covers."""
    dataset = asked(chosen)
    source: Source = dataset.sources[chosen.source]
    shelf = Shelf(dataset, chosen.sources)
    wording = shelf.copy(source.id).wording
    if wording is None:
        raise UnknownName("text at hand for the source", source.id)
    carried = [each.id for each in dataset.sources.having("part_of", source.id)]
    found = [each for name in (source.id, *carried) for _, each in shelf.located(name)]
    cover = uncovered(found, wording, source.extent)
    gaps: list[dict[str, Any]] = [
        {
            "at": gap.at,
            "words": gap.words,
            "text": printable(" ".join(wording.original(gap.at, gap.words).split())),
        }
        for gap in cover.gaps
    ]
    plain = {"source": source.id, "covered": cover.covered, "total": cover.total, "gaps": gaps}
    lines = [f"{gap['at']}+{gap['words']}  {gap['text']}" for gap in gaps]
    share = f"{cover.covered} of {cover.total} words are cited ({cover.share:.1%})"
    tell(chosen, plain, "\n".join([*lines, share]))
    return 0


def stamp(chosen: argparse.Namespace) -> int:
    """Replace the quotes of a data file, or of a folder, by passages."""
    top, only = _folder_of(chosen.file)
    with locked(top, alone=True):  # from reading to writing
        dataset = read(top)
        shelf = Shelf(dataset, chosen.sources)
        inside = {r.id for r in dataset.records() if only is None or file_of(r) == only}
        evidence = stamped(dataset, shelf, inside, anyway=chosen.anyway)
        files = encode(dataset.records(), evidence)
        if only is not None and only not in files:
            raise UnknownName("data file", only, files)
        names = files if only is None else (only,)
        replace_all(top, {name: files[name] for name in names})
    number = sum(item.quote is not None and item.record in inside for item in dataset.evidence)
    tell(chosen, {"stamped": number}, f"quotes stamped: {number}")
    return 0


def _folder_of(path: str) -> tuple[str, str | None]:
    """The data folder a file lies in, and the file's name in it; None for a whole folder."""
    if os.path.isdir(path):
        return path, None
    if not path.endswith(".json"):  # a misspelt file has a nearest
        try:
            os.stat(path)
        except OSError as error:
            raise UnreadableFile(path, reason_of(error)) from None
    top, name = os.path.split(path)
    inside, rounds = os.path.split(os.path.abspath(top))
    return (inside, f"rounds/{name}") if rounds == "rounds" else (top or ".", name)


def freeze(chosen: argparse.Namespace) -> int:
    """Freeze a data folder as an edition that never changes."""
    frozen(chosen.folder, chosen.name, chosen.on)
    tell(chosen, {"frozen": chosen.name}, f"edition {chosen.name} is frozen")
    return 0


def erratum(chosen: argparse.Namespace) -> int:
    """Note an error known in a frozen edition, in the manifest of its folder."""
    noted = Erratum(record=chosen.record, field=chosen.field, error=chosen.error)
    add_erratum(chosen.folder, chosen.name, noted)
    tell(chosen, {"erratum": str(noted)}, f"noted in edition {chosen.name}: {noted}")
    return 0


def address(chosen: argparse.Namespace) -> int:
    """Set the address of a dataset, and of the pages of its records, in its manifest."""
    set_address(chosen.folder, chosen.address, chosen.pages)
    plain = {"address": chosen.address, "pages": chosen.pages}
    known = (f"{name}: {each}" for name, each in plain.items() if each)
    tell(chosen, plain, "\n".join(known) or "no address: citations carry a stable name")
    return 0
