"""A folder of one's own in which three editions were frozen, and a field changed in every way."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.files.codec import encode
from kpbargaining.publishing.freezing import add_erratum

MAY, JUNE = "2030-acme/2030-05-06", "2030-acme/2030-06-03"
SAMPLE = Path(__file__).parents[2] / "samples" / "acme"
MANIFEST = {
    "name": "acme-record",
    "title": "Bargaining record of Acme Hospitals",
    "author": "its readers",
    "licence": "CC-BY-4.0",
    "draft": "2030.1-draft",
    "editions": {},
}
ADDRESS = "https://acme.example/{a}~b%20c--d/$e?f=g&h=}#i_j,k"
PAY = {"kind": "topic", "name": "Pay"}

Edit = Callable[[dict[str, Any]], object]


def change(folder: Path, name: str, edit: Edit) -> None:
    """Change a data file of a folder, and write it as it has to be written."""
    path = folder / name
    held = json.loads(path.read_text("utf-8"))
    edit(held)
    path.write_text(json.dumps(held), "utf-8")
    draft = kp.read(folder)
    for file, content in encode(draft.records(), draft.evidence).items():
        (folder / file).write_bytes(content)


def second(held: dict[str, Any]) -> None:
    """What the second edition says of the round."""
    figures = held["figures"]
    may = figures["new-2030-05-06"] | {"value": "4..5"}
    may["evidence"] = [
        {"from": "acme-june", "for": ["value"], "note": "Counted again"},
        {"from": "acme-may", "says": {"value": "4"}, "note": "June counts again"},
    ]
    figures["new-2030-05-06"] = may
    held["outcomes"]["ta-1"]["summary"] = "Patients are lifted without harm, {as} they say"
    held["outcomes"]["ta-1"]["topics"] = ["topic-pay"]
    held["round"]["evidence"].append({"from": "acme-june", "for": ["parties"]})


def third(held: dict[str, Any]) -> None:
    """What the third edition says of the round: one figure more precise, one part of another."""
    held["figures"]["new-2030-05-06"]["value"] = "5"
    del held["figures"]["total-2030-06-03"]
    held["figures"]["new-2030-06-03"]["formerly"] = ["2030-acme/total-2030-06-03"]


def parties(held: dict[str, Any]) -> None:
    """What the second edition says of the parties: one is founded, one is renamed."""
    united = held["organizations"]["nurses-united"]
    united["since"] = "1999"
    united["evidence"].append({"from": "acme-june", "for": ["since"]})
    held["people"] = {"jose-lopez": held["people"]["jose-nunez"] | {"formerly": ["jose-nunez"]}}


def people(held: dict[str, Any]) -> None:
    """What the third edition says of the parties: a person is gone."""
    del held["people"]


def sources(held: dict[str, Any]) -> None:
    """What the second edition says of the sources: one has another day, one is gone."""
    held["sources"]["acme-june"]["published"] = "2030-06-05"
    del held["sources"]["acme-note"]


def first(held: dict[str, Any]) -> None:
    """What the first edition says of the sources: what carries them has an odd address."""
    held["sources"]["acme-page"]["url"] = ADDRESS
    note = {
        "kind": "letter",
        "title": "A note to both sides",
        "publisher": "Acme",
        "voice": "management",
    }
    own = [{"from": "acme-note", "for": ["published"]}]
    held["sources"]["acme-note"] = note | {"published": "2030-05", "evidence": own}


@pytest.fixture(scope="session")
def three_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions 2030.1 to 2030.3 in a folder; errors are known in the first and the last."""
    folder = tmp_path_factory.mktemp("editions") / "mine"
    shutil.copytree(SAMPLE, folder)
    (folder / "manifest.json").write_text(json.dumps(MANIFEST), "utf-8")
    change(folder, "sources.json", first)
    change(folder, "terms.json", lambda held: held["terms"].update({"topic-pay": PAY}))
    kp.freeze(folder, "2030.1", "2030-07-02")
    change(folder, "sources.json", sources)
    change(folder, "rounds/2030-acme.json", second)
    change(folder, "parties.json", parties)
    kp.freeze(folder, "2030.2", "2030-08-02")
    change(folder, "rounds/2030-acme.json", third)
    change(folder, "parties.json", people)
    kp.freeze(folder, "2030.3", "2030-09-02")
    for edition, record, field, error in (
        ("2030.1", "2030-acme/new-2030-05-06", "value", "June says five"),
        ("2030.1", MAY, "place", "Springfield is meant"),
        ("2030.3", JUNE, "place", "It is Shelbyville"),
    ):
        add_erratum(folder, edition, kp.Erratum(record=record, field=field, error=error))
    return folder


@pytest.fixture
def mine(three_editions: Path, tmp_path: Path) -> Path:
    """A folder of one's own with these editions."""
    return Path(shutil.copytree(three_editions, tmp_path / "mine"))


@pytest.fixture
def edit(mine: Path) -> Callable[[str, Edit], None]:
    """Change a data file of that folder."""
    return lambda name, edit: change(mine, name, edit)


@pytest.fixture
def cited(mine: Path) -> Callable[..., str]:
    """Cite an edition of the folder, the first if none is named."""

    def cited(*what: str, edition: str = "2030.1", style: Any = "text") -> str:
        return kp.cite(kp.load(edition, mine), *what, style=style)

    return cited
