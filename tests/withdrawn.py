"""What is withdrawn from people who sign in and from systems: made open, with the acts by which it ends.

What was sent for somebody is in ``tests.withdrawn_cases``.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from django.utils import timezone

from cauce.custody.keystore import create_key
from cauce.directory import actions as directory
from cauce.directory.models import Invitation as EntryLink
from cauce.intake.collection import actions as collection
from cauce.intake.collection.models import Device
from cauce.rules.permissions import SYSTEM, Scope
from cauce.sharing.machines import actions as machines
from cauce.sharing.machines.models import Hook, Machine
from cauce.staff.accounts import actions as accounts
from cauce.staff.accounts.models import Account, App, Calendar, Invitation, Key, Outside, PrintedCode, SignIn
from cauce.staff.accounts.proofs import Proof
from cauce.staff.exports import actions as exports
from cauce.staff.exports.models import Export
from cauce.staff.offices.actions import add_partner
from cauce.staff.offices.models import NETWORK, Assignment, User
from cauce.staff.oversight import actions as oversight
from cauce.staff.oversight.models import GlassOpening, Proposal
from tests.cast import member, shelter

HASHED = "md5$x$y"  # stands for a password that was hashed before
WHY = "Terminó su plazo y hay autorización."


@dataclass(frozen=True)
class Thing:
    """One thing that is open. ``end``: the act; ``is_open``: whether the database says so now."""

    kind: str
    end: Callable[[], object]
    is_open: Callable[[], bool]


def doing(act: Callable, **given) -> Callable[[], object]:
    """The act with this, to be carried out at the instant when it is called, unless it says another."""
    return lambda: act(**{"at": timezone.now(), **given})


class Stage:
    """Makes things, each with somebody of its own so that no end takes another along."""

    def __init__(self, cast, rng: random.Random) -> None:
        self.cast, self.rng, self.number = cast, rng, count(1)
        self.cheap = (
            self.session,
            self.invitation,
            self.code,
            self.key,
            self.app,
            self.outside,
            self.calendar,
            self.account,
            self.user,
            self.role,
            self.password,
            self.machine,
            self.hook,
            self.telephone,
            self.glass,
            self.proposal,
            self.file,
            self.entry_link,
        )

    def _somebody(self, role: str = "protection_officer"):
        return member(f"otra-{next(self.number)}", "Otra Persona", role, post=self.cast.houston)

    def _own(self, who, act, **given):
        return lambda: act(actor=who.actor, user=who.user, at=timezone.now(), **given)

    # accounts

    def session(self) -> Thing:
        who, now = self._somebody(), timezone.now()
        row = SignIn.objects.create(
            user=who.user, way="key", label="x", device="x", roles="x", begun_at=now, seen_at=now
        )
        end = self.rng.choice(
            [
                doing(accounts.close_session, actor=who.actor, session_id=row.id),
                doing(accounts.lapse_session, actor=SYSTEM, session=row, end="idle"),
                doing(accounts.revoke_session, actor=who.actor, session=row),
                self._own(who, accounts.revoke_others, besides=None),
            ]
        )
        return Thing("session", end, exists(SignIn, id=row.id, ended_at=None))

    def invitation(self) -> Thing:
        who, now = self._somebody(), timezone.now()
        row = Invitation.objects.create(
            user=who.user, digest="x", by="x", made_at=now, expires_at=now + dt.timedelta(hours=1)
        )
        enroll = self._own(
            who, accounts.enroll, invitation=row, factor=accounts.FirstFactor(sheet=True), encoded=HASHED
        )
        return Thing("invitation", enroll, exists(Invitation, id=row.id, used_at=None))

    def code(self) -> Thing:
        who, now = self._somebody(), timezone.now()
        row = PrintedCode.objects.create(user=who.user, digest="x", made_at=now)
        end = self.rng.choice(
            [
                self._own(who, accounts.prove, proof=Proof("codes", row.id)),
                self._own(who, accounts.print_codes, here=None),
            ]
        )
        return Thing("code", end, exists(PrintedCode, id=row.id, used_at=None))

    def key(self) -> Thing:
        who = self._somebody()
        one, _ = (self._key(who) for _ in range(2))
        remove = self._own(who, accounts.remove_key, key=one, here=None)
        return Thing("key", remove, exists(Key, id=one.id))

    def _key(self, who) -> Key:
        return Key.objects.create(
            user=who.user, credential_id=uuid.uuid4().bytes, public_key=b"x", name="x", made_at=timezone.now()
        )

    def app(self) -> Thing:
        who = self._somebody()
        self._key(who)
        row = self._own(who, accounts.add_app, secret=b"x", step=1, here=None)()
        return Thing("app", self._own(who, accounts.remove_app, here=None), exists(App, id=row.id))

    def outside(self) -> Thing:
        who = self._somebody()
        row = Outside.objects.create(
            user=who.user, issuer="x", subject=str(who.user.id), by="x", made_at=timezone.now()
        )
        unlink = self._own(who, accounts.unlink_outside, outside=row)
        return Thing("outside", unlink, exists(Outside, id=row.id))

    def calendar(self) -> Thing:
        who = self._somebody()
        make = self._own(who, accounts.make_calendar)
        make()
        row = Calendar.objects.get(user=who.user)
        end = self.rng.choice([self._own(who, accounts.end_calendar), make])
        return Thing("calendar", end, exists(Calendar, id=row.id, ended_at=None))

    def account(self) -> Thing:
        who, now = self._somebody(), timezone.now()
        Account.objects.create(user=who.user, made_at=now)
        end = self.rng.choice(
            [
                doing(accounts.suspend, actor=self.cast.bruno.actor, user=who.user, scope=Scope(post="HOU")),
                doing(accounts.suspend_idle, actor=SYSTEM, user=who.user, why="unused"),
            ]
        )
        return Thing("account", end, exists(User, id=who.user.id, is_active=True))

    def user(self) -> Thing:
        who = self._somebody()
        leave = doing(oversight.record_leaving, actor=self.cast.aurora.actor, user=who.user)
        return Thing("user", leave, exists(User, id=who.user.id, is_active=True))

    def role(self) -> Thing:
        who = self._somebody()
        row = Assignment.objects.get(user=who.user)
        end = doing(oversight.end_one_role, actor=self.cast.aurora.actor, assignment=row)
        return Thing("role", end, exists(Assignment, id=row.id, ended_at=None))

    def password(self) -> Thing:
        who = self._somebody()
        before = who.user.password
        change = self._own(who, accounts.change_password, encoded=HASHED, here=None)
        return Thing("password", change, exists(User, id=who.user.id, password=before))

    # systems, telephones, files, approvals

    def machine(self) -> Thing:
        now = timezone.now()
        row = Machine.objects.create(
            partner=self.cast.jacaranda,
            name=f"sistema-{next(self.number)}",
            namespace="x",
            key_hash=uuid.uuid4().hex,
            made_at=now,
            made_by="x",
            expires_at=now + dt.timedelta(days=9),
        )
        revoke = doing(machines.revoke_key, actor=self.cast.bruno.actor, machine=row)
        return Thing("machine", revoke, exists(Machine, id=row.id, revoked_at=None))

    def hook(self) -> Thing:
        partner = add_partner(actor=SYSTEM, name=f"Casa {next(self.number)}", kind="provider")

        def set_to(name: str):
            return machines.set_hook(
                actor=self.cast.bruno.actor,
                partner=partner,
                at=timezone.now(),
                url=f"https://example.org/{name}",
            )

        row = set_to("one").hook
        end = self.rng.choice(
            [doing(machines.revoke_hook, actor=self.cast.bruno.actor, hook=row), lambda: set_to("another")]
        )
        return Thing("hook", end, exists(Hook, id=row.id, revoked_at=None))

    def telephone(self) -> Thing:
        row = collection.register(
            actor=self.cast.aurora.actor,
            post=self.cast.houston,
            name=f"Teléfono {next(self.number)}",
            forms=[],
            at=timezone.now(),
        ).device
        act = self.rng.choice([collection.revoke, collection.lose])
        end = doing(act, actor=self.cast.aurora.actor, device=row)
        return Thing("telephone", end, exists(Device, id=row.id, revoked_at=None))

    def glass(self) -> Thing:
        who, key = (
            member(f"otra-{next(self.number)}", "Otra", "protection_officer", post=self.cast.laredo),
            uuid.uuid4(),
        )
        create_key(key, "HOU")
        row = oversight.open_glass(
            actor=who.actor,
            case=oversight.GlassCase(
                case_id=uuid.uuid4(), person_id=uuid.uuid4(), key_id=key, post=self.cast.houston
            ),
            reason_code="person_is_here",
            at=timezone.now(),
            text="Está en nuestra ventanilla y quien la busca espera afuera.",
        )
        close = doing(oversight.close_glass, actor=who.actor, opening=row)
        return Thing("glass", close, exists(GlassOpening, id=row.id, closed_at=None))

    def proposal(self) -> Thing:
        row = oversight.propose(
            actor=self.cast.aurora.actor,
            matter=oversight.Matter(kind="record.unblock", about=("x", str(uuid.uuid4())), payload={}),
            post="HOU",
            reason=WHY,
            at=timezone.now(),
        )
        back = doing(oversight.take_back, actor=self.cast.aurora.actor, proposal=row)
        return Thing("proposal", back, exists(Proposal, id=row.id, state="waiting"))

    def file(self) -> Thing:
        now, key = timezone.now(), uuid.uuid4()
        create_key(key, NETWORK)
        row = Export.objects.create(
            kind="x",
            about_kind="x",
            about_id="x",
            reason="x",
            made_by="x",
            made_at=now,
            expires_at=now,
            rows=1,
            name="x",
            size=1,
            digest="x",
            key_id=key,
            sealed=b"\x01",
            why_key_id=key,
            why=b"\x01",
        )
        expire = doing(exports.expire, actor=SYSTEM, export=row)
        return Thing("file", expire, exists(Export, id=row.id, state="waiting"))

    def entry_link(self) -> Thing:
        service = shelter(self.cast.jacaranda, f"Casa {next(self.number)}")
        invite = doing(directory.invite, actor=self.cast.ines.actor, service=service, post=self.cast.houston)
        row = invite().invitation

        def is_open() -> bool:
            return EntryLink.objects.filter(id=row.id, used_at=None, expires_at__gt=timezone.now()).exists()

        return Thing("entry_link", invite, is_open)


def exists(model, **wanted) -> Callable[[], bool]:
    return lambda: model.objects.filter(**wanted).exists()
