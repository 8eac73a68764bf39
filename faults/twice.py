"""REL-06: one form, sent fifty times at once, and again after a kill: one effect, one answer."""

from __future__ import annotations

import secrets
import threading
import time
import uuid
from typing import Any

from .browser import Browser, Gone
from .prepared import stage
from .report import Report
from .stage import Server


def _send(server: Server, cookies: dict, form: dict[str, str], heard: list[Any]) -> None:
    try:
        answer = Browser(server.port, cookies).post("/mostrador/siguiente/", **form)
        heard.append((answer.status, answer.location))
    except Gone:
        heard.append((0, ""))


def run(count: int, postgres: bool = False, broken: str = "", rounds: int = 3) -> dict[str, Any]:
    """In each round the same form so many times at once, workers killed meanwhile, then again."""
    effects, places, odd = [], [], 0
    held = stage(postgres, name="twice").begin()
    try:
        with Server(held, broken) as server:
            for number in range(rounds):
                form = {"turn": secrets.token_hex(5), "once": str(uuid.uuid4())}
                heard: list[Any] = []
                cookies = held.signed["lucia"]
                threads = [
                    threading.Thread(target=_send, args=(server, cookies, form, heard), daemon=True)
                    for _ in range(count)
                ]
                for thread in threads:
                    thread.start()
                if number:
                    time.sleep(0.1 * number)
                    for pid in server.workers():
                        server.kill(pid)
                for thread in threads:
                    thread.join(90)
                for _ in range(3):
                    _send(server, cookies, form, heard)
                effects.append(held.child("turns", given=form["turn"]))
                places.append(len({place for status, place in heard if status == 302}))
                odd += sum(status not in (0, 302) for status, _ in heard)
    finally:
        held.end()
    return {"effects": effects, "answers": places, "odd": odd}


def main(count: int, postgres: bool) -> Report:
    report = Report(f"REL-06 the same form again, {'PostgreSQL' if postgres else 'SQLite'}")
    for name, broken in (("with its key", ""), ("without a key", "no_key")):
        found = run(count, postgres, broken)
        one = set(found["effects"]) == {1} and set(found["answers"]) == {1} and not found["odd"]
        words = f"effects {found['effects']}, different answers {found['answers']}"
        report.add(
            f"{count} at once, a kill, again, {name}", len(found["effects"]), one, words, control=bool(broken)
        )
    return report
