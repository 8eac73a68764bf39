"""REL-16: half the load for a long time. Memory does not grow, pages do not get slower. Nightly."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

from .load import Times, _officer, percentile
from .prepared import full
from .report import Report
from .stage import Server

OFFICERS = 100


def _memory(server: Server) -> float:
    """Megabytes of the workers together."""
    total = 0
    for pid in server.workers():
        text = Path(f"/proc/{pid}/status").read_text()
        total += next(int(line.split()[1]) for line in text.splitlines() if "VmRSS" in line)
    return total / 1024


def main(count: int, postgres: bool) -> Report:
    """``count``: minutes."""
    report = Report(f"REL-16 {count} minutes at half the load")
    held = full(2000, postgres, "soak")
    try:
        people = held.child("officers", given=OFFICERS)
        with Server(held) as server:
            parts = [Times(), Times(), Times()]
            end, began = time.monotonic() + count * 60, time.monotonic()

            class Now:
                def ask(self, *words):
                    share = (time.monotonic() - began) / (count * 60)
                    return parts[min(2, int(share * 3))].ask(*words)

            dice = random.Random(16)
            threads = [
                threading.Thread(
                    target=_officer,
                    daemon=True,
                    args=(server.port, who, Now(), end, random.Random(dice.random())),
                )
                for who in people
            ]
            for thread in threads:
                thread.start()
            time.sleep(count * 20)
            first = _memory(server)
            for thread in threads:
                thread.join(count * 60 + 60)
            slope = (_memory(server) - first) / (count * 2 / 3)
        wal = held.folder / "cauce.sqlite3-wal"
        log = wal.stat().st_size / 1e6 if wal.exists() else 0
    finally:
        held.end()
    early, late = (percentile(part.by.get("view", []), 0.95) for part in (parts[0], parts[2]))
    wrong = sum(sum(part.wrong.values()) for part in parts)
    report.add("memory", count, slope < 1, f"{slope:.2f} MB a minute after the first third")
    report.add(
        "pages",
        len(parts[2].by.get("view", [])),
        late < early * 1.2 or late < 100,
        f"p95 {early:.0f} ms in the first third, {late:.0f} in the last",
    )
    report.add("errors", count, not wrong, wrong)
    report.add("the log of the database", count, log < 64, f"{log:.0f} MB")
    return report
