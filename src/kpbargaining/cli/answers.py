"""How commands answer: the dataset that is asked, and a table as text, JSON or CSV."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kpbargaining.errors import InvalidValue, UnknownName, printable
from kpbargaining.publishing.bundled import load

if TYPE_CHECKING:
    import argparse

    import attrs

    from kpbargaining.dataset import Dataset
    from kpbargaining.tables.table import Table

__all__ = ["answer", "asked", "named", "place", "round_of", "tell"]


def asked(chosen: argparse.Namespace) -> Dataset:
    """The dataset that the options of a command name."""
    dataset = _loaded(chosen.edition, chosen.data)
    if chosen.as_of is None:
        return dataset
    return dataset.as_of(chosen.as_of, "possibly" if chosen.possibly else "certainly")


def _loaded(edition: str | None, folder: str | None) -> Dataset:
    """An edition, bundled or of a folder; without a name, what stands in the folder."""
    if folder is not None and edition is None:
        from kpbargaining.files.folders import read  # noqa: PLC0415 (most ask an edition)

        return read(folder)
    return load(edition, folder)


def place(chosen: argparse.Namespace, usual: str) -> str:
    """Where a command writes: what `-o` names, or else the usual name; raises `InvalidValue`."""
    if chosen.o == "-":
        raise InvalidValue("a path, as files are not printed (./- is one of that name)", "-", "-o")
    return chosen.o or usual


def round_of(dataset: Dataset, text: str | None) -> str | None:
    """The round that a text names: its id, or how that begins; raises `UnknownName`."""
    if text is None or text in dataset.rounds:
        return text
    found = [name for name in dataset.rounds.ids if name.startswith(text)]
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidValue(f"one of the rounds {', '.join(found)}", text)
    raise UnknownName("round", text, dataset.rounds.ids)


def named(dataset: Dataset, text: str | None) -> str | None:
    """The id that a text is, or of the round whose id begins so; any other as it stands."""
    begun = any(name.startswith(text or "") for name in dataset.rounds.ids)
    return round_of(dataset, text) if text not in dataset and begun else text


def answer(chosen: argparse.Namespace, table: Table[Any]) -> int:
    """Print a table as the options ask."""
    if getattr(chosen, "csv", False):
        _print_csv(table)
    else:
        tell(chosen, table.to_dicts() if chosen.json else None, "" if chosen.json else str(table))
    return 0


def tell(chosen: argparse.Namespace, plain: Any, text: str) -> None:
    """Print an answer as JSON, in ASCII for every encoding, or as text."""
    told = json.dumps(plain, indent=2) if chosen.json else text
    if told:
        print(told.removesuffix("\n"))


def _print_csv(table: Table[attrs.AttrsInstance]) -> None:
    """A line for each row; no value is changed for spreadsheets, only what no terminal may obey."""
    print(printable(table.to_csv()), end="")
