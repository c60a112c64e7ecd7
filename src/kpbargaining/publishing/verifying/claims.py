"""Whether a citation still stands: read as it was printed, and held against every edition."""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from kpbargaining.errors import InvalidValue, nearest
from kpbargaining.publishing.citation import cite, reference_to, told
from kpbargaining.publishing.references import stable_name
from kpbargaining.publishing.verifying.printed import ONE_CITATION, PARTS, read_printed, squeezed
from kpbargaining.publishing.verifying.sources import of_source
from kpbargaining.publishing.verifying.standings import standing_of
from kpbargaining.publishing.verifying.successions import Successions
from kpbargaining.publishing.verifying.verdicts import CitationStanding, Verdict
from kpbargaining.records.kinds import BY_CLASS, KINDS

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from kpbargaining.publishing.verifying.printed import Printed

__all__ = ["verdict_on", "verify"]

MOST_CLAIMS = 8
"""How often a text may seem to name an edition, or a record, before we stop looking."""

_record = re.compile(
    rf"(?P<kind>{'|'.join(kind.name for kind in KINDS)})(?P<id>[A-Za-z0-9][A-Za-z0-9/-]{{0,119}})"
    r"(?:,(?P<field>[a-z][a-z0-9_]{0,60})=|,in:)"
)
_edition = re.compile(
    r"(?P<derived>derivedfrom)?(?:edition|Version)(?P<name>[0-9]{4}\.[0-9]{1,4}(?:-draft)?)(?![0-9])"
)
_digest = re.compile(r"SHA-256:?([0-9A-Za-z]+)")
DRAFT = "adraft,notfrozen"
_dated = re.compile(r"\((?:n\.d\.|\[?[0-9]{4}[^()]{0,40})\)\.")


class _Claim(NamedTuple):
    """What a citation claims to cite."""

    record: str | None = None
    field: str | None = None


def verify(text: str, folder: str | os.PathLike[str] | None = None) -> Verdict:
    """How it is today with one of our citations, as it was printed: text, BibTeX, CSL-JSON, CFF.

    It is held against every edition of the bundled data, or of a *folder* in which editions were
    frozen. Line ends, blanks, and the kinds of quotes and dashes do not count.
    Raises `InvalidValue` for what is no citation, or more than one.
    """
    printed = read_printed(text)  # before anything is loaded
    return verdict_on(printed, Successions(folder))


def verdict_on(printed: Printed, editions: Successions) -> Verdict:
    """The verdict on one citation; raises `InvalidValue` for what is none."""
    digests = _digest.findall(printed.squeezed)
    if len(digests) > 1:
        raise InvalidValue(f"{ONE_CITATION}, and not {len(digests)}", printed.text)
    found = _of_dataset(printed, editions, *digests)
    if found is None or found.standing is CitationStanding.NOT_OURS:
        found = of_source(printed, editions) or found
    if found is None and _record.search(printed.squeezed):
        return _cannot_be_checked(f"it names no edition: {ONE_CITATION}, can be checked")
    if found is None and not printed.fields and not _dated.search(printed.squeezed):
        raise InvalidValue(ONE_CITATION, printed.text)
    return found or _not_ours("no source of it is cited so")


def _not_ours(reason: str, edition: str | None = None) -> Verdict:
    return Verdict(standing=CitationStanding.NOT_OURS, edition=edition, reason=reason)


def _cannot_be_checked(reason: str, edition: str | None = None) -> Verdict:
    return Verdict(standing=CitationStanding.OPEN, edition=edition, reason=reason)


def _of_dataset(printed: Printed, editions: Successions, digest: str = "") -> Verdict | None:
    """The verdict on a citation of an edition, or of what is in one; None if it names none."""
    names = _named(printed)
    if not names and DRAFT not in printed.squeezed:
        return None
    known = editions.manifest.editions
    owners = {each.digest: name for name, each in known.items()}
    if squeezed(editions.manifest.title) not in printed.squeezed and digest not in owners:
        return _not_ours("it names another dataset")
    frozen = [name for name, derived in names if name in known and not derived]
    claims = [*_claims(printed), _Claim()]
    for edition, claim in product(frozen, claims):
        if _differs(printed, editions, edition, claim) is None:
            return standing_of(editions, edition, *claim)
    owner = owners.get(digest)
    if not frozen:
        return _open(printed, names) or _unknown_edition(names, list(known), owner)
    if owner != frozen[0]:
        wrong = _digest_wrong(frozen[0], known[frozen[0]].digest, digest, owner)
        return evolve(wrong, record=claims[0].record, field=claims[0].field)
    return _altered(printed, editions, frozen[0], claims[0])


def _named(printed: Printed) -> list[tuple[str, bool]]:
    """The editions that a text seems to name, and whether it cites what was derived from one."""
    found = islice(_edition.finditer(printed.squeezed), MOST_CLAIMS)
    return list(dict.fromkeys((each["name"], bool(each["derived"])) for each in found))


def _claims(printed: Printed) -> list[_Claim]:
    """The records and fields that a text seems to cite."""
    found = islice(_record.finditer(printed.squeezed), MOST_CLAIMS)
    return [_Claim(each["id"], each["field"]) for each in found]


def _differs(printed: Printed, editions: Successions, edition: str, claim: _Claim) -> str | None:
    """The part of a citation that is not as an edition has it; None if it is intact."""
    dataset = editions.dataset(edition)
    record = dataset.get(claim.record)
    fields = (None, *BY_CLASS[type(record)].fields) if record else (None,)
    if (claim.record and record is None) or claim.field not in fields:
        return "title"
    reference = reference_to(dataset, editions.manifest.publication(edition), *claim)
    before = stable_name(editions.manifest.editions[edition].digest)  # while it had no address
    return printed.differs(reference, before, editions.manifest.address)


def _unknown(editions: Successions, edition: str, claim: _Claim) -> str | None:
    """Why an edition cannot be cited so: it has no such record, or that no such field."""
    dataset = editions.dataset(edition)
    record = dataset.get(claim.record)
    if claim.record and record is None:
        return _no(f"edition {edition} has no record", claim.record, (r.id for r in dataset))
    fields = BY_CLASS[type(record)].fields if record else {}
    if claim.field and claim.field not in fields:
        return _no(f"a {type(record).__name__} has no field", claim.field, fields)
    return None


def _no(what: str, name: str, names: Iterable[str]) -> str:
    close = ", ".join(nearest(name, names))
    return f"{what} {name}{f'; nearest: {close}' if close else ''}"


def _open(printed: Printed, names: list[tuple[str, bool]]) -> Verdict | None:
    """The verdict on what is no edition: a draft, or a dataset derived from one."""
    for name, derived in names:
        if derived:
            reason = "it cites what was derived from the edition: repeat the steps that it names"
            return _cannot_be_checked(reason, name)
    if DRAFT in printed.squeezed:
        reason = "it cites a draft, which changes without notice: cite an edition"
        return _cannot_be_checked(reason)
    return None


def _unknown_edition(names: list[tuple[str, bool]], known: list[str], owner: str | None) -> Verdict:
    reason = f"there is no edition {names[0][0]}; there are {', '.join(known)}"
    if owner is None:
        return _not_ours(f"{reason}; a later release may have it")
    told = f"{reason}, and its digest is that of edition {owner}"
    return Verdict(standing=CitationStanding.ALTERED, edition=owner, reason=told)


def _digest_wrong(edition: str, right: str, found: str, owner: str | None) -> Verdict:
    if right.startswith(found.lower()):  # none at all, or cut short
        lacking = "only the beginning of its digest" if found else "no digest"
        return _cannot_be_checked(f"it gives {lacking}: {ONE_CITATION}, can be checked", edition)
    other = f", which is that of edition {owner}" if owner else ""
    reason = f"edition {edition} has SHA-256 {right}; it has {found}{other}"
    return Verdict(standing=CitationStanding.DIGEST_WRONG, edition=edition, reason=reason)


def _altered(printed: Printed, editions: Successions, edition: str, claim: _Claim) -> Verdict:
    """The verdict on a citation with the right digest that is not as it was printed."""
    if unknown := _unknown(editions, edition, claim):
        return _not_ours(unknown, edition)
    dataset = editions.dataset(edition)
    part = _differs(printed, editions, edition, claim)
    reason = f"{PARTS.get(str(part), 'its day')} is not as edition {edition} has it"
    said = None
    if claim.record and claim.field and part == "title":
        said = _said(printed, claim.field)
        value = told(getattr(dataset[claim.record], claim.field))
        if squeezed(said) != squeezed(value):
            reason = f"it says {said!r}, edition {edition} has {value!r}"
    return Verdict(
        standing=CitationStanding.ALTERED,
        edition=edition,
        record=claim.record,
        field=claim.field,
        cited=said,
        reason=reason,
        instead=cite(dataset, *claim),
    )


def _said(printed: Printed, field: str) -> str:
    """The value of a field in a citation that was altered, as it stands there."""
    _, _, behind = printed.text.partition(f"{field} =")
    value, _, _ = behind.rpartition(", in:")
    return value.strip()
