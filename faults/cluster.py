"""A PostgreSQL cluster of a harness: made, started, killed, started again. Never a running one."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

LIBRARY = Path("/usr/lib/postgresql")


def programs() -> Path:
    """The folder of initdb, pg_ctl and postgres. Raises ``FileNotFoundError``."""
    found = [path for path in LIBRARY.glob("*/bin") if (path / "initdb").exists()]
    if not found:
        raise FileNotFoundError("postgresql is not installed: apt-get install postgresql")
    return max(found, key=lambda path: float(path.parent.name))


def _account() -> dict[str, object]:
    # PostgreSQL refuses to run as root.
    if os.geteuid():
        return {}
    found = pwd.getpwnam("postgres")
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


@dataclass
class Cluster:
    """One cluster in a folder, on one port. ``options``: settings as ``-c name=value`` has them."""

    folder: Path
    port: int
    options: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"postgres://cauce@127.0.0.1:{self.port}/postgres"

    def _run(self, program: str, *words: str, check: bool = True):
        return subprocess.run(
            [programs() / program, *words],
            check=check,
            stdout=subprocess.DEVNULL,
            cwd="/",
            stderr=subprocess.DEVNULL,
            **_account(),
        )

    def own(self) -> None:
        """Give the folder to PostgreSQL's account, with the rights that it asks for."""
        if not os.geteuid():
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, "postgres", "postgres")
        self.folder.chmod(0o700)

    def make(self) -> None:
        self.folder.mkdir()
        self.own()
        self._run(
            "initdb", "-D", str(self.folder), "-U", "cauce", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
        )

    def start(self, seconds: float = 60) -> None:
        """Start it, however it ended; a stale pid file is no obstacle."""
        given = [
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={self.folder}",
            "max_connections=40",
            *self.options,
        ]
        options = " ".join([f"-p {self.port}", *(f"-c {one}" for one in given)])
        until = time.monotonic() + seconds
        while True:
            done = self._run(
                "pg_ctl",
                "-w",
                "-t",
                "60",
                "-D",
                str(self.folder),
                "-o",
                options,
                "-l",
                str(self.folder / "log"),
                "start",
                check=False,
            )
            if done.returncode == 0:
                return
            if time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text()[-800:])
            time.sleep(0.05)

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-w", "-m", how, "-D", str(self.folder), "stop", check=False)

    def postmaster(self) -> int:
        return int((self.folder / "postmaster.pid").read_text().splitlines()[0])

    def backends(self) -> list[int]:
        """The processes that serve a connection."""
        found = []
        try:
            main = self.postmaster()
            children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        except (OSError, ValueError, IndexError):
            return []
        for pid in children:
            with contextlib.suppress(OSError):
                if b"cauce" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    found.append(int(pid))
        return found

    def kill_postmaster(self) -> None:
        """kill -9 of the whole server; the others see it and end."""
        pid = self.postmaster()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(pid, signal.SIGKILL)
        for child in children:
            while Path(f"/proc/{child}").exists() and _alive(int(child)):
                time.sleep(0.01)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
