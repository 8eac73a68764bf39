"""The quarterly numbers of passive cues in words and tables, for a post and for the network."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest

from cauce.content.model import Text
from cauce.measurement.facts.periods import period_of
from cauce.measurement.indicators.cues import NOT_KNOWN, CueNumbers
from cauce.measurement.indicators.disparity import Group
from cauce.protocol.editions.access import current_edition
from cauce.ui.listed import Pages, address
from cauce.ui.words import say

MOST = 8  # quarters back
QUARTERS = say("Trimestre anterior", "Previous quarter"), say("Trimestre siguiente", "Next quarter")
HEADINGS = {
    "sex": Text(es="Sexo o género que dice", en="Sex or gender stated"),
    "language": Text(es="Lengua", en="Language"),
    "state": Text(es="Estado de origen", en="State of origin"),
}
UNKNOWN = Text(es="no se sabe", en="not known")


def asked_quarter(request: HttpRequest, today: dt.date) -> tuple[int, dt.date, dt.date]:
    """How many quarters back, and its days: this one, or up to eight before it."""
    wanted = request.GET.get("atras", "0")
    back = int(wanted) if wanted.isdigit() and len(wanted) == 1 else 0
    quarter = period_of(today, "quarter", min(back, MOST))
    return back, quarter.since, quarter.until


def _name(dimension: str, value: str) -> Text:
    edition = current_edition()
    if value == NOT_KNOWN:
        return UNKNOWN
    if dimension == "sex":
        return edition.facts["person.sex"].value_labels.get(value, UNKNOWN)
    table, code, name = (
        ("mx_states", "code", "name") if dimension == "state" else ("languages", "code", "name_es")
    )
    rows = edition.catalogues.get(table, ())
    found = next((row.get(name) for row in rows if row.get(code) == value), None)
    return Text(es=found or value, en=found or value)


def _row(dimension: str, one: Group) -> dict[str, Any]:
    rate = one.rate
    return {
        "name": _name(dimension, one.value),
        "talks": one.talks,
        "confirmed": one.confirmed,
        "share": None
        if rate is None
        else f"{rate.value * 100:.0f} % ({rate.low * 100:.0f}–{rate.high * 100:.0f})",
        "alert": one.alert,
    }


def cues_page(found: CueNumbers, back: int) -> dict[str, Any]:
    """What the page shows: figures, tables by group, alerts in words."""
    figures = [
        (Text(es="Turnos pasados por lo que se notó", en="Turns passed for what was noticed"), found.raised),
        (Text(es="Turnos de quien pidió hablar", en="Turns of those who asked to talk"), found.asked),
        (Text(es="Aceptaron conversar", en="Accepted a talk"), found.accepted),
        (Text(es="Prefirieron no, o se fueron", en="Preferred not to, or left"), found.declined),
        (Text(es="Confirmadas por dos personas", en="Confirmed by two people"), found.confirmed),
        (Text(es="Avisos de coincidencia", en="Notices of coincidence"), found.notices),
        (Text(es="Consultas pedidas", en="Queries asked"), found.queries),
    ]
    tables = [
        {"heading": HEADINGS[name], "rows": [_row(name, one) for one in groups]}
        for name, groups in found.groups.items()
    ]
    alerts = [(HEADINGS[name], _name(name, one.value)) for name, one in found.alerts]
    return {
        "found": found,
        "figures": figures,
        "tables": tables,
        "alerts": alerts,
        "last": found.until - dt.timedelta(days=1),
        "pages": Pages(
            address({}, atras=back + 1) if back < MOST else "",
            address({}, atras=back - 1) if back else "",
            words=QUARTERS,
        ),
    }
