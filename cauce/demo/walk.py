"""How far one invented case gets, and when: as the habit of its post goes, and as long as it is kept up."""

from __future__ import annotations

import datetime as dt
import random

from cauce.cases.actions.bulk import Did

from .network import PostStaff
from .stories import Habit

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
# How many of the cases of some age are still open: days, and the share of them.
OPEN = ((500, 0.0), (200, 0.04), (70, 0.35))


class Walk:
    """Walks one case through its steps; late, left out or departed from as the post's habit goes."""

    def __init__(
        self, chance: random.Random, staff: PostStaff, how: Habit, start: dt.datetime, now: dt.datetime
    ) -> None:
        self.chance, self.staff, self.how, self.now = chance, staff, how, now
        self.at = start
        self.officer = chance.choice(staff.officers)
        self.acts: list[Did] = []
        self.until = now  # what would come after this is not done
        self.open = chance.random() < _still_open(now - start)
        self.kept = self.open and chance.random() >= how.aside
        if self.open and not self.kept:
            self.until = start + (now - start) * chance.uniform(0.3, 0.8)

    def did(
        self,
        name: str,
        within: dt.timedelta,
        *,
        action: str = "",
        sure: bool = False,
        since: dt.datetime | None = None,
    ) -> bool:
        """Do a step about when it is due, or not; False once the present is reached or it is left out.

        ``since``: what its time is counted from; None: from where the case has got to."""
        chance, since = self.chance, since or self.at
        if not sure and not self.kept and chance.random() > self._likely(within):
            if action and chance.random() < 0.25:
                self._depart(action)
            return False
        share = chance.uniform(0.1, 0.9)
        late = since + within * chance.uniform(1.1, 1.5 + 2 * self.how.slowness)
        at = since + within * share
        if chance.random() > self._likely(within) and late <= self.until:
            at = late
        if at > self.until:
            return False
        typed = min(at + dt.timedelta(minutes=chance.randrange(2, 90)), self.now)
        self.acts.append(Did(name, at, typed, str(self.officer.id)))
        if within > dt.timedelta(hours=2):
            self.at = max(self.at, at)
        return True

    def _likely(self, within: dt.timedelta) -> float:
        """Steps of the first contact are seldom forgotten; slower ones as the post's habit goes."""
        return self.how.follows ** (0.35 if within <= dt.timedelta(hours=1) else 1)

    def _depart(self, action: str) -> None:
        reason = self.chance.choice(("person_asked", "not_available", "time"))
        at = min(self.at + HOUR, self.now)
        note = {"reason": reason, "note": "Se acordó con la persona.", "agreed_with": ""}
        self.acts.append(Did("departed", at, at, str(self.officer.id), action, note))


def _still_open(age: dt.timedelta) -> float:
    """How likely a case of that age is open: all of the last weeks, and a few old ones, as they do."""
    return next((share for days, share in OPEN if age > days * DAY), 1.0)
