"""REL-05: two officers on one case. Nobody's words are silently written over.

Each reads the page, waits as chance has it, and saves with the version that was seen. What was
acknowledged must be the very next version in the history; whoever came second must be shown both
texts instead. The control never compares the versions.
"""

from __future__ import annotations

import random
import re
import secrets
import threading
import time
import uuid
from typing import Any

from .browser import Browser
from .prepared import stage
from .report import Report
from .stage import Server, Stage
from .writers import ID, keeping

SEEN = re.compile(r'name="seen"[^>]*value="(\d+)"')
ROUND = 50  # a case's history is read whole at the end: some interleavings on each


def open_case(server: Server, held: Stage) -> str:
    """A case at Houston whose person agreed that her data be kept; its id."""
    window, desk = (Browser(server.port, held.signed[who]) for who in ("lucia", "ines"))
    passed = window.post("/mostrador/siguiente/", turn=secrets.token_hex(4), once=str(uuid.uuid4()))
    encounter = ID.findall(passed.location)[-1]
    opened = desk.post(f"/turnos/{encounter}/", do="open", once=str(uuid.uuid4()))
    case = ID.findall(opened.location)[-1]
    desk.post(f"/casos/{case}/permisos/", once=str(uuid.uuid4()), **keeping("yes"))
    return case


def _officer(who: Browser, page: str, wait: float, start: threading.Barrier, saved: list[Any]) -> None:
    seen = SEEN.search(who.get(page).body)
    start.wait(30)
    time.sleep(wait)
    text = f"{uuid.uuid4()}"
    answer = who.post(page, text=text, seen=seen[1], once=str(uuid.uuid4()))
    saved.append((int(seen[1]), text, answer.status, answer.body))


def _interleaving(server: Server, held: Stage, case: str, dice: random.Random, saved: list) -> None:
    start = threading.Barrier(2)
    page = f"/casos/{case}/entrevista/relato/"
    threads = []
    for name in ("ines", "mateo"):
        who = Browser(server.port, held.signed[name])
        wait = dice.choice((0, 0, dice.uniform(0, 0.03)))
        threads.append(threading.Thread(target=_officer, args=(who, page, wait, start, saved), daemon=True))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def _wrong(saved: list[Any], history: dict[str, str]) -> list[str]:
    """What was acknowledged and is not in the history where it belongs, and conflicts not shown."""
    wrong = []
    for seen, text, status, body in saved:
        if status == 302:
            if history.get(str(seen + 1)) != text:
                wrong.append(f"saved on {seen}, but version {seen + 1} is another text")
        elif status != 200 or text not in body:
            wrong.append(f"not saved ({status}), and not shown back")
    return wrong


def run(count: int, postgres: bool = False, broken: str = "") -> dict[str, Any]:
    """So many interleavings; how many saves were acknowledged, and what is wrong."""
    dice, wrong, good, conflicts = random.Random(5), [], 0, 0
    held = stage(postgres, name="together").begin()
    try:
        with Server(held, broken) as server:
            for first in range(0, count, ROUND):
                case, saved = open_case(server, held), []
                for _ in range(min(ROUND, count - first)):
                    _interleaving(server, held, case, dice, saved)
                wrong += _wrong(saved, held.child("history", given=case))
                good += sum(one[2] == 302 for one in saved)
                conflicts += sum(one[2] == 200 for one in saved)
    finally:
        held.end()
    return {"wrong": wrong, "acknowledged": good, "conflicts": conflicts}


def main(count: int, postgres: bool) -> Report:
    report = Report(f"REL-05 two officers, one case, {'PostgreSQL' if postgres else 'SQLite'}")
    found = run(count, postgres)
    words = (
        f"{len(found['wrong'])} silent overwrites; {found['acknowledged']} saved, "
        f"{found['conflicts']} shown both texts"
    )
    # Interleavings that never met say nothing.
    met = found["conflicts"] > 0
    report.add("interleavings", count, not found["wrong"] and met, words)
    few = min(count, 20)
    found = run(few, postgres, broken="no_version")
    report.add(
        "the version is not compared",
        few,
        not found["wrong"],
        f"{len(found['wrong'])} silent overwrites",
        control=True,
    )
    return report
