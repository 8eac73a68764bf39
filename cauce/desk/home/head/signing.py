"""Conclusions that the reader may sign, oldest first, with the way there where it is mounted."""

from __future__ import annotations

import datetime as dt

from django.urls import NoReverseMatch, reverse

from cauce.cases.access import waiting_for_signature
from cauce.content.model import Text
from cauce.desk.measurement.saying import many
from cauce.rules.permissions import Actor

MOST = 5
TITLE = Text(es="Leer la conclusión y decidir si se firma", en="Read the conclusion and decide")


def _address(assessment) -> str | None:
    try:
        return reverse("protection:sign", args=[assessment.id])
    except NoReverseMatch:
        return None


def all_of_them() -> str | None:
    """Where every conclusion that waits is listed; None: that page is not mounted here."""
    try:
        return reverse("protection:signatures")
    except NoReverseMatch:
        return None


def to_sign(actor: Actor, at: dt.datetime) -> tuple[list[dict[str, object]], int]:
    """The few that wait longest, as rows of a worklist, and how many there are."""
    found = waiting_for_signature(actor)
    rows = []
    for one in found[:MOST]:
        days = many((at - one.concluded_at).days, Text(es="día", en="day"), Text(es="días", en="days"))
        rows.append(
            {
                "title": TITLE,
                "about": f"{one.case.folio} · {one.case.post.name}",
                "state": "open",
                "by": Text(es=f"Espera desde hace {days.es}", en=f"Waiting for {days.en}"),
                "href": _address(one),
            }
        )
    return rows, len(found)
