"""A09: one person alone, of any role, never produces a disclosure under a legal demand."""

from __future__ import annotations

import itertools

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.models import PlanItem
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import Absent, Refused
from cauce.sharing.disclosures import access, actions
from cauce.sharing.disclosures.contexts import told_of
from cauce.sharing.disclosures.models import Demand, Disclosure
from cauce.staff.offices.models import Assignment
from tests.cast import today

from .conftest import WHY, approve, demand, narrow, release, review, somebody

pytestmark = pytest.mark.django_db
WHO = (
    "lucia",
    "ines",
    "mateo",
    "aurora",
    "tomas",
    "sofia",
    "ximena",
    "raul",
    "elena",
    "bruno",
    "valeria",
    "clara",
    "omar",
)


def test_three_people_make_a_disclosure_and_the_person_is_to_be_told(cast, case):
    found = demand(cast, case)
    narrow(cast, found)
    review(cast.valeria, found)
    approve(cast.sofia, found)
    made = release(cast.ines, found)
    assert (made.kind, made.fields, made.demand) == ("demand", ["age_band"], found)
    assert told_of(made)["words"] == "Es mayor de edad."
    task = PlanItem.objects.get(case=case, need="tell_person")
    assert task.state == "open" and access.to_tell(case) == 1
    actions.tell_person(actor=cast.ines.actor, disclosure=made, at=timezone.now())
    task.refresh_from_db()
    assert task.state == "done" and access.to_tell(case) == 0


@pytest.mark.parametrize("reviewer, approver", list(itertools.product(WHO, WHO)))
def test_only_a_legal_reviewer_and_then_headquarters_may_sign(cast, case, reviewer, approver):
    """All pairs of roles: one lets it through, and any other leaves nothing that could leave."""
    found = demand(cast, case)
    narrow(cast, found)
    may = reviewer == "valeria" and approver in ("sofia", "ximena")
    try:
        review(getattr(cast, reviewer), found)
        approve(getattr(cast, approver), found)
        release(cast.ines, found)
    except CauceError:
        assert not may
    assert Disclosure.objects.exists() is may


@pytest.mark.parametrize("who", WHO)
def test_no_role_does_it_alone(cast, case, who):
    """Whoever it is tries every step by themselves, in every order."""
    alone, found = getattr(cast, who), demand(cast, case)
    narrow(cast, found)
    steps = (
        lambda: review(alone, found),
        lambda: approve(alone, found),
        lambda: release(alone, found),
    )
    for order in itertools.permutations(steps):
        for step in order:
            with pytest.raises(CauceError):
                step()
                raise (BadInput("went through", "went through") if who == "valeria" else AssertionError)
        found.refresh_from_db()
    assert not Disclosure.objects.exists()


def both(cast):
    """Somebody who is both a legal reviewer and headquarters."""
    one = somebody("doble", "legal_reviewer")
    Assignment.objects.create(user=one.user, role="headquarters", starts_on=today())
    from cauce.staff.offices.access import actor_for

    one.actor = actor_for(one.user)
    return one


def test_whoever_holds_both_roles_still_signs_once(cast, case):
    one, found = both(cast), demand(cast, case)
    narrow(cast, found)
    review(one, found)
    with pytest.raises(BadInput, match="two people"):
        approve(one, found)


def test_nobody_decides_on_what_they_recorded(cast, case):
    one = somebody("antes", "protection_officer", post=cast.houston)
    found = demand(cast, case, by=one)
    narrow(cast, found)
    Assignment.objects.filter(user=one.user).update(role="legal_reviewer", post=None)
    from cauce.staff.offices.access import actor_for

    one.actor = actor_for(one.user)
    with pytest.raises(BadInput, match="they recorded"):
        review(one, found)


def test_nobody_of_the_same_post_decides(cast, case):
    """Somebody of the network who also works at the post that keeps the case answers to its head."""
    one = both(cast)
    Assignment.objects.create(user=one.user, role="window_officer", post=cast.houston, starts_on=today())
    from cauce.staff.offices.access import actor_for

    one.actor, found = actor_for(one.user), demand(cast, case)
    narrow(cast, found)
    with pytest.raises(Refused):
        review(one, found)


def test_a_change_leaves_both_signatures_behind(cast, case):
    found = demand(cast, case)
    narrow(cast, found)
    review(cast.valeria, found)
    old = found.content_hash
    approve(cast.sofia, found)
    narrow(cast, found, fields=("age_band", "language"))
    assert (found.state, found.reviewed_by, found.approved_by) == ("recorded", "", "")
    with pytest.raises(BadInput):
        release(cast.ines, found)
    review(cast.valeria, found)
    with pytest.raises(BadInput, match="changed"):
        approve(cast.sofia, found, seen=old)
    assert not Disclosure.objects.exists()


def test_a_row_changed_behind_the_acts_is_not_handed_over(cast, case):
    found = demand(cast, case)
    narrow(cast, found)
    review(cast.valeria, found)
    approve(cast.sofia, found)
    from cauce.sharing.disclosures.contexts import asked_of

    wider = asked_of(found) | {"fields": ["what_happened"]}
    Demand.objects.filter(id=found.id).update(sealed=Demand.sealed.seal(found, wider, case.key_id))
    with pytest.raises(BadInput, match="changed"):
        release(cast.ines, found)


@pytest.mark.parametrize("how", ["deactivated", "demoted", "ended"])
@pytest.mark.parametrize("which", ["valeria", "sofia"])
def test_a_signature_of_somebody_who_may_no_longer_sign_counts_for_nothing(cast, case, which, how):
    found = demand(cast, case)
    narrow(cast, found)
    review(cast.valeria, found)
    approve(cast.sofia, found)
    user = getattr(cast, which).user
    if how == "deactivated":
        user.is_active = False
        user.save()
    elif how == "demoted":
        Assignment.objects.filter(user=user).update(role="analyst")
    else:
        Assignment.objects.filter(user=user).update(ends_on=today().replace(year=2020))
    with pytest.raises(Refused):
        release(cast.ines, found)
    assert not Disclosure.objects.exists()


def test_one_person_is_enough_for_a_no(cast, case):
    found = demand(cast, case)
    actions.refuse_demand(actor=cast.valeria.actor, demand=found, reason=WHY, at=timezone.now())
    assert found.state == "refused"
    with pytest.raises(BadInput):
        narrow(cast, found)
    other = demand(cast, case)
    actions.decline_demand(actor=cast.sofia.actor, demand=other, reason=WHY, at=timezone.now())
    assert other.state == "refused"


def test_the_widest_demand_never_takes_immigration_data(cast, case):
    found = demand(cast, case)
    with pytest.raises(CauceError):
        narrow(cast, found, fields=("age_band", "nationality"))


def test_to_record_a_demand_shares_nothing_and_changes_nothing_of_the_case(cast, case):
    before = cases.section(case, "facts"), case.status, case.keeping
    demand(cast, case)
    case.refresh_from_db()
    assert (cases.section(case, "facts"), case.status, case.keeping) == before
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("who", ["lucia", "tomas", "aurora", "raul", "elena", "bruno", "clara"])
def test_a_demand_is_not_there_for_who_has_no_part_in_it(cast, case, who):
    with pytest.raises(Absent):
        access.demand_for(getattr(cast, who).actor, demand(cast, case).id)


def _raw(**values):
    """Write a demand behind every act, with SQL of our own."""
    names = ", ".join(f"{name} = %s" for name in values)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE disclosures_demand SET " + names, list(values.values()))  # noqa: S608


def test_the_database_itself_wants_three_people(cast, case):
    found = demand(cast, case)
    narrow(cast, found)
    found.refresh_from_db()
    for values in (
        {"reviewed_by": found.by, "reviewed_hash": found.content_hash},
        {"approved_by": found.by},
        {"reviewed_by": "a", "approved_by": "a"},
        {"state": "approved"},
        {
            "state": "released",
            "reviewed_by": "a",
            "approved_by": "b",
            "reviewed_hash": "x",
            "approved_hash": "x",
        },
    ):
        with pytest.raises(IntegrityError):
            _raw(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.create(
            case=case,
            kind="demand",
            state="made",
            recipient="court",
            demand=found,
            fields=[],
            sealed=b"",
            by="a",
            at=timezone.now(),
            made_at=timezone.now(),
        )
