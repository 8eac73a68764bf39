"""Whether a yes of the person still carries it: whom the loop may compare, and what two posts may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from cauce.cases.access_joined import answers_on
from cauce.cases.facts import vocabulary_of
from cauce.cases.models import Case
from cauce.rules.consent import ConsentGiven, Consents, may

COMPARED, JOINED = "known_elsewhere", "joining"


def _said(cases: Iterable[Case], purpose: str) -> dict[Any, list[tuple[ConsentGiven, str]]]:
    found: dict[Any, list[tuple[ConsentGiven, str]]] = {}
    for row in answers_on(cases, purpose):
        one = ConsentGiven(
            purpose=purpose,
            decision="yes" if row.given else "no",
            given_at=row.given_at,
            expires_at=row.expires_at,
            withdrawn_at=row.withdrawn_at,
        )
        found.setdefault(row.case_id, []).append((one, row.by))
    return found


def agreed(cases: Iterable[Case], purpose: str, at: dt.datetime) -> dict[Any, str]:
    """Of these files, those of whose person the yes stands: file → who wrote it down.

    None of a person who did not want anything kept, nor of a file that is blocked or erased.
    """
    listed = {c.id: c for c in cases if c.keeping == "given" and not (c.blocked_at or c.erased_at)}
    found = {}
    for id, said in _said(listed.values(), purpose).items():
        given = Consents(vocabulary_of(listed[id]), tuple(one for one, _ in said))
        verdict = may(given, purpose, at)
        if verdict.allowed:
            found[id] = next(by for one, by in reversed(said) if one == verdict.consent)
    return found


def stands(cases: Iterable[Case], purpose: str, at: dt.datetime) -> bool:
    """Whether the yes of everybody stands."""
    listed = list(cases)
    return len(agreed(listed, purpose, at)) == len(listed)
