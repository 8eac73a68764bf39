"""Economic aid for the tests: every type and amount is invented."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from cauce.aid import actions
from cauce.aid.allotments import KIND, Allotment, payload_of
from cauce.aid.rules.aid import Kind
from cauce.cases import actions as cases
from cauce.custody.journal.gathered import gathered
from cauce.staff.oversight.actions import Matter, propose
from cauce.staff.oversight.models import Proposal
from tests.cast import HOUSTON

FOOD = Kind(
    "alimentos",
    "adult",
    "per_day",
    Decimal("20.00"),
    "USD",
    frozenset({"signed_request"}),
    "protection_consul",
    dt.date(2026, 1, 1),
)


def today() -> dt.date:
    return timezone.localdate(timezone=HOUSTON)


def configure(cast, **changes):
    """A type that one person of headquarters drafts and another approves, from today on."""
    given = {
        "code": FOOD.code,
        "population": FOOD.population,
        "unit": FOOD.unit,
        "ceiling": FOOD.ceiling,
        "currency": FOOD.currency,
        "evidence": FOOD.evidence,
        "approver": FOOD.approver,
        "valid_from": today(),
    } | changes
    drafted = actions.draft_kind(
        actor=cast.sofia.actor,
        kind=Kind(**given),
        name_es="Alimentos (ejemplo)",
        name_en="Food (example)",
        at=timezone.now(),
        example=True,
    )
    actions.decide_kind(actor=cast.ximena.actor, kind=drafted, approve=True, at=timezone.now())
    return drafted


def wanted(amount: str = "1000.00", **more) -> Allotment:
    """So much money from ten days ago on."""
    start = today() - dt.timedelta(days=10)
    return Allotment(start, start + dt.timedelta(days=90), "USD", Decimal(amount), **more)


def put_forward(cast, what: Allotment, post=None) -> Proposal:
    """Sofía proposes money for a post, Houston when it is not said."""
    to = post or cast.houston
    return propose(
        actor=cast.sofia.actor,
        matter=Matter(kind=KIND, about=("post", to.code), payload=payload_of(what)),
        post=to.code,
        reason="Oficio de ejemplo 12.",
        at=timezone.now(),
    )


def fund(cast, amount: str = "1000.00", post=None, **more):
    """A budget of this month for a post: Sofía proposes it and Ximena confirms it."""
    proposal = put_forward(cast, wanted(amount, **more), post)
    return actions.allot(actor=cast.ximena.actor, proposal=proposal, at=timezone.now())


def known(cast, case, age: int | None = 30):
    """The person agreed to keep the case, and said how old they are."""
    now = timezone.now()
    cases.record_consent(actor=cast.ines.actor, case=case, purpose="keeping", given=True, at=now)
    if age is not None:
        cases.record_facts(actor=cast.ines.actor, case=case, facts={"person.age": age}, at=now)
    return case


def ask(cast, case, amount: str | None = "60.00", **more):
    """Three days of food, asked by Inés."""
    given = {
        "need": "food",
        "starts_on": today(),
        "ends_on": today() + dt.timedelta(days=2),
        "words": "Para comer mientras entra al albergue.",
        "evidence": ["signed_request"],
        "kept": "Formato T4",
        "at": timezone.now(),
    }
    if amount is not None:
        given |= {"kind": FOOD.code, "amount": Decimal(amount)}
    return actions.ask_aid(actor=cast.ines.actor, case=case, **gathered(given | more, asked=actions.AidAsked))
