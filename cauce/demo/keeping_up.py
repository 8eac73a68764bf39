"""What officers do of whatever else the plan asks: in time, late, or not, as the habit of their post goes.

The history tells the way of a case; the plan knows the rest, by when, and why. A case that somebody keeps up
has nothing left behind; in one that lies aside, or that ended, some of it never was done.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from cauce.cases.actions.bulk import Did, History
from cauce.cases.following import known_to
from cauce.content.loader import Edition
from cauce.protocol.editions.access import current_edition
from cauce.rules.pathway import Act, Clock, Obligation, planner_for, read_facts

from .branches import WHEN_KEPT
from .stories import Habit, Story

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
ROUNDS = 4  # what was done asks for more
# What leaves more behind than a line: only the history tells it, or she declines it.
MORE = frozenset(
    {
        "case_opened",
        "protection_accepted",
        "screening_done",
        "risk_assessed",
        "interview_consented",
        "interview_done",
        "child_dialogue_done",
        "conclusion_signed",
        "plan_agreed",
        "referral_accepted",
        "legal_referral_accepted",
        "alternative_referral_made",
        "transferred",
        "reunification_opened",
        "return_prepared",
        "supported_return_prepared",
        "victim_register_filed",
        "closed",
    }
)
INSTEAD = {"P2-11": "rescreen_scheduled", "P4-19": "closing_reviewed"}  # the same step without more
# The lines of a plan that these acts decline.
DECLINED = {
    "shelter_declined": ("shelter", "medical", "psychological"),
    "legal_declined": ("legal",),
    "aid_declined": ("economic",),
    "documents_declined": ("documents",),
}
# Without these two nothing follows: who declines them is told by the history too.
NEVER_DECLINED = ("P2-04", "P2-06")
# What only the course of a case makes known.
NOT_ASKED = ("protection.", "conclusion.", "case.")
DOABLE = ("open", "overdue")


@dataclass(frozen=True)
class Keeper:
    """Whoever works on a case, as far as anybody does."""

    chance: random.Random
    history: History
    how: Habit
    kept: bool
    until: dt.datetime
    now: dt.datetime
    decided: set[str] = field(default_factory=set)  # the steps that were looked at

    @property
    def opened(self) -> dt.datetime:
        return self.history.case.opened_at

    def did(self, name: str, at: dt.datetime, action: str = "", note: object = None) -> None:
        """Written down soon after it was done."""
        at = min(max(at, self.opened + dt.timedelta(minutes=3)), self.until)
        typed = min(at + dt.timedelta(minutes=self.chance.randrange(2, 90)), self.now)
        by = str(self.history.case.officer_id)
        self.history.acts.append(Did(name, at, typed, by, action, note))


def keep_up(chance: random.Random, history: History, story: Story, how: Habit, now: dt.datetime) -> None:
    """Add what was done besides, and put the acts in their order."""
    case = history.case
    until = case.closed_at or story.until or now
    keeper = Keeper(chance, history, how, story.kept and case.closed_at is None, until, now)
    for _ in range(ROUNDS if case.closed_at is None else 1):
        if not _round(keeper):
            break
    history.acts.sort(key=lambda did: did.happened_at)
    _settle(keeper)


def _settle(keeper: Keeper) -> None:
    """What the plan of the case came to: of one that ended nothing waits; what she declined is declined."""
    history, names = keeper.history, {did.name for did in keeper.history.acts}
    for item, _ in history.plan_items:
        if any(item.need in needs and act in names for act, needs in DECLINED.items()):
            item.state = "declined"
        elif history.case.closed_at:
            item.state = "dropped" if keeper.chance.random() < 0.15 else "done"
        elif keeper.kept and item.due_on <= keeper.now.date():
            item.state = "done"


def _round(keeper: Keeper) -> bool:
    """Look once at what is asked; whether anything was done."""
    history, edition = keeper.history, current_edition(keeper.until)
    acts = [Act(did.name, did.happened_at, did.action or None) for did in history.acts]
    facts, acts = known_to(edition, history.facts, acts)
    known = read_facts(edition, facts)
    plan = planner_for(edition).plan(known, acts, keeper.until, history.case.post_id)
    met = {one.action: one.met_at for one in plan if one.met_at}
    found = False
    for one in plan:
        if one.state == "to_find_out" and _asked(keeper, edition, one):
            found = True
        elif (one.state in DOABLE or _late(keeper, one)) and one.due and one.action not in keeper.decided:
            keeper.decided.add(one.action)
            after = [met[id] for id in edition.actions[one.action].after if id in met]
            found = _done(keeper, edition, one, max(after, default=keeper.opened)) or found
    return found


def _asked(keeper: Keeper, edition: Edition, one: Obligation) -> bool:
    """What is not known was asked, and is not so; of a case of these days only what is late."""
    if keeper.history.case.closed_at or not (_late(keeper, one) or keeper.until - keeper.opened > 3 * DAY):
        return False
    known = keeper.history.facts
    wanted = [
        name
        for name in one.missing
        if edition.facts[name].type == "boolean"
        and not name.startswith(NOT_ASKED)
        and (keeper.history.case.keeping == "given" or name not in WHEN_KEPT)
        and name not in known
    ]
    known |= dict.fromkeys(wanted, False)
    return bool(wanted)


def _late(keeper: Keeper, one: Obligation) -> bool:
    """Also what applies or not, nobody knows: it is done all the same."""
    waits = one.state in ("open", "overdue", "to_find_out")
    return waits and one.due is not None and one.due < keeper.until


def _done(keeper: Keeper, edition: Edition, one: Obligation, after: dt.datetime) -> bool:
    """Do it, or let her decline it; False: it stays as it is."""
    chance, late = keeper.chance, _late(keeper, one)
    if chance.random() > (keeper.how.follows if late and not keeper.kept else 1.0 if late else 0.35):
        return False
    action = edition.actions[one.action]
    name = INSTEAD.get(one.action) or action.done_by[0].removeprefix("act:")
    at = _instant(keeper, one, after, action.recurs)
    if name not in MORE:
        keeper.did(name, at)
    elif not late:
        return False
    elif action.declined_by and one.action not in NEVER_DECLINED:
        keeper.did(action.declined_by[0].removeprefix("act:"), at)
    elif keeper.kept:
        note = {"reason": "person_asked", "note": "Se acordó con la persona.", "agreed_with": ""}
        keeper.did("departed", at, one.action, note)
    else:
        return False
    return True


def _instant(keeper: Keeper, one: Obligation, after: dt.datetime, recurs: bool) -> dt.datetime:
    """When: mostly before it was due, else some time after; what recurs, the last time of all."""
    chance = keeper.chance
    clock = next((why for why in one.reasons if isinstance(why, Clock)), None)
    since = clock.started if clock and isinstance(clock.started, dt.datetime) else keeper.opened
    assert one.due is not None
    span = max(one.due - since, dt.timedelta(minutes=10))
    if recurs and one.due < keeper.until:
        return max(
            one.due - span * chance.uniform(0.05, 0.4), keeper.until - span * chance.uniform(0.05, 0.8)
        )
    at = since + span * chance.uniform(0.1, 0.95)
    if chance.random() > keeper.how.follows:
        at = one.due + (keeper.until - one.due) * min(1.0, chance.uniform(0.02, 0.2) * keeper.how.slowness)
    return max(at, after)
