"""Valid data of any size: a small sample, over and over, each time of other employers and unions.

    python benchmarks/synthetic.py FOLDER COPIES

Each copy has ids, names and addresses of its own; the terms are shared. No check finds anything.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

import kpbargaining as kp
from kpbargaining.records.kinds import BY_CLASS

if TYPE_CHECKING:
    from kpbargaining.records.roles import Field

SAMPLE = Path(__file__).parents[1] / "tests" / "samples" / "sound"
TEXTS = ("name", "title", "summary", "number", "value")
"""The texts by which two records could be taken for the same."""


def enlarged(copies: int) -> kp.Dataset:
    """The sample so many times; the first copy is the sample itself."""
    sample = kp.read(SAMPLE)
    records, evidence = list(sample), list(sample.evidence)
    copied = {record.id for record in sample if not isinstance(record, kp.Term)}
    for number in range(1, copies):
        copy = _Copy(number, copied)
        records += [copy.record(each) for each in sample if each.id in copied]
        evidence += [copy.evidence(item) for item in sample.evidence if item.record in copied]
    return kp.Dataset(records, evidence)


class _Copy:
    """One copy of the sample."""

    def __init__(self, number: int, copied: set[str]) -> None:
        self.number = number
        self.copied = copied

    def of(self, value: Any) -> Any:
        """A value in which each id is that of the copy."""
        if type(value) is tuple:
            return tuple(map(self.of, value))
        if type(value) is not str or value not in self.copied:
            return value
        first, slash, rest = value.partition("/")
        return f"{first}-copy-{self.number}{slash}{rest}"

    def text(self, value: str) -> str:
        """A text by which a thing is known; in a register all numbers have the same length."""
        if value.isdecimal():
            return f"{int(value) + self.number:0{len(value)}}"
        return f"{value} {self.number}"

    def value(self, field: Field, value: Any) -> Any:
        """The value of a field of the copy."""
        if type(value) is str and field.name in TEXTS:
            return self.text(value)
        if value is not None and field.name == "sha256":
            return sha256(self.text(value).encode()).hexdigest()
        if value is not None and field.name in ("url", "archived"):
            return f"{value}?{self.number}"
        return self.of(value)

    def record(self, record: Any) -> Any:
        """The copy of a record."""
        fields = BY_CLASS[type(record)].fields.values()
        return type(record)(
            **{each.name: self.value(each, getattr(record, each.name)) for each in fields}
        )

    def evidence(self, item: kp.Evidence) -> kp.Evidence:
        """The copy of a piece of evidence."""
        ids = {name: self.of(getattr(item, name)) for name in ("record", "source", "also", "says")}
        return attrs.evolve(item, **ids)


if __name__ == "__main__":
    kp.write(enlarged(int(sys.argv[2])), sys.argv[1])
