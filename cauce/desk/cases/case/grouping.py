"""The obligations of a case in the order in which an officer looks for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from cauce.cases.access import Page
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.rules.pathway import Obligation, asked_of_others, in_turn

from ..frame import saying
from ..frame.closed import closed_state, is_closed
from ..frame.frame import BEGIN

AWAITS = "awaits"  # somebody outside was asked to do it, or the person is on the way
GROUPS: tuple[tuple[str, Text], ...] = (
    ("overdue", Text(es="Vencidas", en="Overdue")),
    ("open", Text(es="Por hacer", en="To do")),
    (AWAITS, Text(es="En espera", en="Awaited")),
    ("to_find_out", Text(es="Falta averiguar", en="To find out")),
    ("blocked", Text(es="Esperan a otro paso", en="Waiting for another step")),
    ("lapsed", Text(es="No se hicieron antes de cerrar", en="Not done before it closed")),
    ("waived", Text(es="No se siguió, con motivo", en="Not followed, with a reason")),
    ("met", Text(es="Hechas", en="Done")),
    ("declined", Text(es="Se ofrecieron y se declinaron", en="Offered and declined")),
)

# What nobody can act on now is folded, so that what can be done stays in sight.
FOLDED = ("to_find_out", "lapsed", "met", "declined")


def groups(page: Page, edition: Edition, at: dt.datetime) -> list[dict[str, Any]]:
    """Every group that is not empty, in the order in which it is worked through.

    Of a closed case, what was done, and what was late when it closed: nothing is left to do in it.
    """
    closed = is_closed(page)
    stands = {o.action: closed_state(page, o) if closed else o.state for o in page.plan}
    asked = {} if closed else asked_of_others(page.plan, page.acts)
    stands |= dict.fromkeys(asked, AWAITS)
    ordered = in_turn(page.plan, edition.actions, at)
    found = []
    for state, title in GROUPS:
        items = [
            _said(page, edition, o, at, asked.get(o.action)) for o in ordered if stands[o.action] == state
        ]
        if items:
            found.append(
                {
                    "state": state,
                    "title": title,
                    "items": items,
                    "parts": _parts(items),
                    "closed": state in FOLDED,
                }
            )
    return found


def _said(
    page: Page, edition: Edition, one: Obligation, at: dt.datetime, asked: dt.datetime | None
) -> dict[str, Any]:
    """A step in words. ``asked``: since when somebody else was asked to do it; None: nobody was."""
    case = page.case
    row = saying.said(edition, one, case_id=case.id, time_zone=case.post.time_zone, at=at)
    if asked is not None:
        row |= {"asked": asked, "awaits": saying.awaited(edition, case.post, one, page.acts)}
        if row["arrives"]:
            row["href"] += BEGIN
        if row["awaits"] is saying.ASKED:
            row["href"] = reverse("protection:refer", args=[case.id])
    return row


def _parts(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """First the steps of everybody and whatever is urgent; then those of each branch, together."""
    plain = [one for one in items if one["branch"] is None or one["urgent"]]
    found = [{"branch": None, "items": plain}] if plain else []
    rest = [one for one in items if one["branch"] is not None and not one["urgent"]]
    for branch in sorted(
        {b.id: b for b in (one["branch"] for one in rest)}.values(), key=lambda branch: branch.order
    ):
        own = [one for one in rest if one["branch"].id == branch.id]
        found.append({"branch": branch, "items": own})
    return found
