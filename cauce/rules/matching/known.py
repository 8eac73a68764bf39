"""From the facts of a case to what a service may ask about; papers are not among it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from .model import Asked

SEXES: dict[Any, Literal["women", "men", ""]] = {"woman": "women", "man": "men"}


def asked_from(facts: Mapping[str, Any], kind: str, *, adult: int) -> Asked:
    """What a case knows that a service may ask about; what it does not know stays not known.

    Where there is doubt about the age nothing is concluded from it. Papers are not among it.
    """
    age = facts.get("person.age")
    if facts.get("person.age_doubt") or not isinstance(age, int):
        age = None
    recent = facts.get("violence.sexual_recent")
    return Asked(
        kind=kind,
        sex=SEXES.get(facts.get("person.sex"), ""),
        age=age,
        minor=None if age is None else age < adult,
        family=_said(facts, "person.with_children"),
        labour=_said(facts, "labour.situation"),
        sexual=True if recent is True else None,
        access=_said(facts, "person.needs_support"),
        pregnant=_pregnant(facts),
    )


def _said(facts: Mapping[str, Any], name: str) -> bool | None:
    value = facts.get(name)
    return value if isinstance(value, bool) else None


def _pregnant(facts: Mapping[str, Any]) -> bool | None:
    """Of a man it is not asked unless somebody said so."""
    said = _said(facts, "person.pregnant")
    return False if said is None and facts.get("person.sex") == "man" else said
