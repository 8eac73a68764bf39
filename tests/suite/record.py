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
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import FrameType
from typing import Any, ClassVar

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("CAUCE_VAR", ROOT / "var")) / "tests"
# Programs that open no database of ours (who prints for the first time asks the last four where the
# libraries lie, fifty times); and what of ours opens none: it reads a file, or prints one.
BARE = re.compile(
    r"/(cat|node|ruff|git|java|openssl|nginx|pdf\w+|chromium|systemd-\w+|softhsm2-util|ldconfig|gcc|cc|ld)$"
)
OURS_BARE = ("cauce/protocol/documents/unpacking/readers/child.py", "cauce.protocol.documents.pdf_cache")
# A file of SQLite on either engine.
KEYSTORE = "keystore.sqlite3"
# The mark of a test whose processes use a file of SQLite on either engine.
OWN = "own_database"
# What may open a database behind our back, as Python tells of it; the second as ``faults.started`` does,
# whose processes are forked from one that was begun long before.
OPENS = frozenset({"subprocess.Popen", "faults.begin", "sqlite3.connect", "os.fork"})
VALUES = re.compile(r"%s(?:, %s)+|\d+")
ROWS = re.compile(r"\(%s\)(?:, \(%s\))+")
# Each savepoint has a name of its own, and would be another statement to be looked through and kept.
SAVEPOINTS = ("SAVEPOINT ", "RELEASE SAVEPOINT ", "ROLLBACK TO SAVEPOINT ")
# Where code of ours lies that is no test.
OURS, TESTS = f"{ROOT}/cauce/", "/tests/"
# What every test is called by, as is every page.
BELOW_ALL = f"{OURS}site/stack.py"


@dataclass(frozen=True)
class Test:
    """One test that ran: how long, on which state of the tree, and what it asked.

    ``asked``: statements sent by Django, connections of SQLite opened, processes started that may
    open one. ``shapes``: the different statements, each as a number; ``probes``: those of them that the
    test itself sent, and the program not yet. ``unseen``: among what was asked, the processes and the
    connections that are not Django's, whose statements nobody saw. ``memory``: the megabytes that the
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
    probes: tuple[int, ...] = ()

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
    """A number for what a statement asks, whatever the values and however many of them, or of rows."""
    return zlib.crc32(ROWS.sub("(%s)", VALUES.sub("%s", sql)).encode())


def is_asked_by_a_test(frame: FrameType | None) -> bool:
    """Whether no code of the program stands among what called this."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(OURS) and TESTS not in file and file != BELOW_ALL:
            return False
        frame = frame.f_back
    return True


@dataclass
class Asked:
    """What was asked of databases meanwhile, as of a ``Test``, and in how many seconds."""

    asked: int = 0
    unseen: int = 0
    shapes: set[int] = field(default_factory=set)
    seconds: float = 0.0


class Watch:
    """Counts what a process asks of databases from now on.

    ``own``: the test that runs bears the mark ``own_database``.
    """

    def __init__(self) -> None:
        self.asked = self.unseen = 0
        self.kept = 0.0
        self.shapes: set[int] = set()
        self.probes: set[int] = set()
        self.sent: set[int] = set()  # by the program, in any test so far
        self.own = False
        self._connecting = threading.local()

    def begin(self) -> Watch:
        self._watch_statements()
        sys.addaudithook(_hearing(self))
        return self

    def _watch_statements(self) -> None:
        from django.db.backends.base.base import BaseDatabaseWrapper
        from django.db.backends.utils import CursorWrapper

        def watched(send):
            def counted(cursor, sql, *given, **named):
                self.asked += 1
                words = str(sql)
                self.saw(shape(words[:9] if words.startswith(SAVEPOINTS) else words))
                return send(cursor, sql, *given, **named)

            return counted

        def connecting(connect):
            def told(database):
                self._connecting.now = True
                try:
                    return connect(database)
                finally:
                    self._connecting.now = False

            return told

        CursorWrapper.execute = watched(CursorWrapper.execute)
        CursorWrapper.executemany = watched(CursorWrapper.executemany)
        BaseDatabaseWrapper.connect = connecting(BaseDatabaseWrapper.connect)

    def saw(self, one: int) -> None:
        """A statement is sent. Whose it is, is asked until the program sent it once."""
        if one not in self.shapes:
            self.shapes.add(one)
            self.probes.add(one)
        if one in self.probes and (one in self.sent or not is_asked_by_a_test(sys._getframe(2))):
            self.probes.discard(one)
            self.sent.add(one)

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
        if event == "sqlite3.connect":
            if Path(os.fsdecode(args[0])).name in (KEYSTORE, ":memory:"):
                return
            unseen = not getattr(self._connecting, "now", False)
        elif event == "subprocess.Popen":
            program, words, _, surroundings = args
            if opens_none(program, words) or (self.own and has_its_own(surroundings)):
                return
            unseen = True
        else:
            if event == "faults.begin" and self.own and has_its_own(*args):
                return
            unseen = True
        self.asked += 1
        self.unseen += unseen


def opens_none(program: Any, words: Any) -> bool:
    """Whether a process is known to open no database."""
    if BARE.search(os.fsdecode(shutil.which(program) or program)):
        return True
    said = [] if isinstance(words, str | bytes | os.PathLike) else [os.fsdecode(one) for one in words or ()]
    return any(one.endswith(OURS_BARE) for one in said)


def has_its_own(surroundings: Mapping[str, str] | None) -> bool:
    """Whether a process is told to use a file of SQLite, whichever engine the suite runs on."""
    return (surroundings or {}).get("DATABASE_URL", "").startswith("sqlite:")


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
        self.watch = Watch().begin()
        self.folder = folder_of(config)
        self.folder.mkdir(parents=True, exist_ok=True)
        name = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.out = (self.folder / f"{name}.jsonl").open("a", encoding="utf-8")
        type(self).here = self

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item, nextitem):
        asked, unseen, began = self.watch.asked, self.watch.unseen, time.perf_counter()
        self.watch.own = item.get_closest_marker(OWN) is not None
        self.watch.shapes, self.watch.kept = set(), 0.0
        self.watch.probes.clear()
        done = yield
        took = time.perf_counter() - began
        shapes = tuple(sorted(self.watch.shapes))
        asked, unseen = self.watch.asked - asked, self.watch.unseen - unseen
        kept, probes = round(self.watch.kept, 4), tuple(sorted(self.watch.probes))
        test = Test(item.nodeid, tree(), round(took, 4), asked, shapes, held(), unseen, kept, probes)
        self.out.write(json.dumps(asdict(test), separators=(",", ":")) + "\n")
        return done

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef, request):
        """A worker's database is made in the first test that needs one, which asked nothing of that."""
        if fixturedef.argname != "django_db_setup":
            return (yield)
        asked, unseen = self.watch.asked, self.watch.unseen
        done = yield
        self.watch.asked, self.watch.unseen = asked, unseen
        self.watch.shapes.clear()
        self.watch.probes.clear()
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
        row["shapes"], row["probes"] = tuple(row["shapes"]), tuple(row.get("probes", ()))
        found.append(Test(**row))
    return found


def last(engine: str) -> list[Test]:
    """Every test as it ran last on that engine (``sqlite`` or ``postgresql``)."""
    return lines(FOLDER / f"{engine}.jsonl")


def keep(engine: str, folder: Path) -> list[Test]:
    """The lines of a run that ended, kept with those of earlier runs for the tests that it did not run."""
    ran = [test for file in sorted(folder.glob("*.jsonl")) for test in lines(file)]
    with (FOLDER / f"{engine}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two runs that end at once neither loses the other's
        _merge(engine, ran)
    shutil.rmtree(folder, ignore_errors=True)
    return ran


def _merge(engine: str, ran: list[Test]) -> None:
    tests = {test.id: test for test in last(engine)} | {test.id: test for test in ran}
    whole = FOLDER / f"{engine}.{os.getpid()}"
    with whole.open("w", encoding="utf-8") as out:
        for test in tests.values():
            out.write(json.dumps(asdict(test), separators=(",", ":")) + "\n")
    whole.replace(FOLDER / f"{engine}.jsonl")
