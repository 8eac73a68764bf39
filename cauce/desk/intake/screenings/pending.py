"""What was ticked, between the cues and the answer of the person: minutes, and only in the session.

No turn number is beside it, so it is about nobody. It is forgotten as soon as the officer answers,
begins again, or ten minutes pass.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.http import HttpRequest

KEY = "window"
MINUTES = 10


@dataclass(frozen=True, slots=True)
class Pending:
    """The ids that were ticked and the ids of what they lead to offering; none: too little to pass a turn."""

    cues: list[str]
    offers: list[str]
    space: str = ""  # where, when it was not the counter


def hold(request: HttpRequest, cues: list[str], offers: list[str], space: str = "") -> None:
    request.session[KEY] = {"cues": cues, "offers": offers, "space": space, "at": int(time.time())}


def held(request: HttpRequest) -> Pending | None:
    """What is held; None: nothing, or it is too old."""
    found = request.session.get(KEY)
    if found is None or time.time() - found["at"] > MINUTES * 60:
        forget(request)
        return None
    return Pending(found["cues"], found["offers"], found["space"])


def open_anew(request: HttpRequest) -> None:
    """Forget what was ticked, but once: the page that says that it was too little may still pass it on."""
    found = request.session.get(KEY)
    if found and not found["offers"] and not found.get("said"):
        request.session[KEY] = found | {"said": True}
    else:
        forget(request)


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
