"""How a return is shown: its line, its gates with what opens them, its contacts, and what leaving may
cost.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from cauce.cases.facts import edition_of
from cauce.content.model import Text
from cauce.desk.cases.frame.contact_line import hours, way_names
from cauce.desk.cases.frame.spoken import language_choices
from cauce.family.reunification import access_returning as access
from cauce.family.reunification.facts_returning import (
    agreed_to_contact,
    chain_of,
    gates_of,
    papers,
    receipt_of,
    safe_record,
    there,
    told_of,
)
from cauce.family.reunification.models import Return, ReturnContact
from cauce.family.reunification.rules.after_return import STATE_LABELS, zone_of_state
from cauce.family.reunification.rules.returning import (
    DEPARTED,
    ENDED,
    LABELS,
    LEVEL_LABELS,
    PREPARING,
    RECEIVED,
    STOPPED,
    Gate,
    chain_arrived,
    chain_gaps,
)
from cauce.rules.contact import NEVER, NOT_NOW, SHE_COMES, may_contact, open_now
from cauce.rules.dates import says_date, zone
from cauce.rules.permissions import Actor
from cauce.ui.addresses import address_of
from cauce.ui.words import say

# Which forms of this page open which gate.
HERE = {
    "advice": ("advice",),
    "risk": ("risk",),
    "travel": ("plan",),
    "money": ("money",),
    "reception": ("share", "reception"),
    "contact": ("contact",),
}
SHAPES = {
    "made": "done",
    "missed": "overdue",
    "not_answered": "overdue",
    "not_safe": "overdue",
    "due": "soon",
    "ahead": "open",
}


def sealed_words(trip: Return) -> dict[str, Any]:
    return told_of(trip)


def place(trip: Return) -> str:
    """The name of the state of Mexico."""
    rows = edition_of(trip.case).catalogues["mx_states"]
    return next((row["name"] for row in rows if row["code"] == trip.destination), trip.destination)


def clock_note(trip: Return) -> Text:
    """Whose clock is used, and how sure that is."""
    found = zone_of_state(edition_of(trip.case), trip.destination, zone(trip.case.post.time_zone))
    name = place(trip)
    if not found.known:
        return Text(
            es="No se sabe la hora de ese lugar: se usa la del consulado.",
            en="The local time there is not known: the post's is used.",
        )
    if found.several:
        return Text(
            es=f"Se usa la hora de la capital de {name}; hay municipios con otra hora: pregúntelo.",
            en=f"Uses the local time of the capital of {name}; some municipalities differ: ask.",
        )
    return Text(
        es=f"Se usa la hora de {name} (sin verificar).", en=f"Uses the local time of {name} (unverified)."
    )


def line(trip: Return) -> list[dict[str, Any]]:
    """The stops of the journey, and where it is."""
    reached = [
        (PREPARING, trip.opened_at),
        (DEPARTED, trip.departed_at),
        (RECEIVED, trip.received_at),
        (ENDED, trip.ended_at if trip.state == ENDED else None),
    ]
    stops = []
    for state, at in reached:
        where = "here" if state == trip.state else "done" if at else "ahead"
        stops.append({"label": LABELS[state], "state": where, "at": at, "note": None})
    if trip.state == STOPPED:
        return [
            stops[0] | {"state": "done"},
            {"label": LABELS[STOPPED], "state": "broken", "at": trip.ended_at},
        ]
    return stops


def _paper(trip: Return, gate: Gate) -> dict[str, Any] | None:
    if not gate.tool:
        return None
    return {"href": address_of("protection:forms", trip.case_id), "tool": gate.tool}


def gate_rows(actor: Actor, trip: Return, at: dt.datetime) -> list[dict[str, Any]]:
    """Each gate with what is missing, its paper, and which forms of the page belong to it."""
    return [
        {
            "gate": one,
            "paper": _paper(trip, one),
            "here": HERE.get(one.id, ()),
            "shape": "done" if one.open else "to_find_out",
        }
        for one in gates_of(actor, trip, at)
    ]


def facts(trip: Return, names: dict[str, str]) -> dict[str, Any]:
    """What was written, for the gates."""
    said = sealed_words(trip)
    risk = said.get("risk")
    return {
        "advice": said.get("advice"),
        "risk": risk and risk | {"label": LEVEL_LABELS[risk["level"]]},
        "reception": said.get("reception"),
        "escort": said.get("escort"),
        "money": said.get("money"),
        "received": said.get("received"),
        "stopped": said.get("stopped"),
        "risk_by": names.get(trip.risk_by, ""),
        "agreed_by": names.get(trip.agreed_by, ""),
        "confirmed_by": names.get(trip.confirmed_by, ""),
    }


def money(trip: Return) -> dict[str, Any] | None:
    """The receipt that must be counted; None: there is none."""
    found = receipt_of(papers(trip.case)["T19"])
    return {"sum": found[1], "currency": found[2]} if found else None


def chain(trip: Return) -> dict[str, Any]:
    """Every handover of this journey, the gaps, and whether it ended with somebody there."""
    rows = [one for one in papers(trip.case)["T18"] if one.saved_at >= trip.opened_at]
    links = chain_of(rows)
    return {"links": links, "gaps": chain_gaps(links), "arrived": chain_arrived(links)}


def costs(trip_or_case_edition: Any) -> dict[str, Any]:
    """What to ask a lawyer about, with its sources."""
    edition = trip_or_case_edition
    wanted = ("uscis-t-bona-fide", "uscis-u-status", "uscis-sij")
    return {
        "lines": edition.catalogues["return_costs"],
        "sources": [edition.sources[id] for id in wanted if id in edition.sources],
    }


def ways(trip: Return) -> list[tuple[str, Any]]:
    """(way|language, words) of each way that the person marked as safe; which hour is checked by the act."""
    record = safe_record(trip, trip.opened_at)
    names, found = way_names(), []
    tongues = (
        dict(language_choices(*{code for one in record.ways for code in one.languages})) if record else {}
    )
    for one in record.ways if record else ():
        if one.way in (NEVER, SHE_COMES) or one.way not in names:
            continue
        when = hours(one)
        for language in sorted(one.languages):
            tail = f" · {when.es}" if when else "", f" · {when.en}" if when else ""
            label = say(
                f"{names[one.way].es} ({tongues.get(language, language)}){tail[0]}",
                f"{names[one.way].en} ({tongues.get(language, language)}){tail[1]}",
            )
            found.append((f"{one.way}|{language}", label))
    return found


def reach_there(trip: Return, at: dt.datetime) -> dict[str, Any]:
    """The line of the page while contacts are owed: what was agreed before leaving holds for them."""
    record, agreed = safe_record(trip, at), agreed_to_contact(trip, at)
    pairs = open_now(record, at, agreed=agreed, danger=trip.case.danger)
    if record and pairs:
        names = way_names()
        said = list(dict.fromkeys(way for way, _ in pairs if way in names))
        es, en = ("; ".join(names[way][lang] for way in said) for lang in ("es", "en"))
        until = record.expires_at.astimezone(there(trip)).date()
        return {
            "words": Text(
                es=(
                    f"Para estos contactos, ahora se le puede contactar. Medio seguro: {es}, como lo acordó; "
                    f"vale hasta el {says_date(until, 'es')}."
                ),
                en=(
                    f"For these contacts, may be contacted now. Safe: {en}, as agreed; valid until "
                    f"{says_date(until, 'en')}."
                ),
            )
        }
    first = record.ways[0] if record and record.ways else None
    why = may_contact(
        record,
        first.way if first else "",
        min(first.languages, default="") if first else "",
        at,
        agreed=agreed,
        danger=trip.case.danger,
    ).reasons
    reason = why[0] if why else NOT_NOW
    return {
        "words": Text(
            es=f"Por ahora no la contacte. {reason.es}",
            en=f"Do not contact the person for now. {reason.en}",
        )
    }


def contacts(owed: access.Owed) -> list[dict[str, Any]]:
    """Each contact with its day there and where it stands."""
    return [
        {
            "row": row,
            "day": _day(owed.trip, row),
            "state": state,
            "label": STATE_LABELS[state],
            "shape": SHAPES[state],
            "open": state not in ("made", "ahead"),
        }
        for row, state in owed.contacts
    ]


def _day(trip: Return, row: ReturnContact) -> dt.date:
    """The day of a contact on the clock where the person lives."""
    return row.due_at.astimezone(there(trip)).date()


def row(owed: access.Owed, at: dt.datetime) -> dict[str, Any]:
    """One line of the list of the post."""
    trip = owed.trip
    late = trip.state == DEPARTED and trip.arrives_at is not None and trip.arrives_at < at
    shown = owed.latest or owed.next
    due = owed.latest
    return {
        "trip": trip,
        "href": reverse("returning:case", args=[trip.case_id]),
        "place": place(trip),
        "label": LABELS[trip.state],
        "next": shown and shown[0],
        "day": shown and _day(trip, shown[0]),
        "state": STATE_LABELS[due[1]] if due else None,
        "late": late,
        "due": bool(due),
        "count": owed.count,
        "told": trip.silence_told_at,
        "shape": "overdue" if late or (due and due[1] != "due") else "soon" if due else "open",
    }
