"""What one person alone cannot do: two people, both still with the right, once, and exactly that."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal import door, withdrawing
from cauce.custody.journal.door import Absent, Refused, act
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.models import Entry
from cauce.rules.permissions import SYSTEM
from cauce.rules.roles import ROLES
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import Assignment, Post, User
from cauce.staff.oversight import access
from cauce.staff.oversight.actions import Matter, NotApproved, decide, propose, take, take_back
from cauce.staff.oversight.kinds import kinds
from cauce.staff.oversight.models import Proposal

pytestmark = pytest.mark.django_db
WHY = "Lo pide la defensa, por escrito."
FIELDS = {"fields": ["given_names"], "case": "c-1"}
NOW = timezone.now


def asked(cast, **other) -> Proposal:
    """Mateo proposes to take out who somebody of Houston is."""
    given = {
        "actor": cast.mateo.actor,
        "kind": "identity.export",
        "about": ("case", "c-1"),
        "post": "HOU",
        "payload": FIELDS,
        "reason": WHY,
        "at": NOW(),
    }
    return propose(**gathered(given | other, matter=Matter))


def approved(cast, **other) -> Proposal:
    made = asked(cast, **other)
    decide(actor=cast.aurora.actor, proposal=made, approve=True, reason="", at=NOW())
    return made


@contextmanager
def under_an_act():
    """As if inside the act that needs the approval."""
    token = door._inside.set(1)
    try:
        with transaction.atomic(), withdrawing.written():
            yield
    finally:
        door._inside.reset(token)


def use(who, at=None, **other):
    given = {"kind": "identity.export", "about": ("case", "c-1"), "payload": FIELDS}
    with under_an_act():
        return take(**(given | other), actor=who.actor, at=at or NOW())


def test_it_is_used_once_after_a_second_person_approved_it(cast):
    made = approved(cast)
    assert use(cast.mateo).id == made.id
    made.refresh_from_db()
    assert made.state == "used" and made.used_at
    with pytest.raises(NotApproved):
        use(cast.mateo)


def test_without_approval_or_after_a_no_nothing_is_done(cast):
    made = asked(cast)
    with pytest.raises(NotApproved):
        use(cast.mateo)
    decide(actor=cast.aurora.actor, proposal=made, approve=False, reason="No hace falta.", at=NOW())
    with pytest.raises(NotApproved):
        use(cast.mateo)


def test_nobody_decides_what_they_proposed_and_the_attempt_is_written_down(cast):
    made = asked(cast)
    with pytest.raises(Refused):
        decide(actor=cast.mateo.actor, proposal=made, approve=True, reason="", at=NOW())
    tried = Entry.objects.filter(kind="refused", about_id=str(made.id))
    assert [one.actor for one in tried] == [cast.mateo.actor.user]


def test_the_database_itself_wants_two_people(cast):
    made = asked(cast)
    rows = Proposal.objects.filter(id=made.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="approved", decided_by=made.proposed_by, decided_at=NOW())
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="approved")
    rows.update(state="approved", decided_by="somebody else", decided_at=NOW())


@pytest.mark.parametrize("who", ["lucia", "ines", "tomas", "raul", "elena", "bruno", "clara"])
def test_only_whoever_may_decide_it_does(cast, who):
    made = asked(cast)
    with pytest.raises(Refused):
        decide(actor=getattr(cast, who).actor, proposal=made, approve=True, reason="", at=NOW())
    with pytest.raises(Absent):
        access.proposal_for(getattr(cast, who).actor, made.id, NOW())


@pytest.mark.parametrize("who", ["lucia", "ines", "tomas", "raul", "elena", "clara", "bruno", "sofia"])
def test_only_whoever_may_propose_it_does(cast, who):
    with pytest.raises(Refused):
        asked(cast, actor=getattr(cast, who).actor)
    assert not Proposal.objects.exists()


def test_a_consul_does_not_propose_for_another_post(cast):
    with pytest.raises(Refused):
        asked(cast, post="LAR")


def lose(member):
    """The role ended two days ago."""
    Assignment.objects.filter(user=member.user).update(
        ends_on=NOW().date() - dt.timedelta(days=2), starts_on=dt.date(2020, 1, 1)
    )


def test_somebody_who_lost_the_role_does_not_decide_with_a_page_that_was_open(cast):
    made = asked(cast)
    lose(cast.aurora)
    with pytest.raises(Refused):
        decide(actor=cast.aurora.actor, proposal=made, approve=True, reason="", at=NOW())


def test_somebody_who_was_suspended_neither_proposes_nor_decides(cast):
    made = asked(cast)
    User.objects.filter(id__in=[cast.aurora.user.id, cast.mateo.user.id]).update(is_active=False)
    with pytest.raises(Refused):
        decide(actor=cast.aurora.actor, proposal=made, approve=True, reason="", at=NOW())
    with pytest.raises(Refused):
        asked(cast)


@pytest.mark.parametrize("who", ["aurora", "mateo"])
@pytest.mark.parametrize("how", ["demoted", "suspended"])
def test_an_approval_dies_with_the_right_of_either_of_the_two(cast, who, how):
    approved(cast)
    if how == "demoted":
        lose(getattr(cast, who))
    else:
        User.objects.filter(id=getattr(cast, who).user.id).update(is_active=False)
    with pytest.raises(NotApproved):
        use(cast.mateo)


def test_an_approval_is_not_good_for_anything_else(cast):
    approved(cast)
    for other in (
        {"payload": FIELDS | {"fields": ["given_names", "phone"]}},
        {"about": ("case", "c-2")},
        {"kind": "record.erase"},
    ):
        with pytest.raises(NotApproved):
            use(cast.mateo, **other)
    use(cast.mateo)


def test_an_approval_whose_payload_was_changed_under_it_is_good_for_nothing(cast):
    made = approved(cast)
    larger = FIELDS | {"fields": ["given_names", "phone"]}
    Proposal.objects.filter(id=made.id).update(payload=larger)
    for payload in (FIELDS, larger):
        with pytest.raises(NotApproved):
            use(cast.mateo, payload=payload)


def test_what_was_changed_before_the_decision_is_not_decided(cast):
    made = asked(cast)
    Proposal.objects.filter(id=made.id).update(payload={"fields": ["phone"]})
    with pytest.raises(NotApproved):
        decide(actor=cast.aurora.actor, proposal=made, approve=True, reason="", at=NOW())


def test_it_expires_before_and_after_the_decision(cast):
    hours = dt.timedelta(hours=kinds()["identity.export"].hours)
    late = asked(cast)
    with pytest.raises(BadInput, match="expired"):
        decide(actor=cast.aurora.actor, proposal=late, approve=True, reason="", at=NOW() + hours)
    made = approved(cast)
    with pytest.raises(NotApproved):
        use(cast.mateo, at=made.expires_at)
    use(cast.mateo, at=made.expires_at - dt.timedelta(seconds=1))


def test_it_is_decided_once(cast):
    made = approved(cast)
    for approve in (True, False):
        with pytest.raises(BadInput, match="decided already"):
            decide(actor=cast.sofia.actor, proposal=made, approve=approve, reason=WHY, at=NOW())


def test_a_stranger_does_not_use_what_two_others_agreed(cast):
    approved(cast)
    with pytest.raises(NotApproved):
        use(cast.ines)


def test_what_was_taken_back_is_good_for_nothing_and_only_its_author_takes_it_back(cast):
    made = approved(cast)
    with pytest.raises(Absent):
        take_back(actor=cast.aurora.actor, proposal=made, at=NOW())
    take_back(actor=cast.mateo.actor, proposal=made, at=NOW())
    with pytest.raises(NotApproved):
        use(cast.mateo)


def test_it_cannot_be_used_outside_an_act(cast):
    approved(cast)
    with pytest.raises(RuntimeError):
        take(kind="identity.export", about=("case", "c-1"), payload=FIELDS, actor=cast.mateo.actor, at=NOW())


def test_the_act_that_fails_does_not_use_it_up(cast):
    made = approved(cast)

    @act("kitchen.export", requires="case.export", on="post")
    def export(*, actor, entry, post):
        take(kind="identity.export", about=("case", "c-1"), payload=FIELDS, actor=actor, at=NOW())
        raise ValueError

    door.ACTS.pop("kitchen.export")
    with pytest.raises(ValueError):
        export(actor=cast.mateo.actor, post=cast.houston)
    made.refresh_from_db()
    assert made.state == "approved"


def test_where_a_post_has_no_second_person_its_neighbour_decides(cast):
    made = asked(cast)
    consul = Assignment.objects.filter(user=cast.tomas.user)
    consul.update(role="protection_consul")
    neighbour = actor_for(cast.tomas.user)
    with pytest.raises(Refused):
        decide(actor=neighbour, proposal=made, approve=True, reason="", at=NOW())
    Post.objects.filter(code="HOU").update(signs_here="LAR", lacks_second=True)
    made = Proposal.objects.get(id=made.id)
    assert access.proposal_for(neighbour, made.id, NOW()).may_decide
    decide(actor=neighbour, proposal=made, approve=True, reason="", at=NOW())


def test_headquarters_is_the_second_person_where_nobody_else_is(cast):
    made = asked(cast)
    decide(actor=cast.sofia.actor, proposal=made, approve=True, reason="", at=NOW())
    use(cast.mateo)


def test_nobody_proposes_or_decides_what_concerns_their_own_account(cast):
    for who, about in ((cast.aurora, cast.aurora), (cast.bruno, cast.bruno)):
        with pytest.raises(Refused):
            asked(
                cast,
                actor=who.actor,
                kind="role.grant",
                about=("user", about.actor.user),
                payload={"role": "auditor"},
            )
    made = asked(
        cast,
        actor=cast.bruno.actor,
        kind="role.grant",
        post=None,
        about=("user", cast.sofia.actor.user),
        payload={"role": "auditor"},
    )
    with pytest.raises(Refused):
        decide(actor=cast.sofia.actor, proposal=made, approve=True, reason="", at=NOW())
    decide(actor=cast.ximena.actor, proposal=made, approve=True, reason="", at=NOW())


def test_what_is_of_the_whole_network_is_not_decided_by_a_post(cast):
    made = asked(
        cast,
        actor=cast.bruno.actor,
        kind="role.grant",
        post=None,
        about=("user", cast.lucia.actor.user),
        payload={"role": "auditor"},
    )
    with pytest.raises(Refused):
        decide(actor=cast.aurora.actor, proposal=made, approve=True, reason="", at=NOW())


def test_reasons_are_sealed_and_a_payload_holds_codes_only(cast):
    made = asked(cast, reason="Porque Citlalmina lo pidió")
    raw = bytes(Proposal.objects.get(id=made.id).reason)
    assert b"Citlalmina" not in raw
    assert access.proposal_for(cast.aurora.actor, made.id, NOW()).reason.startswith("Porque Citl")
    assert "Citlalmina" not in str(list(Entry.objects.values_list("detail", flat=True)))
    with pytest.raises(ValueError, match="codes"):
        asked(cast, payload={"why": "Citlalmina Nochebuena"})
    with pytest.raises(BadInput):
        asked(cast, reason="  corto ")
    with pytest.raises(Unknown):
        asked(cast, kind="kitchen.burn")


def test_the_program_itself_proposes_nothing(cast):
    with pytest.raises(Refused):
        asked(cast, actor=SYSTEM)


def test_each_kind_names_permissions_of_the_one_map():
    assert {name for kind in kinds().values() for name in (kind.propose, kind.decide)} <= set(ROLES)
    assert all(kind.propose != kind.decide for kind in kinds().values())
