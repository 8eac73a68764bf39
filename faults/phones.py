"""REL-07: telephones that were offline. Forms come late, twice, out of order, and in pieces.

The product keeps no drafts in a browser: what is written without a network is written on telephones
with ODK Collect. Three of them send as chance has it while workers are killed; a model says what
must be there. Nothing acknowledged is lost, nothing is there twice, a correction stands whichever
came first, and each is what its telephone wrote. The control is a telephone that makes a new number
for each try.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import time
import uuid
from dataclasses import replace
from typing import Any

import django

from .prepared import stage
from .report import Report
from .stage import Server

CODE = "formato-d"


def _again(phone, form, **how: Any) -> bool:
    """Send until somebody says that it was taken; whether somebody did."""
    for _ in range(40):
        try:
            if phone.send(form, **how).status == 201:
                return True
        except (OSError, http.client.HTTPException, AssertionError):
            pass
        time.sleep(0.05)
    return False


def _filled(phone, number: int, **how: Any):
    answers = {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "no", "turn": f"M{number}"}
    return phone.finish(CODE, answers, **how)


def _plan(phones: list, count: int, dice: random.Random) -> tuple[list[Any], dict[str, str]]:
    """What is sent, in the order of chance, and of each form what it must be in the end."""
    sends, model = [], {}
    for number in range(count):
        phone = phones[number % len(phones)]
        first = _filled(phone, number)
        model[first.instance] = f"M{number}"
        kinds = [("whole", phone, first)] * dice.choice((1, 1, 2, 3))
        if dice.random() < 0.3:
            corrected = _filled(phone, 10_000 + number, deprecated=first.instance)
            model[corrected.instance], model[first.instance] = f"M{10_000 + number}", "superseded"
            kinds.append(("whole", phone, corrected))
        elif dice.random() < 0.3:
            kinds.append(("pieces", phone, first))
        sends += kinds
    dice.shuffle(sends)
    return sends, model


def _renumbered(form, dice: random.Random):
    """The same form as a telephone that forgot its number would send it."""
    other = f"uuid:{uuid.UUID(int=dice.getrandbits(128))}"
    return replace(form, instance=other, xml=re.sub(rb"uuid:[0-9a-f-]{36}", other.encode(), form.xml))


def run(count: int, postgres: bool = False, forgets: bool = False) -> dict[str, Any]:
    """So many forms; what is lost, doubled or other than it was written."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.site.settings.test")
    django.setup()  # the telephone's own code asks for it; the server is another process
    from tests.field import Phone

    dice, acknowledged = random.Random(7), set()
    held = stage(postgres, name="phones").begin()
    try:
        secrets = held.child("telephones", given=3)
        with Server(held) as server:
            phones = [Phone(f"http://127.0.0.1:{server.port}/campo/{one}") for one in secrets]
            for phone in phones:
                phone.fetch(next(row for row in phone.list() if row["formID"] == CODE))
            sends, model = _plan(phones, count, dice)
            for kind, phone, form in sends:
                if dice.random() < 0.05:
                    server.kill(dice.choice(server.workers() or [0]) or server.process.pid)
                if kind == "pieces":
                    _again(phone, form, files=[], more=True)
                sent = _renumbered(form, dice) if forgets and dice.random() < 0.5 else form
                if _again(phone, sent):
                    acknowledged.add(form.instance)
        found = held.child("arrived")
    finally:
        held.end()
    wrong = [f"lost {id}" for id in sorted(acknowledged - found["turns"].keys())]
    wrong += [f"twice or unknown: {id}" for id in found["turns"].keys() - model.keys()]
    wrong += [
        f"{id}: {found['turns'][id]}, not {model[id]}"
        for id in found["turns"].keys() & model.keys()
        if found["turns"][id] != model[id]
    ]
    unsent = len(model.keys() - acknowledged)
    return {"wrong": wrong, "sent": len(sends), "unsent": unsent}


def main(count: int, postgres: bool) -> Report:
    report = Report(f"REL-07 telephones in the field, {'PostgreSQL' if postgres else 'SQLite'}")
    found = run(count, postgres)
    report.add(
        "late, twice, out of order, in pieces, killed",
        found["sent"],
        not found["wrong"] and not found["unsent"],
        f"{len(found['wrong'])} wrong {found['wrong'][:2]}",
    )
    few = max(10, count // 10)
    found = run(few, postgres, forgets=True)
    report.add(
        "a new number for each try",
        found["sent"],
        not found["wrong"],
        f"{len(found['wrong'])} wrong",
        control=True,
    )
    return report
