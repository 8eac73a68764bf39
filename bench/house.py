"""Where a benchmark works: an empty database, or the demonstration network, with a server's settings.

Making either takes longer than most quick forms: a network of so many cases that lies in
``$BENCH_KEPT`` is copied, and in a process where Django stands already (a test), its database is used.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from measure import ROOT, use_folder

KEPT = "BENCH_KEPT"
# A file of SQLite in which the migrations were run already.
TABLES = "BENCH_TABLES"
QUICK_CASES = 60  # of the network of every quick form
# The same seed and day make the same network, and so the same counts: that one is always of this day.
ON_THAT_DAY = "import time_machine as t; t.travel('2026-11-24T18:00:00+00:00').start(); "
WHOLE = "whole"  # the file that says that a network was made to its end


@contextmanager
def empty() -> Iterator[Path]:
    """Django set up on an empty database with every table, and a folder for files."""
    with tempfile.TemporaryDirectory(prefix="cauce-bench-") as name:
        folder = Path(name)
        if not _stands():
            use_folder(folder)
            import django

            django.setup()
            from django.core.management import call_command

            call_command("migrate", verbosity=0)
        yield folder


def _stands() -> bool:
    registry = sys.modules.get("django.apps")
    return registry is not None and registry.apps.ready


def cauce(folder: Path, *words: str, first: str = "") -> None:
    """Run the command on a folder of its own; its progress goes to standard error. ``first``: a line of
    Python before it."""
    use_folder(folder)
    run = first + "from cauce.site.cli import main; main()"
    subprocess.run([sys.executable, "-c", run, *words], cwd=ROOT, check=True, stdout=sys.stderr)


def network(folder: Path, cases: int) -> Path:
    """The demonstration network of so many cases in that folder, made or copied."""
    kept = Path(os.environ.get(KEPT, "-")) / f"bench-{cases}"
    if (kept / WHOLE).exists():
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        use_folder(folder)
        # The mark of a demonstration names its database; what is copied lies elsewhere.
        url = f"sqlite:///{folder / 'cauce.sqlite3'}"
        (folder / "demonstration").write_text(hashlib.sha256(url.encode()).hexdigest())
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    if tables := os.environ.get(TABLES):
        shutil.copyfile(tables, folder / "cauce.sqlite3")
    cauce(folder, "migrate", "-v0")
    cauce(folder, "demo", "--cases", str(cases), first=ON_THAT_DAY if cases == QUICK_CASES else "")
    pages = "import django; django.setup(); from cauce.operations.assets import lay_out; lay_out()"
    subprocess.run([sys.executable, "-c", pages], cwd=ROOT, check=True)
    (folder / WHOLE).touch()
    return folder


@contextmanager
def demonstration(cases: int) -> Iterator[Path]:
    """Django set up on a demonstration network of its own, where nobody is told to ask more slowly; where it
    stands already (``staying``), that network."""
    if _stands():
        yield Path(os.environ["CAUCE_VAR"])
        return
    with tempfile.TemporaryDirectory(prefix="cauce-bench-") as name:
        folder = network(Path(name), cases)
        unhurried()
        import django

        django.setup()
        yield folder


def unhurried() -> None:
    """A load is measured: the rates are off for the processes to come. Only a demonstration obeys."""
    os.environ["CAUCE_RATES"] = "off"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """One that answers: where, and its process."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def used(self) -> float:
        """Seconds of the processor since it was started, its workers' included."""
        ticks = 0
        for pid in (self.pid, *self.workers()):
            after_the_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(after_the_name[11]) + int(after_the_name[12])
        return ticks / os.sysconf("SC_CLK_TCK")


_stood: list[Server] = []  # the one that stays for every benchmark of this process


@contextmanager
def served() -> Iterator[Server]:
    """The server as ``./run`` starts it, once it answers; where one stays (``staying``), that one."""
    if _stood:
        yield _stood[0]
        return
    port = free_port()
    server = serve(port)
    try:
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait()


@contextmanager
def staying(cases: int) -> Iterator[None]:
    """One demonstration network and one server for every benchmark that this process runs meanwhile."""
    with demonstration(cases), served() as server:
        _stood.append(server)
        try:
            yield
        finally:
            _stood.clear()


def serve(port: int) -> subprocess.Popen[bytes]:
    """The server as ``./run`` starts it, once it answers."""
    words = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "python:cauce.site.server",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    server = subprocess.Popen(words, cwd=ROOT)
    address = urllib.request.Request(f"http://127.0.0.1:{port}/salud/viva/")
    address.add_header("X-Forwarded-Proto", "https")
    for _ in range(3000):
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - it is our own
            return server
        except OSError:
            time.sleep(0.02)
    server.kill()
    raise SystemExit("the server did not start")
