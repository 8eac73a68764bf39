"""Somebody in another role is asked to agree: of the post, else of the one that signs for it; where
nobody there can either, headquarters is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.journal.door import Entry, effect
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User
from cauce.staff.oversight.actions import Matter, propose
from cauce.staff.oversight.models import Proposal

from ..access_recusals import parties
from ..models import Case

SECOND = ("protection_consul", "head_of_post")
SUBJECT = "Algo requiere su revisión / Something needs your review"
ASKED = "Algo espera su decisión; está en Propuestas. / Something waits for your decision; see Proposals."
NOBODY = (
    "Un consulado no tiene quien mire algo, ni la que firma por ella: dé la función a alguien. / "
    "A post has nobody to look at something, nor has the one that signs for it: give somebody the "
    "role."
)


@effect
def ask_second(
    actor: Actor,
    entry: Entry,
    case: Case,
    *,
    kind: str,
    payload: dict[str, Any],
    reason: str,
    key: str,
    at: dt.datetime,
) -> Proposal:
    """Propose it about a case, and tell whoever may decide; ``key`` begins the key of each message."""
    looks, told = _who(actor, case)
    made = propose(
        actor=actor,
        matter=Matter(kind=kind, about=("case", str(case.id)), payload=payload),
        post=case.post_id,
        reason=reason,
        at=at,
        key_id=case.key_id,
        looks=looks,
    )
    queue_each(
        told or offices.holders("headquarters"),
        key=f"{key}:{made.id}",
        about=case.id,
        subject=SUBJECT,
        body=ASKED if told else NOBODY,
        at=at,
    )
    entry.about("case", case.id, post=case.post_id)
    entry.detail(proposal=str(made.id), looks=looks.code if looks else case.post_id)
    return made


def _who(actor: Actor, case: Case) -> tuple[Post | None, list[User]]:
    """The other post that decides (None: this one), and who is told, never a party; empty: nobody can
    anywhere."""
    left = {actor.user, *map(str, parties(case))}
    held = {one.role for one in offices.still(actor).grants if one.post == case.post_id}
    others = [role for role in SECOND if role not in held]
    here = offices.staff(case.post_id, *others, case=case.id) if others else []
    told = [user for user in here if str(user.id) not in left]
    if told:
        return None, told
    return offices.second_elsewhere(case.post_id, *SECOND, without=left) or (None, [])
