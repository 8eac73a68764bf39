"""A demand is recorded, read by a lawyer, decided by headquarters: three people before one word leaves."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import Any

from django.utils import timezone

from cauce.cases.facts import vocabulary_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, Refused, act
from cauce.rules.disclosure import (
    Signatures,
    check_approval,
    check_fields,
    check_release,
    check_review,
    content_hash,
    under_demand,
)
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices import access as offices

from ..contexts import asked_of
from ..models import Demand, Disclosure
from ._shared import open_task, tell_network, tell_post, written

bad_input = BadInputs(__file__)

ENDED = ("released", "refused")


def _signed(demand: Demand) -> Signatures:
    return Signatures(
        demand.by, demand.reviewed_by, demand.reviewed_hash, demand.approved_by, demand.approved_hash
    )


def _keep(demand: Demand, content: dict[str, Any]) -> None:
    """Seal what is asked, under a new salt and its hash; earlier signatures are of something else."""
    kept = {name: value for name, value in content.items() if not name.startswith("reason_")}
    content = kept | {"salt": secrets.token_hex(16)}
    demand.sealed = Demand.sealed.seal(demand, content)
    demand.content_hash = _hash_of(demand, content)
    demand.reviewed_by = demand.reviewed_hash = demand.approved_by = demand.approved_hash = ""
    demand.reviewed_at = demand.approved_at = None
    demand.state = "recorded"


def _hash_of(demand: Demand, content: dict[str, Any]) -> str:
    """The hash of what is sealed now, reasons apart: a row changed by hand no longer matches."""
    kept = {name: value for name, value in content.items() if not name.startswith("reason_")}
    return content_hash(kept | {"case": str(demand.case_id)})


def _open(demand: Demand) -> None:
    if demand.state in ENDED:
        raise bad_input("this_demand_has_ended", where="decide")


def _far_from(actor: Actor, demand: Demand) -> None:
    """Whoever reviews or decides works for nobody at the post that keeps the case."""
    if demand.case.post_id in actor.posts:
        raise Refused(
            "Quien decide no puede trabajar en ese mismo consulado.",
            "The person who decides may not work at that same post.",
            where="decide",
            cure_es="Pídalo a otra persona.",
            cure_en="Ask somebody else.",
        )


def _still_may(user: str, permission: str) -> None:
    if not permits(offices.actor_of(user), permission).allowed:
        raise Refused(
            "Quien firmó ya no tiene esa función; hace falta otra firma.",
            "Whoever signed no longer has that role; another signature is needed.",
            where="decide",
            cure_es="Pida que se revise de nuevo.",
            cure_en="Ask for another review.",
        )


@act("demand.record", requires="case.work", on="case")
def record_demand(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    who: str,
    paper: str,
    asked: str,
    received_on: dt.date,
    at: dt.datetime,
) -> Demand:
    """Write down what came; nothing is shared, held or promised by it."""
    demand = Demand(id=uuid.uuid4(), case=case, received_on=received_on, by=actor.user, at=at)
    _keep(
        demand,
        {
            "who": written(who, "who", 3),
            "paper": written(paper, "paper", 3),
            "asked": written(asked, "asked"),
            "fields": [],
            "words": "",
        },
    )
    demand.save(force_insert=True)
    tell_network(case, key=f"demand:{demand.id}", at=at, role="legal_reviewer")
    entry.about("demand", demand.id, post=case.post_id)
    entry.detail(case=str(case.id))
    return demand


@act("demand.narrow", requires="demand.review", on="demand")
def narrow(*, actor: Actor, entry: Entry, demand: Demand, fields: tuple[str, ...], words: str) -> None:
    """The fewest data that answer it, and the words. What was signed before was of something else."""
    _open(demand)
    _far_from(actor, demand)
    chosen = list(check_fields(fields, under_demand(vocabulary_of(demand.case))))
    _keep(demand, asked_of(demand) | {"fields": chosen, "words": words.strip()})
    demand.save()
    entry.about("demand", demand.id, post=demand.case.post_id)
    entry.detail(fields=chosen)


@act("demand.review", requires="demand.review", on="demand")
def review(*, actor: Actor, entry: Entry, demand: Demand, seen: str, reason: str, at: dt.datetime) -> None:
    """The legal reviewer signs what stood before them (``seen``: its hash). Raises ``BadInput``."""
    _open(demand)
    _far_from(actor, demand)
    check_review(_signed(demand), actor.user)
    content = asked_of(demand)
    if seen != demand.content_hash or not content["fields"]:
        raise bad_input("it_changed_or_does_not_yet_say", where="fields")
    _reason(demand, content, "review", reason)
    demand.reviewed_by, demand.reviewed_at, demand.state = actor.user, at, "reviewed"
    demand.reviewed_hash = demand.content_hash
    demand.approved_by = demand.approved_hash = ""
    demand.save()
    key = f"demand:{demand.id}:{demand.content_hash[:12]}"
    tell_network(demand.case, key=key, at=at, role="headquarters")
    entry.about("demand", demand.id, post=demand.case.post_id)


def _reason(demand: Demand, content: dict[str, Any], what: str, reason: str) -> None:
    # Reasons stand beside what is decided on and are no part of its hash.
    kept = content | {f"reason_{what}": written(reason, "reason")}
    demand.sealed = Demand.sealed.seal(demand, kept)


@act("demand.approve", requires="demand.approve", on="demand")
def approve(*, actor: Actor, entry: Entry, demand: Demand, seen: str, reason: str, at: dt.datetime) -> None:
    """Headquarters approves exactly what was reviewed (``seen``: its hash). Raises ``BadInput``."""
    _open(demand)
    _far_from(actor, demand)
    content = asked_of(demand)
    check_approval(_signed(demand), actor.user, seen)
    check_approval(_signed(demand), actor.user, _hash_of(demand, content))
    _still_may(demand.reviewed_by, "demand.review")
    _reason(demand, content, "approve", reason)
    demand.approved_by, demand.approved_at, demand.state = actor.user, at, "approved"
    demand.approved_hash = demand.content_hash
    demand.save()
    tell_post(
        demand.case,
        key=f"demand_decided:{demand.id}",
        at=at,
        roles=("protection_officer", "protection_consul"),
    )
    entry.about("demand", demand.id, post=demand.case.post_id)


def _refuse(actor: Actor, entry: Entry, demand: Demand, reason: str, at: dt.datetime) -> None:
    _open(demand)
    _far_from(actor, demand)
    _reason(demand, asked_of(demand), "refuse", reason)
    demand.state, demand.refused_by = "refused", actor.user
    demand.save()
    tell_post(
        demand.case,
        key=f"demand_refused:{demand.id}",
        at=at,
        roles=("protection_officer", "protection_consul"),
    )
    entry.about("demand", demand.id, post=demand.case.post_id)


@act("demand.refuse", requires="demand.review", on="demand")
def refuse_demand(*, actor: Actor, entry: Entry, demand: Demand, reason: str, at: dt.datetime) -> None:
    """The legal reviewer says no: it ends here, and one person is enough for that."""
    _refuse(actor, entry, demand, reason, at)


@act("demand.decline", requires="demand.approve", on="demand")
def decline_demand(*, actor: Actor, entry: Entry, demand: Demand, reason: str, at: dt.datetime) -> None:
    """Headquarters says no: it ends here, and one person is enough for that."""
    _refuse(actor, entry, demand, reason, at)


@act("demand.release", requires="case.work", on="demand")
def release(*, actor: Actor, entry: Entry, demand: Demand, at: dt.datetime) -> Disclosure:
    """Exactly what two others signed is handed over, and the task to tell the person opens.

    Raises ``BadInput`` when anything changed since, ``Refused`` when somebody who signed may no
    longer sign.
    """
    _open(demand)
    content = asked_of(demand)
    check_release(_signed(demand), _hash_of(demand, content))
    _still_may(demand.reviewed_by, "demand.review")
    _still_may(demand.approved_by, "demand.approve")
    made = Disclosure(
        id=uuid.uuid4(),
        case=demand.case,
        kind="demand",
        state="made",
        recipient="court",
        demand=demand,
        fields=content["fields"],
        by=actor.user,
        at=at,
        made_at=timezone.now(),
    )
    open_task(made, by=actor.user, at=at)
    made.sealed = Disclosure.sealed.seal(
        made, {"who": content["who"], "paper": content["paper"], "words": content["words"]}
    )
    made.save(force_insert=True)
    demand.state, demand.released_at = "released", at
    demand.save()
    entry.about("demand", demand.id, post=demand.case.post_id)
    entry.detail(disclosure=str(made.id), fields=made.fields)
    return made
