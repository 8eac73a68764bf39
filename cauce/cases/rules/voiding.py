"""May a case be voided as opened by mistake? Only while nothing of it concerns a person in danger or a
child, and nothing was done. Otherwise it is closed with its reason, and stays in the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cauce.content.model import Text

# What the opening itself leaves.
OPENING = ("contact_started", "case_opened")
DANGER = "danger"
MINOR = "minor"
REFERRAL = "referral"
JOINED = "joined"
CLOSED = "closed"
DONE = "done"
WHYS: dict[str, Text] = {
    CLOSED: Text(es="El caso ya no está abierto.", en="The case is not open any more."),
    DANGER: Text(
        es="Hubo una señal urgente o un nivel alto.", en="There was an urgent mark or a high level."
    ),
    MINOR: Text(
        es="La persona es menor de edad, o se dudó de su edad.",
        en="The person is under age, or their age was in doubt.",
    ),
    REFERRAL: Text(
        es="Hay una canalización, en curso o terminada.", en="There is a referral, under way or over."
    ),
    JOINED: Text(es="Está junto con otro expediente.", en="It is joined with another file."),
    DONE: Text(
        es="Ya se hizo o se anotó algo con la persona.",
        en="Something was already done or recorded with the person.",
    ),
}


def was_in_danger(known: Iterable[Mapping[str, Any]]) -> bool:
    """Whether anything ever known of it (each version of its facts) tells of danger."""
    signs = (("danger.immediate", True), ("danger.family", True), ("risk.level", "high"))
    return any(one.get(name) == value for one in known for name, value in signs)


def may_be_a_child(known: Iterable[Mapping[str, Any]], adulthood: int) -> bool:
    """Whether it was ever known that the person is under age, or there was doubt. An age that nobody asked
    is of nobody: it stands against nothing here."""
    for one in known:
        age = one.get("person.age")
        if one.get("person.age_doubt") is True or (age is not None and age < adulthood):
            return True
    return False
