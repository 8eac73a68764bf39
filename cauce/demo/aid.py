"""Invented types, amounts and budgets, each marked as an example, and a few aids on their way.

The real rules were not found in public copies: what ships is empty. These figures mean nothing.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from cauce.aid import actions
from cauce.aid.allotments import KIND, Allotment, payload_of
from cauce.aid.rules.aid import ADULT, MINOR, Kind
from cauce.cases.models import Case
from cauce.staff.offices import access as offices
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import Post, User
from cauce.staff.oversight.actions import Matter, propose

from . import network
from .choosing import adult, open_cases
from .world import Invented

KINDS = (
    (
        "ejemplo-alimentos",
        "Alimentos (ejemplo)",
        "Food (example)",
        ADULT,
        "per_day",
        "11.11",
        "protection_consul",
        ("signed_request",),
    ),
    (
        "ejemplo-alimentos",
        "Alimentos (ejemplo)",
        "Food (example)",
        MINOR,
        "per_day",
        "12.34",
        "protection_consul",
        ("signed_request", "guardian_signature"),
    ),
    ("ejemplo-ropa", "Ropa (ejemplo)", "Clothing (example)", ADULT, "once", "44.44", "head_of_post", ()),
)


def load(now: dt.datetime) -> int:
    """Configure, fund, and show one aid at each stage at the shown post; how many aids there are."""
    one, two = (actor_for(User.objects.get(username=name)) for name in ("central", "central2"))
    for code, es, en, population, unit, ceiling, approver, evidence in KINDS:
        kind = Kind(
            code,
            population,
            unit,
            Decimal(ceiling),
            "USD",
            frozenset(evidence),
            approver,
            offices.day_at(None, now),
        )
        made = actions.draft_kind(actor=one, kind=kind, name_es=es, name_en=en, at=now, example=True)
        actions.decide_kind(actor=two, kind=made, approve=True, at=now)
    post = offices.post(network.SHOWN)
    year = Allotment(dt.date(now.year, 1, 1), dt.date(now.year, 12, 31), "USD", Decimal("999.99"))
    proposal = propose(
        actor=one,
        matter=Matter(kind=KIND, about=("post", post.code), payload=payload_of(year)),
        post=post.code,
        reason="Presupuesto inventado de la demostración.",
        at=now,
    )
    actions.allot(actor=two, proposal=proposal, at=now)
    return _aids(post, now)


def _adults(post: Post) -> list[Case]:
    """The newest who are of age, those first who said that they need it."""
    known = [one for one in open_cases(post.code) if adult(one[1])]
    known.sort(key=lambda one: one[1].get("need.economic") is not True)
    return [case for case, _ in known[:3]]


def _aids(post: Post, now: dt.datetime) -> int:
    who = {
        end: actor_for(User.objects.get(username=f"{post.code.lower()}-{end}"))
        for end in ("proteccion", "consul")
    }
    today, made = offices.day_at(post, now), []
    for case in _adults(post):
        made.append(
            actions.ask_aid(
                actor=who["proteccion"],
                case=case,
                asked=actions.AidAsked(
                    need="food",
                    starts_on=today,
                    ends_on=today + dt.timedelta(days=2),
                    words="Para comer estos días.",
                    kind="ejemplo-alimentos",
                    amount=Decimal("30.00"),
                    evidence=["signed_request"],
                    kept="Ejemplo",
                ),
                at=now,
            )
        )
    for row in made[:2]:
        actions.approve_aid(actor=who["consul"], aid=row, at=now)
    for row in made[:1]:
        actions.deliver_aid(actor=who["proteccion"], aid=row, amount=row.amount, on=today, at=now)
    return len(made)


INVENTED = Invented(90, lambda world: load(world.now))
