"""What is tried at once after something changed: the walk alone seldom comes back in time.

A session, an opening and a yes end while time passes, so a mistake about their end shows only to whoever
asks in between. These are asked by the rules that change something; none of them expects anything of
its own, the oracle says what must come.
"""

from __future__ import annotations

import datetime as dt

from cauce.sharing.referrals.models import Referral as ReferralRow

from .machine import RECEIVERS, Run
from .policy import PROTECTION, Opening, Referral
from .world import EVERYBODY, SHARED, text_of

SOON = dt.timedelta(seconds=3)  # a request, and signing in before it


class Again(Run):
    """What several rules ask for."""

    # a session --------------------------------------------------------------------------------

    def sits_down(self, who: str) -> None:
        """They have a session that stands, if they may have one: what changes next must end it."""
        if not self.policy.people[who].stands(self.walker.now + dt.timedelta(seconds=1)):
            self.walker.gets_in(who)

    def goes_on(self, who: str) -> None:
        """They ask for the list of their desk, in whatever session they have."""
        people = self.policy.people
        self.ask(who, "get", "/pendientes/", "shown", lambda one: people[one].has(PROTECTION))

    # an emergency -----------------------------------------------------------------------------

    def reads_opening(self, who: str, which: int, name: bool) -> None:
        """Somebody asks for the address of one opening."""
        made, row = self.opened[which]
        number, soon = self.cases.index(made.case), self.walker.now + SOON
        end, method = ("identidad/", "post") if name else ("", "get")
        self.ask(
            who,
            method,
            f"/urgencias/{row.id}/{end}",
            "shown",
            lambda one: self.policy.reads_opened(one, made, soon),
            reads=True,
            given={"reason": "danger"} if name else None,
            must_show={text_of(number, "name" if name else "story")},
        )

    def not_theirs(self, made: Opening) -> list[str]:
        """Who could have opened it and did not."""
        return [one for one in EVERYBODY if one != made.by and self.policy.may_break(one)]

    # what goes to a receiver ------------------------------------------------------------------

    def reads_request(self, who: str, referral: Referral, row: ReferralRow) -> None:
        """Somebody asks for a request: exactly what she agrees to now, and nothing of any other."""
        number = self.cases.index(referral.case)
        shown = self.policy.shown(referral, self.walker.now + SOON)
        self.ask(
            who,
            "get",
            f"/solicitudes/{row.id}/",
            "shown",
            lambda one: self.policy.receives(one, referral),
            must_show={text_of(number, name) for name in shown},
            reads=True,
        )

    def receivers_read(self, case, to: str) -> None:
        """Who received the newest request of a case to an organisation looks at it; another tries."""
        mine = [one for one in self.referrals if one[0].case is case and one[0].to == to]
        for referral, row in mine[-1:]:
            able = [one for one in EVERYBODY if self.policy.receives(one, referral)]
            others = [one for one in RECEIVERS if one not in able]
            for who in (*able[:1], *others[:1]):
                self.reads_request(who, referral, row)

    def send_to(self, who: str, number: int, to: int) -> None:
        """Somebody sends what she agrees to share, to one of the shelters."""
        case, service = self.cases[number], self.world.services[to]
        org = str(service.organization_id)
        form = {"need": "shelter", "priority": "urgent", "way": "none", "do": "anyway"}
        form |= {f"s_{name}": text_of(number, name) for name in SHARED}
        agreed = case.agreed(org, self.walker.now + SOON)
        answer = self.ask(
            who,
            "post",
            self.address(number, f"canalizaciones/?service={service.id}"),
            "told" if agreed is None else "done",
            lambda one: self.works(one, number),
            given=form,
            may_show=self.texts(number, "name", "story", "reserved"),
        )
        if answer is None or answer.status_code != 302:
            return
        row = ReferralRow.objects.filter(case_id=self.world.cases[number].id).latest("sent_at")
        partner = str(service.organization.partner_id)
        self.referrals.append((Referral(case, org, partner, agreed or frozenset()), row))
        self.last = number

    def service_of(self, to: str) -> int:
        return [str(one.organization_id) for one in self.world.services].index(to)

    def somebody_sends(self, number: int, to: str) -> None:
        """Whoever works on the case sends to an organisation, if anybody does."""
        able = [one for one in EVERYBODY if self.works(one, number)]
        for who in able[:1]:
            self.send_to(who, number, self.service_of(to))

    # time -------------------------------------------------------------------------------------

    def tried_later(self, what: int) -> None:
        """After time went by: the newest opening or the newest answer, which may have ended; or nothing."""
        number, said, _ = self.answers[-1]
        if what == 1:
            self.reads_opening(self.opened[-1][0].by, -1, name=False)
        elif what == 2:
            self.receivers_read(self.cases[number], said.to)
        elif what == 3:
            self.somebody_sends(number, said.to)
