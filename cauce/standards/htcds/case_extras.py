"""What other parts of the house know of a case and HTCDS can take, or cannot: codes and days alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cauce.aid.access import given_ever
from cauce.cases import access
from cauce.cases.access_follow import heard_outcomes, tongue_said
from cauce.cases.models import Case
from cauce.family.reunification.access import family_opened
from cauce.family.reunification.access_returning import return_begun
from cauce.sharing.referrals.access_transfers import accepted_of, moved_ever
from cauce.sharing.referrals.models import Referral, Transfer

from .model import ReferralLine

# Channels by which somebody else sent the person: what kind of organisation it was, not which.
SENT_BY = {
    "ngo_referral": "NGO",
    "us_authority_referral": "Authority (US)",
    "hotline_us": "Helpline (US)",
    "hotline_mx": "Helpline (MX)",
}
ENDED = {"completed", "not_completed", "rejected", "withdrawn", "expired"}
DEATH = "death"


def known(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with what is told of each without another question: ``had_…``."""
    return rows.annotate(
        had_moves=moved_ever(),
        had_tongue=tongue_said(),
        had_family=family_opened(),
        had_return=return_begun(),
        had_aid=given_ever(),
        had_outcomes=heard_outcomes(),
    )


def _moves(case: Any) -> list[Transfer]:
    return accepted_of(case) if case.had_moves else []


def incoming(case: Any, channel: str | None, zone: dt.tzinfo) -> tuple[ReferralLine, ...]:
    """Who sent the person or the case here: a kind of organisation, or another post by its name."""
    lines = []
    if channel in SENT_BY:
        opened = case.opened_at.astimezone(zone).date()
        lines.append(ReferralLine(f"{SENT_BY[channel]}, not named", opened))
    lines += [_transfer(one, one.origin.name, zone) for one in _moves(case) if one.post_id == case.post_id]
    return tuple(lines)


def outgoing(case: Any, sent: list[Referral], zone: dt.tzinfo) -> tuple[ReferralLine, ...]:
    """What was asked of services, with what came of it; and the posts that the case went on to."""
    lines = []
    for one in sent:
        if one.state in ("draft", "error"):
            continue
        lines.append(
            ReferralLine(
                organisation=one.service.organization.name,
                on=one.sent_at.astimezone(zone).date() if one.sent_at else None,
                need=one.need,
                confidential=one.service.confidential or one.service.visibility == "sealed",
                recipient=str(one.service.organization_id),  # as ``referrals.send`` asks for it
                result=(one.result or one.state) if one.state in ENDED else None,
            )
        )
    lines += [_transfer(one, one.post.name, zone) for one in _moves(case) if one.post_id != case.post_id]
    return tuple(lines)


def _transfer(one: Transfer, name: str, zone: dt.tzinfo) -> ReferralLine:
    on = one.decided_at.astimezone(zone).date() if one.decided_at else None
    return ReferralLine(name, on, reason="moved")


@dataclass(frozen=True, slots=True)
class Journeys:
    """Which journeys began, and what of the case no field of the standard takes."""

    aims: tuple[str, ...]
    beyond: tuple[str, ...]


def journeys(case: Any, assessed: list[tuple[Any, dict[str, Any]]], sent: list[Referral]) -> Journeys:
    """Returns and reunifications that began, by code; ``beyond`` names data, never their values."""
    family, trip = case.had_family, case.had_return
    aims = [name for name, there in (("family_reunification", family), ("voluntary_return", trip)) if there]
    found = {
        "assessment.laws": bool(assessed),
        "assessment.acts": _has(assessed, "act_"),
        "assessment.conditions": _has(assessed, "cond_"),
        "service.given": any(step.state == "in_service" for one in sent for step in one.steps.all()),
        "aid.given": case.had_aid,
        "follow.outcomes": case.had_outcomes,
    }
    return Journeys(tuple(aims), tuple(name for name, there in found.items() if there))


def _has(assessed: list[tuple[Any, dict[str, Any]]], start: str) -> bool:
    """Whether the newest assessment found a concept of this group."""
    concepts = assessed[0][1]["concepts"] if assessed else {}
    items = concepts.items() if isinstance(concepts, dict) else ((one, "yes") for one in concepts)
    return any(slug.startswith(start) and value in (True, "yes") for slug, value in items)


def spoken(case: Any) -> tuple[str, ...]:
    """The languages that were recorded for the person, the preferred one first."""
    tongue = (access.section(case, "tongue")[1] or {}) if case.had_tongue else {}
    return tuple(one for one in (tongue.get("language"),) if one)
