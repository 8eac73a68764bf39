"""What waits for whoever leads a post, each with the way there: a call that nobody answers, then
conclusions, oldest first."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from cauce.cases.access import waiting_for_signature
from cauce.content.model import Text, both
from cauce.custody.journal.counts import counted
from cauce.desk.intake.calls.showing import call_rows, held_rows
from cauce.desk.measurement.saying import many
from cauce.intake.calls import access as calls
from cauce.intake.screenings import access_links as links
from cauce.rules.permissions import Actor
from cauce.sharing.disclosures import access as disclosures
from cauce.staff.oversight import access as proposals

MOST = 2
SIGN = both("Leer la conclusión y decidir si se firma", "Read the conclusion and decide")
TODAY = both("Se concluyó hoy", "Concluded today")
DAY, DAYS = both("día", "day"), both("días", "days")
Row = dict[str, object]


def _row(title: Text, href: str, by: Text | str = "", about: str = "") -> Row:
    return {"title": title, "href": href, "by": by, "about": about, "state": "open"}


def rows_of(actor: Actor, post: str, today: dt.date, at: dt.datetime) -> list[Row]:
    """Rows of a worklist. Empty: nothing waits."""
    counts = counted(**calls.unanswered_here(actor, post), links=links.undecided(actor, post, today))
    mine = held_rows(calls.held(actor), at) if counts["calls_held"] else []
    return [*call_rows(counts), *mine, *_to_sign(actor, at), *_counted(actor, counts["links"], at)]


def _to_sign(actor: Actor, at: dt.datetime) -> list[Row]:
    """The few conclusions that wait longest, and how many more there are."""
    found = waiting_for_signature(actor)
    rows = []
    for one in found[:MOST]:
        long = (at - one.concluded_at).days
        days = many(long, DAY, DAYS)
        by = both(f"Espera desde hace {days.es}", f"Waiting for {days.en}") if long else TODAY
        rows.append(
            _row(
                SIGN,
                reverse("protection:sign", args=[one.id]),
                by,
                f"{one.case.folio} · {one.case.post.name}",
            )
        )
    if more := len(found) - len(rows):
        said = many(
            more, both("conclusión más", "more conclusion"), both("conclusiones más", "more conclusions")
        )
        rows.append(_row(both(f"Firmar {said.es}", f"Sign {said.en}"), reverse("protection:signatures")))
    return rows


def _counted(actor: Actor, undecided: int, at: dt.datetime) -> list[Row]:
    """What has a page of its own: said by its number, and only where there is any."""
    found = (
        (
            disclosures.how_many(actor),
            "disclosures:waiting",
            both("comunicación por revisar", "disclosure to review"),
            both("comunicaciones por revisar", "disclosures to review"),
        ),
        (
            undecided,
            "protection:links",
            both("consulta espera a una segunda persona", "query awaiting a second person"),
            both("consultas esperan a una segunda persona", "queries awaiting a second person"),
        ),
        (
            proposals.waiting(actor, at),
            "proposals:list",
            both("propuesta por decidir", "proposal to decide"),
            both("propuestas por decidir", "proposals to decide"),
        ),
    )
    return [_row(many(number, one, more), reverse(route)) for number, route, one, more in found if number]
