"""Data files and manifests, held to what was in them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import models
from holding import again, kp, plainly, same, text_of
from jsonschema import Draft202012Validator

from kpbargaining.files.codec import converter, decode, encode, evidence_plain, parse, to_plain
from kpbargaining.files.codec.faults import EVIDENCE_KEYS
from kpbargaining.publishing.manifests import manifest_of, sealed
from kpbargaining.records.kinds import KINDS
from kpbargaining.values.types import plain as plain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.kinds import AnyRecord

LARGEST_FOLDER = 256 * 1024 * 1024
SAMPLES = Path(__file__).parents[2] / "tests" / "samples"
DATA = Path(kp.__file__).parent / "data"
SCHEMA = Draft202012Validator(json.loads((DATA / "schema.json").read_bytes()))
EVERY = 3
"""Of how many data files one is held to the schema, and another to the other reader."""


def codec(content: bytes) -> None:
    """Read a data file, whose name is the first line, and write it; nothing in it may be lost."""
    name, _, body = content.partition(b"\n")
    try:
        records, evidence = decode({text_of(name): body})
    except kp.InvalidDocument as error:
        if any(problem.code == "unread" for problem in error.problems):
            raise AssertionError(f"the two readers disagree: {error}") from error
        raise
    files = encode(records, evidence)
    again_records, again_evidence = again(lambda: decode(files))
    same(files, encode(again_records, again_evidence))
    same(sorted(records, key=by_id), sorted(again_records, key=by_id))
    same(by_record(evidence), by_record(again_evidence))
    if len(body) % EVERY == 1:
        for record in records:
            plain = json.loads(json.dumps(to_plain(record)))
            same(record, converter.structure(plain, type(record)))
    held = plainly(body)
    if held["schema"] == "2":
        written = [plainly(each) for each in files.values()]
        same(spelled(held), spelled(written[0] if written else {"schema": "2"}))
    if len(body) % EVERY == 0:
        for each in files.values():
            same([], [error.message for error in SCHEMA.iter_errors(json.loads(each))][:1])


def by_id(record: AnyRecord) -> tuple[str, str]:
    """Give what records are told apart by."""
    return type(record).__name__, record.id


def by_record(evidence: list[kp.Evidence]) -> dict[str, list[dict[str, Any]]]:
    """Give the evidence about each record in its order."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in evidence:
        found[item.record].append(evidence_plain(item))
    return found


def defaults(cls: type) -> dict[str, str]:
    """Give what stands for a fact where nothing is said."""
    names = EVIDENCE_KEYS if cls is kp.Evidence else {}
    known = {names.get(a.name, a.name): a.default for a in attrs.fields(cls)}
    return {n: json.dumps(plain_of(v)) for n, v in known.items() if v is not attrs.NOTHING}


ALL_DEFAULTS = {kind.plural: defaults(kind.cls) for kind in KINDS}
ALL_DEFAULTS["round"] = ALL_DEFAULTS["rounds"]
OF_EVIDENCE = defaults(kp.Evidence)


def spelled(document: dict[str, Any]) -> str:
    """Give all that a document says, in one spelling."""
    told: dict[str, Any] = {}
    for section, held in document.items():
        if section == "schema":
            told[section] = held
        elif section == "round":
            told[section] = said(held, ALL_DEFAULTS[section])
        elif held:
            told[section] = {n: said(body, ALL_DEFAULTS[section]) for n, body in held.items()}
    return json.dumps(told, sort_keys=True)


def said(body: dict[str, Any], left_out: dict[str, str]) -> dict[str, Any]:
    """Give a record, or evidence, without what is understood."""
    kept = {n: v for n, v in body.items() if json.dumps(v) != left_out.get(n)}
    if "evidence" in kept:
        kept["evidence"] = [said(each, OF_EVIDENCE) for each in kept["evidence"]]
        if not kept["evidence"]:
            del kept["evidence"]
    return kept


def data_files() -> Iterator[bytes]:
    """Give the data files of the samples and some records of each of ours, each with its name."""
    for folder in ("acme", "sound", "talks"):
        for path in sorted((SAMPLES / folder).rglob("*.json")):
            yield f"{path.relative_to(SAMPLES / folder).as_posix()}\n".encode() + path.read_bytes()
    for path in sorted(DATA.glob("*.json")) + sorted((DATA / "rounds").glob("*.json")):
        held = json.loads(path.read_bytes())
        if path.name in ("schema.json", "manifest.json"):
            continue
        for section in sorted(held.keys() - {"schema", "round"}):
            part = {"schema": "2", section: few(held[section])}
            name = path.relative_to(DATA).as_posix()
            yield f"{name}\n{json.dumps(part, ensure_ascii=False)}".encode()


def few(section: dict[str, Any]) -> dict[str, Any]:
    """Give two records of a section, each with no more than two pieces of evidence."""
    some = list(section.items())[3:5] or list(section.items())[:1]
    return {name: body | {"evidence": body.get("evidence", [])[:2]} for name, body in some}


def sealed_ones(folder: str) -> Iterator[bytes]:
    """Give the manifest of a folder, ours with few files, and one of nothing frozen."""
    yield (Path(folder) / "manifest.json").read_bytes()
    held = json.loads((DATA / "manifest.json").read_bytes())
    for entry in held["editions"].values():
        entry["files"] = dict(list(entry["files"].items())[:2])
        entry["errata"] = entry["errata"][:2]
    yield sealed(held | {"pages": "https://acme.example/{id}", "address": "https://acme.example/"})
    yield sealed(held | {"editions": {}})


def manifests(content: bytes) -> None:
    """Read a manifest, then the same with the right digest."""
    try:
        manifest_of(content)
    except kp.DamagedEdition as error:
        plain = parse(content, "manifest.json")
        if not isinstance(plain, dict):
            raise
        try:
            content = sealed(plain)
        except UnicodeEncodeError:
            raise error from None
    found = manifest_of(content)
    plain = plainly(content)
    listed(plain)
    same(list(plain["editions"]), list(found.editions))
    same(list(plain["editions"]), list(found.files))
    if not found.editions:
        return
    numbers = [each.records for each in found.editions.values()]
    same(True, all(type(number) is int and number >= 0 for number in numbers))  # noqa: FBT003
    same(content.replace(b"\r\n", b"\n"), sealed(plain))
    for at in (len(content) - 5 - len(content) % 63, len(content) // 2, len(content) // 3):
        other = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        if other.replace(b"\r\n", b"\n") == content.replace(b"\r\n", b"\n"):
            continue
        with suppress(kp.DamagedEdition):
            manifest_of(other)
            raise AssertionError(f"a byte was altered unnoticed: {other[at - 20 : at + 20]!r}")


def listed(plain: dict[str, Any]) -> None:
    """Hold a manifest that was accepted to what one has to be."""
    for key in ("name", "title", "author", "licence", "draft"):
        told(plain[key])
    if plain.get("pages") is not None:
        same(1, plain["pages"].count("{id}"))
        same(True, plain["pages"].startswith(("https://", "http://")))  # noqa: FBT003
    for name, entry in plain["editions"].items():
        form = re.fullmatch(r"([1-9][0-9]{3})\.([1-9][0-9]{0,3})", name)
        same(True, form is not None and name.isascii())  # noqa: FBT003
        same(True, all(models.partial(entry[day]) for day in ("as_of", "frozen")))  # noqa: FBT003
        sizes = [size for size, _ in entry["files"].values()]
        same(True, all(type(size) is int and size >= 0 for size in sizes))  # noqa: FBT003
        same(True, sum(sizes) <= LARGEST_FOLDER)  # noqa: FBT003
        for digest in (entry["digest"], *(digest for _, digest in entry["files"].values())):
            same(True, re.fullmatch("[0-9a-f]{64}", digest) is not None)  # noqa: FBT003
        for erratum in entry["errata"]:
            same({"record", "field", "error"}, set(erratum))
            told(erratum["error"])


@cache
def told(text: object) -> None:
    """Refuse what is no line of text."""
    if type(text) is not str or not text or text.strip() != text or not text.isprintable():
        raise AssertionError(f"no line of text was accepted: {text!r}")
