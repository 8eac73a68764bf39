"""Officers who write without pause and keep what was acknowledged: a turn, its case, words, consent."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from .browser import Answer, Browser, Gone

HOUSTON = ZoneInfo("America/Chicago")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def local_now() -> str:
    return dt.datetime.now(HOUSTON).strftime("%Y-%m-%dT%H:%M")


def keeping(answer: str) -> dict[str, str]:
    """The form by which a person agrees, or not, that her data be kept."""
    return {
        "keeping": answer,
        "language": "spa",
        "interpreter": "none",
        "way": "voice",
        "happened_at": local_now(),
    }


@dataclass
class Acknowledged:
    """What the server said it had done. ``begun``: how many turns were passed, answered or not."""

    encounters: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    consents: list[str] = field(default_factory=list)
    begun: int = 0
    answers: dict[int, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def snapshot(self) -> dict[str, Any]:
        """A copy of this instant, as ``whole.look`` takes it."""
        with self.lock:
            return {
                "encounters": list(self.encounters),
                "cases": list(self.cases),
                "texts": list(self.texts),
                "consents": list(self.consents),
                "begun": self.begun,
            }

    def count(self) -> int:
        with self.lock:
            return len(self.encounters + self.cases + self.texts + self.consents)

    def answered(self, *statuses: int) -> int:
        """How many answers came with one of these; of none: at all, refusals too."""
        with self.lock:
            return sum(times for one, times in self.answers.items() if not statuses or one in statuses)


class Writers:
    """Threads that write until they are stopped; each sends a form again until it is answered."""

    def __init__(self, port: int, signed: dict, kept: Acknowledged, threads: int = 3) -> None:
        self.port, self.signed, self.kept = port, signed, kept
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._work, daemon=True) for _ in range(threads)]

    def __enter__(self) -> Writers:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join(90)

    def _work(self) -> None:
        window = Browser(self.port, self.signed["lucia"], 20)
        desk = Browser(self.port, self.signed["ines"], 20)
        while not self.stopping.is_set():
            self._one(window, desk)

    def _one(self, window: Browser, desk: Browser) -> None:
        kept = self.kept
        with kept.lock:
            kept.begun += 1
        passed = self._until(window, "/mostrador/siguiente/", turn=secrets.token_hex(5))
        if not (id := self._id(passed, kept.encounters)):
            return
        opened = self._until(desk, f"/turnos/{id}/", do="open")
        if not (case := self._id(opened, kept.cases)):
            return
        text = f"Contó: {secrets.token_hex(40)}"
        told = self._until(desk, f"/casos/{case}/entrevista/relato/", text=text, seen="0")
        if told and told.status == 302:
            with kept.lock:
                kept.texts.append((case, text))
        agreed = self._until(desk, f"/casos/{case}/permisos/", **keeping("yes"))
        if agreed and agreed.status == 302:
            with kept.lock:
                kept.consents.append(case)

    def _id(self, answer: Answer | None, into: list[str]) -> str:
        """The id of what was made, kept as acknowledged; '' when it was not."""
        if answer is None or answer.status != 302:
            return ""
        found = ID.findall(answer.location)
        if not found:
            return ""
        with self.kept.lock:
            into.append(found[-1])
        return found[-1]

    def _until(self, who: Browser, address: str, **form: str) -> Answer | None:
        """The same form, with the same key, until somebody answers; None: it was time to stop."""
        form |= {"once": str(uuid.uuid4())}
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                answer = who.post(address, **form)
            except Gone:
                answer = None
            if answer:
                with self.kept.lock:
                    self.kept.answers[answer.status] = self.kept.answers.get(answer.status, 0) + 1
                if answer.acknowledged:
                    return answer
            if self.stopping.is_set():
                return None
            time.sleep(0.01)
        return None
