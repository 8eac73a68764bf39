"""From rows and filled forms to what the rules read of a return. One way only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from cauce.cases.access import WORKING, known_how
from cauce.cases.access_forms import forms_of, held_by, tool_of
from cauce.cases.ages import AGE, DOUBT
from cauce.cases.contact import against_there, record_of
from cauce.cases.facts import consents_of, edition_of, facts_of, still_agreed, zone_of
from cauce.cases.models import Case, FilledForm
from cauce.content.loader import parameter_on
from cauce.family.reunification.rules.after_return import Contact, Try
from cauce.family.reunification.rules.returning import (
    STOPPED,
    AgeOnDay,
    Evidence,
    Gate,
    Handover,
    age_on_departure,
    gates,
)
from cauce.people.access import adult_on
from cauce.rules.consent import may
from cauce.rules.contact import ContactVerdict, SafeRecord, elsewhere, may_contact
from cauce.rules.permissions import Actor
from cauce.rules.tools import sums

from .models import Return, ReturnContact

WISH = "wish.return"
TOOLS = ("T15", "T16", "T17", "T18", "T19")


def told_of(trip: Return) -> dict[str, Any]:
    """What was written of a return, by part; empty: nothing yet, or it was erased."""
    return Return.sealed.open(trip, empty={})


def seal_told(trip: Return, told: dict[str, Any]) -> None:
    trip.sealed = Return.sealed.seal(trip, told)


def stored_of(trip: Return) -> dict[str, Any]:
    """What whoever receives may be shown, as it was sealed; empty: nothing is shared."""
    return Return.shared.open(trip, empty={})


def agreed_now(trip: Return, at: dt.datetime) -> frozenset[str]:
    """Which of it the person agrees to at this moment, by their last word; empty: none.

    It rests on the yes with which it was shared: one given later for a family is none for a journey.
    """
    asked = told_of(trip).get("asked")
    if trip.partner_id is None or not asked:
        return frozenset()
    since = dt.datetime.fromisoformat(asked["at"])
    return still_agreed(trip.case, "referral", str(trip.partner_id), since, at)


def ended_with_its_case(trip: Return) -> bool:
    """Whether the case closed, or nothing of it is kept any more."""
    case = trip.case
    kept = case.keeping == "given" and not case.blocked_at and not case.erased_at
    return case.status not in WORKING or not kept


def is_over(trip: Return) -> bool:
    """Whether what is prepared is prepared in vain."""
    return ended_with_its_case(trip) or facts_of(trip.case).get(WISH) is False


def there(trip: Return) -> ZoneInfo:
    """The clock where the person goes."""
    return ZoneInfo(trip.zone)


def _since(case: Case) -> dt.datetime | None:
    """Papers count after the last return that was stopped: what was said for that one is over."""
    stopped = Return.objects.filter(case=case, state=STOPPED, ended_at__isnull=False)
    return stopped.order_by("-ended_at").values_list("ended_at", flat=True).first()


def papers(case: Case) -> dict[str, list[FilledForm]]:
    """The finished forms T15 to T19 that count for the return of today, the newest first."""
    since = _since(case)
    found: dict[str, list[FilledForm]] = {tool: [] for tool in TOOLS}
    rows = [one for one in forms_of(case) if one.state == "final" and one.tool in TOOLS]
    for row in sorted(rows, key=lambda one: one.saved_at, reverse=True):
        if since is None or row.saved_at > since:
            row.case = case
            found[row.tool].append(row)
    return found


def _answers(rows: list[FilledForm]) -> dict[str, Any] | None:
    """What the newest of them says; None: there is none."""
    return held_by(rows[0])["answers"] if rows else None


def unheard(declared: dict[str, Any]) -> bool:
    """Whether a declaration is unsigned and names no second person; the first version named an interpreter at
    most.
    """
    second = declared.get("heard_by") or declared.get("interpreter")
    return declared.get("way") != "signed" and not second


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _hands(answers: dict[str, Any], side: str) -> str:
    return " · ".join(
        text for text in (answers.get(f"{side}_name"), answers.get(f"{side}_organisation")) if text
    )


def chain_of(rows: list[FilledForm]) -> tuple[Handover, ...]:
    """Each finished sheet T18 as a link of the chain, the oldest first."""
    said = [held_by(row)["answers"] for row in rows]
    return tuple(
        sorted(
            (
                Handover(
                    _hands(one, "giver"),
                    _hands(one, "receiver"),
                    one["receiver_capacity"],
                    dt.datetime.fromisoformat(one["handed_at"]),
                    one["place"],
                    one.get("receiver_checked") == "yes",
                )
                for one in said
            ),
            key=lambda one: one.at,
        )
    )


def receipt_of(rows: list[FilledForm]) -> tuple[FilledForm, Decimal, str] | None:
    """The newest receipt T19, what its lines make, and its currency; None: there is none."""
    answers = _answers(rows)
    if answers is None:
        return None
    [lines] = [one for one in tool_of(rows[0]).typed if one.id == "lines"]
    return rows[0], sums(lines, answers["lines"])["amount"], answers["currency"]


def _money(told: dict[str, Any], rows: list[FilledForm]) -> str:
    said = told.get("money") or {}
    if said.get("none"):
        return "none" if not rows else ""
    found = receipt_of(rows)
    same = found is not None and said.get("form") == str(found[0].id)
    return "receipt" if same and Decimal(said["counted"]) == found[1] else ""


def age_of(actor: Actor, case: Case, on: dt.date) -> AgeOnDay:
    """Child or adult on the day of departure; a yes or no leaves the vault, and no date does."""
    known, how = facts_of(case), known_how(case)
    said_at = how.get(AGE, {}).get("at")
    return age_on_departure(
        said=known.get(AGE),
        doubt=bool(known.get(DOUBT)),
        on=on,
        said_on=said_at.astimezone(zone_of(case)).date() if said_at else None,
        adult_by_birth_date=adult_on(actor, case.person, on),
    )


def departs_on(trip: Return) -> dt.date | None:
    """The planned day of departure, on the clock of the post."""
    return trip.departs_at.astimezone(zone_of(trip.case)).date() if trip.departs_at else None


def evidence_of(actor: Actor, trip: Return, at: dt.datetime) -> Evidence:
    """Everything the gates ask about, as it stands now."""
    case, told, forms = trip.case, told_of(trip), papers(trip.case)
    day = departs_on(trip)
    declared, fit, travel = (_answers(forms[tool]) for tool in ("T15", "T16", "T17"))
    legs = [_date(leg.get("leaves")) for leg in (travel or {}).get("legs", ())]
    return Evidence(
        age=age_of(actor, case, day or at.astimezone(zone_of(case)).date()),
        wish=facts_of(case).get(WISH),
        told=None if declared is None else frozenset(declared.get("told", ())),
        unheard=declared is not None and unheard(declared),
        advice=trip.advice,
        risk=told.get("risk", {}).get("level", ""),
        agreed=bool(trip.agreed_by),
        fit=(fit or {}).get("fit", ""),
        fit_until=_date((fit or {}).get("valid_until")),
        company="company" in (fit or {}).get("needs", ()),
        travel=travel is not None,
        first_leg=min((one for one in legs if one), default=None),
        # A sheet of before this journey tells of other hands.
        chain=chain_of([one for one in forms["T18"] if one.saved_at >= trip.opened_at]),
        money=_money(told, forms["T19"]),
        departs_on=day,
        reception=trip.confirmed_at is not None,
        escort=trip.escort,
        contact=trip.contact_agreed_at is not None,
    )


def gates_of(actor: Actor, trip: Return, at: dt.datetime) -> tuple[Gate, ...]:
    """Every gate of a return, as it stands now."""
    return gates(evidence_of(actor, trip, at))


def contacts_of(trips: Sequence[Return]) -> dict[UUID, list[tuple[ReturnContact, Contact]]]:
    """The contacts of each return, the earliest first, on the clock there; one query, however many."""
    rows = ReturnContact.objects.filter(trip_id__in=[trip.id for trip in trips])
    found = by_trip(rows, {trip.id: there(trip) for trip in trips})
    return {trip.id: found.get(trip.id, []) for trip in trips}


def by_trip(
    contacts: QuerySet[ReturnContact], zones: dict[UUID, ZoneInfo] | None = None
) -> dict[UUID, list[tuple[ReturnContact, Contact]]]:
    """Contacts with what was tried, by return, the earliest first. ``zones``: the clock of each, where
    the returns are known; else they come with the rows."""
    rows: dict[int, ReturnContact] = {}
    tries: dict[int, list[Try]] = {}
    # A contact comes once for each attempt, and once where there was none.
    asked = contacts.annotate(tried_at=F("tries__at"), came_to=F("tries__outcome"))
    for row in asked.order_by("days"):
        rows.setdefault(row.id, row)
        if row.tried_at is not None:
            tries.setdefault(row.id, []).append(Try(row.tried_at, row.came_to))
    found: dict[UUID, list[tuple[ReturnContact, Contact]]] = {}
    for row in rows.values():
        due = row.due_at.astimezone(zones[row.trip_id] if zones else there(row.trip))
        contact = Contact(due, tuple(tries.get(row.id, ())))
        found.setdefault(row.trip_id, []).append((row, contact))
    return found


def _renewed(trip: Return) -> dt.datetime | None:
    """The last time the person agreed to be contacted: before leaving, or in a contact since."""
    made = trip.tries.filter(outcome="made").order_by("-at").values_list("at", flat=True).first()
    return made or trip.contact_agreed_at


def safe_record(trip: Return, at: dt.datetime) -> SafeRecord | None:
    """How the person may be reached, on the clock of the destination; None: it was never asked."""
    days = parameter_on(edition_of(trip.case), "return-contact-validity", at.date()).value
    return elsewhere(record_of(trip.case), there(trip), _renewed(trip), days)


def agreed_to_contact(trip: Return, at: dt.datetime) -> bool:
    """Whether the person's yes to being contacted stands: it ends like any other, except that the
    agreement to these contacts carries it on until the validity of that agreement is over."""
    found = may(consents_of(trip.case), "contact", at)
    if found.allowed or found.state != "expired":
        return found.allowed
    renewed = _renewed(trip)
    days = parameter_on(edition_of(trip.case), "return-contact-validity", at.date()).value
    return renewed is not None and at < renewed + dt.timedelta(days=days)


def may_reach(trip: Return, way: str, language: str, at: dt.datetime) -> ContactVerdict:
    """Whether the person may be reached this way at this moment, after the return."""
    here = may_contact(
        safe_record(trip, at), way, language, at, agreed=agreed_to_contact(trip, at), danger=trip.case.danger
    )
    other = against_there(trip.case, way, language, at)
    return here if not other else ContactVerdict(False, (*here.reasons, *other))
