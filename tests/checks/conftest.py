"""What the tests of checks share: good folders, changed a little."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.checks import Finding
from kpbargaining.dataset import Dataset
from kpbargaining.files.folders import read
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import BY_PLURAL, AnyRecord
from kpbargaining.store.store import Store

SAMPLES = Path(__file__).parents[1] / "samples"

Change = tuple[str, dict[str, Any]] | AnyRecord | Evidence
Check = Callable[[Store], Iterator[Finding]]
Edits = dict[str, dict[str, Any]]

OURS = ("terms", "inquiries")
"""The kinds that need no evidence."""


@pytest.fixture(scope="session")
def talks() -> Callable[..., Dataset]:
    """Make the talks, in which nothing is wrong, with some records changed or added.

    A change is the id of a record and its other values, a new id among them for one more record;
    or it is a whole record, or a piece of evidence more.
    """
    good = read(SAMPLES / "talks")

    def talks(*changes: Change) -> Dataset:
        evidence = [each for each in changes if isinstance(each, Evidence)]
        changed = [each for each in changes if not isinstance(each, Evidence)]
        made = [
            attrs.evolve(good[each[0]], **each[1]) if isinstance(each, tuple) else each
            for each in changed
        ]
        records = {record.id: record for record in [*good.records(), *made]}
        return Dataset(records.values(), [*good.evidence, *evidence])

    return talks


@pytest.fixture(scope="session")
def found(talks: Callable[..., Dataset]) -> Callable[..., list[str]]:
    """Tell what a check finds in the talks with changes, or in a dataset: code, record, field."""

    def found(check: Check, *changes: Any) -> list[str]:
        given = len(changes) == 1 and isinstance(changes[0], Dataset)
        findings = check(changes[0] if given else talks(*changes))
        return [f"{each.code} {each.record} {each.field or ''}".strip() for each in findings]

    return found


@pytest.fixture
def sound(tmp_path: Path) -> Callable[[Edits], kp.Dataset]:
    """Read a folder with all kinds of record, in which nothing is wrong, after these edits.

    An edit is by the section and the id of a record; it sets its fields, None taking them away.
    What it sets is given evidence, as a curator would have it, unless it sets that too.
    """
    folder = Path(shutil.copytree(SAMPLES / "sound", tmp_path / "sound"))

    def sound(edits: Edits) -> kp.Dataset:
        for place, values in edits.items():
            section, _, name = place.partition("/")
            path = folder / _file_of(section, name)
            document = json.loads(path.read_text("utf-8")) if path.exists() else {"schema": "2"}
            _edit(document, section, name, values)
            path.write_text(json.dumps(document), "utf-8")
        return kp.read(folder)

    return sound


def _file_of(section: str, name: str) -> str:
    home, slash, _ = name.partition("/")
    inside = slash or section == "rounds"
    return f"rounds/{home}.json" if inside else f"{BY_PLURAL[section].home}.json"


def _edit(document: dict[str, Any], section: str, name: str, values: dict[str, Any]) -> None:
    """Set the fields of a record in its file, with evidence for them."""
    own = name.partition("/")[2] or name
    place = document if section == "rounds" else document.setdefault(section, {})
    body = place.setdefault("round" if section == "rounds" else own, {})
    body.update(values)
    for field in [field for field in body if body[field] is None]:
        del body[field]
    if section not in OURS and "evidence" not in values:
        entries = body.setdefault("evidence", [{"from": "report", "at": "passim"}])
        told = {field for entry in entries for field in entry.get("for", ())}
        facts = [field for field in BY_PLURAL[section].facts if field in body]
        if new := [field for field in facts if field not in told]:
            entries[0]["for"] = [*entries[0].get("for", ()), *new]
