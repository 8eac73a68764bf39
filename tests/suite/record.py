"""What each test took and what it asked of a database, kept in ``var/tests`` while the suite runs.

A run writes a folder of its own, so that two side by side do not mix; at its end the folder becomes
one file. What PostgreSQL need not run again follows from it (``engines.py``), and the table of
durations (``durations.py``).
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import ClassVar

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("CAUCE_VAR", ROOT / "var")) / "tests"
# Programs that open no database of ours.
BARE = re.compile(r"/(node|ruff|git|openssl|nginx|pdf\w+|chromium|systemd-\w+|softhsm2-util)$")
# What may open a database behind our back, as Python tells of it.
OPENS = frozenset({"subprocess.Popen", "sqlite3.connect", "os.fork"})
REPEATED = re.compile(r"%s(?:, %s)+|(?:\(%s\), )+\(%s\)|\d+")


@dataclass(frozen=True)
class Test:
    """One test that ran: how long, on which state of the tree, and what it asked.

    ``asked``: statements sent by Django, connections of SQLite opened, processes started that may
    open one. ``shapes``: the different statements, each as a number. ``unseen``: the processes and
    connections among what was asked, whose statements nobody saw. ``memory``: the megabytes that the
    process held after it; 0 where the system does not say. ``kept``: the seconds that others took for
    the answers that it read (``kept.py``); what they asked for them counts as asked by this one.
    """

    id: str
    tree: str
    seconds: float
    asked: int
    shapes: tuple[int, ...]
    memory: int = 0
    unseen: int = 0
    kept: float = 0.0

    @property
    def file(self) -> str:
        return self.id.partition("::")[0]


@cache
def tree() -> str:
    """The state of the working tree as a short text; empty where git is not there to ask."""
    try:
        head, changed, new = (
            subprocess.run(("git", *words), cwd=ROOT, capture_output=True, check=True).stdout
            for words in (
                ("rev-parse", "HEAD"),
                ("diff", "HEAD"),
                ("ls-files", "--others", "--exclude-standard", "-z"),
            )
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    seen = hashlib.sha256(head + changed)
    for name in new.split(b"\0"):
        path = ROOT / os.fsdecode(name)
        seen.update(name + (path.read_bytes() if name and path.is_file() else b""))
    return seen.hexdigest()[:16]


def held() -> int:
    """The megabytes of memory that this process holds; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


@lru_cache(2048)
def shape(sql: str) -> int:
    """A number for what a statement asks, whatever the values and however many of them."""
    return zlib.crc32(REPEATED.sub("%s", sql).encode())


@dataclass
class Asked:
    """What was asked of databases meanwhile, as of a ``Test``, and in how many seconds."""

    asked: int = 0
    unseen: int = 0
    shapes: set[int] = field(default_factory=set)
    seconds: float = 0.0


class Watch:
    """Counts what a process asks of databases from now on."""

    def __init__(self) -> None:
        self.asked = self.unseen = 0
        self.kept = 0.0
        self.shapes: set[int] = set()
        self._watch_statements()
        sys.addaudithook(_hearing(self))

    def _watch_statements(self) -> None:
        from django.db.backends.utils import CursorWrapper

        def watched(send):
            def counted(cursor, sql, *given, **named):
                self.asked += 1
                self.shapes.add(shape(str(sql)))
                return send(cursor, sql, *given, **named)

            return counted

        CursorWrapper.execute = watched(CursorWrapper.execute)
        CursorWrapper.executemany = watched(CursorWrapper.executemany)

    @contextmanager
    def by_itself(self) -> Iterator[Asked]:
        """What is asked in here, told by itself too once it ends."""
        told, before, began = Asked(self.asked, self.unseen), self.shapes, time.perf_counter()
        self.shapes = told.shapes
        try:
            yield told
        finally:
            told.asked, told.unseen = self.asked - told.asked, self.unseen - told.unseen
            told.seconds = time.perf_counter() - began
            self.shapes = before | told.shapes

    def read_again(self, told: Asked) -> None:
        """Answers that were kept are read: what was asked for them is asked by whoever reads them."""
        self.asked += told.asked
        self.unseen += told.unseen
        self.kept += told.seconds
        self.shapes |= told.shapes

    def heard(self, event: str, args: tuple) -> None:
        if event == "subprocess.Popen":
            unseen = not BARE.search(os.fsdecode(shutil.which(args[0]) or args[0]))
        else:
            unseen = True
        self.asked += unseen
        self.unseen += unseen


def _hearing(watch: Watch):
    """A function and no method: Python tells of some thousand other things for each page."""

    def hear(event: str, args: tuple, heard=watch.heard, of=OPENS) -> None:
        if event in of:
            heard(event, args)

    return hear


class Recorder:
    """The plugin of a process that runs tests: a line for each. ``here``: that of this process."""

    here: ClassVar[Recorder | None] = None

    def __init__(self, config: pytest.Config) -> None:
        self.watch = Watch()
        self.folder = folder_of(config)
        self.folder.mkdir(parents=True, exist_ok=True)
        name = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.out = (self.folder / f"{name}.jsonl").open("a", encoding="utf-8")
        type(self).here = self

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item, nextitem):
        asked, unseen, began = self.watch.asked, self.watch.unseen, time.perf_counter()
        self.watch.shapes, self.watch.kept = set(), 0.0
        done = yield
        took = time.perf_counter() - began
        shapes = tuple(sorted(self.watch.shapes))
        asked, unseen = self.watch.asked - asked, self.watch.unseen - unseen
        kept = round(self.watch.kept, 4)
        test = Test(item.nodeid, tree(), round(took, 4), asked, shapes, held(), unseen, kept)
        self.out.write(json.dumps(asdict(test), separators=(",", ":")) + "\n")
        return done

    def pytest_sessionfinish(self) -> None:
        self.out.close()


def folder_of(config: pytest.Config) -> Path:
    """Where the processes of one run write, each a file."""
    given = getattr(config, "workerinput", None)
    return FOLDER / (given["testrunuid"] if given else f"run-{os.getpid()}")


def lines(file: Path) -> list[Test]:
    """The tests of a file; a line that was cut off when a process was killed is left out."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        found.append(Test(**{**row, "shapes": tuple(row["shapes"])}))
    return found


def last(engine: str) -> list[Test]:
    """Every test as it ran last on that engine (``sqlite`` or ``postgresql``)."""
    return lines(FOLDER / f"{engine}.jsonl")


def keep(engine: str, folder: Path) -> None:
    """The lines of a run that ended, with those of earlier runs for the tests that it did not run."""
    ran = [test for file in sorted(folder.glob("*.jsonl")) for test in lines(file)]
    with (FOLDER / f"{engine}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two runs that end at once neither loses the other's
        _merge(engine, ran)
    shutil.rmtree(folder, ignore_errors=True)


def _merge(engine: str, ran: list[Test]) -> None:
    tests = {test.id: test for test in last(engine)} | {test.id: test for test in ran}
    whole = FOLDER / f"{engine}.{os.getpid()}"
    with whole.open("w", encoding="utf-8") as out:
        for test in tests.values():
            out.write(json.dumps(asdict(test), separators=(",", ":")) + "\n")
    whole.replace(FOLDER / f"{engine}.jsonl")
