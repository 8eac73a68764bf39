"""A case goes to another post: asked by one, received by the other, nothing lost on the way."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases import actions
from cauce.cases.models import Case
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, unseal
from cauce.custody.keystore.moving import recover, unsettled
from cauce.operations.loop.tick import tick
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals import access, access_transfers
from cauce.sharing.referrals.actions import (
    Asked,
    Sought,
    accept_transfer,
    ask_transfer,
    decline_transfer,
    moving,
    send,
    take_back_transfer,
)
from cauce.sharing.referrals.models import Referral, Transfer
from cauce.staff.notices.models import Message
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import assign
from cauce.staff.offices.models import Post
from tests.cast import shelter, today
from tests.transfers import NOTE, asked, moved

from .conftest import consent, open_case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(cast):
    made = open_case(cast)
    consent(cast, made, "keeping")
    return made


@pytest.fixture
def referral(cast, case):
    service = shelter(cast.jacaranda)
    recipient = str(service.organization_id)
    consent(cast, case, "referral", recipient=recipient, fields=("needs",))
    return send(
        actor=cast.ines.actor,
        case=case,
        asked=Asked(service=service, shared={"needs": "Una cama."}),
        sought=Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )


def states(case: Case, at: dt.datetime) -> dict[str, str]:
    return {one.action: one.state for one in cases.page_for(actor_for(case.officer), case.id, "x", at).plan}


def test_until_the_other_accepts_it_stays_where_it_is(cast, case):
    transfer = asked(case, by=cast.ines, to=cast.laredo)
    assert Case.objects.get(id=case.id).post_id == "HOU"
    cases.case_for(cast.ines.actor, case.id)
    with pytest.raises(Absent):
        cases.case_for(cast.tomas.actor, case.id)
    assert access_transfers.note_of(cast.tomas.actor, transfer) == NOTE
    assert access_transfers.rows_here(cast.tomas.actor, "LAR").count() == 1


def test_accepted_it_is_the_others_with_its_deadlines_its_referrals_and_its_history(cast, case, referral):
    noted = cases.notes(case)
    due = Obligation.objects.filter(subject_id=case.id).count()
    after = moved(case, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    assert (after.post_id, after.officer) == ("LAR", cast.tomas.user)
    cases.case_for(cast.tomas.actor, after.id)
    with pytest.raises(Absent):
        cases.case_for(cast.ines.actor, after.id)
    assert not Obligation.objects.filter(subject_id=case.id).exclude(post=cast.laredo).exists()
    assert due <= Obligation.objects.filter(subject_id=case.id).count()
    # What was written stays, by whoever wrote it; the chain of each post has its part.
    now = [(one["act"].name, one["act"].by, one["note"]) for one in cases.notes(after)]
    assert {(one["act"].name, one["act"].by, one["note"]) for one in noted} < set(now)
    assert ("transfer_requested", str(cast.mateo.user.id), NOTE) in now
    assert Entry.objects.get(what="transfer.ask").chain == "HOU"
    assert Entry.objects.get(what="transfer.accept").chain == "LAR"
    sent = access.referral_for(cast.tomas.actor, referral.id)
    assert access.shared_by(sent) == {"needs": "Una cama."}
    with pytest.raises(Absent):
        access.referral_for(cast.ines.actor, referral.id)
    assert unsettled(older=-1) == []  # every key lies under one post


def test_a_crash_before_the_old_wraps_were_deleted_is_ended_towards_the_new_post(
    cast, case, referral, monkeypatch
):
    def fall(*_):
        raise OSError("no power")

    monkeypatch.setattr(moving, "settle_key", fall)
    moved(case, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    assert unsettled(older=-1) == [referral.id]
    assert recover(older=-1) == 1 and unsettled(older=-1) == []
    assert access.shared_by(Referral.objects.get(id=referral.id)) == {"needs": "Una cama."}


def test_its_step_is_open_while_it_waits_and_met_when_it_was_received(cast, case):
    actions.assign(actor=cast.mateo.actor, case=case, officer=cast.ines.user)
    asked(case, by=cast.ines, to=cast.laredo)
    later = timezone.now() + dt.timedelta(minutes=1)
    assert states(Case.objects.get(id=case.id), later)["P4-18"] == "open"
    transfer = Transfer.objects.get(case=case)
    accept_transfer(actor=cast.tomas.actor, transfer=transfer, officer=cast.tomas.user, at=timezone.now())
    assert states(Case.objects.get(id=case.id), later)["P4-18"] == "met"


def test_a_second_move_has_a_clock_of_its_own(cast, case):
    here = moved(case, by=cast.ines, to=cast.laredo, received_by=cast.tomas)
    assert states(here, timezone.now())["P4-18"] == "met"
    with time_machine.travel(timezone.now() + dt.timedelta(days=9)):
        back = asked(here, by=cast.tomas, to=cast.houston)
        later = timezone.now() + dt.timedelta(minutes=1)
        plan = cases.page_for(cast.tomas.actor, case.id, "x", later).plan
        step = next(one for one in plan if one.action == "P4-18")
        assert (step.state, step.due.date()) == (
            "open",
            back.due_at.astimezone(step.due.tzinfo).date(),
        )
        accept_transfer(actor=cast.mateo.actor, transfer=back, officer=cast.ines.user, at=timezone.now())
        assert states(Case.objects.get(id=case.id), later)["P4-18"] == "met"


def test_what_was_written_to_decide_is_destroyed_once_it_was(cast, case):
    transfer = asked(case, by=cast.ines, to=cast.laredo)
    sealed = bytes(transfer.note)
    decline_transfer(actor=cast.tomas.actor, transfer=transfer, reason="talk_first", at=timezone.now())
    assert access_transfers.note_of(cast.tomas.actor, transfer) == ""
    with pytest.raises(KeyGone):
        unseal(transfer.id, Transfer.note.bound_to(transfer), sealed)
    # Whoever asked still has it, in the history of the case.
    assert NOTE in [one["note"] for one in cases.notes(Case.objects.get(id=case.id))]


def test_declined_or_taken_back_it_stays_and_may_be_asked_again(cast, case):
    transfer = asked(case, by=cast.ines, to=cast.laredo)
    decline_transfer(actor=cast.tomas.actor, transfer=transfer, reason="not_ours", at=timezone.now())
    told = Message.objects.filter(key__startswith="transfer_no:").values_list("recipient", flat=True)
    assert list(told) == [str(cast.ines.user.id)]
    again = asked(case, by=cast.ines, to=cast.laredo)
    take_back_transfer(actor=cast.mateo.actor, case=case, transfer=again, at=timezone.now())
    with pytest.raises(BadInput, match="answered already"):
        accept_transfer(actor=cast.tomas.actor, transfer=again, officer=cast.tomas.user, at=timezone.now())
    assert Case.objects.get(id=case.id).post_id == "HOU"


def test_one_case_is_asked_over_once_at_a_time_and_received_once(cast, case):
    transfer = asked(case, by=cast.ines, to=cast.laredo)
    with pytest.raises(BadInput, match="asked already"):
        asked(case, by=cast.mateo, to=cast.laredo)
    accept = {"actor": cast.tomas.actor, "transfer": transfer, "officer": cast.tomas.user}
    accept_transfer(**accept, at=timezone.now())
    stale = Transfer.objects.get(id=transfer.id)
    with pytest.raises(BadInput, match="answered already"):
        accept_transfer(**{**accept, "transfer": stale}, at=timezone.now())
    assert Entry.objects.filter(what="case.hand_over").count() == 1


def test_it_goes_where_somebody_can_receive_it_and_nowhere_else(cast, case):
    for to, words in ((cast.houston, "already"), (Post.objects.get(code="BOI"), "Nobody")):
        with pytest.raises(BadInput, match=words):
            asked(case, by=cast.ines, to=to)
    actions.close_case(actor=cast.mateo.actor, case=case, reason="goals_met", note="", at=timezone.now())
    with pytest.raises(BadInput, match="closed"):
        asked(case, by=cast.mateo, to=cast.laredo)
    assert not Transfer.objects.exists()


def test_whoever_does_not_work_on_cases_neither_asks_nor_receives(cast, case):
    for one in (cast.tomas, cast.aurora, cast.bruno, cast.sofia):
        with pytest.raises(Refused):
            asked(case, by=one, to=cast.laredo)
    transfer = asked(case, by=cast.ines, to=cast.laredo)
    for one in (cast.ines, cast.mateo, cast.aurora, cast.sofia, cast.clara):
        with pytest.raises(Refused):
            accept_transfer(actor=one.actor, transfer=transfer, officer=cast.tomas.user, at=timezone.now())
        with pytest.raises(Absent):
            access_transfers.transfer_for(one.actor, transfer.id)
    with pytest.raises(BadInput, match="does not work on cases here"):
        accept_transfer(actor=cast.tomas.actor, transfer=transfer, officer=cast.ines.user, at=timezone.now())


def test_silence_until_the_end_of_the_day_is_told_to_both_posts_once(cast, case):
    assign(actor=SYSTEM, user=cast.aurora.user, role="head_of_post", post=cast.laredo)
    transfer = asked(case, by=cast.ines, to=cast.laredo)
    assert tick(transfer.due_at - dt.timedelta(minutes=1))["transfers_chased"] == 0
    with time_machine.travel(transfer.due_at + dt.timedelta(minutes=1)):
        assert tick(timezone.now())["transfers_chased"] == 1
        assert tick(timezone.now())["transfers_chased"] == 0
    late = Message.objects.filter(key__startswith=f"transfer_late:{transfer.id}:")
    told = set(late.values_list("recipient", flat=True))
    assert {str(one.user.id) for one in (cast.ines, cast.mateo, cast.tomas, cast.aurora)} <= told
    for message in late:
        assert case.folio not in message.subject + message.body


def test_a_case_that_was_closed_meanwhile_is_not_received(cast, case):
    transfer = asked(case, by=cast.ines, to=cast.laredo)
    actions.close_case(actor=cast.mateo.actor, case=case, reason="goals_met", note="", at=timezone.now())
    accept = {"actor": cast.tomas.actor, "officer": cast.tomas.user, "at": timezone.now()}
    with pytest.raises(BadInput, match="closed"):
        accept_transfer(transfer=Transfer.objects.get(id=transfer.id), **accept)
    assert Case.objects.get(id=case.id).post_id == "HOU"


def test_what_was_agreed_is_answered_for_by_whoever_works_on_it_now(cast, case):
    actions.add_plan_item(
        actor=cast.ines.actor,
        case=case,
        need="shelter",
        agreed="Buscar una cama.",
        responsible=cast.ines.user,
        due_on=today(),
        at=timezone.now(),
    )
    after = moved(case, by=cast.ines, to=cast.laredo, received_by=cast.tomas)
    assert [line.responsible for line in after.plan_items.all()] == [cast.tomas.user]


def stale(case: Case) -> Case:
    """The case as a page had it that began before it went elsewhere."""
    return Case.objects.select_related("post", "person", "officer").get(id=case.id)


def test_a_write_that_began_before_it_went_is_refused_after(cast, case):
    one, two, three = stale(case), stale(case), stale(case)
    moved(case, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    with pytest.raises(Refused):
        actions.save_section(actor=cast.ines.actor, case=one, kind="narrative", content="Tarde.", seen=0)
    with pytest.raises(Refused):
        actions.close_case(actor=cast.mateo.actor, case=two, reason="goals_met", note="", at=timezone.now())
    with pytest.raises(Refused):
        asked(three, by=cast.ines, to=cast.posts["ELP"])
    now = Case.objects.get(id=case.id)
    assert (now.post_id, now.status) == ("LAR", "active")
    assert not Transfer.objects.filter(origin=cast.houston, state="asked").exists()


def test_the_edition_that_a_loop_had_in_hand_takes_the_annex_of_the_post_it_went_to(cast, case):
    before = stale(case)
    moved(case, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    actions.move_edition(actor=SYSTEM, case=before, edition=before.edition, at=timezone.now())
    now = Case.objects.get(id=case.id)
    assert (now.post_id, now.annex) == ("LAR", 0)


def test_a_request_whose_case_ended_shows_nothing_and_is_over(cast, case):
    transfer = asked(case, by=cast.ines, to=cast.laredo)
    actions.close_case(actor=cast.mateo.actor, case=case, reason="goals_met", note="", at=timezone.now())
    transfer = access_transfers.transfer_for(cast.tomas.actor, transfer.id)
    assert access_transfers.note_of(cast.tomas.actor, transfer) == ""
    assert tick(timezone.now())["transfers_over"] == 1
    assert tick(timezone.now())["transfers_over"] == 0
    transfer.refresh_from_db()
    assert (transfer.state, transfer.note) == ("taken_back", None)


def test_a_week_without_an_answer_ends_it_and_whoever_asked_is_told(cast, case):
    transfer = asked(case, by=cast.ines, to=cast.laredo)
    with time_machine.travel(transfer.due_at + dt.timedelta(days=7, minutes=1)):
        assert tick(timezone.now())["transfers_over"] == 1
    told = Message.objects.filter(key__startswith=f"transfer_over:{transfer.id}:")
    assert [one.recipient for one in told] == [str(cast.ines.user.id)]


def test_whoever_works_on_it_is_told_when_somebody_else_asks_and_when_it_went(cast, case):
    actions.assign(actor=cast.mateo.actor, case=case, officer=cast.ines.user)
    moved(case, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    for name in ("transfer_asked", "transfer_went"):
        told = Message.objects.filter(key__startswith=f"{name}:")
        assert [one.recipient for one in told] == [str(cast.ines.user.id)]


def test_what_was_asked_for_one_case_is_not_taken_back_through_another(cast, case):
    transfer, other = asked(case, by=cast.ines, to=cast.laredo), open_case(cast)
    with pytest.raises(Absent):
        take_back_transfer(actor=cast.ines.actor, case=other, transfer=transfer, at=timezone.now())
    transfer.refresh_from_db()
    assert transfer.state == "asked"


def test_it_is_asked_only_when_the_person_wants_it(cast, case):
    with pytest.raises(BadInput, match="has not said"):
        ask_transfer(
            actor=cast.ines.actor,
            case=case,
            to=cast.laredo,
            reason="moves",
            note=NOTE,
            agreed=False,
            at=timezone.now(),
        )
    assert not Transfer.objects.exists()
