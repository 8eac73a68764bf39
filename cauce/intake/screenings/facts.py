"""From the sealed sitting to what the rules read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cauce.cases.models import Case
from cauce.cases.sections import HOURS
from cauce.content.bank import instrument_hash as hash_of
from cauce.content.loader import Edition
from cauce.content.model_toolbox import Instrument
from cauce.custody.keystore import Sealed
from cauce.protocol.editions.access import current_edition
from cauce.rules.screening import outcome_fact

from .models import Sitting


def answers_of(sitting: Sitting) -> dict[str, Any]:
    """Answers, stop reason and outcome; empty, and ``erased``, when keeping was refused."""
    erased = {"answers": {}, "erased": True}
    if sitting.case.keeping == "refused":
        return erased
    try:
        return Sitting.sealed.open(sitting, sitting.case.key_id, empty=erased)
    except Sealed:
        return Sitting.sealed.open(sitting, sitting.case.draft_key_id, gone=erased)


def hour_of(sitting: Sitting, content: Mapping[str, Any], item: str) -> dt.datetime:
    """When an answer was given; of a talk that kept no hours, when it began."""
    kept = content.get(HOURS, {}).get(item)
    return dt.datetime.fromisoformat(kept) if kept else sitting.started_at


def drafts(cases: QuerySet[Case]) -> Iterable[tuple[UUID, dt.datetime, str]]:
    """When each sitting of these cases that still holds answers was, and who sat there."""
    rows = Sitting.objects.filter(case__in=cases).exclude(sealed=b"")
    for case_id, began, ended, by in rows.values_list("case_id", "started_at", "ended_at", "by"):
        yield case_id, ended or began, by


def instrument_of(sitting: Sitting) -> Instrument:
    """The instrument in the version that the sitting began with, whatever edition is in force now."""
    key = (sitting.instrument, sitting.instrument_version)
    return current_edition().instrument_versions[key]


def instrument_hash(instrument: str) -> str:
    """The hash of the instrument's version in force, its items included (SHA-256, hexadecimal)."""
    return hash_of(current_edition().instruments[instrument])


DANGER = "danger.immediate"
# A sign of danger counts as danger until this question says that there is none.
SIGNS = {"expected_back": "in_danger"}
# What an answer about safety makes known for the plan. Only safety: nothing else leaves a sitting.
# Proposed: an unclear age is treated as a minor's until it is verified (P2-07).
_TOLD: dict[tuple[str, str], dict[str, Any]] = {
    ("hurt_or_ill", "yes"): {"need.medical": True},
    ("expected_back", "yes"): {DANGER: True},
    ("in_danger", "yes"): {DANGER: True},
    ("in_danger", "no"): {DANGER: False},
    ("danger_now", "yes"): {DANGER: True},
    ("thoughts_of_dying", "yes"): {DANGER: True, "need.psychological": True},
    ("family_danger", "yes"): {"danger.family": True},
    ("family_harm", "yes"): {"danger.family": True},
    ("heard_hurt_family", "yes"): {"danger.family": True},
    ("children_here", "yes"): {"person.with_children": True},
    ("bed_and_food", "no"): {"need.shelter": True},
    ("safe_bed", "no"): {"need.shelter": True},
    ("eaten_today", "no"): {"need.food": True},
    ("now_safe_here", "no"): {DANGER: True},
    ("now_health", "no"): {"need.medical": True},
    ("kept_from_care", "yes"): {"need.medical": True},
    ("now_home_next", "no"): {"need.shelter": True},
    ("now_legal", "no"): {"need.legal": True},
    ("has_counsel", "no"): {"need.legal": True},
    ("now_income", "no"): {"need.economic": True},
    # Only her own word is a ground: not to know, or not to say, protects and tells nobody.
    ("minor_today", "yes"): {"person.age_doubt": True, "person.age_doubt_ground": "person_said"},
    ("minor_today", "does_not_know"): {"person.age_doubt": True},
    ("minor_today", "prefers_not_to_say"): {"person.age_doubt": True},
}


def facts_told(
    answers: Mapping[str, str], edition: Edition, judged: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The facts of safety that these answers make known and the case's edition has; empty: none does.

    ``judged``: what was said elsewhere of the signs among them; None: nothing was.
    """
    said = {**(judged or {}), **answers}
    found: dict[str, Any] = {}
    for item, answer in answers.items():
        if said.get(SIGNS.get(item, "")) == "no":
            continue
        for name, value in _TOLD.get((item, answer), {}).items():
            found[name] = value or found.get(name, value)  # whatever says that there is danger counts
    return {name: value for name, value in found.items() if name in edition.facts}


def tells_danger(item: str, answer: str) -> bool:
    """Whether an answer of a talk makes a danger known."""
    return _TOLD.get((item, answer), {}).get(DANGER) is True


def by_sign(content: Mapping[str, Any], danger_at: str) -> bool:
    """Whether a danger noted at that hour was made known by a sign alone, of a talk that holds this."""
    answers, hours = content["answers"], content.get(HOURS, {})
    if any(tells_danger(item, said) for item, said in answers.items() if item not in SIGNS):
        return False
    return any(hours.get(sign) == danger_at for sign in SIGNS if sign in answers)


def of_this_talk(held: Mapping[str, Any], value: Any, sitting: Sitting) -> bool:
    """Whether a fact as it is kept is what this talk made known: that value, said since it began."""
    return held["value"] == value and dt.datetime.fromisoformat(held["at"]) >= sitting.started_at


def outcome_of(result: Any, stopped_by: str) -> str:
    """What a talk leads to offering, as a fact; ``stopped_by`` "": it came to its end."""
    found = outcome_fact(result)
    if stopped_by == "told_directly":
        return "told_directly"
    # Grounds already found are not lost because the talk was cut short.
    return "stopped" if stopped_by and found == "no_concerns" else found


ADULT = "adulthood"


def is_child(facts: Mapping[str, Any]) -> bool:
    """Under age, or the age is not known or doubted: treated as a child until it is verified."""
    age = facts.get("person.age")
    return age is None or age < adulthood() or facts.get("person.age_doubt") is True


# The act that an interview held is: with a child or adolescent it is a dialogue.
HELD = INTERVIEWED, DIALOGUE = "interview_done", "child_dialogue_done"


def held_as(facts: Mapping[str, Any]) -> str:
    """The act that an interview with somebody of whom this is known is, once it was held."""
    return DIALOGUE if is_child(facts) else INTERVIEWED


def adulthood() -> int:
    """The age of majority of the edition, in completed years."""
    return current_edition().parameters[ADULT].values[-1].value
