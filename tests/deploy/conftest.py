"""The server as the guide sets it up: the shipped nginx file, TLS, a socket, the settings of production."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from faults import prepared
from tests import demonstration
from tests.stages import stages as stages

ROOT = Path(__file__).resolve().parents[2]
NAME = "cauce.example"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _is_whole(answer: bytes) -> bool:
    """Whether an answer that says how long it is is there."""
    head, end, body = answer.partition(b"\r\n\r\n")
    long = re.search(rb"\r\nContent-Length: (\d+)", head)
    return bool(end and long and len(body) >= int(long[1]))


@dataclass(frozen=True)
class Served:
    """A running server: where it listens, and where it writes."""

    plain: int
    tls: int
    folder: Path

    def connect(self, context: ssl.SSLContext | None = None) -> ssl.SSLSocket:
        context = context or ssl._create_unverified_context()  # noqa: S323 — its own certificate
        raw = socket.create_connection(("127.0.0.1", self.tls), timeout=20)
        return context.wrap_socket(raw, server_hostname=NAME)

    def raw(self, request: bytes, *, one: bool = False) -> bytes:
        """Send bytes as they are over TLS; everything that comes back until it closes.

        ``one``: of one answer no more than it says itself (nginx waits for the rest of what is too large).
        """
        with self.connect() as line:
            line.sendall(request)
            line.settimeout(10)
            got = b""
            try:
                while not (one and _is_whole(got)) and (more := line.recv(65536)):
                    got += more
            except TimeoutError:
                pass
            return got

    def get(self, path: str, *, method: str = "GET", host: str = NAME, more: str = "") -> bytes:
        asked = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n"
        return self.raw(asked.encode(), one=True)


def _certificate(folder: Path) -> None:
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            f"/CN={NAME}",
            "-addext",
            f"subjectAltName=DNS:{NAME}",
            "-keyout",
            folder / "privkey.pem",
            "-out",
            folder / "fullchain.pem",
        ],
        check=True,
        capture_output=True,
    )


def _nginx(folder: Path, plain: int, tls: int) -> Path:
    """The shipped file with nothing changed but ports, folders and the socket."""
    site = (ROOT / "deploy/nginx/cauce.conf").read_text()
    for old, new in (
        ("listen [::]:80 default_server;", ""),
        ("listen [::]:443 ssl default_server;", ""),
        ("listen 80 ", f"listen 127.0.0.1:{plain} "),
        ("listen 443 ", f"listen 127.0.0.1:{tls} "),
        ("/etc/ssl/cauce", str(folder)),
        ("/var/log/nginx", str(folder)),
        ("/run/cauce/web.sock", f"{folder}/web.sock"),
        ("/dev/shm/cauce_body", f"{folder}/memory"),
        ("/etc/nginx/cauce_proxy.conf", str(ROOT / "deploy/nginx/cauce_proxy.conf")),
    ):
        assert old in site, old
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site)
    whole = folder / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""  # the folder of a test is its owner's alone
    whole.write_text(
        f"daemon off; {user} worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/start.log;\n"
        "events { worker_connections 128; }\n"
        f"http {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"include {folder}/site.conf; }}\n"
    )
    return whole


def _wait(served: Served) -> None:
    for _ in range(150):
        try:
            if served.get("/salud/viva/").startswith(b"HTTP/1.1 200"):
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError((served.folder / "start.log").read_text()[-2000:])


@pytest.fixture(scope="session")
def served(tmp_path_factory, stages):
    folder = tmp_path_factory.mktemp("server")
    served = Served(free_port(), free_port(), folder)
    env = {
        **os.environ,
        "CAUCE_VAR": str(folder / "var"),
        "CAUCE_HOSTS": NAME,
        "DJANGO_SETTINGS_MODULE": "cauce.site.settings.run",
        "DATABASE_URL": f"sqlite:///{folder}/var/cauce.sqlite3",
    }
    for name in ("KEYSTORE_URL", "KEYSTORE_ROOT", "CAUCE_SECRET_KEY"):
        env.pop(name, None)
    prepared.tables(folder / "var")
    demonstration.laid_out(folder / "var")
    _certificate(folder)
    whole = _nginx(folder, served.plain, served.tls)
    unit = (ROOT / "deploy/systemd/cauce.service").read_text()
    start = unit[unit.index("ExecStart=") :].split("\n\n")[0].split("Restart=")[0]
    words = start.removeprefix("ExecStart=").replace("\\\n", " ").split()[1:]
    words = [w.replace("/run/cauce", str(folder)) for w in words]
    web = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *words], env=env, cwd=ROOT, start_new_session=True
    )
    proxy = subprocess.Popen([shutil.which("nginx") or "nginx", "-c", whole], start_new_session=True)
    try:
        _wait(served)
        yield served
    finally:
        for one in (web, proxy):
            os.killpg(one.pid, signal.SIGTERM)
            one.wait(timeout=30)
