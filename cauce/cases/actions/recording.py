"""Writing down what was done, what is now known, and what was told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from cauce.custody.journal.door import EFFECT, Entry, act, effect
from cauce.rules.pathway import read_facts
from cauce.rules.permissions import Actor

from .. import sections
from ..ages import doubted_facts
from ..facts import edition_of
from ..models import Case
from ..owed import check_not_again
from ..replan import replan
from ..rules.agreed_hour import check_hour, hours_agreed
from ..time_bounds import Reported, check_after_contact, instant_of
from ._shared import add_act, set_facts


@act("case.record_act", requires="case.work", on="case")
def record_act(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    name: str,
    happened_at: dt.datetime | Reported,
    action: str = "",
    facts: dict[str, Any] | None = None,
    note: str = "",
) -> None:
    """Record an act that happened at an instant, with what it made known, and plan again.

    ``happened_at`` may be earlier than now: both instants are kept. Raises ``BadInput`` for the
    future, an absurd year, for what would lie before the contact unless somebody else reports it, and for
    an act recorded again that would bring a late step into time, and for an hour agreed on that does not come
    within a week; ``Unknown`` for an unknown act or fact.
    A first entry may: recorded long after the deadline, the journal and the page of whoever leads the post
    say so.
    """
    at, reported = instant_of(happened_at), isinstance(happened_at, Reported)
    if not reported:
        check_after_contact(case, at)
    edition = edition_of(case)
    hour = hours_agreed(edition, edition.actions[action]).get(name) if action in edition.actions else None
    if hour is not None:
        check_hour(read_facts(edition, {hour.id: (facts or {}).get(hour.id)})[hour.id], at)
    if facts:
        facts, how = doubted_facts(actor, case, facts, at)
        set_facts(case, facts, at=at, by=actor.user, how=how)
    late = check_not_again(case, name, action, at)
    add_act(case, name, at=at, by=actor.user, action=action, note=note, reported=reported)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(act=name, action=action, facts=sorted(facts or ()))
    if late:
        entry.detail(after_deadline=list(late))


@act("case.record_facts", requires="case.work", on="case")
def record_facts(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    facts: dict[str, Any],
    at: dt.datetime,
    how: dict[str, str] | None = None,
) -> None:
    """Add or take back facts (None: not known again) and plan again; ``how`` each was known."""
    facts, seen = doubted_facts(actor, case, facts, at)
    set_facts(case, facts, at=at, by=actor.user, how=(how or {}) | seen)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(facts=sorted(facts))


@effect
def put_facts_right(case: Case, facts: dict[str, Any], *, at: dt.datetime, by: str) -> None:
    """What a correction makes known otherwise (None: not known again), as of ``at``; and plan again."""
    set_facts(case, facts, at=at, by=by)
    replan(case, timezone.now())


@act("case.save_section", requires="case.work", on="case")
def save_section(*, actor: Actor, entry: Entry, case: Case, kind: str, content: Any, seen: int) -> int:
    """Seal the next version of a section and return its number.

    Raises ``SectionConflict`` (nothing is overwritten) when ``seen`` is not the newest.
    """
    version = sections.write(case, kind, content, seen=seen, at=timezone.now(), by=actor.user)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(section=kind, version=version)
    return version


@act("case.meet_obligation", requires=EFFECT, on="case")
def meet_obligation(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    name: str,
    at: dt.datetime,
    action: str = "",
    note: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    """What followed from an act on a floor above: a referral accepted meets an obligation here.

    ``note``: sealed with it; "": nothing. ``facts``: what it makes known; None: nothing.
    """
    if facts:
        set_facts(case, facts, at=at, by=actor.user)
    add_act(case, name, at=at, by=actor.user, action=action, note=note)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(act=name, action=action)
