"""Told by telephone, asked again, several at once, a crew: each with a consent and a key of its own."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, unseal
from cauce.directory.models import Organization, Service
from cauce.sharing.referrals import access, actions
from cauce.sharing.referrals.actions import Asked, NoConsent, OneOf
from cauce.sharing.referrals.facts import shared_of
from cauce.sharing.referrals.models import Group, Referral, Step
from tests.cast import shelter

from .conftest import agree, send

pytestmark = pytest.mark.django_db


def answer(cast, referral, what, **more):
    actions.answer(actor=cast.clara.actor, referral=referral, what=what, at=timezone.now(), **more)


def told(cast, referral, what, **more):
    actions.record_answer(actor=cast.ines.actor, referral=referral, what=what, at=timezone.now(), **more)


def test_what_was_told_by_telephone_is_the_receivers_answer_and_marked_so(cast, referral):
    told(cast, referral, "accept", places=2)
    step = Step.objects.get(referral=referral, act="accept")
    assert (step.side, step.way, step.by, step.places) == ("receiver", "told", cast.ines.actor.user, 2)
    told(cast, referral, "accept")
    assert Step.objects.filter(referral=referral, act="accept").count() == 1
    assert access.places_reported([referral.service_id])[referral.service_id][0] == 2


def test_only_the_post_that_sent_it_writes_down_what_was_told(cast, referral):
    from cauce.custody.journal.door import Refused

    for other in (cast.clara, cast.tomas, cast.omar):
        with pytest.raises(Refused):
            actions.record_answer(actor=other.actor, referral=referral, what="accept", at=timezone.now())


@pytest.mark.parametrize(
    ("what", "more", "error"),
    [
        ("maybe", {}, Unknown),
        ("reject", {}, Unknown),
        ("accept", {"reason": "no_capacity"}, Unknown),
        ("not_complete", {"reason": "need_met"}, Unknown),
        ("accept", {"places": -1}, BadInput),
        ("accept", {"places": 1000}, BadInput),
        ("complete", {}, BadInput),
    ],
)
def test_nonsense_changes_nothing_and_says_what_is_known(cast, referral, what, more, error):
    with pytest.raises(error) as refused:
        answer(cast, referral, what, **more)
    assert refused.value.es and refused.value.en
    assert Referral.objects.get(id=referral.id).state == "sent"


def completed(cast, referral):
    answer(cast, referral, "accept")
    answer(cast, referral, "complete", reason="needs_another_service")
    return Referral.objects.get(id=referral.id)


def test_what_came_of_it_comes_back_as_a_code(cast, referral):
    assert completed(cast, referral).result == "needs_another_service"


@pytest.mark.parametrize("said", [True, False, None])
def test_the_person_is_asked_once_and_her_answer_stays(cast, referral, said):
    done = completed(cast, referral)
    actions.confirm_given(actor=cast.ines.actor, referral=done, given=said)
    actions.confirm_given(actor=cast.ines.actor, referral=done, given=said)
    kept = Referral.objects.get(id=referral.id)
    assert kept.confirmed is said and kept.asked_at is not None
    with pytest.raises(BadInput):
        actions.confirm_given(actor=cast.ines.actor, referral=kept, given=not said)


def test_the_person_is_not_asked_before_the_receiver_reports(cast, referral):
    answer(cast, referral, "accept")
    with pytest.raises(BadInput):
        actions.confirm_given(actor=cast.ines.actor, referral=referral, given=True)


def test_another_is_asked_only_with_a_permission_of_its_own(cast, case, service, referral):
    answer(cast, referral, "reject", reason="no_capacity")
    former = Referral.objects.get(id=referral.id)
    other = shelter(cast.nopal, "Casa Nopal (ejemplo)")
    with pytest.raises(NoConsent):
        send(cast, case, other, former=former)
    agree(cast, case, other, fields=("language",))
    with pytest.raises(NoConsent):
        send(cast, case, other, former=former)
    made = send(cast, case, other, former=former, shared={"language": "spa"})
    assert made.former_id == former.id and shared_of(made) == {"language": "spa"}


def test_what_goes_on_is_not_taken_up_again(cast, case, service, referral):
    with pytest.raises(BadInput):
        send(cast, case, service, former=referral)
    answer(cast, referral, "reject", reason="other")
    elsewhere = cases.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="window", started_at=timezone.now()
    )
    agree(cast, elsewhere, service)
    with pytest.raises(BadInput):
        send(cast, elsewhere, service, former=Referral.objects.get(id=referral.id))


def several(cast, case, asked):
    return actions.send_several(
        actor=cast.ines.actor,
        case=case,
        asked=asked,
        sought=actions.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )


def test_several_are_asked_at_once_each_with_its_own_yes(cast, case, service):
    other = shelter(cast.nopal, "Casa Nopal (ejemplo)")
    agree(cast, case, service)
    asked = [Asked(service, {"needs": "techo"}), Asked(other, {"language": "spa"})]
    with pytest.raises(NoConsent):
        several(cast, case, asked)
    assert not Referral.objects.exists(), "all leave or none does"
    agree(cast, case, other, fields=("language",))
    one, two = several(cast, case, asked)
    assert (shared_of(one), shared_of(two)) == ({"needs": "techo"}, {"language": "spa"})
    assert Entry.objects.filter(what="referral.send").count() == 2
    for wrong in ([], [asked[0], asked[0]]):
        with pytest.raises(BadInput):
            several(cast, case, wrong)


def crew(cast, service, count=3):
    people = []
    for number in range(count):
        case = cases.open_case(
            actor=cast.ines.actor, post=cast.houston, channel="window", started_at=timezone.now()
        )
        agree(cast, case, service)
        people.append(OneOf(case, {"needs": f"dato de {number}"}))
    return people


def ask_for(cast, service, people, others):
    return actions.send_group(
        actor=cast.ines.actor,
        post=cast.houston,
        service=service,
        people=people,
        others=others,
        sought=actions.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )


@pytest.mark.parametrize(("others", "said"), [(0, None), (4, None), (5, 5), (13, 10)])
def test_of_a_crew_only_those_who_agreed_have_a_request_and_the_rest_is_at_least_so_many(
    cast, service, others, said
):
    group = ask_for(cast, service, crew(cast, service), others)
    rows = list(Referral.objects.filter(group=group))
    assert len(rows) == 3 and len({row.case_id for row in rows}) == 3
    assert access.group_of(rows[0]) == (3, said)
    if others and others != said:
        assert not Group.objects.filter(others=others).exists(), "the exact number is nowhere"


def test_each_of_a_crew_has_a_key_of_their_own_and_may_take_the_yes_back_alone(cast, service):
    group = ask_for(cast, service, crew(cast, service), 0)
    first, second, _ = Referral.objects.filter(group=group)
    backup = bytes(first.shared)
    with pytest.raises(Exception):  # noqa: B017 - whichever way the seal says no
        unseal(second.id, Referral.shared.bound_to(first), backup)
    actions.withdraw_consent_everywhere(
        actor=cast.ines.actor, case=first.case, consent=first.consent, at=timezone.now()
    )
    with pytest.raises(KeyGone):
        unseal(first.id, Referral.shared.bound_to(first), backup)
    assert shared_of(Referral.objects.get(id=second.id))


def test_one_of_a_crew_without_a_yes_stops_all_and_two_are_needed(cast, service):
    people = crew(cast, service)
    stranger = cases.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="window", started_at=timezone.now()
    )
    with pytest.raises(NoConsent):
        ask_for(cast, service, [*people, OneOf(stranger, {"needs": "x"})], 0)
    with pytest.raises(BadInput):
        ask_for(cast, service, people[:1], 0)
    with pytest.raises(BadInput):
        ask_for(cast, service, people, -1)
    assert not Referral.objects.exists() and not Group.objects.exists()


def test_a_service_of_which_nothing_is_known_is_told_the_least(cast, case):
    organization = Organization.objects.create(name="Nueva", source="tests", external_id="n")
    unknown = Service.objects.create(
        organization=organization, name="Nueva", source="tests", status="active", external_id="n"
    )
    agree(cast, case, unknown, fields=("needs", "diet", "dependants"))
    for name in ("diet", "dependants"):
        with pytest.raises(BadInput) as refused:
            send(cast, case, unknown, shared={name: "x"})
        assert refused.value.where == name
    assert send(cast, case, unknown).state == "sent"
