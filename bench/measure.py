"""What every benchmark shares: medians of several runs, and a table with the ratio to a baseline."""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
careful = True  # a quick form judges no time, and a collection takes longer than what it counts
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


def options(about: str | None, **defaults: int | str) -> argparse.Namespace:
    """The options of a benchmark: ``--quick``, and a number or a word for each name given."""
    global careful
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--quick", action="store_true", help="little work: its answers count, its times do not"
    )
    for name, value in defaults.items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    chosen = parser.parse_args()
    careful = not chosen.quick
    return chosen


def seconds(run: Callable[[], Any], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long one call takes; the collector is kept from what the benchmark itself holds."""
    if careful:
        gc.collect()
        gc.freeze()
    began = clock()
    try:
        run()
        return clock() - began
    finally:
        gc.unfreeze()


def processor(run: Callable[[], Any]) -> float:
    """Seconds of the processor that one call takes in this process, whatever else the machine does."""
    return seconds(run, time.process_time)


def median(run: Callable[[], Any], times: int = 5) -> float:
    """The median of several calls, in seconds."""
    return statistics.median(seconds(run) for _ in range(times))


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(title: str, unit: str, rows: Mapping[str, float], baseline: str, notes: str = "") -> None:
    """Print the rows with the ratio of each to the baseline, which is one of them."""
    print(f"\n{title}")
    print(f"{'':46}{unit:>12}{'baseline = 1':>15}")
    for name, value in rows.items():
        mark = "  (baseline)" if name == baseline else ""
        print(f"  {name:44}{value:12.2f}{value / rows[baseline]:15.2f}{mark}")
    if notes:
        print(f"  {notes}")


def use_folder(folder: Path) -> None:
    """Settings of a running server on a folder of its own; call it before Django is imported."""
    os.environ.pop("DATABASE_URL", None)
    os.environ["CAUCE_VAR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cauce.site.settings.run"
