"""Joining, moving and leaving: registered by one, given by two, ended at once by one."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import Absent, Refused
from cauce.rules.permissions import Actor
from cauce.rules.roles.words import EVERYBODY
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Assignment, User
from cauce.staff.oversight.actions import (
    Matter,
    NotApproved,
    end_last_role,
    end_one_role,
    grant_role,
    propose,
    record_leaving,
    register_user,
)
from cauce.staff.oversight.roles import AT_PARTNER, AT_POST, NETWORK_WIDE, check_role, payload_of

pytestmark = pytest.mark.django_db
WHY = "Empieza este mes en la oficina."


def today() -> dt.date:
    return offices.day_at(None, timezone.now())


def new_user(cast, name="nuria") -> User:
    return register_user(actor=cast.bruno.actor, username=name, display_name="Nuria Ejemplo")


def asked(cast, user, role="protection_officer", post="HOU", by=None, **dates):
    return propose(
        actor=(by or cast.bruno).actor,
        matter=Matter(
            kind="role.grant",
            about=("user", str(user.id)),
            payload=payload_of(role, None, dates.get("starts_on", today()), dates.get("ends_on")),
        ),
        post=post,
        reason=WHY,
        at=timezone.now(),
    )


def granted(cast, user, by=None, **given):
    made = asked(cast, user, **given)
    return grant_role(actor=(by or cast.sofia).actor, proposal=made, at=timezone.now())


def role_of(user, role) -> Assignment:
    return Assignment.objects.get(user=user, role=role)


def test_every_role_of_the_map_can_be_proposed_somewhere(cast):
    assert {*AT_POST, *AT_PARTNER, *NETWORK_WIDE} == set(EVERYBODY)
    user = new_user(cast)
    granted(cast, user, role="legal_reviewer", post=None)  # who reviews what leaves by law
    assert [grant.role for grant in offices.actor_for(user).grants] == ["legal_reviewer"]


def test_a_new_account_opens_nothing_until_two_people_gave_it_a_role(cast, client):
    user = new_user(cast)
    assert offices.actor_for(user).grants == () and not user.has_usable_password()
    client.force_login(user)
    assert client.get("/pendientes/").status_code == 404
    made = asked(cast, user)
    assert offices.actor_for(user).grants == ()
    grant_role(actor=cast.aurora.actor, proposal=made, at=timezone.now())
    assert [g.role for g in offices.actor_for(user).grants] == ["protection_officer"]
    assert client.get("/pendientes/").status_code == 200


@pytest.mark.parametrize("who", ["ines", "mateo", "tomas", "raul", "elena", "clara", "bruno"])
def test_only_another_administrator_that_post_or_headquarters_approves(cast, who):
    made = asked(cast, new_user(cast))
    with pytest.raises(Refused):
        grant_role(actor=getattr(cast, who).actor, proposal=made, at=timezone.now())
    assert not Assignment.objects.filter(user__username="nuria").exists()


def test_nobody_adds_themselves_to_anything_by_either_half(cast):
    for who in (cast.bruno, cast.aurora):
        with pytest.raises(Refused):
            asked(cast, who.user, by=who)
    other = granted(cast, new_user(cast, "nadia"), role="administrator", post=None)
    admin = offices.actor_for(other.user)
    made = asked(cast, other.user, role="headquarters", post=None)
    with pytest.raises(Refused):
        grant_role(actor=admin, proposal=made, at=timezone.now())


@pytest.mark.parametrize("who", ["lucia", "ines", "mateo", "sofia", "raul", "elena", "clara"])
def test_nobody_else_registers_or_proposes(cast, who):
    user = new_user(cast)
    with pytest.raises(Refused):
        register_user(actor=getattr(cast, who).actor, username="otro", display_name="Otra Persona")
    with pytest.raises(Refused):
        asked(cast, user, by=getattr(cast, who))


def test_whoever_leads_a_post_proposes_for_it_and_for_no_other(cast):
    user = new_user(cast)
    asked(cast, user, by=cast.aurora)
    for post in ("LAR", None):
        with pytest.raises(Refused):
            asked(cast, user, post=post, by=cast.aurora)


def test_administration_and_audit_are_held_with_nothing_else(cast):
    for user, role, post in (
        (cast.bruno.user, "protection_officer", "HOU"),
        (cast.ines.user, "administrator", None),
        (cast.elena.user, "headquarters", None),
        (cast.sofia.user, "auditor", None),
    ):
        admin = granted(cast, new_user(cast, f"n.{role.replace('_', '-')}"), role="administrator", post=None)
        made = propose(
            actor=offices.actor_for(admin.user),
            matter=Matter(
                kind="role.grant", about=("user", str(user.id)), payload=payload_of(role, None, today(), None)
            ),
            post=post,
            reason=WHY,
            at=timezone.now(),
        )
        with pytest.raises(BadInput, match="no other role"):
            grant_role(actor=cast.ximena.actor, proposal=made, at=timezone.now())
        made.refresh_from_db()
        assert made.state == "waiting", "what cannot be given is not used up"


@pytest.mark.parametrize(
    ("role", "post"),
    [("protection_officer", None), ("auditor", "HOU"), ("king", "HOU"), ("partner_staff", None)],
)
def test_a_role_is_given_only_where_it_is_held(cast, role, post):
    made = asked(cast, new_user(cast), role=role, post=post)
    with pytest.raises(CauceError):
        grant_role(actor=cast.sofia.actor, proposal=made, at=timezone.now())
    assert not Assignment.objects.filter(user__username="nuria").exists()


def test_a_role_is_not_given_twice_nor_for_days_that_passed(cast):
    with pytest.raises(BadInput, match="already"):
        granted(cast, cast.ines.user)
    with pytest.raises(BadInput, match="has passed"):
        granted(cast, new_user(cast), ends_on=today() - dt.timedelta(days=1))


def test_it_holds_from_its_first_day_to_its_last(cast):
    start = today() + dt.timedelta(days=3)
    made = granted(cast, new_user(cast), starts_on=start, ends_on=start + dt.timedelta(days=1))
    at = timezone.now()
    held = [bool(offices.actor_for(made.user, at + dt.timedelta(days=n)).grants) for n in range(7)]
    assert held == [False, False, False, True, True, False, False]


def test_one_person_ends_a_role_at_once_and_the_next_page_is_closed(cast, client):
    client.force_login(cast.ines.user)
    assert client.get("/pendientes/").status_code == 200
    role = role_of(cast.ines.user, "protection_officer")
    end_one_role(actor=cast.aurora.actor, assignment=role, at=timezone.now())
    assert client.get("/pendientes/").status_code == 404
    assert role_of(cast.ines.user, "protection_officer").ended_by == cast.aurora.actor.user


def test_somebody_who_leaves_has_nothing_left_one_minute_later(cast, client):
    client.force_login(cast.ines.user)
    assert record_leaving(actor=cast.aurora.actor, user=cast.ines.user, at=timezone.now()) == 1
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=60)):
        assert client.get("/pendientes/")["Location"].startswith("/entrar/")
        assert offices.still(cast.ines.actor).grants == ()
        assert cast.ines.user not in offices.staff("HOU", "protection_officer")
    user = User.objects.get(id=cast.ines.user.id)
    assert not user.is_active and not user.has_usable_password()


@pytest.mark.parametrize("who", ["mateo", "tomas", "elena", "raul", "clara", "lucia"])
def test_nobody_else_ends_a_role(cast, who):
    role = role_of(cast.ines.user, "protection_officer")
    with pytest.raises(Refused):
        end_one_role(actor=getattr(cast, who).actor, assignment=role, at=timezone.now())


def test_whoever_leads_a_post_ends_no_role_of_another_nor_of_the_network(cast):
    for user, role in (
        (cast.tomas, "protection_officer"),
        (cast.elena, "auditor"),
        (cast.clara, "partner_staff"),
    ):
        with pytest.raises(Refused):
            end_one_role(actor=cast.aurora.actor, assignment=role_of(user.user, role), at=timezone.now())
        with pytest.raises(BadInput, match="elsewhere"):
            record_leaving(actor=cast.aurora.actor, user=user.user, at=timezone.now())
    assert User.objects.get(id=cast.tomas.user.id).is_active


def test_the_only_auditor_is_not_removed_by_one_person(cast):
    role = role_of(cast.elena.user, "auditor")
    with pytest.raises(NotApproved):
        end_one_role(actor=cast.bruno.actor, assignment=role, at=timezone.now())
    with pytest.raises(NotApproved):
        record_leaving(actor=cast.sofia.actor, user=cast.elena.user, at=timezone.now())
    assert User.objects.get(id=cast.elena.user.id).is_active
    made = propose(
        actor=cast.bruno.actor,
        matter=Matter(
            kind="role.end", about=("user", str(cast.elena.user.id)), payload={"assignment": role.id}
        ),
        post=None,
        reason="Cambia de área el lunes.",
        at=timezone.now(),
    )
    with pytest.raises(Refused):
        end_last_role(actor=cast.bruno.actor, proposal=made, at=timezone.now())
    end_last_role(actor=cast.sofia.actor, proposal=made, at=timezone.now())
    assert offices.still(cast.elena.actor).grants == ()


def test_with_another_of_its_kind_one_person_is_enough(cast):
    role = role_of(cast.ximena.user, "headquarters")
    end_one_role(actor=cast.bruno.actor, assignment=role, at=timezone.now())
    with pytest.raises(NotApproved):
        end_one_role(
            actor=cast.bruno.actor, assignment=role_of(cast.sofia.user, "headquarters"), at=timezone.now()
        )


def test_an_approval_to_end_one_role_ends_no_other(cast):
    role = role_of(cast.elena.user, "auditor")
    made = propose(
        actor=cast.bruno.actor,
        matter=Matter(
            kind="role.end",
            about=("user", str(cast.elena.user.id)),
            payload={"assignment": role_of(cast.sofia.user, "headquarters").id},
        ),
        post=None,
        reason=WHY,
        at=timezone.now(),
    )
    with pytest.raises(Assignment.DoesNotExist):
        end_last_role(actor=cast.ximena.actor, proposal=made, at=timezone.now())
    assert role.ended_at is None and offices.still(cast.sofia.actor).grants


@pytest.mark.parametrize("username", ["", "a", "Ñandú", "con espacio", "ines", "x" * 61])
def test_a_user_name_is_checked_and_never_taken_twice(cast, username):
    with pytest.raises(BadInput):
        register_user(actor=cast.bruno.actor, username=username, display_name="Nuria Ejemplo")


def test_accounts_are_seen_by_whoever_looks_after_them(cast):
    new_user(cast)
    everybody = {user.username for user, _ in offices.accounts(cast.bruno.actor, timezone.now())}
    assert {"ines", "tomas", "elena", "clara", "nuria"} <= everybody
    own = {user.username for user, _ in offices.accounts(cast.aurora.actor, timezone.now())}
    assert own == {"lucia", "ines", "mateo", "aurora", "nuria"}
    with pytest.raises(Absent):
        offices.accounts(cast.ines.actor, timezone.now())


def test_nobody_who_is_no_account_has_any_role(cast):
    assert offices.still(Actor("telephone-7", cast.ines.actor.grants)).grants == ()
    assert offices.still(Actor("00000000-0000-4000-8000-000000000000")).grants == ()


@pytest.mark.parametrize("role", ["iom", "sre_mexico"])
def test_a_role_of_one_kind_of_organisation_is_given_at_no_other(cast, role):
    user, at, day = new_user(cast), timezone.now(), today()
    with pytest.raises(BadInput, match="kind that holds"):
        check_role(user, role, None, cast.jacaranda, day, None, at)
    check_role(user, role, None, {"iom": cast.oim, "sre_mexico": cast.puebla}[role], day, None, at)
