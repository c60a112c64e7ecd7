"""Beyond one dataset: collections as partitioned Parquet, asked by DuckDB and by Spark.

    python -m venv spark && spark/bin/pip install pyspark setuptools
    nice -n 5 python benchmarks/beyond.py spark/bin/python [COLLECTIONS [RECORDS]]

Writes the bundled editions, and so many synthetic collections of so many records, one after the
other, into one folder; asks two of the twenty questions in SQL, and compares every row with what
the library answers about each collection by itself. It needs duckdb, Java, and for a million
records in one collection 6 GiB.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

import duckdb
from growth import COPY
from synthetic import enlarged

import kpbargaining as kp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
QUESTIONS = sorted(HERE.glob("*.sql"))
TABLES = ("claims", "figures", "job_actions", "organizations", "votes")
"""The tables that the questions are about."""

METRICS = ("metric-represented-workers", "metric-workers")
COUNT = "SELECT count(*) FROM read_parquet('{lake}/*/records.parquet')"
VIEW = """
    CREATE VIEW {name} AS SELECT * FROM read_parquet('{lake}/*/{name}.parquet',
    hive_partitioning = true, hive_types_autocast = false)
"""

Rows = list[list[Any]]


def collections(number: int, records: int) -> Iterator[tuple[str, kp.Dataset]]:
    """The names and the datasets of all collections, each made when the one before is done with."""
    for edition in kp.editions():
        yield edition.name, kp.load(edition.name)
    for each in range(number):
        yield f"synthetic-{each + 1:02}", enlarged(records // COPY - each)


def job_actions(name: str, dataset: kp.Dataset) -> Iterator[list[Any]]:
    """What the library answers to question 11."""
    for row in dataset.action_log():
        since = row.authorized and (row.authorized.earliest or row.authorized.latest)
        texts = (row.action, row.stage, since, row.noticed, row.held)
        yield [name, *(None if each is None else str(each) for each in texts)]


def workers(name: str, dataset: kp.Dataset) -> Iterator[list[Any]]:
    """What the library answers to question 15."""
    for row in dataset.numbers().where(kind="Organization"):
        if row.metric in METRICS:
            low, high = (None if each is None else float(each) for each in _bounds(row.value))
            published = None if row.published is None else str(row.published)
            told = [str(row.value), low, high, str(row.voice), row.carried, row.weak]
            yield [name, row.about, *told, row.source, published]


def _bounds(value: kp.Quantity) -> tuple[Any, Any]:
    return value.low, value.high


LIBRARY = {"job_actions": job_actions, "workers": workers}


def written(lake: Path, number: int, records: int) -> dict[str, Rows]:
    """Write all collections; give what the library answers about them, by question."""
    answers: dict[str, Rows] = {path.stem: [] for path in QUESTIONS}
    for name, dataset in collections(number, records):
        kp.export(dataset, lake / f"collection={name}", "parquet")
        for question, rows in answers.items():
            rows.extend(LIBRARY[question](name, dataset))
    return answers


def by_duckdb(lake: Path) -> tuple[dict[str, object], dict[str, Rows]]:
    """The version and the times of DuckDB, and its answers."""
    told: dict[str, object] = {"version": f"DuckDB {duckdb.__version__}"}
    answers: dict[str, Rows] = {}
    with duckdb.connect() as database:
        for name in TABLES:
            database.execute(VIEW.format(name=name, lake=lake))
        for path in QUESTIONS:
            start = perf_counter()
            rows = database.execute(path.read_text("utf-8")).fetchall()
            told[path.stem] = round(perf_counter() - start, 1)
            answers[path.stem] = json.loads(json.dumps(rows, default=str))
    return told, answers


def by_spark(lake: Path, python: str) -> tuple[dict[str, object], dict[str, Rows]]:
    """The version and the times of Spark, and its answers."""
    with TemporaryDirectory() as folder:
        command = [python, str(HERE / "spark.py"), str(lake), ",".join(TABLES), folder]
        ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        files = {path.stem: Path(folder, f"{path.stem}.json") for path in QUESTIONS}
        answers = {name: json.loads(file.read_text("utf-8")) for name, file in files.items()}
    return json.loads(ran.stdout), answers


def differing(rows: Rows, others: Rows) -> int:
    """How many rows one answer has and the other has not, either way."""
    mine, theirs = ({json.dumps(row) for row in each} for each in (rows, others))
    return len(mine ^ theirs) + abs(len(rows) - len(others))


def sizes(lake: Path) -> str:
    """What there is, in words."""
    files = [path.stat().st_size for path in lake.glob("*/*.parquet")]
    ((count,),) = duckdb.execute(COUNT.format(lake=lake)).fetchall()
    return f"{count:,} records, {len(files):,} files, {sum(files) / 1e6:,.0f} MB"


def told(engine: dict[str, object], found: dict[str, Rows], answers: dict[str, Rows]) -> list[str]:
    """The lines of one engine: version, question, seconds, rows, and rows that differ."""
    return [
        f"| {engine['version']} | {name} | {engine[name]} | {len(rows):,} "
        f"| {differing(found[name], rows)} |"
        for name, rows in answers.items()
    ]


def main(python: str, number: str = "10", records: str = "100000") -> None:
    """Write, ask, compare, and print the record."""
    with TemporaryDirectory() as folder:
        lake = Path(folder)
        answers = written(lake, int(number), int(records))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{sizes(lake)}; at most {peak:,} MiB to write them, one collection at a time\n")
        lines: Iterable[str] = (
            "| asked | question | seconds | rows | rows that differ from the library's |",
            "| --- | --- | --: | --: | --: |",
            *told(*by_duckdb(lake), answers),
            *told(*by_spark(lake, python), answers),
        )
        print("\n".join(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
