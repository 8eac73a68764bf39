"""A death takes two people, stops everything at once, and can be undone: she was found alive."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.cases import access, access_death, actions
from cauce.cases.access_due import instants
from cauce.cases.models import Case, CaseAct, Death
from cauce.content.errors import BadInput
from cauce.custody.journal import chain
from cauce.custody.journal.door import Absent, Refused, SealedFile
from cauce.intake.collection import actions as collection
from cauce.intake.collection.access import actor_of, read
from cauce.intake.collection.models import Arrival
from cauce.measurement.models import Fact
from cauce.operations.loop.tick import tick
from cauce.rights.rights import access as rights
from cauce.rights.rights.actions import confirm, propose_erasure, receive, record_death, undo_death
from cauce.rights.rights.rules.retention import Due
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals.models import Referral
from cauce.staff.notices.models import Message
from cauce.staff.obligations.models import Obligation
from tests.cast import today
from tests.field import current, finalise

from . import petitions
from .conftest import concluded, consent, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

HOW = "El registro civil del condado, por oficio."
REASON = "Leí el oficio y llamé a quien lo firma."
ALIVE = "Llegó a la oficina; Inés la reconoció y ella dijo su palabra."


def propose(cast, case, **given):
    told = {"authority": "Registro civil (ejemplo)", "died_on": today(), "how": HOW}
    return actions.propose_death(actor=cast.ines.actor, case=case, at=timezone.now(), **told | given)


def die(cast, case):
    record_death(actor=cast.mateo.actor, proposal=propose(cast, case), reason=REASON, at=timezone.now())
    case.refresh_from_db()
    return case


def found(cast, case):
    asked = actions.propose_undoing(actor=cast.ines.actor, case=case, how=ALIVE, at=timezone.now())
    undo_death(actor=cast.aurora.actor, proposal=asked, reason=REASON, at=timezone.now())
    case.refresh_from_db()
    return case


@pytest.fixture
def busy(cast, sent):
    """A case in danger with a referral that was sent, a petition with an office, and dates to come."""
    case = sent.case
    consent(cast, case, "keeping")
    sent.petition = petitions.sent(cast, case)
    actions.record_facts(
        actor=cast.ines.actor, case=case, facts={"danger.immediate": True}, at=timezone.now()
    )
    return sent


def test_a_death_takes_two_people_in_two_roles(cast, busy):
    case = busy.case
    with pytest.raises(BadInput, match="two people"):
        actions.close_case(actor=cast.mateo.actor, case=case, reason="death", note="", at=timezone.now())
    for wrong in ({"authority": " "}, {"died_on": today() + dt.timedelta(days=1)}):
        with pytest.raises(BadInput):
            propose(cast, case, **wrong)
    asked = propose(cast, case)
    for nobody in (cast.ines, cast.tomas, cast.lucia):
        with pytest.raises(Refused):
            record_death(actor=nobody.actor, proposal=asked, reason=REASON, at=timezone.now())
    assert Case.objects.get(id=case.id).status == "active", "nothing changes before the second"
    with pytest.raises(IntegrityError), transaction.atomic():
        Death.objects.update(recorded_by=str(cast.ines.user.id))
    record_death(actor=cast.mateo.actor, proposal=asked, reason=REASON, at=timezone.now())
    closed = Case.objects.get(id=case.id)
    assert (closed.status, closed.sealed_at == closed.blocked_at) == ("closed", True)
    with pytest.raises(SealedFile):
        propose(cast, closed)


@pytest.fixture
def locks(monkeypatch) -> list[str]:
    """What is locked, in order: a case, or the journal."""
    found: list[str] = []
    hold, locked = Case.hold, chain._locked
    monkeypatch.setattr(Case, "hold", lambda case: (found.append("case"), hold(case))[1])
    monkeypatch.setattr(chain, "_locked", lambda name: (found.append("journal"), locked(name))[1])
    return found


def test_the_case_is_locked_before_the_journal_for_whoever_works_on_it_waits_for_that(cast, locks):
    case = open_case(cast)
    consent(cast, case, "keeping")
    asked = propose(cast, case)
    locks.clear()
    record_death(actor=cast.mateo.actor, proposal=asked, reason=REASON, at=timezone.now())
    assert locks[:2] == ["case", "journal"]


def test_after_it_nothing_is_due_queued_or_sent_for_the_person(cast, busy):
    case = busy.case
    tick(timezone.now() + dt.timedelta(hours=1))  # reminders of every kind that are due by now
    waited = Obligation.objects.filter(subject_id=case.id, state__in=Obligation.WAITING).count()
    assert waited, "something was due before"
    before = set(Message.objects.values_list("id", flat=True))
    die(cast, case)
    ended = (Referral.objects.get(id=busy.referral.id).state, petitions.again(busy.petition).state)
    assert ended == ("withdrawn", "withdrawn")
    assert not Obligation.objects.filter(subject_id=case.id, state__in=Obligation.WAITING).exists()
    # In that same moment: whoever decides was asked, and whoever received need not wait. No name.
    left = set(Message.objects.exclude(id__in=before).values_list("key", flat=True))
    assert {key.partition(":")[0] for key in left} == {
        "death_ask",
        "proposal_decided",
        "withdrawn",
        "petition_withdrawn",
    }
    for days in (1, 4, 40, 400):
        tick(timezone.now() + dt.timedelta(days=days))
    about = (str(case.id), str(busy.referral.id), str(busy.petition.id))
    later = Message.objects.exclude(id__in=before).exclude(key__in=left)
    assert [one.key for one in later if case.folio in one.subject or any(id in one.key for id in about)] == []
    assert instants(str(cast.ines.user.id), timezone.now() + dt.timedelta(days=400)) == []


def test_the_file_narrows_to_its_officer_and_the_head_of_the_post(cast, busy):
    case = die(cast, busy.case)
    for reader in (cast.ines, cast.aurora):
        assert access.case_for(reader.actor, case.id).id == case.id
    for other in (cast.mateo, cast.tomas, cast.lucia, cast.sofia):
        with pytest.raises(Absent):
            access.case_for(other.actor, case.id)
    rows, total = access.worklist_pages(cast.ines.actor, "HOU", timezone.now(), persons=[case.person_id])
    assert (rows, total) == ([], 0)
    with pytest.raises(SealedFile, match="sealed"):
        actions.record_facts(
            actor=cast.ines.actor, case=case, facts={"need.shelter": True}, at=timezone.now()
        )
    with pytest.raises(SealedFile):
        actions.log_contact(
            actor=cast.ines.actor,
            case=case,
            attempt=actions.ContactAttempt(
                way="phone",
                language="spa",
                result="reached",
                word_said="yes",
                note="",
                happened_at=timezone.now(),
            ),
        )
    with pytest.raises(Refused):
        actions.reopen_case(actor=cast.mateo.actor, case=case, at=timezone.now())
    # What the family asks of the data is a request like any other; and time counts from the closing.
    asked = receive(
        actor=cast.ines.actor,
        case=case,
        kind="access",
        asked="Su madre pide sus papeles.",
        received_at=timezone.now(),
        at=timezone.now(),
    )
    assert rights.request_for(cast.aurora.actor, asked.id).id == asked.id
    parts = {
        due.part
        for one, due in rights.over(timezone.now() + dt.timedelta(days=365 * 30))
        if one.id == case.id
    }
    assert {"words", "identity", "record"} <= parts


def test_a_conclusion_that_waited_is_listed_to_no_consul_once_the_file_is_sealed(cast):
    case, made = concluded(cast)
    assert made in access.to_sign(cast.mateo.actor)
    die(cast, case)
    for second in (cast.mateo, cast.aurora):
        assert access.to_sign(second.actor) == []


def test_somebody_declared_dead_is_found_and_whoever_was_told_is_listed(cast, busy):
    case = die(cast, busy.case)
    actions.tell_of_death(
        actor=cast.ines.actor,
        case=case,
        kind="family",
        who="Su madre, de viva voz por Inés",
        at=timezone.now(),
    )
    with pytest.raises(Refused):
        actions.propose_undoing(actor=cast.mateo.actor, case=case, how=ALIVE, at=timezone.now())
    lone = actions.propose_undoing(actor=cast.ines.actor, case=case, how=ALIVE, at=timezone.now())
    with pytest.raises(Refused):
        undo_death(actor=cast.ines.actor, proposal=lone, reason=REASON, at=timezone.now())
    undo_death(actor=cast.aurora.actor, proposal=lone, reason=REASON, at=timezone.now())
    case = access.case_for(cast.mateo.actor, case.id)  # of the whole post again
    assert (case.status, case.closed_at, case.sealed_at) == ("active", None, None)
    assert Obligation.objects.filter(subject_id=case.id, state__in=Obligation.WAITING).exists()
    one = access_death.history(case)[0]
    assert one.said["how"] == HOW and one.undoing == f"{ALIVE}\n{REASON}", "both entries stay"
    names = list(CaseAct.objects.filter(case=case).values_list("name", flat=True))
    assert names.count("closed") == names.count("reopened") == 1
    to_correct = access_death.to_correct(case)
    assert sorted(row.kind for row in to_correct) == ["family", "petition", "referral"]
    assert {row.partner for row in to_correct if row.kind != "family"} == {
        cast.jacaranda,
        cast.puebla,
    }
    for row in to_correct:
        actions.tell_correction(actor=cast.ines.actor, case=case, told=row, at=timezone.now())
    assert access_death.to_correct(case) == []
    assert die(cast, case).sealed_at and len(access_death.history(case)) == 2


def test_a_death_changes_no_past_figure(cast, busy):
    tick(timezone.now())
    figures = list(Fact.objects.order_by("id").values())
    case = die(cast, busy.case)
    tick(timezone.now())
    assert list(Fact.objects.order_by("id").values())[: len(figures)] == figures
    assert CaseAct.objects.filter(case=case, name="closed").count() == 1


def test_a_case_closed_before_keeps_the_day_it_closed(cast):
    case = open_case(cast)
    consent(cast, case, "keeping")
    actions.close_case(actor=cast.mateo.actor, case=case, reason="goals_met", note="", at=timezone.now())
    day = case.closed_at
    assert die(cast, case).closed_at == day
    assert found(cast, case).status == "active"


def test_a_phone_that_sends_weeks_later_is_set_aside_and_nothing_is_lost(cast, busy):
    case = die(cast, busy.case)
    now = timezone.now()
    phone = collection.register(
        actor=cast.mateo.actor, post=cast.houston, name="Teléfono 3", forms=[], at=now
    ).device

    def came(instance: str, danger: str, **old: str) -> Arrival:
        plain = current("mobile-consulate", {"danger_now": danger}, instance=instance, **old)
        form = finalise(phone.public_key, plain)
        return collection.receive(
            actor=actor_of(phone),
            post=cast.houston,
            device=phone,
            packet=collection.Packet(data=form.xml, files=form.files),
            at=now,
        ).arrival

    first = came("uuid:r-1", "yes")
    Arrival.objects.filter(id=first.id).update(case=case, state="closed")
    late = came("uuid:r-2", "no", deprecated="uuid:r-1")
    assert (late.state, late.reasons) == ("quarantined", ["sealed_file"])
    assert read(cast.ines.actor, late).content["answers"] == {"danger_now": "no"}, "it is all there"
    with pytest.raises(BadInput, match="not lost"):
        collection.release(actor=cast.ines.actor, arrival=late, at=now)


def blocked(cast, case):
    """The time of keeping it is over and no authorisation came: nobody of the post reads it."""
    made = propose_erasure(
        actor=SYSTEM,
        case=case,
        due=Due("record", today(), "retention-record", 12),
        at=timezone.now(),
    )
    confirm(actor=cast.aurora.actor, erasure=made, reason="Terminó su plazo.", at=timezone.now())
    return Case.objects.get(id=case.id)


def test_what_was_asked_before_the_file_was_blocked_opens_it_to_nobody(cast):
    case = open_case(cast)
    consent(cast, case, "keeping")
    asked = propose(cast, case)
    case = blocked(cast, case)
    with pytest.raises(BadInput, match="blocked meanwhile"):
        record_death(actor=cast.mateo.actor, proposal=asked, reason=REASON, at=timezone.now())
    other = open_case(cast)
    consent(cast, other, "keeping")
    other = die(cast, other)
    asked = actions.propose_undoing(actor=cast.ines.actor, case=other, how=ALIVE, at=timezone.now())
    other = blocked(cast, other)
    with pytest.raises(BadInput, match="blocked meanwhile"):
        undo_death(actor=cast.aurora.actor, proposal=asked, reason=REASON, at=timezone.now())
    for one in (case, other):
        for reader in (cast.ines, cast.aurora, cast.mateo):
            with pytest.raises(Absent):
                access.case_for(reader.actor, one.id)
