"""Runs the quick form of a benchmark: in this process, or in one of its own where it needs a server."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"
# Those that start servers, or measure a whole process, on the demonstration network.
ALONE = ("broken_line", "keys", "pages", "signins", "start", "submissions")
# What they print when they have compared or counted what they name.
NAMES = sorted(path.stem.removeprefix("bench_") for path in BENCH.glob("bench_*.py"))


@contextmanager
def _as_a_script(path: Path):
    argv, places, before = sys.argv, list(sys.path), set(sys.modules)
    sys.argv = [str(path), "--quick"]
    sys.path.insert(0, str(BENCH))
    try:
        yield
    finally:
        sys.argv, sys.path[:] = argv, places
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(str(BENCH)):
                del sys.modules[name]


def here(name: str) -> None:
    """Run it in this process, on the database of the test. Whatever it finds wrong, it raises."""
    path = BENCH / f"bench_{name}.py"
    with _as_a_script(path):
        runpy.run_path(str(path), run_name="__main__")


def alone(name: str, kept: Path) -> str:
    """Run it in a process of its own, on a copy of the networks in ``kept``; what it printed."""
    file = next(path for path in (BENCH / f"bench_{name}.py", BENCH / f"{name}.py") if path.exists())
    words = [sys.executable, str(file), "--quick"]
    outer = {key: text for key, text in os.environ.items() if not key.startswith("DJANGO_")}
    done = subprocess.run(
        words,
        cwd=BENCH.parent,
        env=outer | {"BENCH_KEPT": str(kept), "DATABASE_URL": "sqlite:///"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout
