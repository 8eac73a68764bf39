"""One more case of the shown post, told like the others, for what the demonstration puts on it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from cauce.cases.actions.bulk import load_histories
from cauce.cases.models import Case
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.models import Post, User

from . import histories
from .keeping_up import keep_up
from .network import PostStaff
from .stories import KINDS

SEED = 20260110
# Begun at an instant, whose account, what is known besides.
More = Callable[[dt.datetime, str, dict[str, Any]], Case]


def next_number(post: Post, year: int) -> int:
    """The number after the last folio of the post in that year."""
    begins = f"{post.code}-{year}-"
    last = Case.objects.filter(folio__startswith=begins).order_by("-folio").values_list("folio", flat=True)
    return int(last[0].rsplit("-", 1)[1]) + 1 if last else 1


def telling(here: PostStaff, officer: User, now: dt.datetime, seed: int) -> More:
    """What tells and writes such a case of that officer; ``seed``: another one draws others."""
    chance = random.Random(SEED + seed)  # noqa: S311 - an invented history, not a secret

    def more(start: dt.datetime, of: str, facts: dict[str, Any]) -> Case:
        how, wanted = KINDS["good"], histories.Wanted(officer, of, facts)
        number = next_number(here.post, start.year)
        history, story = histories.tell(chance, here, how, start, now, number, wanted)
        keep_up(chance, history, story, how, now)
        load_histories(actor=SYSTEM, post_code=here.post.code, histories=[history], at=now)
        return Case.objects.select_related("post", "officer", "person").get(id=history.case.id)

    return more
