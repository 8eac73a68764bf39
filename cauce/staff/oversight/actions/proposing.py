"""Propose, decide, use up: what one person alone cannot do.

Who may is asked of the database at that moment, never of what a page remembers: somebody who was
suspended or moved meanwhile neither proposes nor decides, and what they approved is not used.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cauce.content.errors import BadInputs, CauceError, unknown
from cauce.custody.journal.door import Absent, Entry, Refused, act, effect, record_refusal
from cauce.custody.journal.withdrawing import again, note
from cauce.custody.keystore import create_key
from cauce.rules.permissions import SYSTEM, Actor, Scope, permits
from cauce.staff.notices.actions import queue
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import NETWORK, Post

from ..deciding import may_decide
from ..kinds import Kind, kinds
from ..models import Proposal, fingerprint

bad_input = BadInputs(__file__)

SHORTEST = 10  # letters of a reason
SUBJECT = "Algo requiere su revisión / Something needs your review"
ANSWERED = (
    "Contestaron lo que propuso; está donde lo pidió. / What you proposed was "
    "answered; it is where you asked."
)
_CODE = re.compile(r"[\w.:+-]{0,64}")


class NotApproved(CauceError):
    """Nobody else has approved exactly this, or the approval is over or was used."""

    id = "not_approved"

    def __init__(self) -> None:
        super().__init__(
            "Hace falta que otra persona lo apruebe, tal como está ahora.",
            "Somebody else has to approve it, as it is now.",
            cure_es="Propóngalo y avise a quien lo decide.",
            cure_en="Propose it and tell whoever decides it.",
        )


def _kind(name: str) -> Kind:
    if name not in kinds():
        raise unknown("lo que se propone", "what is proposed", name, kinds())
    return kinds()[name]


def _refuse(actor: Actor, what: str, permission: str, scope: Scope, about) -> Refused:
    record_refusal(actor, what, post=scope.post, about=about, permission=permission)
    return Refused(
        "No le toca a usted hacer esto.",
        "This is not yours to do.",
        cure_es="Pídalo a otra persona que tenga esa función.",
        cure_en="Ask another person who has that role.",
    )


def _concerns(actor_id: str, about: tuple[str, str]) -> bool:
    """Nobody proposes or decides what concerns their own account."""
    return about == ("user", actor_id)


def _scope_of(post: str | None) -> Scope:
    if post is None:
        return Scope(post=NETWORK)
    return Proposal(post=offices.post(post)).scope


def _may_propose(function: Callable) -> Callable:
    """Whoever may not is refused and written down before the act begins."""

    @functools.wraps(function)
    def wrapper(*, actor: Actor, matter: Matter, post: str | None, **given: Any):
        found, scope = _kind(matter.kind), _scope_of(post)
        now = offices.still(actor, given["at"])
        if _concerns(actor.user, matter.about) or not permits(now, found.propose, scope).allowed:
            raise _refuse(actor, "proposal.make", found.propose, scope, matter.about)
        return function(actor=actor, matter=matter, post=post, **given)

    return wrapper


def _may_decide(function: Callable) -> Callable:
    """Nobody decides what they proposed, what concerns them, or what is not theirs to decide."""

    @functools.wraps(function)
    def wrapper(*, actor: Actor, proposal: Proposal, **given: Any):
        found, scope = _kind(proposal.kind), proposal.scope
        now = offices.still(actor, given["at"])
        if not may_decide(now, proposal):
            raise _refuse(actor, "proposal.decide", found.decide, scope, ("proposal", proposal.id))
        return function(actor=actor, proposal=proposal, **given)

    return wrapper


def _check_reason(reason: str) -> str:
    reason = reason.strip()
    if len(reason) < SHORTEST:
        raise bad_input("it_does_not_say_why_write", where="reason", shortest=SHORTEST)
    return reason[:2000]


def _check_codes(value: Any) -> None:
    """The journal and the database keep ids and codes: a sentence in a payload is a mistake of ours."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_codes(key)
            _check_codes(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check_codes(inner)
    elif isinstance(value, str):
        if not _CODE.fullmatch(value):
            raise ValueError("a payload holds ids and codes only")
    elif not isinstance(value, int | bool | None):
        raise ValueError("a payload holds ids and codes only")


@dataclass(frozen=True)
class Matter:
    """What two people decide: what is to be done, about what, with which codes."""

    kind: str
    about: tuple[str, str]
    payload: dict[str, Any]


@_may_propose
@act("proposal.make", requires="self")
def propose(
    *,
    actor: Actor,
    entry: Entry,
    matter: Matter,
    post: str | None,
    reason: str,
    at: dt.datetime,
    key_id: uuid.UUID | None = None,
    looks: Post | None = None,
) -> Proposal:
    """The first of the two people. ``post`` None: it concerns the whole network.

    ``key_id``: the key that seals the reason, so that it ends with its case; None: one of its own.
    ``looks``: the post whose people may decide besides; None: its own alone.
    Raises ``Refused``, ``Unknown`` for another kind and ``BadInput`` without a reason.
    """
    reason = _check_reason(reason)
    _check_codes(matter.payload)
    id = uuid.uuid4()
    if key_id is None:
        create_key(id, post or NETWORK)  # committed first: a key without a row harms nobody
    made = Proposal(
        id=id,
        kind=matter.kind,
        about_kind=matter.about[0],
        about_id=matter.about[1],
        post_id=post,
        looks=looks,
        payload=matter.payload,
        hash=fingerprint(matter.kind, matter.about, matter.payload),
        key_id=key_id or id,
        proposed_by=actor.user,
        proposed_at=at,
        expires_at=at + dt.timedelta(hours=kinds()[matter.kind].hours),
    )
    made.reason = Proposal.reason.seal(made, reason)
    made.save(force_insert=True)
    entry.about("proposal", id, post=post)
    entry.detail(kind=matter.kind, of=matter.about[1])
    return made


def _check_waiting(proposal: Proposal, at: dt.datetime) -> None:
    if proposal.state != "waiting" or at >= proposal.expires_at:
        raise bad_input("it_was_decided_already", where="proposal")


@_may_decide
@act("proposal.decide", requires="self", on="proposal")
def decide(
    *, actor: Actor, entry: Entry, proposal: Proposal, approve: bool, reason: str, at: dt.datetime
) -> None:
    """The second person says yes or no, once; a no says why, a yes may (of a weighed kind it must).

    Raises ``Refused`` for the proposer, for whom it concerns and for whoever has no right to it
    (any more); ``BadInput`` when it was decided or has expired; ``NotApproved`` when what is here
    is not what was proposed.
    """
    _check_waiting(proposal, at)
    if fingerprint(proposal.kind, proposal.about, proposal.payload) != proposal.hash:
        raise NotApproved()
    weighed = kinds()[proposal.kind].weighed
    said = reason.strip()[:2000] if approve and not weighed else _check_reason(reason)
    proposal.state = "approved" if approve else "turned_down"
    proposal.decided_by, proposal.decided_at = actor.user, at
    proposal.decided_hash = proposal.hash
    proposal.answer = Proposal.answer.seal(proposal, said)
    proposal.save()
    entry.about("proposal", proposal.id, post=proposal.post_id)
    entry.detail(kind=proposal.kind, of=proposal.about_id, approved=approve)
    if weighed:
        queue(
            key=f"proposal_decided:{proposal.id}",
            recipient=proposal.proposed_by,
            about=proposal.key_id,
            subject=SUBJECT,
            body=ANSWERED,
            at=at,
        )


@act("proposal.take_back", requires="self", on="proposal")
def take_back(*, actor: Actor, entry: Entry, proposal: Proposal, at: dt.datetime) -> None:
    """Whoever proposed it no longer wants it, approved or not. Raises ``Absent``."""
    if proposal.proposed_by != actor.user or proposal.state not in ("waiting", "approved"):
        raise Absent()
    proposal.state = "taken_back"
    proposal.save(update_fields=["state"])
    note("proposal", proposal.id, state=proposal.state)
    entry.about("proposal", proposal.id, post=proposal.post_id)
    entry.detail(kind=proposal.kind, of=proposal.about_id)


@effect
def take(
    *, kind: str, about: tuple[str, str], payload: dict[str, Any], actor: Actor, at: dt.datetime
) -> Proposal:
    """Use up the approval of exactly this, in the transaction of the act that needs it.

    It counts only while both people still have the right, the one who proposed and the one who
    decided, and for them alone (or the program's own run). Raises ``NotApproved``.
    """
    found, wanted = _kind(kind), fingerprint(kind, about, payload)
    rows = Proposal.objects.select_for_update(no_key=True, of=("self",)).filter(
        kind=kind, about_kind=about[0], about_id=about[1], state="approved", expires_at__gt=at
    )
    for row in rows.select_related("post").order_by("decided_at"):
        now = fingerprint(row.kind, row.about, row.payload)
        same = row.hash == row.decided_hash == now == wanted
        theirs = actor.user in (row.proposed_by, row.decided_by, SYSTEM.user)
        if same and theirs and _both_may(row, found, at):
            row.state, row.used_at = "used", at
            row.save(update_fields=["state", "used_at"])
            note("proposal", row.id, state=row.state)
            return row
    raise NotApproved()


@again("proposal")
def _end_again(ids: tuple[str, ...], at: dt.datetime, state: str) -> int:
    # What two people agreed to counts once: what was done with it is asked anew, by two.
    rows = Proposal.objects.filter(id__in=ids, state__in=("waiting", "approved"))
    return rows.update(state="taken_back")


def _both_may(row: Proposal, kind: Kind, at: dt.datetime) -> bool:
    if row.decided_by == "":
        return False
    first, second = (offices.still(Actor(who), at) for who in (row.proposed_by, row.decided_by))
    return permits(first, kind.propose, row.scope).allowed and may_decide(second, row)
