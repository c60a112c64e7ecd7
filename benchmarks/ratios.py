"""How fast it is beside what one knows: a table in Markdown, measured side by side in one run.

    python -m venv beside && beside/bin/pip install -r benchmarks/requirements.txt .
    beside/bin/python benchmarks/ratios.py [TURNS]

Each ratio is the median over the turns, in each of which everything runs once. `deps` is what
importing attrs, cattrs and pendulum takes; against it, both are taken above bare Python.
"""

from __future__ import annotations

import gc
import platform
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
from edtf import parse_edtf
from measuring import Time, fresh, program, ratio, turns
from structs import decoders

import kpbargaining as kp
from kpbargaining.files.codec import decode, encode

if TYPE_CHECKING:
    from measuring import Act

BESIDE = (
    *("attrs", "cattrs", "pendulum", "msgspec", "holidays", "pycountry", "pystac"),
    *("mendeleev", "edtf"),
)
TURNS = 15
SMALL = 0.05
"""Below this, a ratio is told to two more digits."""

ROUND = "2025-alliance"
DATES = ("2025", "2025-08", "2025-08-19", "1997-21", "2018-12-31") * 40

PROCESSES: dict[str, Act] = {
    "bare": fresh("pass"),
    "argparse": fresh("import argparse; argparse.ArgumentParser().parse_args([])"),
    "deps": fresh("import attrs, cattrs, pendulum"),
    "`import kpbargaining`": fresh("import kpbargaining"),
    '`load("2026.1")`': fresh("import kpbargaining as kp; kp.load('2026.1')"),
    "`load()`": fresh("import kpbargaining as kp; kp.load()"),
    "a tally": fresh(f"import kpbargaining as kp; kp.load().tally('{ROUND}')"),
    "`kpbargaining timeline`": program(sys.executable, "-m", "kpbargaining", "timeline", ROUND),
    "`kpbargaining --help`": program(sys.executable, "-m", "kpbargaining", "--help"),
    "holidays": fresh("import holidays; holidays.country_holidays('US', years=2025)['2025-07-04']"),
    "pycountry": fresh("import pycountry; pycountry.countries.get(alpha_2='US').name"),
    "pystac": fresh("import pystac; pystac.Catalog('id', 'what it is').to_dict()"),
    "mendeleev": fresh("from mendeleev import element; element('Fe').name"),
    "edtf": fresh("from edtf import parse_edtf; parse_edtf('2025-08').lower_strict()"),
}
"""What runs in fresh interpreters: ours, and the first answers of others."""


class Row(NamedTuple):
    """One line of the table: what is measured, beside what, and the most that it should be."""

    what: str
    beside: str
    target: float | None = None


STARTS = (
    Row("`import kpbargaining`", "deps", 0.05),
    Row('`load("2026.1")`', "deps", 1.0),
    Row("`load()`", "deps", 1.2),
    Row("`kpbargaining timeline`", "holidays", 0.8),
    Row("`kpbargaining --help`", "argparse", 2.5),
    *(Row("a tally", name) for name in ("holidays", "pycountry", "pystac", "mendeleev", "edtf")),
)
WORK = (
    Row("a strict read", "structs of msgspec", 12),
    Row("a strict read", "the same with patterns", 2.5),
    Row("evidence as flat columns", "`attrs.asdict`"),
    Row("evidence as columns", "bare `getattr`", 1.5),
    Row("`.where(weak=True)`", "a comprehension", 3),
    Row("200 partial dates", "200 by edtf"),
)


def decoded(files: dict[str, bytes], by_home: dict[str, Any]) -> list[Any]:
    """What msgspec makes of the data files."""
    homes = {name: name.partition("/")[0].removesuffix(".json") for name in files}
    return [by_home[homes[name]].decode(content) for name, content in files.items()]


def inside() -> dict[str, Act]:
    """What is done again and again in one process."""
    dataset = kp.load()
    files, evidence = encode(dataset.records(), dataset.evidence), dataset.evidence
    plain, constrained = decoders(constrained=False), decoders(constrained=True)
    names = [attribute.name for attribute in attrs.fields(kp.Evidence)]
    return {
        "a strict read": lambda: decode(files),
        "structs of msgspec": lambda: decoded(files, plain),
        "the same with patterns": lambda: decoded(files, constrained),
        "evidence as flat columns": lambda: evidence.to_columns(flat=True),
        "evidence as columns": evidence.to_columns,
        "`attrs.asdict`": lambda: [attrs.asdict(row) for row in evidence],
        "bare `getattr`": lambda: {n: [getattr(row, n) for row in evidence] for n in names},
        "`.where(weak=True)`": lambda: evidence.where(weak=True),
        "a comprehension": lambda: [row for row in evidence if row.weak is True],
        "200 partial dates": lambda: [kp.PartialDate(text) for text in DATES],
        "200 by edtf": lambda: [parse_edtf(text) for text in DATES],
    }


def line(row: Row, found: dict[str, list[Time]]) -> str:
    """One line of the table in Markdown."""
    above = found["bare"] if row.beside == "deps" else None
    cpu, wall = ratio(found[row.what], found[row.beside], above)
    target = "" if row.target is None else f"{row.target:g}"
    met = "" if row.target is None else "yes" if cpu <= row.target else "no"
    told = [f"{each:.2f}" if each >= SMALL else f"{each:.4f}" for each in (cpu, wall)]
    return f"| {' | '.join((row.what, row.beside, *told, target, met))} |"


def main(number: int) -> None:
    """Print the table."""
    versions = ", ".join(f"{name} {version(name)}" for name in BESIDE)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{python}, kpbargaining {kp.__version__}, edition {kp.load().edition}, {versions};")
    print(f"medians of {number} turns.\n")
    print("| what | beside | CPU time | wall time | at most | met |")
    print("| --- | --- | --: | --: | --: | --- |")
    for rows, acts in ((STARTS, PROCESSES), (WORK, inside())):
        gc.freeze()  # what is held already is not walked over with what is measured
        found = turns(acts, number)
        for row in rows:
            print(line(row, found))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else TURNS)
