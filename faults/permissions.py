"""REL-12: a walk over permissions against an oracle that shares nothing with the guard.

The oracle is ``tests/security/permissions/policy.py``, written from the documents. The control plants
mistakes of policy, one at a time (``tests/security/permissions/mistakes.py``): at least nine in ten must be
found.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from typing import Any

from .prepared import stage
from .report import Report
from .started import ROOT

STEPS = 50
RUNS_FOR_A_MISTAKE = 60  # a mistake that so many runs do not find counts as missed


@contextmanager
def _database(postgres: bool):
    """The address of a server to make a database of tests in; '' for SQLite, which needs none."""
    if not postgres:
        yield ""
        return
    held = stage(True, name="permissions").begin()
    try:
        yield held.url
    finally:
        held.end()


def _start(url: str, *words: object) -> subprocess.Popen:
    kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    kept |= {"DATABASE_URL": url} if url else {}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.security.permissions.run", *(str(word) for word in words)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=kept,
    )


def _said(process: subprocess.Popen) -> dict[str, Any]:
    out, _ = process.communicate()
    if process.returncode:
        return {"found": {}, "wrong": f"ended with {process.returncode}", "seconds": 0}
    return json.loads(out.splitlines()[-1])


def walk(count: int, postgres: bool = False, steps: int = STEPS, seed: int = 100) -> dict[str, Any]:
    """So many runs, half in each of two processes; what was asked, and the first thing wrong."""
    with _database(postgres) as url:
        # PostgreSQL has one database of tests, so one process.
        parts = [count] if postgres else [count - count // 2, count // 2]
        started = [_start(url, "walk", n, steps, seed + i) for i, n in enumerate(parts) if n]
        said = [_said(one) for one in started]
    totals = Counter()
    for one in said:
        totals.update(one["found"])
    wrong = next((one["wrong"] for one in said if one["wrong"]), "")
    return {"wrong": wrong, "totals": totals, "seconds": max(one["seconds"] for one in said)}


def whole(count: int, postgres: bool) -> dict[str, Any]:
    """As ``walk``, until so many times ``STEPS`` are walked: Hypothesis ends a run when it likes."""
    totals, seconds, seed = Counter(), 0.0, 100
    while True:
        missing = count * STEPS - totals["steps"]
        more = walk(max(2, missing // STEPS), postgres, seed=seed)
        totals, seconds, seed = totals + more["totals"], seconds + more["seconds"], seed + 10
        if more["wrong"] or totals["steps"] >= count * STEPS:
            return {"wrong": more["wrong"], "totals": totals, "seconds": seconds}


def mistakes(runs: int, postgres: bool = False, steps: int = STEPS) -> dict[str, Any]:
    """Each planted mistake: what the walk says of it ('': missed), in which run, after how many steps."""
    with _database(postgres) as url:
        return _said(_start(url, "mistakes", runs, steps, 1))


def main(count: int, postgres: bool) -> Report:
    report = Report(f"REL-12 permissions, {'PostgreSQL' if postgres else 'SQLite'}")
    found = whole(count, postgres)
    told = found["totals"]
    kinds = Counter(name.split()[-1] for name, many in told.items() for _ in range(many))
    words = found["wrong"] or (
        f"{told['steps']} steps, {kinds['shown'] + kinds['done']} allowed, {kinds['hidden']} hidden, "
        f"{kinds['told']} told why not, {told['led to the door']} led to the door, {found['seconds']:.0f} s"
    )
    report.add(f"{count} × {STEPS} steps as the oracle says", told["runs"], not found["wrong"], words)
    planted = mistakes(RUNS_FOR_A_MISTAKE, postgres)
    said = planted["found"]
    for name, (words, run, step) in said.items():
        if words:
            report.add(name, run, False, f"run {run}, step {step}: {words}", control=True)
    missed = {name: f"{run} runs, {step} steps" for name, (words, run, step) in said.items() if not words}
    enough = len(said) >= 10 and len(missed) * 10 <= len(said)
    words = planted["wrong"] or f"{len(said) - len(missed)} of {len(said)}; missed: {missed or 'none'}"
    report.add("nine in ten planted mistakes are found", len(said), enough, words)
    return report
