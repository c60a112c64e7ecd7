"""How much faster flat columns are than `attrs.asdict` of each record: medians of pairs, as ratios.

    python benchmarks/flat_columns.py

Each kind of the newest edition is repeated to 100,000 records. The flat columns are more than what
`asdict` gives: first and last days, bounds, units.
"""

from statistics import median
from time import process_time

import attrs

import kpbargaining as kp
from kpbargaining.records.kinds import KINDS

RECORDS, PAIRS = 100_000, 5


def seconds(run: object) -> float:
    """Give the processor time of one run."""
    start = process_time()
    run()  # type: ignore[operator]
    return process_time() - start


def main() -> None:
    """Print a line for each kind, and the median of all and the whole."""
    newest, ratios, plains, flats = kp.load(), [], [], []
    for kind in KINDS:
        held = newest.of(kind.cls).rows
        if len(held) < len(KINDS):
            continue
        rows = (held * (RECORDS // len(held) + 1))[:RECORDS]
        table = kp.Table(kind.cls, rows, kind.plural)
        pairs = []
        for _ in range(PAIRS):
            plain = seconds(lambda rows=rows: [attrs.asdict(row) for row in rows])
            flat = seconds(lambda table=table: table.to_columns(flat=True))
            pairs.append((plain, flat))
        ratios.append(median(plain / flat for plain, flat in pairs))
        plains.append(median(plain for plain, _ in pairs))
        flats.append(median(flat for _, flat in pairs))
        print(f"{kind.plural:<16} {ratios[-1]:5.1f} times as fast")
    print(f"{'all together':<16} {sum(plains) / sum(flats):5.1f} times as fast")
    print(f"{'median':<16} {median(ratios):5.1f} times as fast, attrs {attrs.__version__}")


if __name__ == "__main__":
    main()
