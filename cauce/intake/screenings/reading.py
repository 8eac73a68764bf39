"""From what was told in a case to what each law says of it; a person concludes, never this."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from cauce.content.loader import Edition
from cauce.content.model_law import LawId
from cauce.content.model_toolbox import Instrument
from cauce.protocol.editions.access import current_edition
from cauce.rules.law import Verdict, assess

from .asking import concepts_of
from .facts import adulthood

ORDER: tuple[LawId, ...] = get_args(LawId)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Concepts known, and those asked and not known; the questions whose answer tells each."""

    known: frozenset[str]
    not_known: frozenset[str]
    told_by: Mapping[str, tuple[tuple[Instrument, str], ...]]  # concept → (instrument, item id)
    adult_then: bool  # the person said that they were of age when it happened


def _told_by(told: list[tuple[Instrument, dict[str, str]]]):
    found: dict[str, tuple[tuple[Instrument, str], ...]] = {}
    for instrument, answers in told:
        for item in instrument.items:
            tells = {"yes": item.tells_yes, "no": item.tells_no}.get(answers.get(item.id, ""), ())
            for slug in tells:
                found[slug] = (*found.get(slug, ()), (instrument, item.id))
    return found


def minor_concept(edition: Edition) -> str:
    """The concept that says «under age when it happened»."""
    laws = edition.laws.values()
    shown = {slug for law in laws for slug in law.minor_shown_by}
    return next(s for s in sorted(shown) if edition.concepts[s].group == "person")


def evidence(told: list[tuple[Instrument, dict[str, str]]], facts: Mapping[str, Any]) -> Evidence:
    """What the answers of a case make known. An age that nobody can say is «asked, not known».

    Then each law says what it presumes while the age is verified.
    """
    known, open_ = map(set, concepts_of(told))
    minor, age = minor_concept(current_edition()), facts.get("person.age")
    denied = any(answers.get("under_18") == "no" for _, answers in told)
    if age is not None and age < adulthood():
        known.add(minor)
    elif minor not in known and not denied:
        if age is None or facts.get("person.age_doubt") is True:
            open_.add(minor)
    adult = denied and minor not in known
    return Evidence(frozenset(known), frozenset(open_ - known), _told_by(told), adult)


def verdicts(known: Collection[str], not_known: Collection[str]) -> dict[str, Verdict]:
    """The reading under each law, each apart. Raises ``BadInput`` for a concept in both lists."""
    edition = current_edition()
    return {name: assess(edition.laws[name], known, not_known, edition.concepts) for name in ORDER}
