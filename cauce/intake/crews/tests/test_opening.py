"""Forty cases from one list: each its own in all things, all or none, and equal to one opened alone."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import open_case
from cauce.cases.drift import differences
from cauce.cases.facts import acts_of, facts_of
from cauce.cases.models import Case, RouteReminder, Section
from cauce.cases.sections import latest
from cauce.content.errors import BadInput
from cauce.custody.journal import chain
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import Sealed, shred, unseal
from cauce.intake.crews import actions
from cauce.intake.crews.board import open_board
from cauce.intake.crews.facts import seen_of, told_of
from cauce.intake.crews.models import CrewMember, SharedIncident
from cauce.staff.obligations.models import Obligation

from .conftest import begin, open_list

pytestmark = pytest.mark.django_db
FORTY = "A-01…A-40"


def test_forty_have_forty_keys_folios_plans_and_entries_of_the_journal(cast, incident):
    made = open_list(cast, incident, FORTY)
    cases = [row.case for row in made]
    assert len({case.folio for case in cases}) == len({case.person_id for case in cases}) == 40
    assert len({key for case in cases for key in (case.key_id, case.draft_key_id)}) == 80
    entries = Entry.objects.filter(what="case.open", about_kind="case")
    assert {e.about_id for e in entries} == {str(case.id) for case in cases}
    assert Entry.objects.filter(what="crew.open_cases").get().detail == {"cases": 40}
    assert chain.verify()[1] == []
    assert differences(timezone.now()) == (40, [])
    # What opens one opens no other.
    row = Section.objects.get(case=cases[0], kind="facts")
    with pytest.raises(Sealed):
        unseal(cases[1].key_id, f"cases.section|{cases[0].id}|facts|1", bytes(row.sealed))


def test_one_of_many_is_as_if_it_had_been_opened_alone(cast, incident):
    [row] = open_list(cast, incident, "A-01, 16, médico")
    started = min(one.at for one in acts_of(row.case))
    alone = open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="outreach_event",
        started_at=started,
        facts={"person.age": 16, "need.medical": True},
    )
    assert facts_of(row.case) == facts_of(alone)
    assert sorted(a.name for a in acts_of(row.case)) == sorted(a.name for a in acts_of(alone))
    due = [
        set(Obligation.objects.filter(subject_id=case.id).values_list("action", "state"))
        for case in (row.case, alone)
    ]
    assert due[0] == due[1]
    saved = [Case.objects.get(id=case.id) for case in (row.case, alone)]
    assert saved[0].next_action == saved[1].next_action != ""
    dates = [RouteReminder.objects.filter(case=case).count() for case in saved]
    assert dates[0] == dates[1] > 0


def test_what_was_seen_at_sight_waits_for_consent_and_goes_with_a_refusal(cast, crew):
    woman = crew[0]
    assert "person.sex" not in facts_of(woman.case)
    assert seen_of(woman)["sex"] == "woman"
    assert {k: v for k, v in latest(woman.case, "tongue")[1].items() if v} == {
        "language": "mix",
        "into": "spa",
    }
    shred(woman.case.draft_key_id)  # what a refusal does
    assert seen_of(woman) == {}
    assert told_of(woman) == {"code": "A-01"}


def test_a_list_sent_twice_opens_once_and_one_that_is_late_opens_none(cast, incident):
    key = uuid.uuid4()
    open_list(cast, incident, once=key)
    with pytest.raises(AlreadyDone):
        open_list(cast, incident, once=key)
    with pytest.raises(BadInput, match="A-02"):
        open_list(cast, incident, "B-01\nA-02")
    assert Case.objects.count() == CrewMember.objects.count() == 4
    with pytest.raises(BadInput):  # one that begins tomorrow: none
        open_list(cast, incident, "B-01", started_at=timezone.now() + dt.timedelta(days=1))
    assert Case.objects.count() == 4
    open_list(cast, incident, "B-01, mixteco")  # who arrived late
    assert CrewMember.objects.filter(incident=incident).count() == 5


def test_children_and_urgent_ones_are_first_and_who_is_done_last(cast, incident, crew):
    from cauce.cases.actions import record_act

    record_act(actor=cast.ines.actor, case=crew[0].case, name="interview_done", happened_at=timezone.now())
    board = open_board(cast.ines.actor, incident.id)
    assert [row.code for row in board.rows] == ["A-03", "A-04", "A-02", "A-01"]
    assert (board.count.people, board.count.interviewed, board.count.consented) == (4, 1, 0)
    assert Entry.objects.filter(kind="read", what="crew.board").count() == 1


def test_a_closed_incident_takes_nobody_until_it_is_opened_again(cast, incident, crew):
    actions.close_incident(actor=cast.ines.actor, incident=incident, at=timezone.now())
    with pytest.raises(BadInput, match="closed"):
        open_list(cast, incident, "B-01")
    assert set(Case.objects.values_list("status", flat=True)) == {"active"}
    actions.reopen_incident(actor=cast.ines.actor, incident=incident)
    assert len(open_list(cast, incident, "B-01")) == 1


def test_who_does_not_work_on_it_neither_reads_nor_writes_it(cast, incident, crew):
    for other in (cast.mateo, cast.tomas, cast.aurora):
        with pytest.raises(Absent):
            open_board(other.actor, incident.id)
    with pytest.raises(Absent):
        open_list(cast, incident, "B-01", actor=cast.mateo.actor)
    # A consul of the post takes part by himself, and it is written down; nobody else can.
    actions.add_staff(actor=cast.mateo.actor, incident=incident, user=cast.mateo.user, at=timezone.now())
    assert len(open_board(cast.mateo.actor, incident.id).rows) == 4
    with pytest.raises(BadInput):
        actions.add_staff(actor=cast.ines.actor, incident=incident, user=cast.tomas.user, at=timezone.now())


def test_what_all_share_goes_when_nobody_of_it_is_on_record(cast, incident, crew):
    from cauce.intake.crews.access import to_forget
    from cauce.intake.crews.facts import shared_of
    from cauce.rules.permissions import SYSTEM

    actions.close_incident(actor=cast.ines.actor, incident=incident, at=timezone.now())
    assert to_forget() == []
    Case.objects.filter(crews__incident=incident).update(erased_at=timezone.now())
    for row in to_forget():
        actions.forget_incident(actor=SYSTEM, incident=row)
    gone = SharedIncident.objects.get(id=incident.id)
    assert gone.sealed is None and shared_of(gone) == {}
    begin(cast)
    assert to_forget() == []
