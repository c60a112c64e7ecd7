"""Records to data files: one canonical form, so that one fact's change is one line's diff."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kpbargaining.errors import InvalidValue
from kpbargaining.files.codec.converter import evidence_plain, to_plain
from kpbargaining.files.codec.jsontext import render
from kpbargaining.files.codec.migrating import SCHEMA
from kpbargaining.records.bargaining import BargainingRound
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord
from kpbargaining.values.texts import natural

__all__ = ["encode", "entry", "file_of"]

Sections = dict[str, dict[str, dict[str, Any]]]


def encode(records: Iterable[AnyRecord], evidence: Iterable[Evidence]) -> dict[str, bytes]:
    """The canonical files of the records, by name.

    Keys stand in class order, records in natural order of their ids, facts that are not known
    are left out, and each piece of evidence has a line of its own, in the order given.
    Raises `InvalidValue` for what files cannot hold: a second record of one id, of whatever kind,
    as evidence names its record by the id alone, and evidence about no record.
    """
    beside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in evidence:
        beside[item.record].append(evidence_plain(item))
    files: dict[str, Sections] = defaultdict(lambda: defaultdict(dict))
    taken: set[str] = set()
    for record in sorted(records, key=lambda record: natural(record.id)):
        section, name, plain = entry(record)
        if record.id in taken:
            raise InvalidValue("one record for each id, as kp.check asks for", record.id)
        taken.add(record.id)
        files[file_of(record)][section][name] = plain
        if record.id in beside:
            plain["evidence"] = beside.pop(record.id)
    if beside:
        raise InvalidValue("evidence about the records that are there", min(beside))
    return {name: _document(files[name]).encode() for name in sorted(files)}


def file_of(record: AnyRecord) -> str:
    """The name of the file a record lives in."""
    if isinstance(record, BargainingRound):
        return f"rounds/{record.id}.json"
    inside = getattr(record, "round", None)
    return f"rounds/{inside}.json" if inside else f"{BY_CLASS[type(record)].home}.json"


def entry(record: AnyRecord) -> tuple[str, str, dict[str, Any]]:
    """The section, the key and the body of a record in its file."""
    plain = to_plain(record)
    name = plain.pop("id")
    if isinstance(record, BargainingRound):
        return "round", name, plain
    inside = plain.pop("round", None)
    return BY_CLASS[type(record)].plural, name.removeprefix(f"{inside}/"), plain


def _document(sections: Sections) -> str:
    order = ["round", *(kind.plural for kind in KINDS)]
    parts = [f'  "schema": {render(str(SCHEMA))}']
    parts += [_section(name, sections[name]) for name in order if name in sections]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _section(name: str, bodies: dict[str, dict[str, Any]]) -> str:
    if name == "round":
        (body,) = bodies.values()
        return f'  "round": {_body(body, "  ")}'
    entries = [f"    {render(key)}: {_body(body, '    ')}" for key, body in bodies.items()]
    return f"  {render(name)}: {{\n" + ",\n".join(entries) + "\n  }"


def _body(body: dict[str, Any], indent: str) -> str:
    if not body:
        return "{}"
    lines = [f"{indent}  {line}" for line in _fields(body, indent)]
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def _fields(body: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in body.items():
        if key == "evidence":
            entries = ",\n".join(f"{indent}    {render(item)}" for item in value)
            yield f'"evidence": [\n{entries}\n{indent}  ]'
        else:
            yield f"{render(key)}: {render(value)}"
