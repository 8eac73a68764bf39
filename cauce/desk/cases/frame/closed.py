"""How a case closed, said at once on its page: when, why, and that the person asked not to be contacted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases import access_follow
from cauce.cases.access import Page
from cauce.cases.contact import record_shown
from cauce.cases.facts import CLOSED
from cauce.cases.following import DONE
from cauce.cases.required import VOIDED
from cauce.content.loader import Edition
from cauce.rules.consent import may
from cauce.rules.contact import NEVER
from cauce.rules.pathway import Obligation, brought_at, is_late


def is_closed(page: Page) -> bool:
    """Whether nothing is owed of it any more: closed, passed on, or opened by mistake."""
    return page.case.status in CLOSED


def closed_state(page: Page, one: Obligation) -> str:
    """How a step stands in a closed case: done, or late when it closed; empty: it ended with the case."""
    if one.state in DONE:
        return one.state
    closed, brought = page.case.closed_at, brought_at(page.acts)
    if page.case.status == VOIDED or closed is None or (brought is not None and closed <= brought):
        return ""  # opened by mistake, or closed before it came here: it owed nothing
    return "lapsed" if one.state != "to_find_out" and is_late(one, closed) else ""


def asked_not_to(page: Page, at: dt.datetime) -> bool:
    """Whether the last answer of the person is not to be contacted: no to it, or no way at all."""
    record = record_shown(page.case)
    if record is not None and any(one.way == NEVER for one in record.ways):
        return True
    return may(page.consents, "contact", at).state in ("refused", "withdrawn")


def how_closed(page: Page, edition: Edition, at: dt.datetime) -> dict[str, Any] | None:
    """``at``, ``reason`` (None: none is recorded, or its key is gone), ``voided`` and ``alone`` (asked not to
    be contacted); None: it is not closed."""
    if not is_closed(page):
        return None
    reasons = {one.id: one.title for one in edition.catalogues["closing_reasons"]}
    told = access_follow.closings_of(page.case)
    return {
        "at": page.case.closed_at,
        "reason": reasons.get(told[0][1].get("reason", "")) if told else None,
        "voided": page.case.status == VOIDED,
        "alone": asked_not_to(page, at),
    }
