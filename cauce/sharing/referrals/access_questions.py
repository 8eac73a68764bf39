"""What was asked back about a request, and how each question was answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .access import steps_of
from .models import Referral


@dataclass(frozen=True)
class Question:
    """One question back. ``wanted``: ids of the data, or ``OTHER``; empty: nobody said which. ``how``: the
    code of its answer, empty where whoever asked says that it knows now. ``answered_at`` None: it waits."""

    side: str
    at: dt.datetime
    wanted: tuple[str, ...] = ()
    answered_at: dt.datetime | None = None
    how: str = ""


def questions_of(referral: Referral) -> list[Question]:
    """The questions back of a referral (already looked up), oldest first; only the last one may wait."""
    found: list[Question] = []
    for step in steps_of(referral):
        if step.act == "ask_info":
            found.append(Question(step.side, step.at, tuple(step.wanted or ())))
        elif step.act == "answer_info" and found:
            asked = found.pop()
            found.append(Question(asked.side, asked.at, asked.wanted, step.at, step.code))
    return found
