"""What the follow-up of a case shows (the case already checked by ``access``), and who is silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cauce.cases.rules.follow_up import Escalation, Try, escalates, level_of
from cauce.content.loader import parameter_on
from cauce.custody.keystore import KeyGone
from cauce.protocol.editions.access import current_edition
from cauce.staff.obligations.models import Obligation

from .access import WORKING
from .facts import edition_of, facts_of
from .models import Case, Closing, ContactTry, OutcomeSitting, Section

CONTACT = "P4-16"
A_PAGE = 500  # silent cases held in memory at once


def tries_of(case: Case) -> tuple[Try, ...]:
    """Every attempt, as the rules read it."""
    rows = ContactTry.objects.filter(case=case).order_by("happened_at")
    return tuple(Try(row.happened_at, row.on, row.result, row.safe) for row in rows)


def tries_shown(case: Case, most: int = 12) -> list[tuple[ContactTry, dict[str, Any]]]:
    """The latest attempts with what was written, newest first."""
    rows = ContactTry.objects.filter(case=case).order_by("-happened_at")[:most]
    return [(row, ContactTry.sealed.open(row, case.key_id)) for row in rows]


def outcomes_of(case: Case) -> list[tuple[OutcomeSitting, dict[str, str]]]:
    """Every sitting with its answers, the oldest first."""
    rows = OutcomeSitting.objects.filter(case=case).order_by("number")
    return [(row, OutcomeSitting.sealed.open(row, case.key_id)) for row in rows]


def tongue_said() -> Exists:
    """For a query of cases: whether the person's language was ever recorded."""
    return Exists(Section.objects.filter(case=OuterRef("id"), kind="tongue"))


def heard_outcomes() -> Exists:
    """For a query of cases: whether the person was ever asked about outcomes; nothing is opened."""
    return Exists(OutcomeSitting.objects.filter(case=OuterRef("id")))


def closings_of(case: Case) -> list[tuple[Closing, dict[str, Any]]]:
    """Each time it closed and how, newest first; empty words where their key was destroyed."""
    found = []
    for row in Closing.objects.filter(case=case).order_by("-closed_at"):
        try:
            said = Closing.sealed.open(row, case.key_id)
        except KeyGone:
            said = {}
        found.append((row, said))
    return found


def needed_days(case: Case, on: dt.date) -> int:
    """On how many different days the person must have been tried before contact counts as lost."""
    return parameter_on(edition_of(case), "lost-contact-days", on).value


def silent(at: dt.datetime) -> Iterator[Case]:
    """Every open case whose contact is past due, or where an attempt had no answer: to be looked at.

    Those in danger first. Page by page, by id: what is told of one meanwhile moves no other.
    """
    due = Obligation.objects.filter(
        subject_kind="case",
        subject_id=OuterRef("id"),
        action=CONTACT,
        state__in=Obligation.WAITING,
        due_at__lte=at,
    )
    tried = ContactTry.objects.filter(case=OuterRef("id")).exclude(result="reached")
    rows = Case.objects.filter(status__in=WORKING, blocked_at=None, erased_at=None)
    found = rows.filter(Q(Exists(due)) | Q(Exists(tried)))
    for danger in (True, False):
        yield from _paged(found.filter(danger=danger))


def _paged(rows: QuerySet[Case]) -> Iterator[Case]:
    rows, last = rows.select_related("post", "officer", "person").order_by("id"), None
    while page := list((rows.filter(id__gt=last) if last else rows)[:A_PAGE]):
        yield from page
        last = page[-1].id


def contact_due(case: Case) -> dt.datetime | None:
    """By when contact must be made, as the plan says; None: no date, or it is done or not due."""
    row = Obligation.objects.filter(
        subject_kind="case", subject_id=case.id, action=CONTACT, state__in=Obligation.WAITING
    ).first()
    return row.due_at if row else None


def silence_of(case: Case, at: dt.datetime) -> Escalation:
    """Whether the silence of this case must be told, by its risk."""
    level, edition = level_of(facts_of(case).get("risk.level")), current_edition()

    def limit(name: str) -> int:
        return parameter_on(edition, f"{name}-{level}", at.date()).value

    return escalates(
        tries_of(case),
        due=contact_due(case),
        at=at,
        most_tries=limit("missed-tries"),
        most_days=limit("missed-days"),
    )


def silence_key(case: Case) -> str:
    """What tells one silence from the next: since which contact, and the date it was due."""
    last = ContactTry.objects.filter(case=case, result="reached", safe=True).order_by("-happened_at").first()
    since = f"{last.happened_at:%Y%m%d%H%M}" if last else "-"
    due = contact_due(case)
    return f"silence:{case.id}:{since}:{f'{due:%Y%m%d}' if due else '-'}"
