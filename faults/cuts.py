"""REL-02: the power is cut while people write; see ``device`` for how.

Every clone is started as a machine starts again, and looked at whole: the database's own check, the
journal's chains, every case with its key, and all that was acknowledged before the cut. The
controls are the settings that lose writes; if they pass, the harness is broken.
"""

from __future__ import annotations

import json
import random
import shutil
import socket
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import started
from .cluster import Cluster
from .device import Disk, disk
from .prepared import stage
from .report import Report
from .stage import Server, Stage, free_port, scratch
from .writers import Acknowledged, Writers

ROUND, FRESH = 10, 100  # cuts between two looks; cuts on one disk before a new one is made
DEEP = 12
CONTROLS = {
    False: {"synchronous=NORMAL": ("synchronous_normal", ()), "synchronous=OFF": ("synchronous_off", ())},
    True: {"synchronous_commit=off": ("", ("synchronous_commit=off",)), "fsync=off": ("", ("fsync=off",))},
}


class Checker:
    """One process that looks at many databases, one after the other."""

    def __init__(self, stage: Stage) -> None:
        ours, its = socket.socketpair()
        with its:
            self.process = started.start(
                "child",
                "checks",
                environment=stage.environment(),
                streams=(its.fileno(), its.fileno(), 2),
            )
        self.line = ours.makefile("rw", encoding="utf-8")
        ours.close()

    def look(self, **given: Any) -> dict[str, Any]:
        self.line.write(json.dumps(given) + "\n")
        self.line.flush()
        return json.loads(self.line.readline())

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, *error: object) -> None:
        self.line.close()
        self.process.wait(20)


def _look(place: Path, held: Stage, checker: Checker, acks: dict[str, Any]) -> dict[str, Any]:
    """Start what lies on the clone again, and look."""
    folder = place / held.folder.name
    given = {"acks": acks, "deep": DEEP, "keystore": str(folder / "keystore.sqlite3")}
    if not held.cluster:
        return checker.look(url=f"sqlite:///{folder / 'cauce.sqlite3'}", **given)
    cluster = Cluster(folder / "pg", free_port())
    (folder / "pg" / "postmaster.pid").unlink(missing_ok=True)
    try:
        cluster.start(seconds=3)
    except (RuntimeError, OSError):
        return {"lost": [], "torn": [], "corrupt": ["the server does not start"], "counts": {}}
    try:
        return checker.look(url=cluster.url, **given)
    finally:
        cluster.stop("immediate")


def _round(
    here: Disk, held: Stage, server: Server, kept: Acknowledged, cuts: int, dice: random.Random
) -> list[tuple[Path, dict[str, Any]]]:
    """So many cuts under writing; each clone with what had been acknowledged before it."""
    found, slow = [], 2 if held.cluster else 1
    with Writers(server.port, held.signed, kept):
        start = kept.count()
        until = time.monotonic() + 20
        while kept.count() < start + 3 and time.monotonic() < until:
            time.sleep(0.005)
        for number in range(cuts):
            time.sleep(dice.uniform(0.02, 0.25) * slow)
            acks = kept.snapshot()
            found.append((here.cut(f"cut-{number}"), acks))
    return found


def _disk_full_of_cuts(
    count: int, postgres: bool, broken: str, options: tuple[str, ...], dice: random.Random
) -> Counter:
    total: Counter = Counter()
    with disk(scratch() / f"disk-{time.monotonic_ns()}") as here:
        held = stage(postgres, here.place, "cuts")
        here.settle()
        if options:
            held.cluster = replace(held.cluster, options=options)
        held.begin()
        kept = Acknowledged()
        try:
            with Server(held, broken) as server, Checker(held) as checker:
                while total["cuts"] < count:
                    many = min(ROUND, count - total["cuts"])
                    for clone, acks in _round(here, held, server, kept, many, dice):
                        with suppress(FileNotFoundError), here.mounted(clone) as place:
                            total += _counted(_look(place, held, checker, acks))
                        clone.unlink()
            total["acknowledged"] = kept.count()
        finally:
            held.end()
            shutil.rmtree(held.folder, ignore_errors=True)
    return total


def _counted(found: dict[str, Any]) -> Counter:
    return Counter(
        cuts=1,
        lossy=bool(found["lost"]),
        lost=len(found["lost"]),
        torn=bool(found["torn"]),
        corrupt=bool(found["corrupt"]),
    )


def run(
    count: int, postgres: bool = False, broken: str = "", options: tuple[str, ...] = (), seed: int = 1
) -> Counter:
    """So many cuts; how many were lossy, torn or corrupt, and how many writes were lost in all."""
    dice, total = random.Random(seed), Counter()
    while total["cuts"] < count:
        some = min(FRESH, count - total["cuts"])
        total += _disk_full_of_cuts(some, postgres, broken, options, dice)
    return total


def words(total: Counter) -> tuple[bool, str]:
    wrong = ("lossy", "torn", "corrupt")
    said = ", ".join(f"{total[kind]} {kind}" for kind in wrong)
    if total["lost"]:
        said += f" ({total['lost']} writes lost in all)"
    return not any(total[kind] for kind in wrong), said


def main(count: int, postgres: bool) -> Report:
    base = "PostgreSQL" if postgres else "SQLite"
    report = Report(f"REL-02 power cuts during writes, {base}")
    total = run(count, postgres)
    report.add(f"power cuts: {total['acknowledged']} writes acknowledged", count, *words(total))
    few = max(10, count // 25)
    for name, (broken, options) in CONTROLS[postgres].items():
        report.add(name, few, *words(run(few, postgres, broken, options)), control=True)
    return report
