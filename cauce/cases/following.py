"""The editions that a case follows and has followed, and its plan under all of them.

A case follows one edition, with one version of its post's annex, until it is moved to the next. What
was done under an earlier one stays done: a step that ended is kept, and a step that the new edition
would call undone remains as it was when the case left the old one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cauce.content.loader import Edition
from cauce.protocol.editions.access import edition_under
from cauce.rules.pathway import (
    DECLINED,
    DEPARTED,
    Act,
    Obligation,
    brought_at,
    forward,
    from_the_move,
    periods_of,
    plan,
    planner_for,
)

from .models import Case

DONE = ("met", "declined", "waived")
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Following:
    """What a case follows now; ``earlier``: each edition it left, with the instant, oldest first.

    ``brought``: it comes from an earlier register, so only what lies ahead arises.
    """

    edition: Edition
    earlier: tuple[tuple[Edition, dt.datetime], ...] = ()
    brought: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A step that ended in the edition followed now and had been done: what it was, and where."""

    edition: Edition
    obligation: Obligation


def following(case: Case, at: dt.datetime | None = None) -> Following:
    """What the case follows, as its row says; ``at``: what it followed at that instant.

    NotInForce when an edition is not in this system.
    """
    steps = [(row, dt.datetime.fromisoformat(row["until"])) for row in case.followed]
    past = [(row, until) for row, until in steps if at is None or until <= at]
    earlier = tuple((edition_under(row["edition"], row["post"], row["annex"]), until) for row, until in past)
    if len(past) < len(steps):
        row = steps[len(past)][0]
        then = edition_under(row["edition"], row["post"], row["annex"])
        return Following(then, earlier, case.imported)
    return Following(edition_under(case.edition, case.post_id, case.annex), earlier, case.imported)


def left(case: Case, at: dt.datetime) -> list[dict[str, Any]]:
    """What ``followed`` says once the case leaves its present edition at that instant."""
    now = {
        "edition": case.edition,
        "annex": case.annex,
        "post": case.post_id,
        "until": at.astimezone(dt.UTC).isoformat(),
    }
    return [*case.followed, now]


@lru_cache(maxsize=512)
def _touched(old: Edition, new: Edition) -> frozenset[str]:
    """Steps of the old edition whose being done the new one would not see, or sees otherwise."""
    found = set()
    for id, was in old.actions.items():
        now = new.actions.get(id)
        if now is None or any(
            getattr(was, name) != getattr(now, name)
            for name in ("done_by", "declined_by", "recurs", "within", "scope")
        ):
            found.add(id)
    return frozenset(found)


def _of(edition: Edition, acts: Sequence[Act]) -> list[Act]:
    """Without the acts tied to a step that this edition does not have: its neighbours read those."""
    return [act for act in acts if act.action is None or act.action in edition.actions]


def known_to(edition: Edition, facts: Facts, acts: Sequence[Act]) -> tuple[dict[str, Any], list[Act]]:
    """Without what an edition did not have yet: a later one asked or noted it."""
    declared = edition.facts
    known = {
        name: value
        for name, value in facts.items()
        if name in declared and (not declared[name].values or value in (None, *declared[name].values))
    }
    names = {*edition.acts, DEPARTED, DECLINED}
    return known, [act for act in _of(edition, acts) if act.name in names]


@lru_cache(maxsize=512)
def _news(old: Edition, new: Edition) -> frozenset[tuple[str, str]]:
    """The periods that a case met for the first time when it left the old edition for the new one."""
    return periods_of(new) - periods_of(old)


def _brought_by_moves(held: Following) -> list[tuple[frozenset[tuple[str, str]], dt.datetime]]:
    """What each move brought, with its instant; empty where no period was new."""
    after = [*(edition for edition, _ in held.earlier[1:]), held.edition]
    moves = [(_news(old, new), until) for (old, until), new in zip(held.earlier, after, strict=False)]
    return [(news, until) for news, until in moves if news]


def planned(
    held: Following, facts: Facts, acts: Sequence[Act], at: dt.datetime, post: str
) -> tuple[tuple[Obligation, ...], tuple[Kept, ...]]:
    """The plan of the edition followed now, in its order; and what is kept of steps that ended."""
    found = {o.action: o for o in plan(held.edition, facts, _of(held.edition, acts), at, post)}
    kept: dict[str, Kept] = {}
    for edition, until in reversed(held.earlier):
        touched = _touched(edition, held.edition)
        if not touched:
            continue
        for was in plan(edition, *known_to(edition, facts, acts), min(until, at), post):
            if was.action not in touched or was.state not in DONE:
                continue
            now = found.get(was.action)
            if now is None:
                kept.setdefault(was.action, Kept(edition, was))
            elif now.state not in DONE and not edition.actions[was.action].recurs:
                found[was.action] = was
    if news := _brought_by_moves(held):
        zone = planner_for(held.edition).zone(post)
        found = {id: from_the_move(held.edition, one, news, at, zone) for id, one in found.items()}
    owed = tuple(found.values())
    if held.brought and (since := brought_at(acts)) is not None:
        owed = forward(held.edition, owed, since, at, planner_for(held.edition).zone(post))
    return owed, tuple(kept.values())
