"""Importing the real directory (4,089 services), first and again, beside reading its files alone.

    python bench/bench_import.py [--quick]

The directory is in ``../shared/data/hsds``; it has no licence and is no part of the repository, so
where it is absent a line says so. The database is a temporary SQLite file.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import ROOT, SHARED, median, options, seconds, table, use_folder

SOURCE = SHARED / "data" / "hsds" / "miami211_v1_1"
BASELINE = "reading the CSV files alone"
COMMAND = "from cauce.site.cli import main; main()"


def read() -> int:
    """Every row of every file, with Python's own reader."""
    rows = 0
    for path in sorted(SOURCE.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += sum(1 for _ in csv.DictReader(file))
    return rows


def importing(folder: Path, number: int) -> dict[str, float]:
    """Seconds of the first import into an empty database, and of the same import again."""
    place = folder / str(number)
    place.mkdir()
    use_folder(place)

    def cauce(*words: str) -> None:
        subprocess.run([sys.executable, "-c", COMMAND, *words], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    cauce("migrate", "-v0")
    words = ("import-hsds", str(SOURCE), "--json")
    return {"first": seconds(lambda: cauce(*words)), "again": seconds(lambda: cauce(*words))}


def main() -> None:
    chosen = options(__doc__)
    if not SOURCE.is_dir():
        print("The real directory is not here: nothing was measured.")
        return
    times = 1 if chosen.quick else 3
    with tempfile.TemporaryDirectory() as folder:
        runs = [importing(Path(folder), n) for n in range(times)]
    middle = times // 2
    rows = {
        BASELINE: median(read, 5),
        "cauce import-hsds, empty database": sorted(run["first"] for run in runs)[middle],
        "cauce import-hsds, again (nothing changes)": sorted(run["again"] for run in runs)[middle],
    }
    table(f"Importing {read():,} rows, medians of {times} (process included)", "seconds", rows,
          BASELINE)  # fmt: skip


if __name__ == "__main__":
    main()
