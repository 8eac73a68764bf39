"""Four years of invented facts, so that an analyst can publish a yearbook from the demonstration.

The same seed, day and posts make the same rows. Nobody is behind them: no case, no person, and every
row is marked. The shares are made up to look alive; none is taken from a source.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cauce.content.loader import load_edition
from cauce.measurement.actions import load_facts
from cauce.measurement.models import Fact, Merge, Profile
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.access import posts

from .network import SHOWN

SEED = 20260102
YEARS = 4
A_YEAR = 1250
TWICE = 0.02  # how many meet a second post in the same year
DAY = dt.timedelta(days=1)
CHANNELS = {
    "window": 30,
    "documentation": 12,
    "mobile_consulate": 10,
    "ciam_call": 9,
    "duty_phone": 8,
    "detention_visit": 8,
    "labour_complaint": 7,
    "ngo_referral": 7,
    "us_authority_referral": 5,
    "vaim": 3,
    "hotline_us": 1,
}
SEXES = {"woman": 56, "man": 41, "other": 1, "unknown": 2}
AGES = {
    "0-11": 2,
    "12-17": 9,
    "18-24": 27,
    "25-34": 31,
    "35-44": 17,
    "45-54": 8,
    "55+": 3,
    "unknown": 3,
}
FORMS = {  # Mexican modality, and what the other law calls it
    ("labour", "labour"): 34,
    ("forced_labour", "labour"): 16,
    ("sexual", "sex_adult"): 24,
    ("sexual", "sex_minor"): 7,
    ("servitude", "labour"): 8,
    ("forced_marriage", "not_severe_form"): 2,
    ("forced_begging", "labour"): 2,
    ("labour", "both"): 3,
    ("unknown", "unknown"): 4,
}
TONGUES = {"spanish": 84, "indigenous": 11, "foreign": 2, "sign": 1, "unknown": 2}
AIDS = {
    "shelter": 22,
    "legal": 30,
    "psychological": 14,
    "medical": 12,
    "documents": 14,
    "economic": 5,
    "transport": 3,
}
MOST_STATES = (
    "20",
    "12",
    "21",
    "07",
    "30",
    "16",
    "15",
    "11",
)  # where more are from; the rest alike
ACTIONS = ("P2-02", "P2-04", "P2-06", "P2-08", "P2-11", "P3-01", "P4-01", "P4-03")


@dataclass
class Invented:
    """What is being made: rows in the order in which they became known."""

    chance: random.Random
    until: dt.date
    weights: dict[str, float]  # of each post
    facts: list[Fact] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    def pick(self, weights: dict) -> object:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def key(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"

    def at(self, day: dt.date) -> dt.datetime:
        """When the journal knew it: the same day or the next."""
        moment = dt.time(15 + self.chance.randrange(8), self.chance.randrange(60))
        return dt.datetime.combine(day + DAY * (self.chance.random() < 0.2), moment, dt.UTC)


@dataclass(frozen=True)
class Subject:
    """One invented person at one post."""

    made: Invented
    year: int
    key: str
    post: str
    channel: str
    group: str

    def fact(self, kind: str, day: dt.date, **more) -> bool:
        """Add a fact, unless it would lie ahead; whether it was added."""
        if day >= self.made.until:
            return False
        self.made.facts.append(
            Fact(
                period=self.year,
                kind=kind,
                subject=self.key,
                group=self.group,
                post=self.post,
                channel=self.channel,
                happened_on=day,
                known_at=self.made.at(day),
                **more,
            )
        )
        return True


def load(until: dt.date, part: float = 1.0, since: int | None = None) -> int:
    """Write the history up to a day; how many facts there are.

    ``part``: how large the network is beside the usual one; a smaller one has no four years behind it, but
    begins with the year ``since`` (None: this one), and what posts had to do is told of this one alone.
    """
    years = until.year - (since or until.year) + 1
    size = {} if part >= 1 else {"a_year": max(1, round(A_YEAR * part)), "years": years, "tallied": 1}
    made = invent(sorted(post.code for post in posts()), until, **size)
    return load_facts(actor=SYSTEM, facts=made.facts, profiles=made.profiles, merges=made.merges)


def invent(
    codes: Sequence[str],
    until: dt.date,
    a_year: int = A_YEAR,
    years: int = YEARS,
    seed: int = SEED,
    tallied: int | None = None,
) -> Invented:
    """The rows of so many subjects a year, for the years before a day and the one it lies in.

    ``tallied``: of so many of them, what each post had to do; None: of all."""
    chance = random.Random(seed)  # noqa: S311 - an invented history, no secret
    # The post that the tour shows is the largest, so that whoever leads it has something to read.
    ranked = sorted(chance.sample(codes, len(codes)), key=lambda code: code != SHOWN)
    weights = {code: 1 / (place + 2) for place, code in enumerate(ranked)}
    made = Invented(chance, until, weights)
    states = {row["code"]: 1 for row in load_edition().catalogues["mx_states"]}
    states |= dict.fromkeys(MOST_STATES, 5)
    for year in range(until.year - years + 1, until.year + 1):
        grown = round(a_year * (0.85 + 0.1 * (year - until.year + years - 1)))
        days = sorted(made.chance.randrange(365) for _ in range(grown))
        group, left = "", 0
        for number in days:
            day = dt.date(year, 1, 1) + DAY * number
            if not left:
                group, left = ("", 0) if made.chance.random() > 0.03 else (made.key(), 4)
            left = max(0, left - 1)
            if day < until:
                _person(made, day, str(made.pick(weights)), states, group)
    made.facts += _tallies(made, codes, until, tallied or years)
    made.facts.sort(key=lambda one: one.known_at)
    return made


def _person(made: Invented, day: dt.date, post: str, states: dict, group: str) -> None:
    one = Subject(made, day.year, made.key(), post, str(made.pick(CHANNELS)), group)
    contact = made.key()
    one.fact("signal", day, item=contact)
    for _ in range(made.chance.choice((0, 0, 1, 1, 2))):  # others who left without a case
        other = Subject(made, day.year, "", post, one.channel, "")
        other.fact("signal", day, item=made.key())
    one.fact("handover_minutes", day, item=contact, number=made.chance.randrange(3, 55))
    one.fact("attended", day)
    profile = _profile(made, one, day, states)
    _course(one, day, contact, profile)
    if made.chance.random() < TWICE:
        again = Subject(made, day.year, made.key(), str(made.pick(made.weights)), one.channel, "")
        later = day + DAY * made.chance.randrange(3, 60)
        if later < made.until and later.year == day.year and again.fact("attended", later):
            again.fact("interviewed", later)
            made.merges.append(
                Merge(
                    period=day.year,
                    from_key=again.key,
                    to_key=one.key,
                    known_at=made.at(later + DAY),
                    by="system",
                )
            )


def _profile(made: Invented, one: Subject, day: dt.date, states: dict) -> Profile:
    modality, us_type = made.pick(FORMS)  # type: ignore[misc]
    age = str(made.pick(AGES))
    if us_type == "sex_minor":
        age = "12-17"
    known = modality != "unknown"
    profile = Profile(
        period=one.year,
        subject=one.key,
        known_at=made.at(day + DAY),
        sex=str(made.pick(SEXES)),
        age_band=age,
        mx_modality=modality,
        us_type=us_type,
        state=str(made.pick(states)),
        language_group=str(made.pick(TONGUES)),
        law_mx=str(made.pick({"met": 80, "unclear": 15, "not_met": 5})) if known else "unknown",
        law_us=str(made.pick({"met": 66, "unclear": 22, "not_met": 12})) if known else "unknown",
    )
    if profile.known_at.date() <= made.until:
        made.profiles.append(profile)
    return profile


def _course(one: Subject, day: dt.date, contact: str, profile: Profile) -> None:
    """From the talk to the service, with the places where it ends for many."""
    chance = one.made.chance
    if chance.random() > 0.86 or not one.fact("screened", day, item=contact):
        return
    one.fact("interviewed", day)
    if chance.random() > 0.66:
        return
    one.fact("positive", day)
    accepted = chance.random() < 0.83
    one.fact("accepted" if accepted else "refused", day + DAY * chance.randrange(3))
    concluded = day + DAY * chance.randrange(2, 25)
    if chance.random() < 0.86:
        said = {"confirmed": 46, "presumed": 38, "possible": 9, "not_victim": 7}
        one.fact(str(one.made.pick(said)), concluded)
    if accepted:
        _help(one, day)


def _help(one: Subject, day: dt.date) -> None:
    chance = one.made.chance
    planned = chance.randrange(1, 20)
    if one.fact("plan", day + DAY * planned):
        one.fact("plan_minutes", day + DAY * planned, number=planned * 1440 + chance.randrange(600))
    given = [_referral(one, day) for _ in range(chance.choice((1, 1, 2, 3)))]
    first = min((when for when in given if when), default=None)
    if first is not None:
        one.fact("service_minutes", first, number=(first - day).days * 1440 + chance.randrange(900))
    if chance.random() < 0.07:
        one.fact("contact_lost", day + DAY * chance.randrange(30, 200))
    elif chance.random() < 0.06:
        _family(one, day + DAY * chance.randrange(20, 90))


def _referral(one: Subject, day: dt.date) -> dt.date | None:
    """One request to a provider; the day of the service, None where none was given."""
    chance = one.made.chance
    more = {"item": one.made.key(), "code": str(one.made.pick(AIDS))}
    sent = day + DAY * chance.randrange(0, 12)
    if not one.fact("referral_sent", sent, **more):
        return None
    if chance.random() < 0.97:
        one.fact("consent_asked", sent, **more)
        one.fact("consent_given", sent, **more)
    if chance.random() > 0.9:
        return None
    one.fact("referral_answered", sent + DAY * chance.randrange(0, 4), **more)
    given = sent + DAY * chance.randrange(2, 40)
    if chance.random() > 0.78 or not one.fact("service_given", given, **more):
        return None
    if chance.random() < 0.85:
        one.fact("referral_completed", given + DAY * chance.randrange(5, 50), **more)
    return given


def _family(one: Subject, day: dt.date) -> None:
    chance, item = one.made.chance, one.made.key()
    lasted = chance.randrange(60, 400)
    if one.fact("reunion_opened", day, item=item) and chance.random() < 0.7:
        together = chance.random() < 0.8
        over = day + DAY * lasted
        if one.fact("reunion_closed", over, item=item, code="together" if together else "other"):
            one.fact("reunion_minutes", over, item=item, number=lasted * 1440)
            if together:
                one.fact("reunited", over, item=item, number=1 + chance.choice((1, 2, 2, 3)))


def _tallies(made: Invented, codes: Sequence[str], until: dt.date, years: int) -> Iterator[Fact]:
    """What a post had to do and did each month, its entries and its staff each quarter."""
    chance, weights = made.chance, made.weights
    most = max(weights.values())
    for code in codes:
        follows, fresh, trained = (chance.uniform(low, 0.97) for low in (0.6, 0.5, 0.45))
        entries, staff = chance.randrange(12, 90), chance.randrange(4, 26)
        for month in range(12 * years):
            day = dt.date(until.year - years + 1 + month // 12, month % 12 + 1, 15)
            if day >= until:
                break
            for action in ACTIONS:
                due = round(chance.uniform(0.4, 1.2) * 14 * weights[code] / most) + chance.randrange(2)
                yield from _pair(
                    made, code, day, ("obligation_due", "obligation_followed"), due, follows, action
                )
            risks = round(10 * weights[code] / most) + chance.randrange(2)
            yield from _pair(made, code, day, ("risk_review_due", "risk_review_on_time"), risks, follows)
            if month % 3 == 0:
                yield from _pair(made, code, day, ("entry", "entry_fresh"), entries, fresh)
                yield from _pair(made, code, day, ("staff", "staff_trained"), staff, trained)


def _pair(made, code: str, day: dt.date, kinds, due: int, share: float, action: str = "") -> Iterator[Fact]:
    done = sum(made.chance.random() < share for _ in range(due))
    for kind, number in zip(kinds, (due, done), strict=True):
        if due:
            yield Fact(
                period=day.year,
                kind=kind,
                post=code,
                code=action,
                happened_on=day,
                known_at=made.at(day),
                number=number,
            )
