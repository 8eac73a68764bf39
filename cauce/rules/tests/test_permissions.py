"""Who may do what: Irene (protection, Faro), Omar (window), Casa Alba's staff; all invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.rules.permissions import (
    ANYWHERE,
    SYSTEM,
    Actor,
    Grant,
    Scope,
    may_somewhere,
    permits,
)
from cauce.rules.roles import EVERYBODY, ROLES

IRENE = Actor("irene", (Grant("protection_officer", post="faro"),))
CONSUL = Actor("consul", (Grant("protection_consul", post="lago"),))
OMAR = Actor("omar", (Grant("window_officer", post="faro"),))
ALBA = Actor("alba", (Grant("partner_staff", partner="casa-alba"),))
HEADQUARTERS = Actor("hq", (Grant("headquarters"),))
STRANGER = Actor("nobody")

FARO, LAGO = Scope(post="faro"), Scope(post="lago")

permissions = st.sampled_from(sorted(ROLES))
roles = st.sampled_from([*EVERYBODY, "system", "field_device", "partner_machine", "link_receiver"])
places = st.sampled_from([None, "faro", "lago"])
houses = st.sampled_from([None, "casa-alba", "clinica-faro"])
grants = st.builds(Grant, role=roles, post=places, partner=houses)
scopes = st.builds(Scope, post=places, signing=st.frozensets(places), partner=houses)


def test_an_officer_works_the_cases_of_the_own_post_and_no_other():
    assert permits(IRENE, "case.work", FARO).allowed
    assert not permits(IRENE, "case.work", LAGO).allowed


def test_the_counter_raises_a_cue_and_reads_no_case():
    assert permits(OMAR, "encounter.raise", FARO).allowed
    assert not permits(OMAR, "case.read", FARO).allowed
    assert not permits(OMAR, "encounter.answer", FARO).allowed


@given(st.lists(grants, max_size=3), permissions, scopes, st.sampled_from(["", "c-1"]))
def test_whoever_has_a_permission_nowhere_has_it_on_no_thing(held, permission, scope, opened):
    actor = Actor("x", tuple(held), opened=frozenset({opened}))
    if not may_somewhere(actor, permission):
        assert not permits(actor, permission, replace(scope, id="c-1")).allowed
    assert may_somewhere(IRENE, "case.read") and may_somewhere(SYSTEM, "system.run")
    assert not may_somewhere(OMAR, "case.read") and not may_somewhere(STRANGER, "case.read")


def test_a_neighbouring_consul_signs_only_where_named():
    named = Scope(post="faro", signing=frozenset({"lago"}))
    assert permits(CONSUL, "case.sign", named).allowed
    assert permits(CONSUL, "case.read_to_sign", named).allowed
    assert not permits(CONSUL, "case.sign", FARO).allowed
    assert not permits(CONSUL, "case.work", named).allowed
    assert not permits(CONSUL, "identity.read", named).allowed


def test_a_partner_reads_what_was_sent_to_its_house_and_nothing_else():
    sent = Scope(post="faro", partner="casa-alba")
    assert permits(ALBA, "referral.read", sent).allowed
    assert permits(ALBA, "referral.answer", sent).allowed
    assert not permits(ALBA, "referral.read", Scope(post="faro", partner="clinica-faro")).allowed
    assert not permits(ALBA, "case.read", sent).allowed


def test_headquarters_reads_numbers_of_the_network_and_no_case():
    assert permits(HEADQUARTERS, "numbers.network", ANYWHERE).allowed
    assert not permits(HEADQUARTERS, "case.read", FARO).allowed
    assert not permits(HEADQUARTERS, "identity.read", FARO).allowed


def test_only_the_program_causes_effects():
    assert permits(SYSTEM, "effect", FARO).allowed
    assert not permits(IRENE, "effect", FARO).allowed


def test_the_program_reads_no_identity_and_concludes_no_case():
    for permission in ("identity.read", "identity.search", "case.conclude", "case.sign"):
        assert not permits(SYSTEM, permission, FARO).allowed


def test_everybody_may_do_their_own_and_a_stranger_not_even_that():
    for role in EVERYBODY:
        assert permits(Actor("x", (Grant(role),)), "self").allowed
    assert not permits(STRANGER, "self").allowed


def test_the_answer_gives_its_reason():
    assert permits(IRENE, "case.work", FARO).reason == "protection_officer:own"
    assert "case.work" in permits(IRENE, "case.work", LAGO).reason


def test_a_mistyped_permission_fails_loudly():
    with pytest.raises(KeyError):
        permits(IRENE, "case.wrok", FARO)


def test_the_map_speaks_only_of_known_roles_and_relations():
    for rows in ROLES.values():
        assert set(rows) <= {
            *EVERYBODY,
            "system",
            "field_device",
            "partner_machine",
            "link_receiver",
        }
        for relations in rows.values():
            assert relations
            assert set(relations) <= {"own", "signing", "network", "partner", "glass", "sealed"}


@given(permissions, scopes)
def test_without_a_grant_nothing_is_allowed(permission, scope):
    assert not permits(STRANGER, permission, scope).allowed


@given(permissions, grants, scopes)
def test_a_role_the_map_does_not_list_is_refused(permission, grant, scope):
    if grant.role not in ROLES[permission]:
        assert not permits(Actor("x", (grant,)), permission, scope).allowed


@given(permissions, st.lists(grants, max_size=3), grants, scopes)
def test_one_more_grant_never_takes_a_right_away(permission, held, more, scope):
    before = permits(Actor("x", tuple(held)), permission, scope).allowed
    after = permits(Actor("x", (*held, more)), permission, scope).allowed
    assert after or not before


@given(permissions, grants)
def test_a_right_limited_to_the_own_post_never_reaches_another(permission, grant):
    if ROLES[permission].get(grant.role) == ("own",):
        for place in ("faro", "lago"):
            if permits(Actor("x", (grant,)), permission, Scope(post=place)).allowed:
                assert grant.post == place


@given(permissions, houses)
def test_no_partner_right_reaches_another_house(permission, house):
    actor = Actor("x", (Grant("partner_staff", partner=house),))
    other = Scope(post="faro", partner="otra-casa")
    if permission != "self":
        assert not permits(actor, permission, other).allowed


def test_an_emergency_opening_lets_two_things_be_read_and_nothing_be_done():
    reached = {name for name, rows in ROLES.items() for found in rows.values() if "glass" in found}
    assert reached == {"case.read", "identity.read"}
    opened = replace(IRENE, opened=frozenset({"c-1"}), glass="o-1")
    assert permits(opened, "case.read", Scope(post="lago", id="c-1")).reason.endswith(":glass")
    assert not permits(opened, "case.read", Scope(post="lago", id="c-2")).allowed
    assert not permits(opened, "case.read", LAGO).allowed
    assert not permits(opened, "case.work", Scope(post="lago", id="c-1")).allowed
    assert not permits(
        replace(OMAR, opened=frozenset({"c-1"})), "case.read", Scope(post="lago", id="c-1")
    ).allowed


@given(st.lists(grants, min_size=1, max_size=4), permissions, scopes)
def test_nothing_opens_what_is_closed_to_a_party_and_all_else_is_as_before(held, permission, scope):
    actor = Actor("x", tuple(held), opened=frozenset({"c-1"}))
    party = replace(actor, closed=frozenset({"c-1"}))
    assert not permits(party, permission, replace(scope, id="c-1")).allowed
    assert permits(party, permission, scope) == permits(actor, permission, scope)
    other = replace(scope, id="c-2")
    assert permits(party, permission, other) == permits(actor, permission, other)
