"""Where each action of the Protocol is done: its page among those of a case."""

from __future__ import annotations

from uuid import UUID

from django.urls import NoReverseMatch, reverse

RECORD = "protection:record"

# What is not listed is written down on the page for any act.
PLACES: dict[str, str] = {
    "P2-02": "protection:safety",
    "P2-04": "protection:rights",
    "P2-06": "protection:screening",
    "P2-07": "protection:safety",
    "P2-08": "protection:safety",
    "P2-09": "protection:risk",
    "P2-10": "protection:assess",
    "P2-12": "registers:case",
    "P3-01": "protection:interview",
    "P3-01a": "protection:tongue",
    "P3-02": "protection:interview",
    "P3-03": "protection:interview",
    "P3-04": "protection:interview",
    "P3-05": "protection:interview",
    "P3-06": "protection:told",
    "P3-07": "protection:risk",
    "P3-08": "protection:assess",
    "P4-01": "protection:plan",
    "P4-03": "aid:case",
    "P4-04": "protection:refer",
    "P4-04d": "protection:refer",
    "P4-05": "protection:refer",
    "P4-12": "families:case",
    "P4-11": "mexico:case",
    "P4-06": "routes:sheet",
    "P4-14": "mexico:case",
    "P4-13": "returning:case",
    "P4-15": "protection:refer",
    "P4-16": "follow:case",
    "P4-17": "protection:risk",
    "P4-10e": "protection:custody",
    "P4-10f": "protection:custody",
    "P4-10h": "protection:custody",
    "P4-10m": "mexico:case",
    "P4-16a": "protection:message",
    "P2-08h": "protection:short",
    "P4-18": "transfers:ask",
    "P4-19": "follow:closing",
}


def page_of(route: str, case_id: UUID) -> str | None:
    """The address of a page of the case; None: this server has no such page."""
    try:
        return reverse(route, args=[case_id])
    except NoReverseMatch:
        return None


def place_of(action: str, case_id: UUID) -> str:
    """The address where the action is done."""
    found = page_of(PLACES[action], case_id) if action in PLACES else None
    return found or reverse(RECORD, args=[case_id, action])
