"""Rules of the walk: pages of a case, consent, what goes to a receiver, the reserved part."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis.stateful import rule
from hypothesis.strategies import booleans, integers, sampled_from, sets

from cauce.cases.models import Consent, ReservedText
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Refused
from cauce.sharing.referrals import actions as referrals
from cauce.staff.offices import access as offices

from .again import Again
from .machine import HOUSTON, RECEIVERS, any_number
from .policy import PROTECTION, Answer
from .world import EVERYBODY, KEYED, PHRASE, SHARED, text_of

PAGES = (
    "",
    "historia/",
    "permisos/",
    "identidad/",
    "canalizaciones/",
    "seguridad/",
    "plan/",
    "lecturas/",
    "guias/t7/",
    "formatos/",
    "riesgo/",
)


class Cases(Again):
    """What is asked about one case."""

    # pages of a case --------------------------------------------------------------------------

    @rule(a=any_number, b=any_number, page=sampled_from(PAGES))
    def look(self, a, b, page):
        number = self.case(b)
        who = self.who(a, lambda one: self.works(one, number))
        self.ask(
            who,
            "get",
            self.address(number, page),
            "shown",
            lambda one: self.works(one, number),
            may_show=self.texts(number, "name", "reserved"),
            reads=True,
        )

    @rule(a=any_number, b=any_number)
    def read_what_was_told(self, a, b):
        number = self.case(b)
        who = self.who(a, lambda one: self.works(one, number))
        self.ask(
            who,
            "get",
            self.address(number, "relato/"),
            "shown",
            lambda one: self.works(one, number),
            must_show={text_of(number, "story")},
            reads=True,
        )

    @rule(a=any_number, b=any_number)
    def strangers_try(self, a, b):
        """Three who have to do with the post or with the whole network, and not with the case."""
        number = self.case(b)
        near = {self.cases[number].post, "network"}
        some = [
            name
            for name, one in self.policy.people.items()
            if any(where in near for _, where in one.roles) and not self.works(name, number)
        ]
        for turn in range(3):
            self.ask(
                some[(a + turn) % len(some)],
                "get",
                self.address(number, "relato/"),
                "shown",
                lambda one: self.works(one, number),
            )

    @rule(a=any_number, b=any_number)
    def open_who_it_is(self, a, b):
        number = self.case(b)
        who = self.who(a, lambda one: self.works(one, number))
        self.ask(
            who,
            "post",
            self.address(number, "identidad/"),
            "shown",
            lambda one: self.works(one, number),
            given={"reason": "attend"},
            must_show={text_of(number, "name")},
            reads=True,
        )

    @rule(a=any_number, b=any_number, search=booleans())
    def list_and_search(self, a, b, search):
        """A post's list and search know its own cases and no other."""
        number, people = self.case(b), self.policy.people
        who = self.who(a, lambda one: people[one].has(PROTECTION))
        typed = {"name": text_of(number, "name")}
        answer = self.ask(
            who,
            "post" if search else "get",
            "/casos/" if search else "/pendientes/",
            "shown",
            lambda one: people[one].has(PROTECTION),
            given=typed if search else None,
            may_show=typed.values() if search else (),
        )
        page = answer.content.decode() if answer is not None else ""
        for other, one in enumerate(self.world.cases):
            assert one.folio not in page or self.works(who, other), f"{who} finds {one.folio}"

    @rule(a=any_number, b=any_number, c=any_number)
    def transfer(self, a, b, c):
        """One post asks and the other receives; until it does, the case stays where it is."""
        number = self.case(b)
        case, now = self.cases[number], self.walker
        to = "LAR" if case.post == "HOU" else "HOU"
        asks = self.who(a, lambda one: self.works(one, number))
        # Mostly somebody who may: a case that never goes anywhere would try nothing.
        receives = self.who(c if c % 4 == 1 else c * 2, lambda one: self.policy.may_receive(one, to))
        staff = offices.staff(to, *PROTECTION)
        if "nobody" in (asks, receives) or not staff:
            return
        now.later(dt.timedelta(seconds=1))
        over = self._do(
            asks,
            self.works(asks, number),
            lambda actor: referrals.ask_transfer(
                actor=actor,
                case=self.row(number),
                to=self.world.cast.posts[to],
                reason="moves",
                note="Llega el lunes.",
                agreed=True,
                at=now.now,
            ),
        )
        if over is None:
            return
        now.later(dt.timedelta(seconds=1))
        may = self.policy.may_receive(receives, to)

        def take(actor):
            referrals.accept_transfer(actor=actor, transfer=over, at=now.now, officer=staff[0])
            return True

        if may and receives == asks:
            # Whoever works at both posts asked at one: somebody else receives it at the other.
            with pytest.raises(BadInput):
                take(self._actor(receives))
            took = None
        else:
            took = self._do(receives, may, take)
        if took is None:
            now.later(dt.timedelta(seconds=1))
            row = self.row(number)
            referrals.take_back_transfer(actor=self._actor(asks), case=row, transfer=over, at=now.now)
            return
        case.post, self.last = to, number

    def _actor(self, who: str):
        return offices.actor_of(str(self.user(who).id))

    def _do(self, who: str, may: bool, act):
        """What the act gives; None: it was refused, as it had to be, and that is written down."""
        try:
            made = act(self._actor(who))
        except Refused:
            assert not may, f"{who} may"
            assert [one.kind for one in self.walker.fresh()] == ["refused"]
            return None
        assert may, f"{who} did it"
        self.walker.fresh()
        return made

    # consent and what goes to a receiver ------------------------------------------------------

    @rule(
        a=any_number,
        b=any_number,
        to=integers(0, 1),
        yes=sampled_from((True, True, False)),
        fields=sets(sampled_from(SHARED), min_size=1),
        ago=sampled_from((0, 0, 89)),
    )
    def she_answers(self, a, b, to, yes, fields, ago):
        number = self.case(b)
        case, service = self.cases[number], self.world.services[to]
        org, at = str(service.organization_id), self.walker.now - dt.timedelta(days=ago)
        who = self.who(a, lambda one: self.works(one, number))
        key = f"referral-{org}"
        form = {
            "recipient": org,
            key: "yes" if yes else "no",
            f"{key}-fields": sorted(fields) if yes else [],
            "language": "spa",
            "interpreter": "none",
            "way": "voice",
            "happened_at": at.astimezone(HOUSTON).replace(tzinfo=None).isoformat(),
        }
        answer = self.ask(
            who,
            "post",
            self.address(number, "permisos/"),
            "done",
            lambda one: self.works(one, number),
            given=form,
        )
        if answer is None or answer.status_code != 302:
            return
        said = Answer(org, yes, at, frozenset(fields) if yes else frozenset())
        case.answers.append(said)
        rows = Consent.objects.filter(case_id=self.world.cases[number].id)
        self.answers.append((number, said, rows.latest("typed_at")))
        agreed = case.agreed(org, self.walker.now) or frozenset()
        for referral, _ in self.referrals:
            if referral.case is case and referral.to == org:
                referral.stored &= agreed
        self.last = number
        self.receivers_read(case, org)

    @rule(a=any_number, b=any_number)
    def she_takes_it_back(self, a, b):
        number, said, row = self.answers[b % len(self.answers)]
        who = self.who(a, lambda one: self.works(one, number))
        form = {"happened_at": self.walker.now.astimezone(HOUSTON).replace(tzinfo=None).isoformat()}
        at = self.walker.now
        answer = self.ask(
            who,
            "post",
            self.address(number, f"permisos/{row.id}/"),
            "done",
            lambda one: self.works(one, number),
            given=form,
        )
        if answer is None or answer.status_code != 302 or not said.yes or said.withdrawn:
            return
        said.withdrawn = at
        for referral, _ in self.referrals:
            if referral.case is self.cases[number] and referral.to == said.to:
                referral.stored = frozenset()
        self.last = number
        self.receivers_read(self.cases[number], said.to)
        self.somebody_sends(number, said.to)

    @rule(a=any_number, b=any_number, to=integers(0, 1))
    def send(self, a, b, to):
        number = self.case(b)
        if a % 4 < 3:  # mostly where she was asked about somebody
            number, said, _ = self.answers[-1 if b % 2 else b % len(self.answers)]
            to = self.service_of(said.to)
        self.send_to(self.who(a, lambda one: self.works(one, number)), number, to)

    @rule(a=any_number, b=any_number)
    def receiver_reads(self, a, b):
        referral, row = self.referrals[-1 if b % 2 else b % len(self.referrals)]
        who = self.who(a, lambda one: self.policy.receives(one, referral), RECEIVERS)
        self.reads_request(who, referral, row)

    # the reserved part ------------------------------------------------------------------------

    @rule(a=any_number, b=sampled_from((0, 0, 2, 1)), right=sampled_from((True, True, False)))
    def open_reserved(self, a, b, right):
        case = self.cases[b]
        others = [one for one in EVERYBODY if self.works(one, b) and one not in case.holders]
        who = self.who(a, lambda one: self.policy.opens_reserved(one, case), others)
        form = {"do": "open", "passphrase": PHRASE.format(who if right else "otra persona")}
        self.ask(
            who,
            "post",
            self.address(b, "reserva/"),
            "shown",
            lambda one: self.policy.opens_reserved(one, case),
            given=form,
            must_show={text_of(b, "reserved")} if right else (),
        )

    @rule(a=any_number, b=sampled_from((0, 2)), less=booleans())
    def choose_other_holders(self, a, b, less):
        case = self.cases[b]
        able = [one for one in KEYED if self.policy.works_on(one, case)]
        chosen = able[1:] if less and len(able) > 2 else able
        if len(chosen) < 2:
            return
        who = self.who(a, lambda one: self.policy.opens_reserved(one, case))
        seen = ReservedText.objects.filter(case_id=self.world.cases[b].id).latest("version").version
        form = {
            "do": "write",
            "text": text_of(b, "reserved"),
            "seen": str(seen),
            "passphrase": PHRASE.format(who),
            "holders": [str(self.user(one).id) for one in chosen],
        }
        answer = self.ask(
            who,
            "post",
            self.address(b, "reserva/"),
            "done",
            lambda one: self.policy.opens_reserved(one, case),
            given=form,
        )
        if answer is not None and answer.status_code == 302:
            case.holders = tuple(chosen)
