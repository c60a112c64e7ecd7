"""Citations of sources, which name no edition: looked for in every edition, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.errors import InvalidValue
from kpbargaining.publishing.citation import cite, reference_to
from kpbargaining.publishing.references import STYLES
from kpbargaining.publishing.verifying.printed import ONE_CITATION, PARTS, squeezed
from kpbargaining.publishing.verifying.standings import standing_of
from kpbargaining.publishing.verifying.verdicts import CitationStanding, Verdict

if TYPE_CHECKING:
    from kpbargaining.publishing.references import Reference
    from kpbargaining.publishing.verifying.printed import Printed
    from kpbargaining.publishing.verifying.successions import Successions

__all__ = ["of_source"]

LONG_ENOUGH = 12
"""From how many characters on a title tells which source is meant."""


def of_source(printed: Printed, editions: Successions) -> Verdict | None:
    """The verdict on a citation of a source; None if it cites no source of any edition."""
    for edition in reversed(editions.names):
        titled = _titled(printed, editions, edition)
        found = [it for it in titled if printed.differs(it) is None]
        if found:
            return standing_of(editions, edition, _only(printed, found).key)
    for edition in reversed(editions.names):
        for it in _titled(printed, editions, edition):
            if _is_meant(printed, it):
                return _altered(printed, editions, edition, it)
    return None


def _titled(printed: Printed, editions: Successions, edition: str) -> list[Reference]:
    """The sources of an edition whose title stands in the citation."""
    known = editions.once(edition, lambda: _references(editions, edition))
    return [it for title, it in known if title in printed.squeezed]


def _references(editions: Successions, edition: str) -> list[tuple[str, Reference]]:
    dataset, about = editions.dataset(edition), editions.manifest.publication(edition)
    made = (reference_to(dataset, about, source.id, None) for source in dataset.sources)
    return [(squeezed(it.title), it) for it in made]


def _only(printed: Printed, found: list[Reference]) -> Reference:
    """The source with the longest citation, in which those of others may begin or end.

    Raises `InvalidValue` if another stands beside it.
    """
    texts = {it.key: squeezed(STYLES["text"](it)) for it in found}
    longest = max(found, key=lambda it: len(texts[it.key]))
    rest = printed.squeezed.replace(texts[longest.key], "")
    if not printed.fields and any(text in rest for text in texts.values()):
        raise InvalidValue(f"{ONE_CITATION}, and not several", printed.text)
    return longest


def _is_meant(printed: Printed, it: Reference) -> bool:
    """Whether an altered citation is likely to be of that source."""
    if printed.fields.get("key") == it.key:
        return True
    return len(it.title) >= LONG_ENOUGH and squeezed(it.author) in printed.squeezed


def _altered(printed: Printed, editions: Successions, edition: str, it: Reference) -> Verdict:
    part = PARTS.get(str(printed.differs(it)), "its day")
    return Verdict(
        standing=CitationStanding.ALTERED,
        edition=edition,
        record=it.key,
        reason=f"{part} is not as edition {edition} has it",
        instead=cite(editions.dataset(edition), it.key),
    )
