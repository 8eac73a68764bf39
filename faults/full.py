"""REL-03: the disk is full. A small one for the database, the keys and the rest, in turn.

People write until there is no room: what does not fit is refused with 507 or 503 and never with
500; what was acknowledged can be read, the database is whole, and people go on reading, which is
written down in the room that was kept for it. With room again they write again, without a restart.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from .browser import Browser, Gone
from .prepared import stage
from .report import Report, summary
from .stage import Server, Stage, scratch
from .together import SEEN, open_case
from .writers import Acknowledged, Writers

MEGABYTE = 1 << 20
FULL = (507, 503)
REFUSED = 30  # answers that said so, before somebody looks
MOST_SECONDS = 120  # until two people filled what was left, on a machine that does much else


@contextlib.contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A file system in memory of so many megabytes."""
    place = scratch() / f"small-{time.monotonic_ns()}"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "none", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)
        place.rmdir()


def _fill(place: Path, leave: int) -> Path:
    """Fill it but for so many bytes; the file that does."""
    ballast = place / "somebody-elses-file"
    room = shutil.disk_usage(place).free - leave
    with ballast.open("wb") as file:
        left = room
        with contextlib.suppress(OSError):
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 16)))
    return ballast


def _write(server: Server, held: Stage, case: str, text: str) -> tuple[int, bool]:
    desk, page = Browser(server.port, held.signed["ines"]), f"/casos/{case}/entrevista/relato/"
    seen = SEEN.search(desk.get(page).body)
    form = {"text": text, "seen": seen[1] if seen else "0", "once": str(uuid.uuid4())}
    answer = desk.post(page, **form)
    return answer.status, text[-200:] in answer.body


def run(which: str, reserve: bool = True) -> dict[str, Any]:
    """Fill the disk of ``which`` (database, keys, rest) under writing; what was answered."""
    with small_disk(40) as place:
        held = stage(name="full")
        if which == "keys":
            held.keystore = place / "keystore.sqlite3"
        else:
            moved = place / "var"
            shutil.copytree(held.folder, moved)
            held = replace(held, folder=moved)
        if reserve and which != "keys":
            held.extra = {"FAULTS_RESERVE": str(2 * MEGABYTE)}
            held.cauce("tick", "--json")
        kept = Acknowledged()
        with Server(held) as server:
            case = open_case(server, held)
            _write(server, held, case, "Lo que ya estaba.")
            ballast = _fill(place, 300_000)
            with Writers(server.port, held.signed, kept, 2):
                until = time.monotonic() + MOST_SECONDS
                while time.monotonic() < until and kept.answered(*FULL) < REFUSED:
                    time.sleep(0.05)
            refused, back = _write(server, held, case, "Contó que no la dejan salir. " * 600)
            reading = [_status(server, held, f"/casos/{case}/") for _ in range(5)]
            ballast.unlink()
            if reserve and which != "keys":
                held.cauce("tick", "--json")
            again, _ = _write(server, held, case, "Ya hay lugar.")
        found = held.child("check", given={"acks": kept.snapshot()})
    return found | {
        "answers": kept.answers,
        "refused": refused,
        "back": back,
        "reading": reading,
        "again": again,
    }


def _status(server: Server, held: Stage, address: str) -> int:
    try:
        return Browser(server.port, held.signed["ines"]).get(address).status
    except Gone:
        return 0


def main(count: int, postgres: bool) -> Report:
    report = Report("REL-03 the disk is full, SQLite")
    for which in ("database", "keys"):
        found = run(which)
        whole, words = summary(found)
        answers = set(found["answers"]) - {302}
        said = answers <= set(FULL) and answers and 500 not in found["answers"]
        good = whole and said and found["again"] == 302 and set(found["reading"]) == {200}
        report.add(
            f"the disk of the {which}",
            sum(found["answers"].values()),
            bool(good),
            f"{words}; answers {found['answers']}, reading {found['reading']}, "
            f"shown back {found['back']}, with room again {found['again']}",
        )
    found = run("database", reserve=False)
    report.add(
        "nothing kept for reading",
        5,
        set(found["reading"]) == {200},
        f"reading {found['reading']}",
        control=True,
    )
    return report
