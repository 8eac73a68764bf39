"""From rows to what the rules read: facts, acts and consents of a case. One way only."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cauce.editions.access import edition_under
from cauce.keystore import unseal
from cauce.rules.consent import ConsentGiven, may
from cauce.rules.content.loader import Edition
from cauce.rules.pathway import Act, Obligation, read_facts

from . import sections
from .following import following, planned
from .models import Case, CaseAct, Consent


def edition_of(case: Case) -> Edition:
    """The edition that the case follows, with what its post adds; a closed one keeps its last."""
    return edition_under(case.edition, case.post_id, case.annex)


def facts_of(case: Case) -> dict[str, Any]:
    """The known facts by id, without who said so and when; what is not known is not in it."""
    stored = sections.latest(case, "facts")[1] or {}
    return read_facts(edition_of(case), {name: e["value"] for name, e in stored.items()})


def acts_of(case: Case) -> list[Act]:
    """Every act, at the instant it happened."""
    rows = CaseAct.objects.filter(case=case).values_list("name", "happened_at", "action")
    return [Act(name, at, action or None) for name, at, action in rows]


def plan_of(case: Case, at: datetime) -> tuple[Obligation, ...]:
    """What the Protocol now requires of the case, computed afresh with its reasons."""
    return planned(following(case), facts_of(case), acts_of(case), at, case.post_id)[0]


def zone_of(case: Case) -> ZoneInfo:
    return ZoneInfo(case.post.time_zone)


def terms_context(consent: Consent) -> str:
    return f"cases.consent|{consent.id}|terms|1"


def consents_of(case: Case) -> list[ConsentGiven]:
    """Every answer about consent, as the rules read it."""
    found = []
    for row in Consent.objects.filter(case=case).order_by("given_at", "typed_at"):
        terms = unseal(case.key_id, terms_context(row), row.terms)
        found.append(
            ConsentGiven(
                purpose=row.purpose,
                recipient=row.recipient or None,
                fields=frozenset(terms.get("fields", ())),
                decision="yes" if row.given else "no",
                language=terms.get("language", ""),
                interpreter=terms.get("interpreter", "none"),
                given_at=row.given_at,
                expires_at=row.expires_at,
                withdrawn_at=row.withdrawn_at,
                way=terms.get("way", ""),
            )
        )
    return found


def agreed_fields(case: Case, purpose: str, recipient: str, at: datetime) -> frozenset[str]:
    """Which data the person agrees to share with this recipient at this moment; empty: none."""
    verdict = may(consents_of(case), purpose, at, recipient)
    return verdict.consent.fields if verdict.allowed and verdict.consent else frozenset()
