"""Who is of a crew: apart without a word about why, out and back, together only where they agreed."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent
from cauce.custody.journal.models import Entry
from cauce.intake.crews import actions, offering
from cauce.intake.crews.access import answers_of, members_of, of_case, of_post, rides_of
from cauce.intake.crews.board import open_board
from cauce.intake.crews.facts import kept_apart
from cauce.intake.crews.models import ConsulateAnswer, CrewMember
from cauce.sharing.referrals.actions import OneOf, Sought, send_group
from cauce.sharing.referrals.models import Referral
from tests.cast import shelter

from .conftest import begin, open_list

pytestmark = pytest.mark.django_db


def apart(cast, member, yes=True):
    actions.mark_apart(actor=cast.ines.actor, member=member, apart=yes)


def ride(cast, incident, members, **more):
    now = timezone.now()
    return actions.plan_ride(
        actor=cast.ines.actor,
        incident=incident,
        members=members,
        leaves_at=now,
        where="Refugio (ejemplo)",
        driver="",
        at=now,
        **more,
    )


def agree(cast, member, service):
    cases.record_consent(
        actor=cast.ines.actor,
        case=member.case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=cases.ConsentTerms(fields=("needs", "language")),
    )


def group(cast, service, members):
    return send_group(
        actor=cast.ines.actor,
        post=cast.houston,
        service=service,
        sought=Sought(need="shelter", priority="normal"),
        others=0,
        people=[OneOf(one.case, {"needs": "alojamiento"}) for one in members],
        at=timezone.now(),
    )


def test_whoever_is_apart_goes_in_nobodys_group_nor_vehicle_and_nothing_tells_who(cast, incident, crew):
    service, (one, two, three, _) = shelter(cast.jacaranda), crew
    for member in (one, two, three):
        agree(cast, member, service)
    before = CrewMember.objects.filter(id=two.id).values()[0]
    apart(cast, two)
    after = CrewMember.objects.filter(id=two.id).values()[0]
    sealed = (bytes(before.pop("sealed")), bytes(after.pop("sealed")))
    assert before == after and len(sealed[0]) == len(sealed[1]) and sealed[0] != sealed[1]
    entry = Entry.objects.get(what="crew.arrange")
    assert (entry.about_id, entry.detail) == (str(incident.id), {})
    # The page of the post, which knows no incident, refuses too; it names nobody.
    for together in ([one, two], [two, three]):
        with pytest.raises(BadInput) as refused:
            group(cast, service, together)
        assert "A-02" not in refused.value.text() and two.case.folio not in refused.value.text()
    assert Referral.objects.count() == 0
    asked = offering.agreed_to(cast.ines.actor, incident.id, service, timezone.now())
    assert [found.code for found in asked.people] == ["A-01", "A-03"] and asked.others == 2
    assert offering.offered(cast.ines.actor, incident.id, timezone.now()).services == [(service, 2)]
    assert len(group(cast, service, [one, three]).rows.all()) == 2
    with pytest.raises(BadInput, match="vehicle"):
        ride(cast, incident, [one, two])
    assert ride(cast, incident, [two]).seats.count() == 1  # alone
    # Taking the case out of the incident does not take the mark off.
    actions.take_out(actor=cast.ines.actor, member=two, why="other", at=timezone.now())
    assert kept_apart([two.case, one.case]) == [True, False]


def test_one_has_one_seat_until_the_vehicle_is_called_off(cast, incident, crew):
    first = ride(cast, incident, crew[:2])
    with pytest.raises(BadInput, match="another vehicle"):
        ride(cast, incident, crew[1:3])
    actions.drop_ride(actor=cast.ines.actor, ride=first, at=timezone.now())
    assert ride(cast, incident, crew[1:3]).number == 2


def test_a_vehicle_names_nobody_whose_record_is_blocked(cast, incident, crew):
    ride(cast, incident, crew[:2])
    Case.objects.filter(id=crew[0].case_id).update(blocked_at=timezone.now())
    ((_, _, codes),) = rides_of(incident)
    assert sorted(codes) == ["A-02", "–"]


def test_a_person_put_in_twice_is_taken_out_and_comes_back_as_it_was(cast, incident, crew):
    twice = crew[3]
    actions.take_out(actor=cast.ines.actor, member=twice, why="twice", at=timezone.now())
    assert len(members_of(incident)) == 3
    case = Case.objects.get(id=twice.case_id)
    assert case.status == "active" and of_case(cast.ines.actor, case) is None
    with pytest.raises(BadInput):
        actions.take_out(actor=cast.ines.actor, member=twice, why="twice", at=timezone.now())
    actions.put_back(actor=cast.ines.actor, member=twice)
    assert "A-04" in {row.code for row in open_board(cast.ines.actor, incident.id).rows}


def test_a_case_is_of_one_incident_at_a_time_and_joins_with_a_code_of_its_own(cast, incident, crew):
    other, now = begin(cast), timezone.now()
    given = {"actor": cast.ines.actor, "at": now}
    with pytest.raises(BadInput, match="already"):
        actions.add_case(incident=other, case=crew[0].case, code="Z-1", **given)
    actions.take_out(actor=cast.ines.actor, member=crew[0], why="other", at=now)
    actions.add_case(incident=other, case=crew[0].case, code="Z-1", **given)
    with pytest.raises(BadInput, match="already"):  # it joined another meanwhile
        actions.put_back(actor=cast.ines.actor, member=crew[0])
    alone = cases.open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    with pytest.raises(BadInput, match="another person.s code"):
        actions.add_case(incident=incident, case=alone, code="a2", **given)
    assert actions.add_case(incident=incident, case=alone, code="", **given).place == 5
    laredo = cases.open_case(actor=cast.tomas.actor, post=cast.laredo, channel="walk_in", started_at=now)
    with pytest.raises(BadInput, match="not open at this post"):
        actions.add_case(incident=incident, case=laredo, code="L-1", **given)


def test_a_case_that_went_to_another_post_is_on_no_board(cast, incident, crew):
    """The incident stays where it is; whoever receives the case does not learn of it."""
    Case.objects.filter(id=crew[0].case_id).update(post=cast.laredo)
    assert len(members_of(incident)) == 3
    assert of_case(cast.tomas.actor, Case.objects.get(id=crew[0].case_id)) is None


def test_a_consulate_is_told_on_a_yes_alone_and_a_later_no_holds(cast, crew):
    case, ines, now = crew[0].case, cast.ines.actor, timezone.now()

    def told():
        return actions.tell_consulate(actor=ines, case=case, at=timezone.now())

    def said(answer, **more):
        return actions.answer_consulate(actor=ines, case=case, answer=answer, at=timezone.now(), **more)

    for answer in (None, "later", "no"):
        if answer:
            said(answer, country="Guatemala")
        with pytest.raises(BadInput, match="has not asked"):
            told()
    assert all(found == {} for _, found in answers_of(case))  # no country without a yes
    with pytest.raises(BadInput, match="which country.s consulate"):
        said("yes")
    said("yes", country="Guatemala")
    assert told().told_at is not None
    assert answers_of(case)[0][1] == {"country": "Guatemala", "may_tell": "here"}
    said("no")
    with pytest.raises(BadInput):
        told()
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsulateAnswer.objects.filter(answer="no").update(told_at=now)
    assert Entry.objects.filter(what="crew.tell_consulate", about_id=str(case.id)).count() == 1


def test_the_last_who_works_on_it_stays_and_a_stranger_arranges_nothing(cast, incident, crew):
    with pytest.raises(BadInput, match="stay"):
        actions.remove_staff(actor=cast.ines.actor, incident=incident, user=cast.ines.user)
    with pytest.raises(Absent):
        actions.mark_apart(actor=cast.mateo.actor, member=crew[0], apart=True)
    assert kept_apart([crew[0].case]) == [False]


def test_the_numbers_of_a_post_ask_the_database_as_often_for_many_incidents_as_for_one(cast, incident, crew):
    def asked() -> tuple[list[tuple[int, int]], int]:
        with CaptureQueriesContext(connection) as queries:
            rows = of_post(cast.aurora.actor, cast.houston)
        return [(row.number, n.people) for row, n in rows], len(queries)

    one, often = asked()
    assert one == [(1, 4)]
    for code in ("B-01", "C-01\nC-02"):
        open_list(cast, begin(cast), code)
    assert asked() == ([(3, 2), (2, 1), (1, 4)], often)


def test_of_a_record_that_was_blocked_a_ride_shows_the_seat_alone(cast, incident, crew):
    ride(cast, incident, crew[:2])
    assert sorted(rides_of(incident)[0][2]) == ["A-01", "A-02"]
    Case.objects.filter(id=crew[0].case_id).update(blocked_at=timezone.now())
    assert sorted(rides_of(incident)[0][2]) == ["A-02", "–"]
