"""A real server under malformed requests: it is prepared, warmed, started, looked at and stopped."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from faults import prepared, started
from tests import demonstration

from .malformed import ANON, ROOT, ask

PRESS = b"cauce.site.press"


@dataclass
class Server:
    """gunicorn with the workers and threads of ./run, on a database of its own."""

    folder: Path
    settings: str = "cauce.site.settings.run"
    port: int = 0
    process: started.Process | None = None

    @property
    def env(self) -> dict[str, str]:
        url = f"sqlite:///{self.folder}/var/cauce.sqlite3"
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KEYSTORE", "CAUCE", "DATABASE"))}
        return {
            **kept,
            "CAUCE_VAR": str(self.folder / "var"),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "CAUCE_RATES": "off",
            "PYTHONPATH": str(ROOT),
        }

    def python(self, text: str) -> str:
        done = started.run("code", text, environment=self.env)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def prepare(self) -> str:
        """Make the database with the invented cast; the cookies of Inés, who signed in."""
        var = self.folder / "var"
        prepared.tables(var)
        mark = hashlib.sha256(self.env["DATABASE_URL"].encode()).hexdigest()
        (var / "demonstration").write_text(mark)
        demonstration.laid_out(var)
        return self.python(
            "import django; django.setup()\n"
            "from tests import cast; from django.test import Client\n"
            "from cauce.staff.accounts.codes import DEMO_CODE\n"
            "cast.build(); c = Client(SERVER_NAME='localhost')\n"
            "form = {'username': 'ines', 'password': cast.PASSWORD, 'one_time_code': DEMO_CODE}\n"
            "assert c.post('/entrar/', form).status_code == 302\n"
            "print('; '.join(f'{n}={one.value}' for n, one in c.cookies.items() if n != 'csrftoken'))"
        ).strip()

    def warm(self, session: str, addresses: list[str]) -> None:
        """What the workers of ``tests.security.warmed`` will have been asked before they are made."""
        lines = "\n".join([session, *addresses])
        (self.folder / "var" / "warmed.txt").write_text(lines, encoding="utf-8")

    def start(self, application: str = "cauce.site.wsgi") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = [
            "--preload",
            "--workers",
            "2",
            "--threads",
            "4",
            "--no-control-socket",
            "--log-level",
            "warning",
            "--logger-class",
            "cauce.site.logs.WebLogger",
            "-b",
            f"127.0.0.1:{self.port}",
            application,
        ]
        errors = self.folder / f"{self.settings}.errors"
        with open(os.devnull, "r+b") as nothing, errors.open("wb") as log:
            self.process = started.start(
                "server",
                *words,
                environment=self.env,
                apart=True,
                streams=[nothing.fileno(), nothing.fileno(), log.fileno()],
            )
        for _ in range(300):
            try:
                if ask(self.port, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"):
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise RuntimeError(self.said())

    def said(self) -> str:
        """The end of what the server wrote about what went wrong."""
        return (self.folder / f"{self.settings}.errors").read_text()[-2000:]

    def stop(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(timeout=60)

    def workers(self) -> list[int]:
        name = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        words = {int(one): Path(f"/proc/{one}/cmdline").read_bytes() for one in name.read_text().split()}
        # A press that was begun before the workers stands beside them until nobody printed for a while.
        return sorted(one for one, its in words.items() if its and PRESS not in its)

    def memory(self) -> int:
        """Bytes that the workers hold, but for pages of files: a fork begins with none of those."""
        held = [Path(f"/proc/{one}/status").read_text() for one in self.workers()]
        return sum(int(ANON.search(one)[1]) for one in held) * 1024


def storm(server: Server, requests: Iterator[bytes]) -> tuple[Counter, list[bytes]]:
    """Send them all, four at a time: how often each status came, and what made the server fail."""
    answers: Counter = Counter()
    broke: list[bytes] = []

    def one(data: bytes) -> tuple[int, bytes]:
        return ask(server.port, data), data

    with ThreadPoolExecutor(4) as crew:
        for status, data in crew.map(one, requests):
            answers[status] += 1
            if status == 500:
                broke.append(data)
    return answers, broke
