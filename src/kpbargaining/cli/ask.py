"""The commands that ask: each prints the answer of one question and gives the exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.cli.answers import answer, asked, named, round_of, tell
from kpbargaining.errors import UnknownName
from kpbargaining.publishing.bundled import editions, load
from kpbargaining.records.kinds import BY_PLURAL
from kpbargaining.terminal import hung, width_of_terminal

if TYPE_CHECKING:
    import argparse

    from kpbargaining.questions import EntryRow
    from kpbargaining.tables.table import Table

__all__ = [
    "agreements",
    "codebook",
    "coverage",
    "disagreements",
    "find",
    "gap",
    "list_",
    "members",
    "numbers",
    "offers",
    "overview",
    "rounds",
    "schedule",
    "sessions",
    "sides",
    "sources",
    "strikes",
    "tally",
    "timeline",
    "votes",
    "work",
]

LONGEST = 26
"""The most characters for which a timeline keeps room in its column of dates."""

ROOM = 50
"""The characters for a label, and between columns, with which each event has a column."""


def overview(_: object) -> int:
    """Print what there is, and what to ask first."""
    dataset = load()
    listed = [f"  {each.name}  as of {each.as_of}, {each.records} records" for each in editions()]
    rounds = [f"  {each.id}  {each.name}" for each in dataset.rounds]
    first = [
        "  kpbargaining timeline 2025   what happened in a round",
        "  kpbargaining offers 2025     what each side offered",
        "  kpbargaining rounds          all rounds side by side",
        "  kpbargaining find staffing   records that speak of something",
        "  kpbargaining --help          all commands",
    ]
    print("\n".join(["editions:", *listed, "rounds:", *rounds, "ask:", *first]))
    return 0


def rounds(chosen: argparse.Namespace) -> int:
    """Print the rounds side by side."""
    return answer(chosen, asked(chosen).compare_rounds())


def timeline(chosen: argparse.Namespace) -> int:
    """Print what happened and is to happen, in order; the story first, the rest with --all."""
    dataset = asked(chosen)
    entries = dataset.timeline(named(dataset, chosen.id))
    shown = entries if chosen.all else entries.where(story=True)
    if chosen.json or chosen.csv:
        return answer(chosen, shown)
    lines = _told(shown)
    left = len(entries) - len(shown)
    more = [f"and {left} smaller entries with --all"] if left else []
    tell(chosen, None, "\n".join([*lines, *more]))
    return 0


def _told(entries: Table[EntryRow]) -> list[str]:
    """Date, what it is, label of each entry; in a terminal broken to fit, the label never cut."""
    rows = [(str(each.when), each.event, each.label) for each in entries]
    wide = min(max((len(when) for when, _, _ in rows), default=0), LONGEST)
    long = max((len(event) for _, event, _ in rows), default=0)
    width = width_of_terminal()
    in_columns = width is None or width >= wide + long + ROOM
    lines = [
        f"{when:<{wide}}  {f'{event:<{long}} ' if in_columns else f'{event}:'} {label}"
        for when, event, label in rows
    ]
    start = wide + long + 4 if in_columns else wide + 2
    return lines if width is None else [hung(line, width, start) for line in lines]


def tally(chosen: argparse.Namespace) -> int:
    """Print how many agreements each session of a round brought."""
    dataset = asked(chosen)
    found = dataset.tally(str(round_of(dataset, chosen.round)))
    if chosen.csv:
        return answer(chosen, found.sessions)
    total = None if found.total is None else str(found.total)
    plain = {"metric": found.metric, "sessions": found.sessions.to_dicts(), "total": total}
    tell(chosen, plain, str(found))
    return 0


def sessions(chosen: argparse.Namespace) -> int:
    """Print the sessions of a round, planned against held."""
    dataset = asked(chosen)
    return answer(chosen, dataset.session_log(str(round_of(dataset, chosen.round))))


def work(chosen: argparse.Namespace) -> int:
    """Print who worked on what in a round."""
    dataset = asked(chosen)
    return answer(chosen, dataset.work_log(str(round_of(dataset, chosen.round))))


def offers(chosen: argparse.Namespace) -> int:
    """Print the wage offers of both sides of a round."""
    dataset = asked(chosen)
    return answer(chosen, dataset.offers(str(round_of(dataset, chosen.round))))


def gap(chosen: argparse.Namespace) -> int:
    """Print the gap between the sides after each offer of a round."""
    dataset = asked(chosen)
    return answer(chosen, dataset.gap(str(round_of(dataset, chosen.round))))


def schedule(chosen: argparse.Namespace) -> int:
    """Print the raises of an agreement or a proposal, and what they come to."""
    plans = asked(chosen).schedules(chosen.id)
    if chosen.json or chosen.csv:
        return answer(chosen, plans)
    tell(chosen, None, "\n\n".join([*(str(plan.steps) for plan in plans), str(plans)]))
    return 0


def agreements(chosen: argparse.Namespace) -> int:
    """Print the national agreements side by side."""
    return answer(chosen, asked(chosen).compare_agreements())


def votes(chosen: argparse.Namespace) -> int:
    """Print the votes of a round, or all."""
    dataset = asked(chosen)
    return answer(chosen, dataset.vote_log(round_of(dataset, chosen.round)))


def strikes(chosen: argparse.Namespace) -> int:
    """Print the strikes and pickets of a round, or all."""
    dataset = asked(chosen)
    return answer(chosen, dataset.action_log(round_of(dataset, chosen.round)))


def numbers(chosen: argparse.Namespace) -> int:
    """Print every source's number about a record, of a metric, or both."""
    dataset = asked(chosen)
    return answer(chosen, dataset.numbers(named(dataset, chosen.id), chosen.metric))


def members(chosen: argparse.Namespace) -> int:
    """Print who belonged to a body, on a day or at any time."""
    return answer(chosen, asked(chosen).members_of(chosen.id, chosen.on))


def sides(chosen: argparse.Namespace) -> int:
    """Print what each side says, on a topic or at all."""
    return answer(chosen, asked(chosen).sides(chosen.topic))


def disagreements(chosen: argparse.Namespace) -> int:
    """Print where sources differ, of a round or a record, or all."""
    dataset = asked(chosen)
    return answer(chosen, dataset.disagreements(named(dataset, chosen.id)))


def coverage(chosen: argparse.Namespace) -> int:
    """Print what one would expect to know of a round, or of all, and what is known."""
    dataset = asked(chosen)
    return answer(chosen, dataset.coverage(round_of(dataset, chosen.round)))


def find(chosen: argparse.Namespace) -> int:
    """Print the records in whose words a text occurs."""
    return answer(chosen, asked(chosen).find(" ".join(chosen.text)))


def list_(chosen: argparse.Namespace) -> int:
    """Print all records of a kind, named in the plural."""
    if chosen.kind not in BY_PLURAL:
        raise UnknownName("kind", chosen.kind, BY_PLURAL)
    return answer(chosen, asked(chosen).of(BY_PLURAL[chosen.kind].cls))


def sources(chosen: argparse.Namespace) -> int:
    """Print the documents everything rests on."""
    return answer(chosen, asked(chosen).sources)


def codebook(chosen: argparse.Namespace) -> int:
    """Print what every field of every record and every column of every answer means."""
    from kpbargaining.files.codebook import codebook as codebook_of  # noqa: PLC0415 (loads all)

    return answer(chosen, codebook_of(asked(chosen), flat=chosen.flat))
