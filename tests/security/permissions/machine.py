"""What every rule of the stateful walk shares: the run, its undoing, whom it takes, what always holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import time_machine
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, invariant
from hypothesis.strategies import sampled_from

from cauce.cases.models import Case as CaseRow
from cauce.cases.models import Consent
from cauce.sharing.referrals.models import Referral as ReferralRow
from cauce.staff.offices.models import Assignment
from cauce.staff.oversight.models import GlassOpening
from cauce.staff.oversight.models import Proposal as ProposalRow

from . import world as base
from .policy import Answer, Opening, Policy, Proposal, Referral
from .world import EVERYBODY, SHARED, Walker, text_of

WHO = (*EVERYBODY, "nobody")
DESKS = ("tomas", "martin", "ines", "mateo", "aurora", "alicia", "lucia", "bruno")
RECEIVERS = ("clara", "omar", "julia")
LEADERS = ("elena", "aurora", "alicia", "bruno", "mateo")
any_number = sampled_from(range(5040))
HOUSTON = ZoneInfo("America/Chicago")


class Run(RuleBasedStateMachine):
    """One run over ``world``; everything is undone at its end."""

    world = None
    totals: Counter[str] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(base.START, tick=False)
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.policy = Policy(base.people_of(self.world))
        self.cases = base.cases_of()
        self.walker = Walker(self.world, self.clock.start(), self.policy.people)
        self.referrals: list[tuple[Referral, ReferralRow]] = []
        self.answers: list[tuple[int, Answer, Consent]] = []
        self.opened: list[tuple[Opening, GlassOpening]] = []
        self.proposed: list[tuple[Proposal, ProposalRow]] = []
        self.last, self.moved = 0, set()
        self.begin()
        self.totals["runs"] += 1
        self.totals["steps before"] = self.totals["steps"]

    def begin(self) -> None:
        """What is under way at the start: two requests sent, one case opened, one role proposed."""
        world = self.world
        for by, number, to, fields in (("ines", 0, 0, ("needs", "age_band")), ("tomas", 2, 1, ("needs",))):
            by = getattr(world.cast, by)
            consent, row = base.sent(by, world.cases[number], world.services[to], fields)
            said = Answer(consent.recipient, True, base.START, frozenset(fields))
            self.cases[number].answers.append(said)
            self.answers.append((number, said, consent))
            request = Referral(self.cases[number], said.to, str(row.partner_id), said.fields)
            self.referrals.append((request, row))
        opening = Opening(self.cases[1], "HOU", "tomas", base.START)
        self.policy.openings.append(opening)
        self.opened.append((opening, world.opening))
        role = Proposal("bruno", "paz", ("window_officer", "HOU"), base.START)
        self.proposed.append((role, world.proposal))

    def teardown(self) -> None:
        try:
            self.walker.whole()
        finally:
            self.totals.update(self.walker.answers)
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)
            self.clock.stop()

    # whom and what a rule takes ---------------------------------------------------------------

    def who(self, number: int, may, near: Sequence[str] = DESKS) -> str:
        """Every second time somebody who may, if there is anybody; else somebody ``near``, or anybody.

        ``near``: who almost may, so that a guard wrong by one word is asked by the one it lets in.
        """
        able = [one for one in EVERYBODY if number % 2 == 0 and may(one)]
        some = able or ((near or DESKS) if number % 8 < 6 else WHO)
        return some[number // 8 % len(some)]

    def case(self, number: int) -> int:
        """Often the one that something happened to last."""
        return self.last if number % 3 == 0 else number % len(self.cases)

    def user(self, who: str):
        return getattr(self.world.cast, who).user

    def address(self, number: int, end: str = "") -> str:
        return f"/casos/{self.world.cases[number].id}/{end}"

    def row(self, number: int) -> CaseRow:
        found = CaseRow.objects.everywhere("folio").select_related("post", "person")
        return found.get(folio=self.world.cases[number].folio)

    def texts(self, number: int, *but: str) -> frozenset[str]:
        kinds = {"name", "story", "reserved", *SHARED} - set(but)
        return frozenset(text_of(number, kind) for kind in kinds)

    def works(self, who: str, number: int) -> bool:
        return who != "nobody" and self.policy.works_on(who, self.cases[number])

    def ask(self, who: str, method: str, address: str, yes: str, may, **more):
        """``yes`` is expected when ``may`` holds, and otherwise that there is nothing there."""
        allowed = who != "nobody" and may(who)
        if not allowed:
            more = {"given": more.get("given")}
        return self.walker.ask(who, method, address, yes if allowed else "hidden", **more)

    # what holds after every step --------------------------------------------------------------

    @invariant()
    def chains_hold(self):
        self.totals["steps"] += 1
        self.walker.fresh()

    @invariant()
    def nobody_holds_a_role_that_two_people_did_not_give(self):
        ids = {self.user(name).id: name for name in EVERYBODY}
        held: dict[str, set] = {name: set() for name in EVERYBODY}
        for row in Assignment.objects.filter(ended_at=None):
            if row.user_id in ids:
                place = row.post_id or (str(row.partner_id) if row.partner_id else "network")
                held[ids[row.user_id]].add((row.role, place))
        for name, roles in held.items():
            assert roles == self.policy.people[name].roles, f"{name} holds {roles}"
