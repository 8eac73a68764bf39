"""What becomes of each invented person: drawn from the habits of a post, before anything is written down."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cauce.content.model_toolbox import CaseFile
from cauce.protocol.editions.access import current_edition

from . import branches
from .network import SHOWN

# By which channel somebody comes to each place where the stories are set, and how often.
CHANNELS: dict[str, tuple[tuple[str, int], ...]] = {
    "protection_desk": (("window", 7), ("walk_in", 2), ("ngo_referral", 1)),
    "passport_window": (("documentation", 1),),
    "health_window": (("vds", 3), ("window", 2)),
    "mobile_consulate": (("mobile_consulate", 1),),
    "farm_outreach": (("outreach_event", 2), ("mobile_consulate", 1)),
    "labour_rights_week": (("labour_complaint", 2), ("window", 1)),
    "phone_line": (("ciam_call", 3), ("duty_phone", 1)),
    "detention_visit": (("detention_visit", 1),),
    "shelter": (("ngo_referral", 1),),
    "online_self": (("social_media", 1),),
}
FROM_AFAR = ("ciam_call", "duty_phone", "social_media")  # who comes so is not in front of anybody
A_WOMAN = re.compile(r"\b(mujer|muchacha|niña|adolescente de 15|hermana|novio|esposo)\b", re.IGNORECASE)
YEARS = re.compile(r"\b(\d\d) años")


@dataclass(frozen=True)
class Habit:
    """How a post works: the share of steps done in time, how much later than asked the others are, and the
    share of its open cases that nobody has got back to."""

    follows: float
    slowness: float
    aside: float


KINDS = {
    "good": Habit(0.97, 0.6, 0.02),
    "middling": Habit(0.9, 1.2, 0.22),
    "overwhelmed": Habit(0.76, 2.4, 0.58),
}
# The posts one after the other: of five, two are good, two middling, one has more than it can do.
IN_TURN = ("good", "middling", "overwhelmed", "good", "middling")


@dataclass
class Story:
    """What is drawn about one case before its steps are walked."""

    facts: dict[str, Any]
    concepts: list[str]
    is_woman: bool
    text: str
    kept: bool = False  # somebody keeps it up: of an open case nothing is left out
    until: dt.datetime | None = None  # since when it lies aside; None: it does not


def kind_of(code: str, codes: Iterable[str]) -> str:
    """Which kind of post one of these is; the one that the tour shows is middling, as most are."""
    if code == SHOWN:
        return "middling"
    return IN_TURN[sorted(codes).index(code) % len(IN_TURN)]


def _weighted(chance: random.Random, pairs: tuple[tuple[str, int], ...]) -> str:
    return chance.choices([p[0] for p in pairs], [p[1] for p in pairs])[0]


def draw(chance: random.Random, start: dt.datetime, of: str = "") -> Story:
    """Who came and what happened: one of the invented people of the content of then, as it is told.

    ``of``: which one; '', or one that it did not tell yet: any."""
    told = [c for c in current_edition(start).cases.values() if c.scope == "case"]
    return _story(chance, start, next((c for c in told if c.id == of), None) or chance.choice(told))


def _story(chance: random.Random, start: dt.datetime, told: CaseFile) -> Story:
    text = told.text.es
    trafficking = (told.reading or "").startswith("trafficking")
    channel = _weighted(chance, CHANNELS.get(told.space, (("window", 1),)))
    documents = "means_document_retention" in told.concepts
    facts: dict[str, Any] = {
        "contact.channel": channel,
        "contact.present": channel not in FROM_AFAR,
        "danger.immediate": False,
        "person.indigenous_language": "person_indigenous_language" in told.concepts,
        "person.nationality": "mx",
        "need.shelter": trafficking and chance.random() < 0.4,
        "need.medical": chance.random() < 0.15,
        "need.psychological": chance.random() < 0.4,
        "need.legal": trafficking and chance.random() < 0.6,
        "need.economic": chance.random() < 0.3,
        "need.documents": documents,
        "person.lacks_documents": documents,
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
    facts |= branches.circumstances(told, start)
    if channel == "detention_visit" and not facts["person.detained"]:
        facts["contact.channel"] = "family_in_mexico"  # gone when the visit came: her family says so
    age = _age(chance, told)
    if age is not None:
        facts["person.age"] = age
    facts["screening.outcome"] = _outcome(told)
    sex = facts.get("person.sex") or ("woman" if A_WOMAN.search(text) else chance.choice(("woman", "man")))
    facts["person.sex"] = sex  # kept with her yes alone, like the others of ``branches.WHEN_KEPT``
    return Story(facts, list(told.concepts), sex == "woman", text)


def _age(chance: random.Random, told: CaseFile) -> int | None:
    """As the account says it; of one that does not, an adult's, or now and then not known."""
    said = told.facts.get("person.age") or next(iter(YEARS.findall(told.text.es)), None)
    if said is not None:
        return int(said)
    return None if chance.random() < 0.25 else chance.randrange(18, 58)


def _outcome(told: CaseFile) -> str:
    said = told.facts.get("screening.outcome")
    if said:
        return str(said)
    if told.reading == "not_trafficking_other_violation":
        return "labour_concerns"
    return "no_concerns" if (told.reading or "").startswith("not_") else "concerns"
