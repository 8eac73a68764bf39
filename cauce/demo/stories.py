"""What becomes of each invented person: drawn from the habits of a post, before anything is written down."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from cauce.protocol.editions.access import current_edition

from . import branches

# How far a post follows the Protocol and how slow it is: drawn once for each post.
LEAST, MOST = 0.74, 0.98
CHANNELS = (
    ("window", 34),
    ("documentation", 14),
    ("ciam_call", 12),
    ("labour_complaint", 9),
    ("ngo_referral", 8),
    ("walk_in", 8),
    ("detention_visit", 5),
    ("mobile_consulate", 5),
    ("vaim", 5),
)


@dataclass(frozen=True)
class Habit:
    """How a post works: the share of steps done, and how much later than asked some are."""

    follows: float
    slowness: float


@dataclass
class Story:
    """What is drawn about one case before its steps are walked."""

    facts: dict[str, Any]
    concepts: list[str]
    is_woman: bool
    text: str


def habit(chance: random.Random) -> Habit:
    """Draw the habit of a post."""
    return Habit(chance.uniform(LEAST, MOST), chance.uniform(0.6, 2.4))


def _weighted(chance: random.Random, pairs: tuple[tuple[str, int], ...]) -> str:
    return chance.choices([p[0] for p in pairs], [p[1] for p in pairs])[0]


def draw(chance: random.Random, start: dt.datetime) -> Story:
    """Draw who came and what happened, around one of the invented people of the content of then."""
    told = chance.choice([c for c in current_edition(start).cases.values() if c.scope == "case"])
    minor = "person_minor" in told.concepts
    sex = "purp_sex_third_party" in told.concepts
    is_woman = chance.random() < (0.9 if sex else 0.45)
    trafficking = told.reading.startswith("trafficking")
    age: int | None = chance.randrange(12, 18) if minor else chance.randrange(18, 58)
    if chance.random() < 0.06:
        age = None
    danger = trafficking and chance.random() < 0.16
    facts: dict[str, Any] = {
        "contact.channel": _weighted(chance, CHANNELS),
        "contact.present": chance.random() < 0.8,
        "danger.immediate": danger,
        "person.indigenous_language": "person_indigenous_language" in told.concepts or chance.random() < 0.1,
        "person.nationality": "mx",
        "need.shelter": trafficking and chance.random() < 0.5,
        "need.medical": chance.random() < 0.3,
        "need.psychological": chance.random() < 0.4,
        "need.legal": trafficking and chance.random() < 0.6,
        "need.economic": chance.random() < 0.3,
        "need.documents": "means_document_retention" in told.concepts,
        "person.lacks_documents": "means_document_retention" in told.concepts,
        "labour.claim": "cond_no_pay" in told.concepts,
        "person.detained": told.space == "detention_visit",
        "danger.family": False,
        "person.needs_interpreter": False,
        "violence.sexual_recent": False,
        "person.age_doubt": False,
        "interview.distress": False,
        "case.told_before": False,
        "case.moves": False,
    }
    if age is not None:
        facts["person.age"] = age
    outcome = {"trafficking": "concerns", "not": "no_concerns", "inconclusive": "concerns"}
    facts["screening.outcome"] = outcome[told.reading.split("_")[0]]
    if told.reading == "not_trafficking_other_violation":
        facts["screening.outcome"] = "labour_concerns"
    facts |= branches.circumstances(told)
    is_woman = facts.get("person.sex", "woman" if is_woman else "man") == "woman"
    return Story(facts, list(told.concepts), is_woman, told.text.es)
