"""Makes the pages that are opened in a browser: `python pages.py FOLDER`.

Beside them, `expected.json` says what the library answers, for the browser to be held to.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import attrs

import kpbargaining as kp
from kpbargaining.explorer import beside as explorer
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.values.texts import Text

HOSTILE = "<img src=x onerror=\"window.hacked='yes'\"></script><b>{{script}}</b>&amp;'${alert(1)}"
"""A text that would do something if any of it were taken for markup or for code."""

STRIKE = "2023-coalition/strike-2023-10-04"
RETIRED = "2021-alliance/strike-averted"
DAYS = ("2018-05-01", "2023-10-05", "2025-08-19")


def hostile(dataset: kp.Dataset) -> kp.Dataset:
    """Give a dataset in which every text, of records and evidence, is a hostile one."""
    records = [_hostile(record) for record in dataset.records()]
    return kp.Dataset(records, [_hostile(item) for item in dataset.evidence])


def _hostile(record: Any) -> Any:
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if value is None or field.name == "fields":
            continue
        if field.type in (Text, Text | None):
            changes[field.name] = HOSTILE
        elif field.type == tuple[Text, ...] | None and field.name != "open":
            changes[field.name] = (HOSTILE,)
    return attrs.evolve(record, **changes)


def large() -> kp.Dataset:
    """Give a dataset of 100,000 records: 200 rounds with sessions, statements and numbers."""
    source = kp.Source(
        id="paper",
        kind=kp.SourceKind.ARTICLE,
        title="A paper",
        publisher="The press",
        voice=kp.Voice.PRESS,
        published=kp.PartialDate("2020-01-01"),
    )
    told = [kp.Evidence(record="paper", source="paper", fields=("published",))]
    records: list[AnyRecord] = [source, *_bodies(), *(r for n in range(200) for r in _round(n))]
    told += [
        kp.Evidence(record=r.id, source="paper", fields=("summary",), locator=f"paragraph {n}")
        for n, r in enumerate(records)
        if isinstance(r, kp.Statement)
    ]
    return kp.Dataset(records, told)


def _bodies() -> Iterator[AnyRecord]:
    yield kp.Term(id="metric-workers", kind=kp.Vocabulary.METRIC, name="workers")
    for n in range(2000):
        kind = kp.OrganizationKind.EMPLOYER if n % 2 else kp.OrganizationKind.LOCAL_UNION
        yield kp.Organization(id=f"body-{n}", kind=kind, name=f"Body number {n}")


def _round(n: int) -> Iterator[AnyRecord]:
    home = f"round-{n}"
    yield kp.BargainingRound(id=home, name=f"Round number {n}")
    for m in range(489):
        day = kp.PartialDate(f"{1900 + n % 120}-{1 + m % 12:02}-{1 + m % 28:02}")
        yield kp.Statement(
            id=f"{home}/said-{m}",
            round=home,
            kind=kp.StatementKind.CLAIM,
            by=(f"body-{(n * 7 + m) % 2000}",),
            on=day,
            summary=f"Claim {m} of round {n}, about pay and staffing",
        )


def main(folder: Path) -> None:
    """Write every page, and what is expected of them."""
    newest = kp.load()
    pages = {
        "edition": newest,
        "old": kp.load("2026.1"),
        "derived": newest.as_of("2023-10-12", "possibly"),
        "own": kp.Dataset(newest.records(), newest.evidence),
        "empty": kp.Dataset([], []),
        "one": kp.Dataset([kp.Person(id="somebody", name="Some Body")], []),
        "hostile": hostile(newest),
        "large": large(),
    }
    for name, dataset in pages.items():
        kp.page(dataset, folder / f"{name}.html", overwrite=True)
    _damage(folder)
    _pictured(folder, newest)
    expected = {
        "digest": newest.digest,
        "records": len(newest),
        "strike": kp.cite(newest, STRIKE),
        "retired": [RETIRED, newest[RETIRED].id],
        "known": {day: len(newest.as_of(day)) for day in DAYS},
        "hostile": HOSTILE,
    }
    (folder / "expected.json").write_text(json.dumps(expected), "utf-8")


def _pictured(folder: Path, dataset: kp.Dataset) -> None:
    """Write a page with a picture that would do something if it were more than one."""
    style = "<style>rect{fill:green}</style>"
    script = "<script>top.hacked='yes'</script>"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{style}{script}'
        "<rect width='40' height='20'/></svg>"
    )
    drawn = explorer.Illustration("A picture", svg, HOSTILE)
    with patch("kpbargaining.explorer.page.pictures", lambda _: [drawn]):
        kp.page(dataset, folder / "pictured.html", overwrite=True)


def _damage(folder: Path) -> None:
    """Write the page with a byte of its data changed, and with a digest that is not its own."""
    html = (folder / "one.html").read_text("utf-8")
    data = re.compile(r'(id="data">.{40}).')
    broken = data.sub(lambda found: f"{found[1]}{'A' if found[0][-1] != 'A' else 'B'}", html)
    (folder / "broken.html").write_text(broken, "utf-8")
    forged = re.sub(r'"digest":"[0-9a-f]{4}', '"digest":"0000', html)
    (folder / "forged.html").write_text(forged, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
