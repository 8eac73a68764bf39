"""Every kind of thing that is withdrawn: made by the cast, still open, and the acts by which it ends.

``things`` makes some of each; ``Thing.end`` is an act of the house, ``Thing.is_open`` looks at the rows.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from django.utils import timezone

from cauce.accounts import actions as accounts
from cauce.accounts.models import (
    Account,
    App,
    Calendar,
    Invitation,
    Key,
    Outside,
    PrintedCode,
    SignIn,
)
from cauce.accounts.proofs import Proof
from cauce.binational import actions as binational
from cauce.binational.models import Petition
from cauce.cases import actions as cases
from cauce.cases.facts import consents_of
from cauce.cases.models import Case, Consent
from cauce.collection import actions as collection
from cauce.collection.models import Device
from cauce.directory import actions as directory
from cauce.directory.models import Invitation as EntryLink
from cauce.directory.models import Organization, Service
from cauce.exports import actions as exports
from cauce.exports.models import Export
from cauce.joins import actions as joins
from cauce.joins.legs import Leg
from cauce.joins.models import Join
from cauce.keystore import create_key
from cauce.machines import actions as machines
from cauce.machines.models import Hook, Machine
from cauce.measurement import actions as measurement
from cauce.measurement.models import Merge, Period
from cauce.offices.actions import add_partner
from cauce.offices.models import NETWORK, Assignment, User
from cauce.oversight import actions as oversight
from cauce.oversight.models import GlassOpening, Proposal
from cauce.people.actions import end_linkage
from cauce.people.models import Linkage
from cauce.referrals import actions as referrals
from cauce.referrals.models import Envelope, Referral, ReplyLink, Transfer
from cauce.reunification import actions as reunification
from cauce.reunification.models import Return, Reunification
from cauce.rights import actions as rights
from cauce.rights.models import Erasure
from cauce.rules.consent import may
from cauce.rules.permissions import SYSTEM, Scope
from cauce.rules.referral import OPEN
from cauce.site.demo import returning
from tests import envelopes, linking, returns
from tests import joins as pairs
from tests.cast import day_of, member, shelter
from tests.transfers import asked

HASHED = "md5$x$y"  # stands for a password that was hashed before
WHY = "Terminó su plazo y hay autorización."


@dataclass(frozen=True)
class Thing:
    """One thing that is open. ``end``: the act; ``is_open``: whether the database says so now."""

    kind: str
    end: Callable[[], object]
    is_open: Callable[[], bool]


def things(cast, rng: random.Random, many: int) -> list[Thing]:
    """``many`` of each kind that is cheap, fewer of those that take a case and two people."""
    stage = Stage(cast, rng)
    found = [make() for make in stage.cheap for _ in range(many)]
    found += [make() for make in stage.of_cases for _ in range(max(1, many // 2))]
    return found + [make() for make in stage.dear]


class Stage:
    """Makes things, each with people or a case of its own so that no end takes another along."""

    def __init__(self, cast, rng: random.Random) -> None:
        self.cast, self.rng, self.number = cast, rng, count(1)
        self.cheap = (
            self.session, self.invitation, self.code, self.key, self.app, self.outside,
            self.calendar, self.account, self.user, self.role, self.password, self.machine,
            self.hook, self.telephone, self.glass, self.proposal, self.file, self.entry_link,
        )  # fmt: skip
        self.of_cases = (
            self.consent, self.keeping, self.referral, self.link, self.transfer, self.petition,
        )  # fmt: skip
        self.dear = (
            self.envelope, self.family, self.trip, self.join, self.linkage, self.merges,
            self.period, self.erasure,
        )  # fmt: skip

    def _somebody(self, role: str = "protection_officer"):
        return member(f"otra-{next(self.number)}", "Otra Persona", role, post=self.cast.houston)

    def _own(self, who, act, **given):
        return lambda: act(actor=who.actor, user=who.user, at=timezone.now(), **given)

    def _case(self, keeping: bool = False) -> Case:
        now = timezone.now()
        case = cases.open_case(
            actor=self.cast.ines.actor, post=self.cast.houston, channel="walk_in",
            started_at=now - dt.timedelta(minutes=30), officer=self.cast.ines.user,
        )  # fmt: skip
        if keeping:
            self._says(case, "keeping")
        return case

    def _says(self, case: Case, purpose: str, given: bool = True, **more) -> Consent:
        return cases.record_consent(
            actor=self.cast.ines.actor, case=case, purpose=purpose, given=given,
            at=timezone.now(), **more,
        )  # fmt: skip

    # accounts

    def session(self) -> Thing:
        who, now = self._somebody(), timezone.now()
        row = SignIn.objects.create(
            user=who.user, way="key", label="x", device="x", roles="x", begun_at=now, seen_at=now
        )
        end = self.rng.choice([
            lambda: accounts.close_session(actor=who.actor, session_id=row.id, at=timezone.now()),
            lambda: accounts.lapse_session(actor=SYSTEM, session=row, end="idle", at=timezone.now()),
            lambda: accounts.revoke_session(actor=who.actor, session=row, at=timezone.now()),
            self._own(who, accounts.revoke_others, besides=None),
        ])  # fmt: skip
        return Thing("session", end, _exists(SignIn, id=row.id, ended_at=None))

    def invitation(self) -> Thing:
        who, now = self._somebody(), timezone.now()
        row = Invitation.objects.create(
            user=who.user, digest="x", by="x", made_at=now, expires_at=now + dt.timedelta(hours=1)
        )
        enroll = self._own(who, accounts.enroll, invitation=row, sheet=True, encoded=HASHED)
        return Thing("invitation", enroll, _exists(Invitation, id=row.id, used_at=None))

    def code(self) -> Thing:
        who, now = self._somebody(), timezone.now()
        row = PrintedCode.objects.create(user=who.user, digest="x", made_at=now)
        end = self.rng.choice([
            self._own(who, accounts.prove, proof=Proof("codes", row.id)),
            self._own(who, accounts.print_codes, here=None),
        ])  # fmt: skip
        return Thing("code", end, _exists(PrintedCode, id=row.id, used_at=None))

    def key(self) -> Thing:
        who = self._somebody()
        one, _ = (self._key(who) for _ in range(2))
        remove = self._own(who, accounts.remove_key, key=one, here=None)
        return Thing("key", remove, _exists(Key, id=one.id))

    def _key(self, who) -> Key:
        return Key.objects.create(
            user=who.user, credential_id=uuid.uuid4().bytes, public_key=b"x", name="x",
            made_at=timezone.now(),
        )  # fmt: skip

    def app(self) -> Thing:
        who = self._somebody()
        self._key(who)
        row = self._own(who, accounts.add_app, secret=b"x", step=1, here=None)()
        return Thing("app", self._own(who, accounts.remove_app, here=None), _exists(App, id=row.id))

    def outside(self) -> Thing:
        who = self._somebody()
        row = Outside.objects.create(
            user=who.user, issuer="x", subject=str(who.user.id), by="x", made_at=timezone.now()
        )
        unlink = self._own(who, accounts.unlink_outside, outside=row)
        return Thing("outside", unlink, _exists(Outside, id=row.id))

    def calendar(self) -> Thing:
        who = self._somebody()
        make = self._own(who, accounts.make_calendar)
        make()
        row = Calendar.objects.get(user=who.user)
        end = self.rng.choice([self._own(who, accounts.end_calendar), make])
        return Thing("calendar", end, _exists(Calendar, id=row.id, ended_at=None))

    def account(self) -> Thing:
        who, now = self._somebody(), timezone.now()
        Account.objects.create(user=who.user, made_at=now)
        end = self.rng.choice([
            lambda: accounts.suspend(
                actor=self.cast.bruno.actor, user=who.user, scope=Scope(post="HOU"), at=timezone.now()
            ),
            lambda: accounts.suspend_idle(
                actor=SYSTEM, user=who.user, why="unused", at=timezone.now()
            ),
        ])  # fmt: skip
        return Thing("account", end, _exists(User, id=who.user.id, is_active=True))

    def user(self) -> Thing:
        who = self._somebody()
        leave = lambda: oversight.record_leaving(  # noqa: E731
            actor=self.cast.aurora.actor, user=who.user, at=timezone.now()
        )
        return Thing("user", leave, _exists(User, id=who.user.id, is_active=True))

    def role(self) -> Thing:
        who = self._somebody()
        row = Assignment.objects.get(user=who.user)
        end = lambda: oversight.end_one_role(  # noqa: E731
            actor=self.cast.aurora.actor, assignment=row, at=timezone.now()
        )
        return Thing("role", end, _exists(Assignment, id=row.id, ended_at=None))

    def password(self) -> Thing:
        who = self._somebody()
        before = who.user.password
        change = self._own(who, accounts.change_password, encoded=HASHED, here=None)
        return Thing("password", change, _exists(User, id=who.user.id, password=before))

    # systems, telephones, files, approvals

    def machine(self) -> Thing:
        now = timezone.now()
        row = Machine.objects.create(
            partner=self.cast.jacaranda, name=f"sistema-{next(self.number)}", namespace="x",
            key_hash=uuid.uuid4().hex, made_at=now, made_by="x", expires_at=now + dt.timedelta(days=9),
        )  # fmt: skip
        revoke = lambda: machines.revoke_key(  # noqa: E731
            actor=self.cast.bruno.actor, machine=row, at=timezone.now()
        )
        return Thing("machine", revoke, _exists(Machine, id=row.id, revoked_at=None))

    def hook(self) -> Thing:
        partner = add_partner(actor=SYSTEM, name=f"Casa {next(self.number)}", kind="provider")
        set_to = lambda n: machines.set_hook(  # noqa: E731
            actor=self.cast.bruno.actor, partner=partner, at=timezone.now(),
            url=f"https://example.org/{n}",
        )  # fmt: skip
        row = set_to(1).hook
        end = self.rng.choice([
            lambda: machines.revoke_hook(actor=self.cast.bruno.actor, hook=row, at=timezone.now()),
            lambda: set_to(2),
        ])  # fmt: skip
        return Thing("hook", end, _exists(Hook, id=row.id, revoked_at=None))

    def telephone(self) -> Thing:
        row = collection.register(
            actor=self.cast.aurora.actor, post=self.cast.houston, name=f"Teléfono {next(self.number)}",
            forms=[], at=timezone.now(),
        ).device  # fmt: skip
        act = self.rng.choice([collection.revoke, collection.lose])
        end = lambda: act(actor=self.cast.aurora.actor, device=row, at=timezone.now())  # noqa: E731
        return Thing("telephone", end, _exists(Device, id=row.id, revoked_at=None))

    def glass(self) -> Thing:
        who, key = member(f"otra-{next(self.number)}", "Otra", "protection_officer",
                          post=self.cast.laredo), uuid.uuid4()  # fmt: skip
        create_key(key, "HOU")
        row = oversight.open_glass(
            actor=who.actor, case_id=uuid.uuid4(), person_id=uuid.uuid4(), key_id=key,
            post=self.cast.houston, reason_code="person_is_here", at=timezone.now(),
            text="Está en nuestra ventanilla y quien la busca espera afuera.",
        )  # fmt: skip
        close = lambda: oversight.close_glass(  # noqa: E731
            actor=who.actor, opening=row, at=timezone.now()
        )
        return Thing("glass", close, _exists(GlassOpening, id=row.id, closed_at=None))

    def proposal(self) -> Thing:
        row = oversight.propose(
            actor=self.cast.aurora.actor, kind="record.unblock", about=("x", str(uuid.uuid4())),
            post="HOU", payload={}, reason=WHY, at=timezone.now(),
        )  # fmt: skip
        back = lambda: oversight.take_back(  # noqa: E731
            actor=self.cast.aurora.actor, proposal=row, at=timezone.now()
        )
        return Thing("proposal", back, _exists(Proposal, id=row.id, state="waiting"))

    def file(self) -> Thing:
        now, key = timezone.now(), uuid.uuid4()
        create_key(key, NETWORK)
        row = Export.objects.create(
            kind="x", about_kind="x", about_id="x", reason="x", made_by="x", made_at=now,
            expires_at=now, rows=1, name="x", size=1, digest="x", key_id=key, sealed=b"x",
            why_key_id=key, why=b"x",
        )  # fmt: skip
        expire = lambda: exports.expire(actor=SYSTEM, export=row, at=timezone.now())  # noqa: E731
        return Thing("file", expire, _exists(Export, id=row.id, state="waiting"))

    def entry_link(self) -> Thing:
        service = shelter(self.cast.jacaranda, f"Casa {next(self.number)}")
        invite = lambda: directory.invite(  # noqa: E731
            actor=self.cast.ines.actor, service=service, post=self.cast.houston, at=timezone.now()
        )
        row = invite().invitation

        def is_open() -> bool:
            return EntryLink.objects.filter(
                id=row.id, used_at=None, expires_at__gt=timezone.now()
            ).exists()

        return Thing("entry_link", invite, is_open)

    # what a person said, and what was sent for them

    def consent(self) -> Thing:
        case = self._case()
        yes = self._says(case, "contact")
        end = self.rng.choice([
            lambda: cases.withdraw_consent(
                actor=self.cast.ines.actor, case=case, consent=yes, at=timezone.now()
            ),
            lambda: self._says(case, "contact", given=False),
        ])  # fmt: skip

        def is_open() -> bool:
            held = Case.objects.get(id=case.id)
            return may(consents_of(held), "contact", timezone.now()).allowed

        return Thing("consent", end, is_open)

    def keeping(self) -> Thing:
        case = self._case()
        cases.save_section(
            actor=self.cast.ines.actor, case=case, kind="draft", content="Lo que contó.", seen=0
        )
        refuse = lambda: cases.refuse_keeping(  # noqa: E731
            actor=self.cast.ines.actor, case=case, at=timezone.now()
        )
        return Thing("keeping", refuse, lambda: case.sections.filter(kind="draft").exists())

    def _sent(self, partner=None) -> tuple[Case, Referral, Consent]:
        case = self._case()
        service = shelter(partner or self.cast.jacaranda, f"Casa {next(self.number)}")
        yes = self._says(
            case, "referral", recipient=str(service.organization_id), fields=("needs",)
        )
        row = referrals.send(
            actor=self.cast.ines.actor, case=case, service=service, need="shelter",
            priority="normal", shared={"needs": "alojamiento"}, at=timezone.now(),
        )  # fmt: skip
        return case, row, yes

    def referral(self) -> Thing:
        case, row, yes = self._sent()
        ines, now = self.cast.ines.actor, timezone.now
        end = self.rng.choice([
            lambda: referrals.withdraw(actor=ines, referral=row, at=now()),
            lambda: referrals.withdraw_consent_everywhere(
                actor=ines, case=case, consent=yes, at=now()
            ),
            lambda: referrals.record_consent_everywhere(
                actor=ines, case=case, recipient=yes.recipient, given=False, at=now()
            ),
            lambda: referrals.expire(actor=SYSTEM, referral=row, at=now()),
            lambda: referrals.answer(
                actor=self.cast.clara.actor, referral=row, what="reject", reason="no_capacity", at=now()
            ),
        ])  # fmt: skip

        def is_open() -> bool:
            held = Referral.objects.get(id=row.id)
            return held.state in OPEN or held.shared is not None

        return Thing("referral", end, is_open)

    def link(self) -> Thing:
        case = self._case()
        name = f"Sin cuenta {next(self.number)}"
        organization = Organization.objects.create(name=name, source="tests", external_id=name)
        service = Service.objects.create(
            organization=organization, name=name, source="tests", status="active", external_id=name
        )
        service.kinds.create(kind="shelter")
        self._says(case, "referral", recipient=str(organization.id), fields=("needs",))
        sent = referrals.send(
            actor=self.cast.ines.actor, case=case, service=service, need="shelter",
            priority="normal", shared={"needs": "alojamiento"}, at=timezone.now(),
        )  # fmt: skip
        given = {"actor": self.cast.ines.actor, "referral": sent}
        row = referrals.invite(**given, at=timezone.now()).link
        act = self.rng.choice([referrals.invite, referrals.close_links])
        end = lambda: act(**given, at=timezone.now())  # noqa: E731
        return Thing("link", end, _exists(ReplyLink, id=row.id, closed_at=None))

    def transfer(self) -> Thing:
        case = self._case(keeping=True)
        row = asked(case, by=self.cast.ines, to=self.cast.laredo)
        end = self.rng.choice([
            lambda: referrals.take_back_transfer(
                actor=self.cast.ines.actor, case=case, transfer=row, at=timezone.now()
            ),
            lambda: referrals.lapse_transfer(actor=SYSTEM, transfer=row, at=timezone.now()),
        ])  # fmt: skip
        return Thing("transfer", end, _exists(Transfer, id=row.id, state="asked"))

    def petition(self) -> Thing:
        case = self._case(keeping=True)
        row = binational.ask_petition(
            actor=self.cast.ines.actor, case=case, partner=self.cast.puebla,
            kind="family_protection", identity={}, at=timezone.now(),
            coarse={"region": "21", "people": "2-3", "children": "yes", "language": "spa"},
        )  # fmt: skip
        end = lambda: binational.withdraw_petition(  # noqa: E731
            actor=self.cast.ines.actor, case=case, petition=row, at=timezone.now()
        )
        return Thing("petition", end, _exists(Petition, id=row.id, ended_at=None))

    # what takes two people, or two posts

    def envelope(self) -> Thing:
        row = envelopes.enveloped(self.cast, self._case(keeping=True), "X0000000 (ejemplo)")
        end = lambda: referrals.withdraw_envelope(  # noqa: E731
            actor=self.cast.ines.actor, referral=row.referral, envelope=row, at=timezone.now()
        )
        return Thing("envelope", end, _exists(Envelope, id=row.id, ended_at=None))

    def family(self) -> Thing:
        ines, now = self.cast.ines.actor, timezone.now
        row = reunification.open_family(
            actor=ines, case=self._case(keeping=True), agreed=True, at=now()
        )
        reunification.share_family(
            actor=ines, reunion=row, partner=self.cast.oim, fields=("dependants",), agreed=True,
            at=now(),
        )  # fmt: skip
        end = lambda: reunification.stop_sharing(actor=ines, reunion=row, at=now())  # noqa: E731
        return Thing("family", end, lambda: not _exists(Reunification, id=row.id, partner=None)())

    def trip(self) -> Thing:
        who, now = returns.houston(self.cast), timezone.now()
        trip = returning.advised(who, returning.willing(who, now), now)
        returning.arranged(who, trip, now + returns.DAY, now)
        end = lambda: reunification.stop_return(  # noqa: E731
            actor=who.actor, trip=trip, reason="changed_mind", words="", at=timezone.now()
        )
        return Thing("return", end, lambda: not _exists(Return, id=trip.id, shared=None)())

    def join(self) -> Thing:
        pair = pairs.two(self.cast)
        pairs.told_same(self.cast, pair)
        pairs.joined(self.cast, pair)
        row = Join.objects.get(possible=pair.possible)
        end = lambda: joins.part(  # noqa: E731
            actor=self.cast.tomas.actor, leg=Leg(row, pair.there.id), why="asked",
            at=timezone.now(),
        )  # fmt: skip
        return Thing("join", end, _exists(Join, id=row.id, ended_at=None))

    def linkage(self) -> Thing:
        row = linking.agreed(self.cast, linking.terms("sipc"))
        end = lambda: end_linkage(  # noqa: E731
            actor=self.cast.sofia.actor, linkage=row, at=timezone.now()
        )
        return Thing("linkage", end, lambda: Linkage.objects.get(id=row.id).state != "ended")

    def merges(self) -> Thing:
        row = Merge.objects.create(
            period=2019, from_key="a", to_key="b", known_at=timezone.now(), by="x"
        )
        end = lambda: measurement.destroy_merges(  # noqa: E731
            actor=self.cast.sofia.actor, period=2019, at=timezone.now()
        )
        return Thing("merges", end, _exists(Merge, id=row.id))

    def period(self) -> Thing:
        row = Period.objects.create(year=2019)
        create_key(row.key_id, NETWORK)
        end = lambda: measurement.destroy_period(  # noqa: E731
            actor=self.cast.sofia.actor, period=2019, at=timezone.now()
        )
        return Thing("period", end, _exists(Period, year=2019, destroyed_at=None))

    def erasure(self) -> Thing:
        case, now = self._case(keeping=True), timezone.now()
        cases.save_section(
            actor=self.cast.ines.actor, case=case, kind="narrative", content="Lo que contó.", seen=0
        )
        cases.close_case(
            actor=self.cast.ines.actor, case=case, reason="goals_met", note="Bien.", at=now
        )
        case.refresh_from_db()
        later = case.closed_at + dt.timedelta(days=366 * 3)
        row = Erasure.objects.create(
            case=case, part="words", parameter="retention-words", due_on=day_of(later),
            proposed_at=later,
        )  # fmt: skip
        rights.record_authorisation(
            actor=self.cast.sofia.actor, number="BAJA-1 (ejemplo)", issued_on=day_of(later),
            closed_until=day_of(later), post=None, at=later,
        )  # fmt: skip
        rights.confirm(actor=self.cast.aurora.actor, erasure=row, reason=WHY, at=later)
        proposal = Proposal.objects.get(id=row.proposal)
        oversight.decide(
            actor=self.cast.sofia.actor, proposal=proposal, approve=True, reason=WHY, at=later
        )
        end = lambda: rights.erase(  # noqa: E731
            actor=self.cast.aurora.actor, erasure=row, at=later
        )
        return Thing("erasure", end, lambda: case.sections.filter(kind="narrative").exists())


def _exists(model, **wanted) -> Callable[[], bool]:
    return lambda: model.objects.filter(**wanted).exists()
