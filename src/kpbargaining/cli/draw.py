"""The command that draws an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.cli.answers import asked, named, place, round_of, tell
from kpbargaining.errors import printable
from kpbargaining.pictures.answers import usual
from kpbargaining.pictures.picture import picture as picture_of
from kpbargaining.saving import file_name

if TYPE_CHECKING:
    import argparse

    from kpbargaining.dataset import Dataset

__all__ = ["picture"]

OF_ROUNDS = ("offers", "rounds", "tally", "strikes")
"""The pictures about which one asks by rounds."""


def picture(chosen: argparse.Namespace) -> int:
    """Write a picture, and print its path."""
    dataset = asked(chosen)
    resolve = round_of if chosen.name in OF_ROUNDS else named
    ids = [str(resolve(dataset, each)) for each in chosen.ids]
    drawn = picture_of(*usual(dataset, chosen.name, ids), width=chosen.width)
    path = place(chosen, _usual_name(dataset, chosen.name, ids))
    drawn.save(path, overwrite=chosen.overwrite)
    tell(chosen, {"path": path, "title": drawn.title, "alt": drawn.alt}, printable(path))
    return 0


def _usual_name(dataset: Dataset, name: str, ids: list[str]) -> str:
    """The name of the file where nobody gives another: `kpbargaining-2026.3-offers.svg`."""
    known = dataset.index.provenance.publication
    edition = [known.name, known.edition] if known else ["bargaining"]
    return f"{file_name(*edition, 'derived' if dataset.lineage else '', name, *ids)}.svg"
