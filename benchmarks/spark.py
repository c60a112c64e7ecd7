"""Asks Spark: `python spark.py LAKE TABLES FOLDER`, in an environment that has pyspark and Java.

LAKE is a folder of collections, TABLES their tables, joined by commas; the questions are the SQL
files beside this one. Writes the rows of each answer as JSON into FOLDER; prints version and times.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from pyspark.sql import SparkSession

SETTINGS = {
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "2g",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
}
"""Names stand in double quotes, as elsewhere in SQL; `2026.3` is a name, and no number."""


def main(lake: str, tables: str, folder: str) -> None:
    """Answer every question."""
    builder = SparkSession.builder.master("local[2]")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    for name in tables.split(","):
        files = spark.read.option("basePath", lake).parquet(f"{lake}/*/{name}.parquet")
        files.createOrReplaceTempView(name)
    told: dict[str, object] = {"version": f"Spark {spark.version}"}
    for path in sorted(Path(__file__).parent.glob("*.sql")):
        start = perf_counter()
        rows = [list(row) for row in spark.sql(path.read_text("utf-8")).collect()]
        told[path.stem] = round(perf_counter() - start, 1)
        Path(folder, f"{path.stem}.json").write_text(json.dumps(rows, default=str), "utf-8")
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
