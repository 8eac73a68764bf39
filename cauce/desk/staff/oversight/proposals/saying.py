"""Proposals in words: what, about whom or what, where, and how it stands."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from cauce.aid import allotments
from cauce.aid.rules.aid import money
from cauce.content.model import Text
from cauce.desk.people.list_linkage.showing import facts_of as linkage_facts
from cauce.people import asking
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices import access as offices
from cauce.staff.oversight.access import Seen
from cauce.staff.oversight.kinds import kinds
from cauce.staff.oversight.models import Proposal
from cauce.staff.oversight.roles import read_payload
from cauce.ui.words import exact, say

NETWORK = Text(es="toda la red", en="the whole network")
PROTOCOL = {
    "waiting": Text(es="espera a otra persona", en="waits for another person"),
    "expired": Text(es="venció sin decidirse", en="expired undecided"),
    "approved": Text(es="aprobada, aún sin usar", en="approved, not used yet"),
    "lapsed": Text(es="aprobada, venció sin usarse", en="approved, expired unused"),
    "turned_down": Text(es="no aprobada", en="turned down"),
    "taken_back": Text(es="retirada", en="taken back"),
    "used": Text(es="hecha", en="done"),
}
SHAPES = {"waiting": "open", "approved": "soon", "used": "done", "turned_down": "no"}


def role_name(code: str) -> Text:
    """A role in the words of the edition."""
    rows = current_edition().catalogues["roles"]
    return next((row.title for row in rows if row.id == code), Text(es=code, en=code))


def state(row: Proposal, at: dt.datetime) -> str:
    """How it stands now: what nobody decided or used in time is over."""
    if at >= row.expires_at and row.state in ("waiting", "approved"):
        return "expired" if row.state == "waiting" else "lapsed"
    return row.state


def place(row: Proposal) -> Text:
    if row.post is None:
        return NETWORK
    return Text(es=row.post.name, en=row.post.name)


def line(one: Seen, names: dict[str, str], at: dt.datetime) -> dict[str, Any]:
    """A row of the list."""
    row, now = one.row, state(one.row, at)
    who = names.get(row.about_id, "")
    return {
        "one": one,
        "row": row,
        "title": kinds()[row.kind].title,
        "who": who,
        "place": place(row),
        "state": PROTOCOL[now],
        "shape": SHAPES.get(now, "waived"),
        "waits": one.waits,
        "by": names.get(row.proposed_by, ""),
        "decided_by": names.get(row.decided_by, ""),
    }


def details(row: Proposal, language: str) -> list[dict[str, Any]]:
    """What exactly would be done, as facts of a page; codes that no list knows stand as they are."""
    if row.kind == "role.grant":
        given = read_payload(row.payload)
        ends = given["ends_on"]
        found = [
            {"name": say("Función", "Role"), "value": role_name(given["role"])},
            {"name": say("Desde", "From"), "value": exact(given["starts_on"], language)},
            {
                "name": say("Hasta", "Until"),
                "value": exact(ends, language) if ends else say("nuevo aviso", "further notice"),
            },
        ]
        if given["partner"]:
            found.append({"name": say("Organización", "Organisation"), "value": given["partner"].name})
        return found
    if row.kind == "role.end":
        held = offices.assignment(row.payload.get("assignment"))
        name = role_name(held.role) if held else say("ninguna", "none")
        return [{"name": say("Función que termina", "Role that ends"), "value": name}]
    if kinds()[row.kind].weighed:  # the page shows what is weighed
        return []
    if row.kind == "machine.give":
        return [
            {"name": say("Organización", "Organisation"), "value": offices.partner(UUID(row.about_id)).name},
            {"name": say("Sistema", "System"), "value": row.payload["name"]},
            {
                "name": say("Prefijo de sus identificadores", "Prefix of its identifiers"),
                "value": row.payload["namespace"],
            },
        ]
    if row.kind == asking.KIND:
        return linkage_facts(asking.read_terms(row.payload), language)
    if row.kind == allotments.KIND:
        return _allotment(row, language)
    return [
        {"name": name, "value": ", ".join(map(str, v)) if isinstance(v, list) else str(v)}
        for name, v in row.payload.items()
    ]


def _allotment(row: Proposal, language: str) -> list[dict[str, Any]]:
    wanted = allotments.read_payload(row.payload)
    return [
        {
            "name": say("Qué se hace", "What is done"),
            "value": say("Reducir", "Cut") if wanted.cut else say("Asignar o ampliar", "Allot or raise"),
        },
        {"name": say("Monto", "Amount"), "value": money(wanted.amount, wanted.currency)},
        {"name": say("Desde", "From"), "value": exact(wanted.starts_on, language)},
        {"name": say("Hasta", "Until"), "value": exact(wanted.ends_on, language)},
    ]
