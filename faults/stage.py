"""A stage: a folder with a database of its own, a keystore, and servers that may be killed.

``prepared`` makes the stages that harnesses begin from. Nothing outside this machine is asked for
anything: everything listens on 127.0.0.1.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from . import started
from .cluster import Cluster

RESTED = 240  # seconds; a session of a partner ends after ten minutes


class Stuck(RuntimeError):
    """Something that should have come up did not: the harness says nothing about the property."""


def free_port() -> int:
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        return here.getsockname()[1]


@cache
def scratch() -> Path:
    """The folder of everything this process makes; open enough for PostgreSQL's own account."""
    folder = Path(tempfile.mkdtemp(prefix="cauce-faults-"))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@dataclass
class Stage:
    """A folder with what a server needs. ``cluster`` None: SQLite. ``signed`` are its sessions."""

    folder: Path
    cluster: Cluster | None = None
    signed: dict[str, dict[str, str]] = field(default_factory=dict)
    signed_at: float = 0
    keystore: Path | None = None  # None: beside the database
    extra: dict[str, str] = field(default_factory=dict)
    network: str = "harness"  # whose keys and data these are

    @property
    def url(self) -> str:
        return self.cluster.url if self.cluster else f"sqlite:///{self.folder / 'cauce.sqlite3'}"

    def environment(self, broken: str = "", **more: str) -> dict[str, str]:
        """What the processes of this stage are told."""
        keystore = self.keystore or self.folder / "keystore.sqlite3"
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "COV_"))}
        return (
            kept
            | {
                "CAUCE_VAR": str(self.folder),
                "DATABASE_URL": self.url,
                "FAULTS_BREAK": broken,
                "KEYSTORE_URL": f"sqlite:///{keystore}",
                "KEYSTORE_ROOT": str(self.folder / "keystore.root"),
                "DJANGO_SETTINGS_MODULE": "faults.settings",
                "PYTHONPATH": str(started.ROOT),
                "CAUCE_ENVIRONMENT": self.network,
                "CAUCE_SECRET_KEY": "of-a-harness-and-of-nothing-else-at-all",
            }
            | self.extra
            | more
        )

    def cauce(self, *words: str, broken: str = "", check: bool = True):
        """Run one ``cauce`` command here."""
        done = started.run("cauce", *words, environment=self.environment(broken))
        if check and done.returncode:
            raise Stuck(f"cauce {' '.join(words)}: exit {done.returncode}: {done.stderr[-800:]}")
        return done

    def child(self, *words: str, broken: str = "", given: Any = None) -> Any:
        """Run one part of ``faults.child`` here; what it printed as JSON."""
        told = self.environment(broken)
        done = started.run("child", *words, environment=told, given=json.dumps(given))
        if done.returncode:
            raise Stuck(f"faults.child {words[0]}: exit {done.returncode}: {done.stderr[-800:]}")
        return json.loads(done.stdout)

    def copy(self, folder: Path) -> Stage:
        """The same, stopped, in another folder."""
        shutil.copytree(self.folder, folder)
        folder.chmod(0o755)
        cluster = None
        if self.cluster:
            cluster = Cluster(folder / "pg", free_port(), self.cluster.options)
            cluster.own()
        return Stage(folder, cluster, self.signed, self.signed_at, network=self.network)

    def begin(self) -> Stage:
        """Start what it needs; sessions that rested while others were tried are begun anew."""
        if self.cluster:
            self.cluster.start()
        if self.signed and time.monotonic() - self.signed_at > RESTED:
            self.sign_in("again", list(self.signed))
        return self

    def sign_in(self, how: str, given: Any = None) -> None:
        self.signed, self.signed_at = self.child(how, given=given), time.monotonic()

    def end(self) -> None:
        if self.cluster:
            self.cluster.stop()


class Server:
    """The web server of a stage: two workers, as ``./run`` starts it, respawned when they die."""

    def __init__(
        self, stage: Stage, broken: str = "", workers: int = 2, threads: int = 4, **more: str
    ) -> None:
        self.stage, self.port = stage, free_port()
        self.log = stage.folder.parent / f"{stage.folder.name}.log"
        if not os.access(self.log.parent, os.W_OK) or stage.folder.parent != scratch():
            self.log = scratch() / f"server-{self.port}.log"
        words = (
            "--preload",
            "--no-control-socket",
            "--workers",
            str(workers),
            "--threads",
            str(threads),
            "--log-level",
            "warning",
            "--timeout",
            "120",
            "--graceful-timeout",
            "2",
            "--logger-class",
            "cauce.site.logs.WebLogger",
            "-b",
            f"127.0.0.1:{self.port}",
            "faults.wsgi",
        )
        with self.log.open("ab") as log, open(os.devnull) as nothing:
            self.process = started.start(
                "server",
                *words,
                environment=stage.environment(broken, **more),
                streams=(nothing.fileno(), log.fileno(), log.fileno()),
                apart=True,
            )
        self._wait()

    def _wait(self, seconds: float = 60) -> None:
        from .browser import Browser, Gone

        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise Stuck(f"the server ended: {self.log.read_text()[-800:]}")
            try:
                if Browser(self.port).get("/salud/viva/").status == 200:
                    return
            except Gone:
                time.sleep(0.05)
        raise Stuck("the server did not answer")

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        try:
            return [int(pid) for pid in children.read_text().split()]
        except OSError:
            return []

    def kill(self, pid: int) -> None:
        """kill -9, as a machine out of memory does it."""
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()
