"""Importing the real directory (4,089 services), first and again, beside reading its files alone.

    python bench/bench_import.py [--quick]

The directory is in ``../shared/data/hsds``; it has no licence and is no part of the repository. The
quick form takes the small one of the tests, in this process, and counts: the second time changes nothing.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from house import empty
from measure import ROOT, SHARED, median, options, seconds, table, use_folder

SOURCE = SHARED / "data" / "hsds" / "miami211_v1_1"
SMALL = ROOT / "cauce/standards/hsds/tests/fixtures/v1"
BASELINE = "reading the CSV files alone"
COMMAND = "from cauce.site.cli import main; main()"


def read(source: Path) -> int:
    """Every row of every file, with Python's own reader."""
    rows = 0
    for path in sorted(source.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += sum(1 for _ in csv.DictReader(file))
    return rows


def quickly() -> None:
    """The small directory twice, every row accounted for."""
    from django.core.management import call_command

    def told() -> dict[str, Any]:
        out = io.StringIO()
        call_command("import-hsds", str(SMALL), "--report", str(folder / "report.csv"), "--json", stdout=out)
        return {k: v for k, v in json.loads(out.getvalue()).items() if isinstance(v, dict)}

    with empty() as folder:
        first, again = told(), told()
        rows = {BASELINE: median(lambda: read(SMALL), 1), "import-hsds, again": seconds(told)}
    for entity, counts in first.items():
        same = {
            "created": 0,
            "updated": 0,
            "unchanged": counts["created"],
            "refused": counts["refused"],
        }
        if again[entity] != same:
            raise SystemExit(f"{entity}: the second import changed something: {again[entity]}")
    made = sum(counts["created"] for counts in first.values())
    table(f"Importing {read(SMALL)} rows: {made} made, then none", "seconds", rows, BASELINE)


def importing(folder: Path, number: int) -> dict[str, float]:
    """Seconds of the first import into an empty database, and of the same import again."""
    place = folder / str(number)
    place.mkdir()
    use_folder(place)

    def cauce(*words: str) -> None:
        subprocess.run(
            [sys.executable, "-c", COMMAND, *words],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    cauce("migrate", "-v0")
    words = ("import-hsds", str(SOURCE), "--json")
    return {"first": seconds(lambda: cauce(*words)), "again": seconds(lambda: cauce(*words))}


def main() -> None:
    chosen = options(__doc__)
    if chosen.quick:
        return quickly()
    if not SOURCE.is_dir():
        raise SystemExit(f"The real directory is not here: {SOURCE}. Use --quick, or bring it.")
    times = 3
    with tempfile.TemporaryDirectory() as folder:
        runs = [importing(Path(folder), n) for n in range(times)]
    middle = times // 2
    rows = {
        BASELINE: median(lambda: read(SOURCE), 5),
        "cauce import-hsds, empty database": sorted(run["first"] for run in runs)[middle],
        "cauce import-hsds, again (nothing changes)": sorted(run["again"] for run in runs)[middle],
    }
    table(
        f"Importing {read(SOURCE):,} rows, medians of {times} (process included)", "seconds", rows, BASELINE
    )


if __name__ == "__main__":
    main()
