"""A person concludes with reasons, a second one signs, and a contest brings somebody new."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases.models import Assessment
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import add_user, assign, say_second_person

from .conftest import open_at_houston

pytestmark = pytest.mark.django_db
WHY = "Coincide lo que contó con lo que se observó; falta ver el contrato."


def conclude(actor, case, conclusion="presumed"):
    return actions.conclude(
        actor=actor,
        case=case,
        conclusion=conclusion,
        reasons=WHY,
        concepts={},
        verdicts={},
        at=timezone.now(),
    )


def sign(actor, case, assessment):
    actions.sign(actor=actor, case=case, assessment=assessment, at=timezone.now())


def contest(actor, case, assessment, by_person=True):
    actions.contest(
        actor=actor,
        case=case,
        assessment=assessment,
        reasons="No fue así como lo cuentan.",
        by_person=by_person,
        at=timezone.now(),
    )


@pytest.fixture
def nora(cast):
    """A second consul of Houston, who has seen nothing of the case."""
    user = add_user(actor=SYSTEM, username="nadia", display_name="Nadia Ibáñez", password="x" * 20)
    assign(actor=SYSTEM, user=user, role="protection_consul", post=cast.houston)
    return offices.actor_for(user)


def test_it_needs_reasons_and_a_second_person(cast, kept):
    with pytest.raises(BadInput, match="reasons are missing"):
        actions.conclude(
            actor=cast.ines.actor,
            case=kept,
            conclusion="presumed",
            reasons="Sí.",
            concepts={},
            verdicts={},
            at=timezone.now(),
        )
    made = conclude(cast.mateo.actor, kept)
    with pytest.raises(BadInput, match="another person"):
        sign(cast.mateo.actor, kept, made)
    with pytest.raises(Refused):
        sign(cast.ines.actor, kept, made)
    sign(cast.aurora.actor, kept, made)
    assert Assessment.objects.get().state == "signed"


def test_it_cannot_be_signed_by_the_same_person_even_in_the_database(cast, kept):
    made = conclude(cast.mateo.actor, kept)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(id=made.id).update(signed_by=cast.mateo.actor.user)


def test_it_concludes_nothing_in_writing_without_consent_to_keep(cast, case):
    with pytest.raises(BadInput, match="Without consent"):
        conclude(cast.ines.actor, case)


def test_it_is_signed_once(cast, kept):
    made = conclude(cast.ines.actor, kept)
    stale = Assessment.objects.get(id=made.id)
    sign(cast.mateo.actor, kept, made)
    with pytest.raises(BadInput, match="no longer waits"):
        sign(cast.aurora.actor, kept, stale)
    assert Assessment.objects.get().signed_by == cast.mateo.actor.user


def test_it_does_not_sign_the_conclusion_of_another_case(cast, kept):
    made = conclude(cast.ines.actor, kept)
    with pytest.raises(Absent):
        sign(cast.mateo.actor, open_at_houston(cast), made)


def test_it_is_reviewed_by_somebody_new_after_a_contest(cast, kept, nora):
    first = conclude(cast.ines.actor, kept)
    sign(cast.mateo.actor, kept, first)
    contest(cast.ines.actor, kept, first)
    again = conclude(cast.ines.actor, kept, "possible")
    assert access.waiting_for_signature(cast.mateo.actor) == []
    with pytest.raises(BadInput, match="was contested"):
        sign(cast.mateo.actor, kept, again)
    assert access.waiting_for_signature(nora) == [again]
    sign(nora, kept, again)
    assert Assessment.objects.get(id=first.id).state == "replaced"


def test_it_is_not_signed_by_who_concluded_what_was_contested(cast, kept, nora):
    first = conclude(cast.mateo.actor, kept)
    sign(nora, kept, first)
    contest(cast.ines.actor, kept, first, by_person=False)
    again = conclude(cast.ines.actor, kept)
    for known in (cast.mateo.actor, nora):
        with pytest.raises(BadInput, match="was contested"):
            sign(known, kept, again)
    sign(cast.aurora.actor, kept, again)


def test_it_contests_only_what_is_in_force(cast, kept):
    first = conclude(cast.ines.actor, kept)
    conclude(cast.ines.actor, kept)
    with pytest.raises(BadInput, match="no longer in force"):
        contest(cast.ines.actor, kept, first)


def test_it_goes_back_with_remarks_and_the_same_second_person_may_then_sign(cast, kept):
    first = conclude(cast.ines.actor, kept)
    actions.return_for_review(
        actor=cast.mateo.actor,
        case=kept,
        assessment=first,
        remarks="Falta decir qué se sabe del medio.",
        at=timezone.now(),
    )
    sign(cast.mateo.actor, kept, conclude(cast.ines.actor, kept))


def test_the_neighbour_signs_only_where_nobody_else_could(cast, kept):
    neighbour = cast.posts[cast.houston.signs_here_id]
    user = add_user(actor=SYSTEM, username="rosa", display_name="Rosa Mena", password="x" * 20)
    assign(actor=SYSTEM, user=user, role="protection_consul", post=neighbour)
    rosa, made = offices.actor_for(user), conclude(cast.ines.actor, kept)
    assert access.waiting_for_signature(rosa) == []
    with pytest.raises(Refused):
        sign(rosa, kept, made)
    say_second_person(actor=SYSTEM, post=cast.houston, lacks=True)
    again = access.case_for(rosa, kept.id, permission="case.read_to_sign")
    assert access.waiting_for_signature(rosa) == [made]
    with pytest.raises(Absent):  # signing opens the conclusion, not the whole case
        access.case_for(rosa, kept.id)
    sign(rosa, again, made)
    assert Assessment.objects.get().signed_by == rosa.user
