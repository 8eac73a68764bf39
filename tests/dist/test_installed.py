"""Installed from nothing: hashed packages, the wheel, the demonstration served from it; ``make dist-test``.

DIST_PYTHONS="python3.13 /opt/python3.11/bin/python3" DIST_CASES=2000 make dist-test
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.stage import free_port
from tests.shared import ROOT

PYTHONS = os.environ.get("DIST_PYTHONS", getattr(sys, "_base_executable", sys.executable)).split()
CASES = os.environ.get("DIST_CASES", "60")
MOST_MB = 350
# What a Python puts into every environment of its own.
OF_VENV = ("pip", "setuptools", "_distutils_hack", "distutils-precedence", "pkg_resources")
PATIENCE = 600  # seconds: a machine with much else to do
# What an extra alone can read, and what starts the pages; everything else must be readable without.
APART = (
    "cauce.site.wsgi",
    "cauce.methods.estimation",
    "cauce.methods.evaluation",
    "cauce.methods.linkage",
    "cauce.measurement.publishing.synthetic",
)
READ = f"""
import importlib, pkgutil, cauce, django
django.setup()
for found in pkgutil.walk_packages(cauce.__path__, "cauce."):
    if not found.name.startswith({APART}) and not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""


class Installed:
    """An environment of its own in a folder, with an account's data folder beside it."""

    def __init__(self, folder: Path, python: str, wheel: Path) -> None:
        self.bin, self.python = folder / "venv/bin", python
        kept = ("PATH", "LANG", "TMPDIR", "UV_CACHE_DIR")
        reach = ("PIP_", "SSL_", "REQUESTS_", "http", "HTTP", "no_proxy", "NO_PROXY")
        self.env = {k: v for k, v in os.environ.items() if k in kept or k.startswith(reach)}
        self.env |= {"HOME": str(folder), "DJANGO_SETTINGS_MODULE": "cauce.site.settings.run"}
        self.folder = folder
        began = time.monotonic()
        self._do(python, "-m", "venv", str(folder / "venv"))
        self.pip("--require-hashes", "-r", str(ROOT / "requirements/base.txt"))
        self.pip("--no-deps", str(wheel))
        self.seconds = time.monotonic() - began

    def _do(self, *words: str) -> str:
        done = subprocess.run(words, cwd=self.folder, env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        return done.stdout

    def pip(self, *words: str) -> None:
        self._do(str(self.bin / "pip"), "install", "--quiet", "--disable-pip-version-check", *words)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.bin / "cauce"), *words], cwd=self.folder, env=self.env, capture_output=True, text=True
        )

    def demonstration(self, port: int) -> subprocess.Popen[str]:
        with (self.folder / "progress").open("w") as progress:
            return subprocess.Popen(
                [str(self.bin / "cauce"), "demo", "--serve", "--cases", CASES, "--port", str(port)],
                cwd=self.folder,
                env=self.env,
                stdout=subprocess.PIPE,
                stderr=progress,
                text=True,
            )

    def answered(self, port: int, path: str, server: subprocess.Popen[str]) -> bytes:
        """The body of a page, once it is there; no longer than its server runs."""
        end = time.monotonic() + PATIENCE
        while server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
                    return answer.read()
            except OSError:  # nobody listens yet
                assert time.monotonic() < end
                time.sleep(0.2)
        raise AssertionError((self.folder / "progress").read_text()[-2000:])


@pytest.fixture(scope="module", params=PYTHONS)
def installed(request, tmp_path_factory, wheel) -> Iterator[Installed]:
    folder = tmp_path_factory.mktemp("installed")
    yield Installed(folder, request.param, wheel)
    shutil.rmtree(folder)


def group_of(process: subprocess.Popen[str]) -> set[int]:
    """The processes that it started, and theirs."""
    found, new = set(), {process.pid}
    while new:
        found |= new
        lines = [Path(f"/proc/{pid}/task/{pid}/children") for pid in new]
        new = {int(one) for line in lines if line.exists() for one in line.read_text().split()} - found
    return found - {process.pid}


def running(pid: int) -> str:
    """What it was called as; '' for one that ended, also where nobody has asked how."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def test_the_base_installation_is_small_whole_and_reads_without_any_extra(installed):
    site = next((installed.bin.parent / "lib").glob("python3*/site-packages"))
    sizes = {one.name: size(one) for one in site.iterdir() if not one.name.startswith(OF_VENV)}
    whole = sum(sizes.values()) / 1e6
    largest = sorted(sizes.items(), key=lambda one: -one[1])[:8]
    print(f"\n{installed.python}: {installed.seconds:.0f} s, {whole:.0f} MB", largest)
    assert whole < MOST_MB
    assert [one for one in site.glob("*.pth") if not one.name.startswith(OF_VENV)] == []
    assert list(site.glob("cauce/**/tests")) == []
    python = str(installed.bin / "python")
    installed._do(str(installed.bin / "pip"), "check")
    installed._do(python, "-c", READ)


def size(path: Path) -> int:
    return sum(one.stat().st_size for one in (path.rglob("*") if path.is_dir() else [path]) if one.is_file())


def test_its_content_is_found_and_what_needs_an_extra_says_which(installed):
    checked = installed.run("check", "--json")
    assert checked.returncode == 0 and json.loads(checked.stdout)["edition"]
    refused = installed.run("estimate", "any.csv")
    assert refused.returncode == 2 and "pip install 'cauce[statistics]'" in refused.stderr


def test_it_serves_the_demonstration_with_its_styles_and_ends_when_told(installed):
    port, began = free_port(), time.monotonic()
    server = installed.demonstration(port)
    try:
        page = installed.answered(port, "/entrar/", server).decode()
        seconds = time.monotonic() - began
        print(f"\n{installed.python}: first page after {installed.seconds + seconds:.0f} s in all")
        [style] = {one for one in page.split('"') if one.startswith("/static/ui/base.")}
        assert b"{" in installed.answered(port, style, server) and "hou-proteccion" not in page
        taken = installed.run("demo", "--serve", "--port", str(port))
        assert taken.returncode == 2 and "--port 8001" in taken.stderr
        beside = group_of(server)
        assert len(beside) >= 4  # the loop, the pages and their two workers
    finally:
        server.send_signal(signal.SIGINT)
        told, _ = server.communicate(timeout=60)
    assert server.returncode == 0 and "hou-proteccion" in told and f"http://localhost:{port}/" in told
    assert {pid: said for pid in beside if (said := running(pid))} == {}
    assert (installed.folder / ".local/share/cauce/cauce.sqlite3").exists()


def test_a_second_time_it_is_there_at_once_and_what_was_written_is_kept(installed):
    port, began = free_port(), time.monotonic()
    server = installed.demonstration(port)
    try:
        installed.answered(port, "/vivo/", server)
        print(f"\n{installed.python}: a second time after {time.monotonic() - began:.0f} s")
    finally:
        server.terminate()
    assert server.wait(60) == 0
