"""Who may see or do what to which case: the documents in a hundred lines, importing nothing of Cauce.

Written from the records 23 (two people), 24 (emergencies), 25 (sessions), 27
(transfers), 28 (reserved part), 30 and 31 (consent) and 34 (who gets in), so that it does not share
the guard's mistakes. It holds no name, no row and no address; time is whatever its caller says.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

PROTECTION = ("protection_officer", "protection_consul")
HOUR, MONTH = dt.timedelta(hours=1), dt.timedelta(days=30)
REVIEWED_WITHIN, PROPOSAL, YES = (
    dt.timedelta(hours=72),
    dt.timedelta(hours=72),
    dt.timedelta(days=90),
)
IDLE, IDLE_PARTNER, LONGEST = (
    dt.timedelta(minutes=15),
    dt.timedelta(minutes=10),
    dt.timedelta(hours=10),
)
ALONE = {"administrator", "auditor"}
NEVER_WITHOUT = {"administrator", "auditor", "headquarters"}  # of these the network keeps one
Role = tuple[str, str]  # what, and where: a post, a partner or "network"


@dataclass(eq=False)
class Person:
    roles: set[Role] = field(default_factory=set)
    out: bool = False  # suspended, or left
    began: tuple[dt.datetime, frozenset[Role]] | None = None  # the session, and its roles
    seen: dt.datetime | None = None
    missed: list[dt.datetime] = field(default_factory=list)  # folios that opened nothing

    def has(self, roles: tuple[str, ...] | str, place: str | None = None) -> bool:
        wanted = (roles,) if isinstance(roles, str) else roles
        here = any(what in wanted and place in (None, where) for what, where in self.roles)
        return here and not self.out

    def stands(self, at: dt.datetime) -> bool:
        """Whether the session holds: the same roles, not rested too long, not longer than a day's work."""
        if self.out or not self.roles or self.began is None or self.seen is None:
            return False
        rest = IDLE_PARTNER if self.has("partner_staff") else IDLE
        return self.began[1] == self.roles and at - self.seen <= rest and at - self.began[0] <= LONGEST


@dataclass(eq=False)
class Answer:
    """What she said about one organisation."""

    to: str
    yes: bool
    at: dt.datetime
    fields: frozenset[str] = frozenset()
    withdrawn: dt.datetime | None = None

    @property
    def moment(self) -> tuple[dt.datetime, bool]:
        """When it was said; of two words of one instant the no is the last."""
        return self.withdrawn or self.at, not self.yes or self.withdrawn is not None


@dataclass(eq=False)
class Case:
    post: str
    answers: list[Answer] = field(default_factory=list)
    holders: tuple[str, ...] = ()

    def agreed(self, to: str, at: dt.datetime) -> frozenset[str] | None:
        """Which data she agrees to share with them now, by her last word; None: it is a no."""
        said = max((one for one in self.answers if one.to == to), key=lambda one: one.moment, default=None)
        if said is None or not said.yes or said.withdrawn or at >= said.at + YES:
            return None
        return said.fields


@dataclass(eq=False)
class Referral:
    case: Case
    to: str
    partner: str
    stored: frozenset[str]  # what was sent and is not destroyed


@dataclass(eq=False)
class Opening:
    case: Case
    post: str  # that kept the case when it was opened
    by: str
    at: dt.datetime
    over: bool = False  # ended by its owner, or found not right
    right: bool | None = None  # None: nobody reviewed it


@dataclass(eq=False)
class Proposal:
    by: str
    about: str
    role: Role
    at: dt.datetime
    waits: bool = True


@dataclass(eq=False)
class Policy:
    people: dict[str, Person] = field(default_factory=dict)
    openings: list[Opening] = field(default_factory=list)

    def works_on(self, who: str, case: Case) -> bool:
        """Reads it, opens who it is, writes, asks for consent, sends: protection at the post that keeps
        it.
        """
        return self.people[who].has(PROTECTION, case.post)

    def may_receive(self, who: str, post: str) -> bool:
        """Answers what another post asks of this one; asking is part of the work on a case."""
        return self.people[who].has(PROTECTION, post)

    def opens_reserved(self, who: str, case: Case) -> bool:
        return self.works_on(who, case) and who in case.holders

    def receives(self, who: str, referral: Referral) -> bool:
        return self.people[who].has("partner_staff", referral.partner)

    def shown(self, referral: Referral, at: dt.datetime) -> frozenset[str]:
        return referral.stored & (referral.case.agreed(referral.to, at) or frozenset())

    # an emergency
    def blocked(self, who: str, at: dt.datetime) -> bool:
        mine = [one for one in self.openings if one.by == who]
        recent = [one for one in mine if one.at > at - MONTH]
        late = any(one.right is None and one.at <= at - REVIEWED_WITHIN for one in mine)
        missed = [one for one in self.people[who].missed if one > at - dt.timedelta(days=1)]
        wrong = any(one.right is False for one in recent)
        return wrong or late or len(recent) >= 3 or len(missed) >= 10

    def may_break(self, who: str) -> bool:
        return self.people[who].has(PROTECTION)

    def reads_opened(self, who: str, opening: Opening, at: dt.datetime) -> bool:
        lasts = not opening.over and opening.at <= at < opening.at + HOUR
        return lasts and opening.by == who and self.may_break(who)

    def reviews(self, who: str, opening: Opening) -> bool:
        here = self.people[who]
        return who != opening.by and (here.has("head_of_post", opening.post) or here.has("headquarters"))

    def sees_review(self, who: str, opening: Opening) -> bool:
        return self.reviews(who, opening) or (who != opening.by and self.people[who].has("auditor"))

    # who signs in, and with which roles
    def sees_accounts(self, who: str) -> bool:
        return self.people[who].has(("head_of_post", "headquarters", "administrator"))

    def may_propose(self, who: str, about: str, place: str) -> bool:
        here = self.people[who]
        return who != about and (here.has("administrator") or here.has("head_of_post", place))

    def may_decide(self, who: str, one: Proposal) -> bool:
        """The same post, headquarters, or another administrator; never the proposer nor the person."""
        here = self.people[who]
        second = here.has(("headquarters", "administrator")) or here.has("head_of_post", one.role[1])
        return second and who not in (one.by, one.about)

    def sees_proposal(self, who: str, one: Proposal) -> bool:
        leads = self.people[who].has(("protection_consul", "head_of_post", "headquarters"))
        mine = who == one.by and (leads or self.people[who].has("administrator"))
        return mine or self.may_decide(who, one)

    def may_give(self, who: str, one: Proposal, at: dt.datetime) -> bool:
        """The decision counts: in time, the first still has the right, and the role can be held."""
        still = self.may_propose(one.by, one.about, one.role[1])
        in_time = one.waits and at < one.at + PROPOSAL
        return self.may_decide(who, one) and still and in_time and self.fits(one.about, one.role)

    def fits(self, about: str, role: Role) -> bool:
        held = self.people[about].roles
        alone = bool(held) and (role[0] in ALONE or any(what in ALONE for what, _ in held))
        return role not in held and not alone

    def may_end(self, who: str, place: str) -> bool:
        here = self.people[who]
        return here.has(("headquarters", "administrator")) or here.has("head_of_post", place)

    def may_suspend(self, who: str, about: str) -> bool:
        """Whoever leads the one post where somebody works, or the administration; nobody themselves."""
        here, places = self.people[who], {where for _, where in self.people[about].roles}
        leads = len(places) == 1 and here.has("head_of_post", next(iter(places)))
        return who != about and (here.has("administrator") or leads)

    def nobody_else(self, about: str) -> bool:
        """The last who holds what the network is never left without: two people decide, not one."""
        others = [one for name, one in self.people.items() if name != about]
        held = {what for what, _ in self.people[about].roles} & NEVER_WITHOUT
        return any(not any(one.has(what) for one in others) for what in held)
