"""Runs the quick form of a benchmark: in this process, or in another where it needs a server.

    python -m tests.bench.quickly

Benchmarks of one network with one server, one after the other: the name of each is a line that comes in.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"
# Those of a whole process: they want nothing in it but what they measure.
ALONE = ("pages", "start")
# Those of a demonstration network, most of them with its server: the first finds it as it was started.
TOGETHER = ("memory", "signins", "submissions", "broken_line", "walks", "keys")
ENDED = "— ended: "


@contextmanager
def _as_a_script(path: Path, *options: str):
    argv, places, before = sys.argv, list(sys.path), set(sys.modules)
    sys.argv = [str(path), "--quick", *options]
    sys.path.insert(0, str(BENCH))
    try:
        yield
    finally:
        sys.argv, sys.path[:] = argv, places
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(str(BENCH)):
                del sys.modules[name]


def _file(name: str) -> Path:
    return next(path for path in (BENCH / f"bench_{name}.py", BENCH / f"{name}.py") if path.exists())


def here(name: str, *options: str) -> None:
    """Run it in this process, on the database of the test. Whatever it finds wrong, it raises."""
    path = _file(name)
    with _as_a_script(path, *options):
        runpy.run_path(str(path), run_name="__main__")


def _process(words: list[str], kept: Path) -> subprocess.Popen[str]:
    """A process of its own, which finds copies of the networks in ``kept``."""
    outer = {key: text for key, text in os.environ.items() if not key.startswith("DJANGO_")}
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=BENCH.parent,
        env=outer | {"BENCH_KEPT": str(kept), "DATABASE_URL": "sqlite:///"},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def alone(name: str, kept: Path) -> str:
    """Run it in a process of its own, on a copy of the networks in ``kept``; what it printed."""
    with _process([str(_file(name)), "--quick"], kept) as process:
        printed, _ = process.communicate()
    assert process.returncode == 0, printed[-4000:]
    return printed


@contextmanager
def together(kept: Path) -> Iterator[Callable[[str], str]]:
    """A process with one copy of the network and one server; what is yielded runs a benchmark there by its
    name and gives what it printed."""
    with _process(["-m", "tests.bench.quickly"], kept) as process:
        taking, printing = process.stdin, process.stdout
        assert taking and printing

        def run(name: str) -> str:
            with suppress(BrokenPipeError):  # it ended: why, it printed
                taking.write(f"{name}\n")
                taking.flush()
            lines: list[str] = []
            for line in printing:
                if line.startswith(ENDED):
                    assert line == f"{ENDED}well\n", "".join(lines)[-4000:]
                    return "".join(lines)
                lines.append(line)
            raise AssertionError("".join(lines)[-4000:])

        yield run
        with suppress(BrokenPipeError):
            taking.close()
        printing.read()


def _ended(name: str) -> str:
    """Run it here and say how it ended, as whoever started a process of its own would be told."""
    try:
        here(name)
    except SystemExit as told:
        if told.code:
            return f"{told.code}"
    except Exception:  # noqa: BLE001 - whatever it is, it is told
        traceback.print_exc()
        return "an error"
    return "well"


def main() -> None:
    """Run what comes in, line by line; between two of them says how the one before ended."""
    sys.path.insert(0, str(BENCH))
    from house import QUICK_CASES, staying

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with staying(QUICK_CASES):
        for line in sys.stdin:
            print(f"{ENDED}{_ended(line.strip())}", flush=True)


if __name__ == "__main__":
    main()
