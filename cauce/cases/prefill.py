"""Fill once: what a tool asks and the case already knows, so that it is shown and never typed again.

Only what somebody may see goes in: who it is comes from ``identity``, opened by the caller through
``people.access`` (for a reason, journalled), or stays closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_tools import Tool
from cauce.content.sentences import value_words
from cauce.people.access import Opened
from cauce.rules.tool_tables import HEADS
from cauce.rules.tools import age_on

from . import access, facts
from .consent_rows import answers_of
from .models import Case, RiskReview
from .needs import needed
from .withheld import OUT_OF_SIGHT

State = Literal["known", "not_known", "closed"]
LEVELS = {
    "low": Text(es="bajo", en="low"),
    "medium": Text(es="medio", en="medium"),
    "high": Text(es="alto", en="high"),
}
ABOUT = {
    "person": Text(es="La persona", en="The person"),
    "family": Text(es="La familia", en="The family"),
    "staff": Text(es="El personal", en="The staff"),
}
ANSWERS = {True: Text(es="sí", en="yes"), False: Text(es="no", en="no")}
STATES = {
    "open": Text(es="por hacer", en="to do"),
    "done": Text(es="hecho", en="done"),
    "declined": Text(es="no lo quiso", en="declined"),
    "dropped": Text(es="ya no hace falta", en="no longer needed"),
}
# The pages of the desk where each kind of answer is kept, and may be changed.
PLACES = {
    "case": "case",
    "identity": "identity",
    "fact": "case",
    "act": "history",
    "plan": "plan",
    "consent": "consent",
    "risk": "risk",
    "needs": "plan",
    "referrals": "refer",
}


@dataclass(frozen=True)
class Known:
    """One answer of the case. ``value``: words, an ISO date or a table; ``raw`` what rules compare.

    ``closed``: it is who the person is, and nobody opened it here. ``place`` is where it is kept.
    """

    state: State
    place: str
    value: Any = None
    raw: Any = None


def table(origin: str, rows: list[list[Any]]) -> dict[str, Any] | None:
    """A table of the case as a form shows it, under its heads; None: it has no row."""
    return {"heads": list(HEADS[origin]), "rows": rows} if rows else None


def prefill(
    case: Case,
    tool: Tool,
    at: dt.datetime,
    *,
    identity: Opened | None = None,
    more: Mapping[str, Any] | None = None,
) -> dict[str, Known]:
    """What the case knows at that instant, by the id of the tool's field.

    ``identity`` None: who it is stays closed. ``more`` brings what only floors above know
    (``referrals:rows``), by the name in ``from_case``.
    """
    source = _Source(case, facts.edition_of(case), at, identity, dict(more or {}))
    return {f.id: source.known(f.from_case) for f in tool.fields if f.from_case is not None}


class _Source:
    """Reads each part of the case at most once, and only if the tool asks for it."""

    def __init__(
        self, case: Case, edition: Edition, at: dt.datetime, identity: Opened | None, more: dict[str, Any]
    ) -> None:
        self.case, self.edition, self.at = case, edition, at
        self.identity, self.more = identity, more
        self.kinds = {
            "case": self.of_case,
            "identity": self.of_identity,
            "fact": self.of_fact,
            "act": self.of_act,
            "plan": self.of_plan,
            "needs": self.of_needs,
            "consent": self.of_consent,
            "risk": self.of_risk,
            "referrals": lambda name: (None, None),  # a floor above knows them
        }

    def known(self, origin: str) -> Known:
        kind, _, name = origin.partition(":")
        if kind == "identity" and self.identity is None:
            return Known("closed", "identity")
        value, raw = (self.more[origin], None) if origin in self.more else self.kinds[kind](name)
        state: State = "not_known" if value in (None, "", []) else "known"
        return Known(state, PLACES[kind], value, value if raw is None else raw)

    @cached_property
    def facts(self) -> dict[str, Any]:
        return facts.facts_of(self.case)

    @cached_property
    def risk(self) -> tuple[RiskReview | None, dict[str, Any]]:
        row = self.case.risks.order_by("-number").first()
        return row, RiskReview.sealed.open(row, self.case.key_id) if row else {}

    def of_case(self, name: str) -> tuple[Any, Any]:
        case = self.case
        if name == "opened_on":
            return case.opened_at.astimezone(facts.zone_of(case)).date().isoformat(), None
        officer = case.officer.display_name if case.officer else None
        return {"folio": case.folio, "post": case.post.name, "officer": officer}[name], None

    def of_identity(self, name: str) -> tuple[Any, Any]:
        opened = self.identity
        assert opened is not None  # closed identities were answered above
        if name == "name":
            return opened.name, None
        if name == "age":
            born = opened.fields.get("birth_date")
            on = self.at.astimezone(facts.zone_of(self.case)).date()
            return (age_on(dt.date.fromisoformat(born), on) if born else None), None
        value = opened.fields.get(name, "")
        if name == "safe_channel" and value:
            ways = {e.id: e.title for e in self.edition.catalogues["contact_ways"]}
            return ways.get(value, value), value
        return value, None

    def of_fact(self, name: str) -> tuple[Any, Any]:
        raw = self.facts.get(name)
        if raw is None:
            return None, None
        fact = self.edition.facts[name]
        if fact.type == "boolean":
            return ANSWERS[bool(raw)], raw
        if fact.type in ("date", "instant"):
            return raw.isoformat(), None
        return Text(es=value_words(fact, raw, "es"), en=value_words(fact, raw, "en")), raw

    def of_act(self, name: str) -> tuple[Any, Any]:
        when = [act.at for act in facts.acts_of(self.case) if act.name == name]
        return (max(when).isoformat() if when else None), None

    def of_plan(self, name: str) -> tuple[Any, Any]:
        needs = {e.id: e.title for e in self.edition.catalogues["needs"]}
        rows = [
            [
                needs.get(item.need, item.need),
                OUT_OF_SIGHT if agreed is None else agreed,
                item.responsible.display_name if item.responsible else "",
                item.due_on.isoformat(),
                STATES[item.state],
            ]
            for item, agreed in access.plan_items(self.case)
        ]
        return table("plan:rows", rows), None

    def of_needs(self, name: str) -> tuple[Any, Any]:
        known = {name for name, value in self.facts.items() if value is True}
        rows = [[need.title] for need in needed(self.edition, known)]
        return table("needs:rows", rows), None

    def of_consent(self, name: str) -> tuple[Any, Any]:
        if name == "protection":
            return self.of_fact("protection.accepted")
        return table("consent:rows", answers_of(self.case, self.edition)), None

    def of_risk(self, name: str) -> tuple[Any, Any]:
        row, said = self.risk
        if row is None:
            return None, None
        if name == "review_on":
            return row.review_on.isoformat(), None
        if name != "levels":
            return said.get(name), None
        rows = [
            [ABOUT[who], LEVELS[level], said["reasons"].get(who, "")] for who, level in said["levels"].items()
        ]
        return table("risk:levels", rows), None
