"""The timeline as a calendar (RFC 5545): an event of whole days for each dated entry."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kpbargaining.errors import InvalidValue
from kpbargaining.exports.dates import drawn
from kpbargaining.exports.leads import categories_of, imprint_of, iri_of, tellings, witnesses
from kpbargaining.extras import extra
from kpbargaining.questions.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpbargaining.exports.leads import Imprint
    from kpbargaining.questions.timeline import EntryRow
    from kpbargaining.store.store import Store

__all__ = ["calendar_of"]

_numbers = re.compile(r"([0-9]+)\.([0-9]+)").match
"""The year and the number that the name of an edition begins with."""

ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
"""What a text may not hold as it is (RFC 5545, 3.3.11)."""

UNCERTAIN = " (date uncertain)"
"""What a summary says of an event drawn over more days than it had, or fewer."""

UNCERTAIN_DATES = (
    "An uncertain date is drawn from its first to its last possible day, as tentative; "
    "of one that is open at an end, the end that is known is drawn. "
    "What has no date has no event."
)

A_YEAR = 1_000
"""More than the editions of one year."""


def calendar_of(dataset: Store, *, everything: bool = False) -> bytes:
    """The timeline of a dataset as a calendar, in the format of RFC 5545.

    It has what a short telling has: sessions, offers, deals, raises, votes, strikes; and with
    *everything* each dated entry. An uncertain date is drawn from its first to its last possible
    day and is tentative. Each event names its sources, their words and the edition.
    Raises `MissingExtra` without the extra `calendar`, and `InvalidValue` for what is no dataset,
    for one without such an entry, since a calendar has to hold an event, and for one in which two
    records share an id.
    """
    icalendar = extra("icalendar")
    entries = timeline(dataset)
    shown = [entry for entry in entries if everything or entry.story]
    _refuse(shown)
    imprint, sequence = imprint_of(dataset), _sequence(dataset)
    calendar = icalendar.Calendar()
    calendar.add("uid", _text(iri_of("calendar", imprint.name, *dataset.lineage)))
    for name, text in _head(imprint, len(shown), len(entries)).items():
        calendar.add(name, _text(text))
    for entry in shown:
        calendar.add_component(_event(dataset, imprint, entry, sequence))
    written: bytes = calendar.to_ical()
    return written


def _refuse(shown: Sequence[EntryRow]) -> None:
    """Refuse what makes no calendar: no event, or two under one name."""
    if not shown:
        raise InvalidValue("a dataset with a dated entry, as a calendar has to hold one", "none")
    names = Counter((entry.record, entry.event) for entry in shown)
    (record, event), number = names.most_common(1)[0]
    if number > 1:
        raise InvalidValue("one record for each id, as kp.check asks for", f"{record}, {event}")


def _head(imprint: Imprint, number: int, of: int) -> dict[str, str]:
    """What is said of the calendar as a whole, title and text also as older programs take them."""
    left = "" if number == of else ", those of a short telling; the other entries are left out"
    lines = (
        f"{number} of {of} dated entries of the timeline{left}.",
        UNCERTAIN_DATES,
        f"Data: {imprint.edition}.",
        f"Author: {imprint.author}; licence: {imprint.licence}.",
    )
    about = "\n".join(lines)
    return {
        "prodid": "-//kpbargaining//kpbargaining//EN",
        "version": "2.0",
        "calscale": "GREGORIAN",
        "name": imprint.title,
        "x-wr-calname": imprint.title,
        "description": about,
        "x-wr-caldesc": about,
    }


def _sequence(dataset: Store) -> int:
    """A number that is larger for a later edition; 0 where there is none."""
    form = _numbers(dataset.edition or "")
    return int(form[1]) * A_YEAR + int(form[2]) if form else 0


def _text(text: str) -> Any:
    """A text, escaped here: the package takes a backslash before an N for a line end."""
    return extra("icalendar").prop.vInline(text.translate(ESCAPES))


def _event(dataset: Store, imprint: Imprint, entry: EntryRow, sequence: int) -> Any:
    days = drawn(entry.when)
    found = witnesses(dataset, tellings(dataset, entry))
    event = extra("icalendar").Event()
    event.add("uid", _text(f"{entry.record}.{entry.event.replace(' ', '-')}@{imprint.name}"))
    event.add("dtstamp", imprint.stamp)
    event.add("sequence", sequence)
    event.add("dtstart", days.first)
    event.add("dtend", days.last + timedelta(days=1))  # the first day after it
    event.add("status", "CONFIRMED" if days.exact else "TENTATIVE")
    event.add("transp", "TRANSPARENT")  # nobody is busy on that day
    doubt = "" if days.exact else UNCERTAIN
    event.add("summary", _text(f"{entry.event}: {entry.label}{doubt}"))
    event.add("categories", list(categories_of(dataset, entry)))
    lines = [f"When: {days.words}", f"Record: {entry.kind} {entry.record}"]
    lines += [f"Source: {each}" for each in found]
    event.add("description", _text("\n".join([*lines, f"Cite: {entry.record}, {imprint.edition}"])))
    for address in [each.address for each in found if each.address][:1]:
        event.add("url", address)
    return event
