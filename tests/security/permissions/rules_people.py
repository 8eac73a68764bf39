"""Rules of the walk: an emergency, time that passes, and who holds which role."""

from __future__ import annotations

import datetime as dt

from hypothesis.stateful import rule
from hypothesis.strategies import booleans, integers, sampled_from

from cauce.staff.offices.models import Assignment
from cauce.staff.oversight.models import GlassOpening
from cauce.staff.oversight.models import Proposal as ProposalRow

from .again import SOON, Again
from .machine import LEADERS, WHO, any_number
from .policy import PROTECTION, Opening, Proposal
from .world import EVERYBODY, KEYED

WHY = "Está en la ventanilla y quien la busca espera afuera."
# Longer than a session rests, and never the last second of anything.
JUMPS = [dt.timedelta(minutes=m) for m in (21, 41, 61)] + [dt.timedelta(hours=h) for h in (25, 73)]
LEAPS = [dt.timedelta(days=31), dt.timedelta(days=91), dt.timedelta(days=91)]


class People(Again):
    """What changes who may."""

    # an emergency -----------------------------------------------------------------------------

    @rule(a=any_number, b=any_number)
    def break_the_glass(self, a, b):
        number, policy = self.case(b), self.policy
        case = self.cases[number]
        soon, may = self.walker.now + SOON, policy.may_break
        stopped = [one for one in EVERYBODY if may(one) and policy.blocked(one, soon)]
        who = self.who(a, lambda one: may(one) and not policy.works_on(one, case), stopped)
        if not self.breaks(who, number):
            return
        others = self.not_theirs(self.opened[-1][0])
        if others:
            self.reads_opening(others[a // 8 % len(others)], -1, name=b % 2 == 0)
        if a // 16 % 3:  # and once more when its hour is over
            self.walker.later(JUMPS[2])
            self.reads_opening(who, -1, name=False)

    def breaks(self, who: str, number: int) -> bool:
        """Somebody opens a case in an emergency; whether it is open now."""
        policy, case = self.policy, self.cases[number]
        soon = self.walker.now + SOON
        blocked = who != "nobody" and policy.blocked(who, soon)
        own = self.works(who, number)
        form = {"folio": self.world.cases[number].folio, "code": "person_is_here", "text": WHY}
        answer = self.ask(
            who, "post", "/urgencias/", "told" if blocked or own else "done", policy.may_break, given=form
        )
        if answer is None or not policy.may_break(who) or blocked:
            return False
        if own:
            policy.people[who].missed.append(self.walker.now)
            return False
        made = Opening(case, case.post, who, self.walker.now)
        policy.openings.append(made)
        self.opened.append((made, GlassOpening.objects.latest("opened_at")))
        self.last = number
        return True

    def opening(self, number: int) -> int:
        return len(self.opened) - 1 if number % 2 else number % len(self.opened)

    @rule(a=any_number, b=any_number, name=booleans())
    def read_what_was_opened(self, a, b, name):
        which = self.opening(b)
        made, _ = self.opened[which]
        others = self.not_theirs(made) if a % 8 == 0 else WHO
        who = others[a // 8 % len(others)] if others and a % 4 == 0 else made.by
        self.reads_opening(who, which, name)

    @rule(a=any_number, b=any_number)
    def end_what_was_opened(self, a, b):
        which = self.opening(b)
        made, row = self.opened[which]
        soon = self.walker.now + SOON
        who = self.who(a, lambda one: self.policy.reads_opened(one, made, soon))
        answer = self.ask(
            who,
            "post",
            f"/urgencias/{row.id}/fin/",
            "done",
            lambda one: self.policy.reads_opened(one, made, soon),
        )
        if answer is not None and answer.status_code == 302:
            made.over = True
            self.reads_opening(made.by, which, name=False)

    @rule(a=any_number, b=any_number, right=booleans(), only_look=booleans())
    def review(self, a, b, right, only_look):
        which = self.opening(b)
        made, row = self.opened[which]
        address, policy = f"/urgencias/revisiones/{row.id}/", self.policy
        if only_look:
            who = self.who(a, lambda one: policy.sees_review(one, made), LEADERS)
            self.ask(who, "get", address, "shown", lambda one: policy.sees_review(one, made))
            return
        # Whoever may look and no more comes as often as those who lead a post.
        only_look_at_it = [
            one for one in EVERYBODY if policy.sees_review(one, made) and not policy.reviews(one, made)
        ]
        near = only_look_at_it if a // 8 % 2 else LEADERS
        who = self.who(a, lambda one: policy.reviews(one, made), near)
        form = {"finding": "right" if right else "not_right", "reason": "Lo pregunté y así fue."}
        answer = self.ask(
            who,
            "post",
            address,
            "done" if made.right is None else "told",
            lambda one: policy.reviews(one, made),
            given=form,
        )
        if answer is not None and answer.status_code == 302:
            made.right, made.over = right, made.over or not right
            self.reads_opening(made.by, which, name=False)
            if not right:
                self.breaks(made.by, self.cases.index(made.case))

    # who holds what ---------------------------------------------------------------------------

    @rule(by=sampled_from(JUMPS), then=integers(0, 3))
    def time_passes(self, by, then):
        self.walker.later(by)
        self.tried_later(then)

    @rule(by=sampled_from(LEAPS), really=integers(0, 1), then=integers(2, 3))
    def much_time_passes(self, by, really, then):
        if really == 0:
            self.walker.later(by)
            self.tried_later(then)

    def role_of(self, number: int) -> tuple[str, str]:
        partners = [str(self.world.cast.jacaranda.id), str(self.world.cast.nopal.id)]
        posts = [
            (role, post)
            for post in ("HOU", "LAR")
            for role in (*PROTECTION, "head_of_post", "window_officer")
        ]
        some = [
            *posts,
            *posts,
            *(("partner_staff", one) for one in partners),
            ("headquarters", "network"),
            ("auditor", "network"),
        ]
        return some[number % len(some)]

    @rule(a=any_number, about=sampled_from(EVERYBODY), b=any_number)
    def propose_a_role(self, a, about, b):
        role = self.role_of(b)
        people, policy = self.policy.people, self.policy
        who = self.who(a, lambda one: policy.may_propose(one, about, role[1]), LEADERS)
        kind = {"HOU": "post:", "LAR": "post:", "network": ""}.get(role[1], "partner:")
        form = {"role": role[0], "place": f"{kind}{role[1]}", "reason": "Lo pide el oficio 12."}
        may = who != "nobody" and policy.may_propose(who, about, role[1])
        good = may and policy.fits(about, role)
        answer = self.ask(
            who,
            "post",
            f"/cuentas/{self.user(about).id}/funcion/",
            "done" if good else "told",
            lambda one: people[one].has(("head_of_post", "administrator")),
            given=form,
        )
        if answer is not None and answer.status_code == 302:
            row = ProposalRow.objects.latest("proposed_at")
            self.proposed.append((Proposal(who, about, role, self.walker.now), row))

    @rule(a=any_number, b=any_number)
    def decide(self, a, b):
        one, row = self.proposed[-1 if b % 2 else b % len(self.proposed)]
        self.sits_down(one.about)
        policy, soon = self.policy, self.walker.now + SOON
        who = self.who(a, lambda name: policy.may_decide(name, one), LEADERS)
        gives = who != "nobody" and policy.may_give(who, one, soon)
        answer = self.ask(
            who,
            "post",
            f"/propuestas/{row.id}/",
            "done" if gives else "told",
            lambda name: policy.sees_proposal(name, one),
            given={"do": "yes", "reason": "De acuerdo."},
        )
        if answer is not None and answer.status_code == 302:
            one.waits = False
            policy.people[one.about].roles.add(one.role)
            self.moved.add(one.about)
            self.goes_on(one.about)

    @rule(a=any_number, about=sampled_from((*KEYED, *EVERYBODY)), b=any_number)
    def end_a_role(self, a, about, b):
        here = self.policy.people[about]
        held = sorted(one for one in here.roles if one[1] != "network")
        if not held or here.out:
            return
        role = held[b % len(held)]
        self.sits_down(about)
        who = self.who(a, lambda one: self.policy.may_end(one, role[1]))
        rows = Assignment.objects.filter(user=self.user(about), role=role[0], ended_at=None)
        row = next(one for one in rows if role[1] in (one.post_id, str(one.partner_id)))
        answer = self.ask(
            who,
            "post",
            f"/cuentas/{self.user(about).id}/",
            "done",
            lambda one: self.policy.may_end(one, role[1]),
            given={"do": "end", "assignment": str(row.id)},
        )
        if answer is not None and answer.status_code == 302:
            here.roles.discard(role)
            self.moved.add(about)
            self.goes_on(about)

    @rule(a=any_number, about=sampled_from((*KEYED, *EVERYBODY)), really=integers(0, 2))
    def somebody_leaves(self, a, about, really):
        here, policy = self.policy.people[about], self.policy
        if here.out or any(where == "network" for _, where in here.roles) or really:
            return
        who = self.who(a, lambda one: policy.sees_accounts(one))
        if who == about:
            return
        self.sits_down(about)
        answer = self.ask(
            who,
            "post",
            f"/cuentas/{self.user(about).id}/",
            "done",
            policy.sees_accounts,
            given={"do": "leave"},
        )
        if answer is None or answer.status_code != 302:
            return
        if all(policy.may_end(who, where) for _, where in here.roles):
            here.out, here.roles = True, set()
            self.moved.add(about)
            self.goes_on(about)

    @rule(a=any_number, about=sampled_from((*KEYED, *EVERYBODY)), really=booleans())
    def suspend(self, a, about, really):
        policy, here = self.policy, self.policy.people[about]
        who = self.who(a, lambda one: policy.may_suspend(one, about))
        if who == about or not really or here.out:
            return
        if about in self.moved and who != "nobody" and policy.people[who].has("head_of_post"):
            return  # whose account it is while somebody moves is no matter of these documents
        self.sits_down(about)
        yes = "told" if policy.nobody_else(about) else "done"
        answer = self.ask(
            who,
            "post",
            f"/cuenta/personas/{about}/",
            yes,
            lambda one: policy.may_suspend(one, about),
            given={"do": "suspend"},
        )
        if answer is not None and answer.status_code == 302:
            here.out = True
            self.goes_on(about)
