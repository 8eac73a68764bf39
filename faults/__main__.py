"""Break Cauce on purpose and say what held.

    python -m faults NAME [--count N] [--postgres]
    python -m faults --list

Exit status 1 when a property does not hold, or when a control, broken on purpose, passes.
"""

from __future__ import annotations

import argparse
import importlib
import sys

# name: (module, full count, on both databases)
HARNESSES = {
    "kills": ("kills", 1000, True),
    "cuts": ("cuts", 500, True),
    "full": ("full", 1, False),
    "clock": ("clock", 1, False),
    "together": ("together", 200, True),
    "twice": ("twice", 50, True),
    "phones": ("phones", 200, True),
    "migrations": ("migrations", 12_500, True),
    "restore": ("restore", 12_500, True),
    "jobs": ("jobs", 200, True),
    "closed": ("closed", 1, True),
    "permissions": ("permissions", 500, False),
    "load": ("load", 200, True),
    "soak": ("soak", 30, True),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("name", nargs="?", choices=HARNESSES, help="which harness")
    parser.add_argument("--count", type=int, default=0, help="how much; 0: the full count")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL")
    parser.add_argument("--list", action="store_true", help="the harnesses, one a line")
    chosen = parser.parse_args()
    if chosen.list or not chosen.name:
        for name, (_, count, both) in HARNESSES.items():
            print(f"{name} {count}{' both' if both else ''}")
        return
    module, count, _ = HARNESSES[chosen.name]
    report = importlib.import_module(f"faults.{module}").main(chosen.count or count, chosen.postgres)
    print(report.text(), flush=True)
    sys.exit(0 if report.good else 1)


if __name__ == "__main__":
    main()
