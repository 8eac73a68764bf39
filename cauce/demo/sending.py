"""Referrals of the invented histories: a safe place, care or a lawyer, soon after the needs were asked."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from cauce.cases.actions.bulk import Did, History
from cauce.directory.models import Service
from cauce.rules.matching.known import SEXES
from cauce.sharing.referrals.actions.bulk import Sent
from cauce.sharing.referrals.models import Referral

from . import histories, replies
from .stories import Habit, Story

HOUR = dt.timedelta(hours=1)
ACCOUNTLESS = (
    "medical",
    "psychological",
)  # whoever gives this care signs in nowhere: it answers by telephone
# How many hours each step takes, and how often it comes.
COURSE = (
    ("acknowledge", 0.5, 0.94),
    ("accept", 2.5, 0.0),  # as often as the post follows the Protocol
    ("start_service", 20, 0.85),
    ("complete", 24 * 20, 0.7),
)
WORDS = {
    "shelter": "Alojamiento",
    "medical": "Atención médica",
    "psychological": "Apoyo psicológico",
    "legal": "Orientación legal",
}
BANDS = ((12, "0-11"), (18, "12-17"), (25, "18-24"), (35, "25-34"), (45, "35-44"), (55, "45-54"))
Told = list[tuple[History, Story]]


def providers_by_state() -> dict[str, list[Service]]:
    """Whoever may be asked, by state and by state and city; under '' all of them."""
    found: dict[str, list[Service]] = {"": []}
    rows = Service.objects.select_related("organization").prefetch_related("places__location", "kinds")
    asked = Q(organization__partner__isnull=False) | Q(kinds__kind__in=ACCOUNTLESS)
    for service in rows.filter(asked).distinct().order_by("id"):
        for place in service.places.all():
            for near in (place.location.state, _town(place.location)):
                found.setdefault(near, []).append(service)
        found[""].append(service)
    return found


def referrals(
    chance: random.Random, told: Told, how: Habit, reach: dict[str, list[Service]], now: dt.datetime
) -> list[Sent]:
    """Those of one post. What is sent, her yes and the acts of it stand in each history from here on."""
    rows = []
    for history, story in told:
        asked = next((d.happened_at for d in history.acts if d.name == "urgent_needs_checked"), None)
        agreed = next((d.happened_at for d in history.acts if d.name == "protection_accepted"), None)
        if asked is None or agreed is None:
            continue
        for need, slower in _wanted(story):
            fit = _fit(reach, _reaches(chance, history.case.post), need, story.facts.get("person.sex"))
            if fit and (story.kept or chance.random() < how.follows):
                sending = _Sending(chance, history, story, how, now)
                rows.append(sending.sent(need, chance.choice(fit), max(asked, agreed), slower))
    return rows


def _town(place: Any) -> str:
    return f"{place.state}/{place.city}"


def _reaches(chance: random.Random, post: Any) -> tuple[str, ...]:
    """Where somebody is looked for: half of the time in the city of the post first."""
    return (_town(post), post.state) if chance.random() < 0.5 else (post.state,)


def _fit(reach: dict[str, list[Service]], places: tuple[str, ...], need: str, sex: Any) -> list[Service]:
    """Who does this near the post and takes in whoever says so of themselves; whoever can help by telephone,
    anywhere."""
    for near in (*places, *(() if need == "medical" else ("",))):
        found = [
            one
            for one in reach.get(near, ())
            if one.sex in ("", "any", SEXES.get(sex)) and any(kind.kind == need for kind in one.kinds.all())
        ]
        if found:
            return found
    return []


def _wanted(story: Story) -> list[tuple[str, float]]:
    """What is asked for, and how many times slower than a bed it is answered."""
    facts = story.facts
    wanted = [("shelter", 1.0)] if facts["need.shelter"] or facts["danger.immediate"] else []
    if not wanted:
        care = next((one for one in ACCOUNTLESS if facts[f"need.{one}"]), None)
        wanted += [(care, 1.0)] if care else []
    if facts["need.legal"] or facts["person.detained"] or facts.get("wish.legal_status"):
        wanted.append(("legal", 8.0))
    return wanted


def age_band(age: int | None) -> str:
    """As the receiver reads it."""
    if age is None:
        return "No se sabe"
    return next((name for over, name in BANDS if age < over), "55+")


class _Sending:
    """Sends what one history needs, and walks it as far as it got."""

    def __init__(
        self, chance: random.Random, history: History, story: Story, how: Habit, now: dt.datetime
    ) -> None:
        self.chance, self.history, self.story, self.how = chance, history, story, how
        self.ended = history.case.closed_at  # None: it is open
        self.until = self.ended or now

    def sent(self, need: str, service: Service, asked: dt.datetime, slower: float) -> Sent:
        """One referral with its steps, and what of them the case remembers."""
        chance, history, by = self.chance, self.history, self.history.acts[0].by
        at = min(asked + HOUR * slower * chance.uniform(0.1, 0.6), self.until)
        facts = history.facts
        shared = {
            "needs": WORDS[need],
            "age_band": age_band(facts.get("person.age")),
            "language": "Español",
            "urgent": "Sí" if self._priority(need) == "urgent" else "No",
        }
        consent = histories.answered(
            chance, history, "referral", True, at, str(service.organization_id), tuple(shared)
        )
        asks = {"legal": "P4-05", "shelter": "P4-04"}.get(need, "")
        history.acts.append(Did("referral_sent", at, at, by, "" if need == "legal" else asks))
        if need == "legal":
            history.acts.append(Did("legal_referral_sent", at, at, by, asks))
        steps = [("send", "sender", at, by), *self._answers(need, at, slower)]
        silence = min(steps[-1][2] + 80 * HOUR, self.ended or self.until + HOUR)
        if steps[-1][0] in ("send", "acknowledge") and silence <= self.until:
            steps.append(("expire", "system", silence, "system"))
        referral = Referral(
            id=uuid.uuid4(),
            case=history.case,
            service=service,
            partner=service.organization.partner,
            consent=consent,
            need=need,
            priority=self._priority(need),
            sent_at=at,
            by=by,
        )
        if steps[-1][0] == "complete":
            replies.outcome(referral, steps[-1][2])
        return Sent(referral, history.case.post_id, shared, steps)

    def _priority(self, need: str) -> str:
        pressing = self.story.facts["danger.immediate"] or self.story.facts["person.detained"]
        return "urgent" if need in ("shelter", "medical") or pressing else "normal"

    def _answers(
        self, need: str, at: dt.datetime, slower: float
    ) -> Iterator[tuple[str, str, dt.datetime, str]]:
        """What the receiver did, until today or until the case ended."""
        chance, acts = self.chance, self.history.acts
        for act, hours, often in COURSE:
            odds = often or self.how.follows
            sure = self.story.kept and act in ("acknowledge", "accept")
            if not sure and chance.random() > odds:
                return
            late = 12 if not sure and chance.random() > self.how.follows else 1
            took = dt.timedelta(
                hours=hours * (1 if act == "complete" else slower) * late * chance.uniform(0.2, 1)
            )
            if self.ended and at + took > self.ended:
                took = (self.ended - at) * 0.9  # nothing goes on in a case that ended
            at = at + took
            if at > self.until:
                return
            yield act, "receiver", at, "system"
            if act == "accept":
                name = "legal_referral_accepted" if need == "legal" else "referral_accepted"
                acts.append(Did(name, at, at, "system"))
            elif act == "complete":
                acts.append(Did("referral_result_recorded", at, at, "system"))
