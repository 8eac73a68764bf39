"""REL-14: what guards is broken, one thing at a time; nothing is served without it.

Each time a case is asked for, a write is tried, and the public guide is read. Nothing of the case
may be shown, nothing saved; the guide goes on. Mended, everything works again without a restart.
The control serves without writing down who read.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from .browser import Browser
from .prepared import stage
from .report import Report
from .stage import Server, Stage
from .together import SEEN, open_case

OPEN = ("/salud/viva/", "/guia/", "/entrar/")


@contextlib.contextmanager
def table_gone(held: Stage, name: str) -> Iterator[None]:
    held.child("rename", given=[name, f"{name}_gone"])
    try:
        yield
    finally:
        held.child("rename", given=[f"{name}_gone", name])


@contextlib.contextmanager
def file_gone(file: Path) -> Iterator[None]:
    """A folder in the place of a file, as a mount that is missing."""
    apart = file.with_name(f"{file.name}.gone")
    file.rename(apart)
    file.mkdir()
    try:
        yield
    finally:
        file.rmdir()
        apart.rename(file)


@contextlib.contextmanager
def another_root(file: Path) -> Iterator[None]:
    whole = file.read_bytes()
    file.write_bytes(os.urandom(len(whole)))
    try:
        yield
    finally:
        file.write_bytes(whole)


def breaks(held: Stage) -> dict[str, Callable]:
    """What is broken, by name; each must be closed to reads, to writes, or to both."""
    return {
        "the journal": lambda: table_gone(held, "journal_entry"),
        "the heads of the journal": lambda: table_gone(held, "journal_chain"),
        "the consents": lambda: table_gone(held, "cases_consent"),
        "the root of the keys": lambda: another_root(held.folder / "keystore.root"),
        "the file of the keys": lambda: file_gone(held.folder / "keystore.sqlite3"),
    }


class Looks:
    """One case with words in it, looked at and written to by its officer."""

    def __init__(self, server: Server, held: Stage) -> None:
        self.server, self.word = server, f"palabra-{secrets.token_hex(6)}"
        self.desk = Browser(server.port, held.signed["ines"])
        self.case = open_case(server, held)
        self.page = f"/casos/{self.case}/entrevista/relato/"
        self.write(self.word)

    def write(self, text: str) -> int:
        seen = SEEN.search(self.desk.get(self.page).body)
        form = {"text": text, "seen": seen[1] if seen else "0", "once": str(uuid.uuid4())}
        return self.desk.post(self.page, **form).status

    def read(self) -> tuple[int, bool]:
        answer = self.desk.get(self.page)
        return answer.status, self.word in answer.body

    def wrong(self) -> list[str]:
        """What was served or saved although something that guards it is broken."""
        found = []
        status, shown = self.read()
        if shown or status == 500:
            found.append(f"read {status}{' with the words' if shown else ''}")
        written = self.write("esto no debe quedar")
        if written == 302 or written == 500:
            found.append(f"write {written}")
        stranger = Browser(self.server.port)
        for address in OPEN:
            if (status := stranger.get(address).status) != 200:
                found.append(f"{address} {status}")
        return found


def run(postgres: bool = False, broken: str = "", only: str = "") -> dict[str, list[str]]:
    """What was wrong while each thing was broken, and after it was mended."""
    wrong: dict[str, list[str]] = {}
    held = stage(postgres, name="closed").begin()
    try:
        with Server(held, broken, threads=1) as server:
            looks = Looks(server, held)
            for name, one in breaks(held).items():
                if only and name != only:
                    continue
                # A worker that has a file open would go on with it: they come new.
                with one():
                    if "key" in name:
                        _new_workers(server)
                    wrong[name] = looks.wrong()
                if "key" in name:
                    _new_workers(server)
                if looks.read() != (200, True):
                    wrong[name].append(f"still closed after it was mended: {looks.read()}")
    finally:
        held.end()
    return wrong


def _new_workers(server: Server) -> None:
    import time

    before = server.workers()
    for pid in before:
        server.kill(pid)
    until = time.monotonic() + 10
    while set(before) & set(server.workers()) or len(server.workers()) < len(before):
        if time.monotonic() > until:
            return
        time.sleep(0.01)


def main(count: int, postgres: bool) -> Report:
    report = Report(f"REL-14 fail closed, {'PostgreSQL' if postgres else 'SQLite'}")
    for name, wrong in run(postgres).items():
        report.add(f"broken: {name}", 1, not wrong, "; ".join(wrong))
    found = run(postgres, "no_audit", only="the journal")["the journal"]
    report.add("reads are not written down", 1, not found, "; ".join(found), control=True)
    return report
