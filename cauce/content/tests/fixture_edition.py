"""A small invented edition in Python objects: twelve actions with every shape that a plan knows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from cauce.content.model import (
    Action,
    ActKind,
    EditionInfo,
    Fact,
    Parameter,
    ParameterValue,
    Source,
    Text,
    Within,
)

SOME_DAY = dt.date(2026, 1, 1)


def text(word: str) -> Text:
    return Text(es=word, en=word)


@dataclass
class FixtureEdition:
    info: EditionInfo
    actions: dict[str, Action]
    facts: dict[str, Fact]
    acts: dict[str, ActKind]
    parameters: dict[str, Parameter]
    sources: dict[str, Source]
    catalogues: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    hash: str = "fixture"


def fact(name: str, kind: str, *values: str, es: str = "", en: str = "") -> Fact:
    return Fact(
        id=name,
        type=kind,
        values=list(values),
        value_labels={value: text(value) for value in values},
        scope="case",
        label=Text(es=es or name, en=en or name),
        question=Text(es=f"¿{es or name}?", en=f"{en or name}?"),
        sensitivity="P3",
    )


FACTS = [
    fact("person.age", "integer", es="la edad de la persona", en="the person's age"),
    fact("person.age_doubt", "boolean", es="hay duda sobre la edad", en="the age is in doubt"),
    fact("danger.immediate", "boolean", es="hay peligro ahora", en="there is danger now"),
    fact("risk.level", "choice", "low", "medium", "high", es="el riesgo", en="the risk"),
    fact(
        "screening.outcome",
        "choice",
        "told_directly",
        "concerns",
        "no_concerns",
        es="el resultado de la conversación",
        en="the outcome of the conversation",
    ),
    fact("person.detained", "boolean", es="la persona está detenida", en="the person is detained"),
    fact("wish.report", "boolean", es="la persona quiere denunciar", en="the person wants to report"),
    fact("permit.expires_on", "date", es="la fecha de vencimiento", en="the expiry date"),
    fact("hearing.at", "instant", es="la audiencia", en="the hearing"),
]

ACTS = (
    *("contact_started", "safety_checked", "protection_accepted", "protection_refused"),
    *("screening_done", "child_branch_opened", "case_opened", "interview_done"),
    *("interview_declined", "risk_reviewed", "contact_made", "concluded", "visited"),
    *("renewed", "prepared", "reported", "report_declined", "reviewed"),
)


def parameter(name: str, unit: str, value: int, *, source: str = "a-proposal") -> Parameter:
    return Parameter(
        id=name,
        title=text(name),
        unit=unit,
        values=[
            ParameterValue(
                in_force_from=SOME_DAY,
                value=value,
                provenance="proposed",
                sources=[source],
                last_checked=SOME_DAY,
            )
        ],
    )


PARAMETERS = [
    parameter("at-once", "hours", 0),
    parameter("same-day", "days", 0),
    parameter("one-day", "hours", 24),
    parameter("interview", "hours", 72),
    parameter("conclusion", "working_days", 5),
    parameter("weekly", "days", 7),
    parameter("monthly", "months", 1),
    parameter("renewal", "days", -30, source="a-rule"),
]


def action(number: str, done_by: str, *within: Within, **rest: Any) -> Action:
    return Action(
        id=number,
        order=int(number[1]) * 100 + int(number[3:]),
        title=text(f"Acción {number}"),
        why=text("Porque sí hace falta."),
        scope=rest.pop("scope", "case"),
        role="protection_officer",
        within=list(within),
        done_by=[done_by],
        evidence=text("registro"),
        provenance="proposed",
        **rest,
    )


CONCERNS = {"screening.outcome": ["told_directly", "concerns"]}
ACTIONS = [
    action("P2-02", "safety_checked", Within(parameter="at-once", start="contact_started"), urgent=True),
    action("P2-04", "protection_accepted", after=["P2-02"], declined_by=["protection_refused"]),
    action("P2-06", "screening_done", after=["P2-04"], legal=["a-law"]),
    action(
        "P2-07",
        "child_branch_opened",
        Within(parameter="at-once", start="contact_started"),
        when=[{"person.age": "<18"}, {"person.age": "unknown"}, {"person.age_doubt": True}],
        urgent=True,
        legal=["a-law"],
    ),
    action("P2-12", "case_opened", Within(parameter="one-day", start="screening_done"), when=[CONCERNS]),
    action(
        "P3-04",
        "interview_done",
        Within(
            parameter="one-day",
            start="case_opened",
            when=[{"danger.immediate": True}, {"person.age": "<18"}],
        ),
        Within(parameter="interview", start="case_opened"),
        when=[CONCERNS],
        after=["P2-06"],
        declined_by=["interview_declined"],
    ),
    action(
        "P3-07",
        "risk_reviewed",
        Within(parameter="same-day", start="last:interview_done"),
        when=[CONCERNS],
    ),
    action(
        "P3-08",
        "concluded",
        Within(parameter="conclusion", start="interview_done"),
        when=[CONCERNS],
        after=["P3-04"],
    ),
    action(
        "P4-08",
        "reported",
        when=[{"wish.report": True, "person.age": ">=14 <18"}, {"wish.report": True}],
        declined_by=["report_declined"],
    ),
    action(
        "P4-10",
        "visited",
        Within(parameter="one-day", start="contact_started"),
        when=[{"person.detained": True}],
        urgent=True,
    ),
    action(
        "P4-16",
        "contact_made",
        Within(parameter="weekly", start="case_opened", when=[{"risk.level": "high"}]),
        Within(parameter="monthly", start="case_opened"),
        when=[{"risk.level": "not unknown"}],
        recurs=True,
    ),
    action("P4-17", "renewed", Within(parameter="renewal", start="permit.expires_on")),
    action("P4-18", "prepared", Within(parameter="at-once", start="hearing.at"), after=["P4-10"]),
    action("P1-01", "reviewed", scope="post", recurs=True),
]


def source(name: str, kind: str) -> Source:
    return Source(id=name, title=text(name), kind=kind, mark="P", last_checked=SOME_DAY)


POSTS = (
    {"code": "HOU", "name": "Houston", "city": "Houston", "time_zone": "America/Chicago"},
    {"code": "PHX", "name": "Phoenix", "city": "Phoenix", "time_zone": "America/Phoenix"},
    {
        "code": "LAX",
        "name": "Los Ángeles",
        "city": "Los Ángeles",
        "time_zone": "America/Los_Angeles",
    },
)


def fixture_edition(*, actions: list[Action] | None = None, name: str = "fixture") -> FixtureEdition:
    """The invented edition; other actions need another ``name``: editions are known by their hash."""
    return FixtureEdition(
        info=EditionInfo(
            id="2026.0",
            title=text("Edición inventada"),
            in_force_from=SOME_DAY,
            languages=["es", "en"],
            approved_by=text("nadie"),
        ),
        actions={entry.id: entry for entry in actions or ACTIONS},
        facts={entry.id: entry for entry in FACTS},
        acts={name: ActKind(id=name, title=text(name), scope="case") for name in ACTS},
        parameters={entry.id: entry for entry in PARAMETERS},
        sources={
            "a-law": source("a-law", "law"),
            "a-rule": source("a-rule", "rule"),
            "a-proposal": source("a-proposal", "proposal"),
        },
        catalogues={"posts": POSTS},
        hash=name,
    )
