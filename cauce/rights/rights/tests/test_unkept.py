"""A draft nobody agreed to keep ends by itself; with danger a person decides; a postponement has a reason."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases import sections
from cauce.cases.facts import zone_of
from cauce.cases.models import Case, CaseAct, Section
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, shred, unseal
from cauce.intake.screenings import actions as screenings
from cauce.intake.screenings.facts import answers_of
from cauce.protocol.editions.access import current_edition
from cauce.rights.rights import access_drafts as access
from cauce.rights.rights.actions import erase_draft, follow_draft, place_hold, postpone_draft
from cauce.rights.rights.models import UnkeptDraft
from cauce.rights.rights.rules import unkept
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices.models import Message
from cauce.staff.offices.models import Post
from tests.cast import member
from tests.rounds import rounds_of

pytestmark = pytest.mark.django_db
TOLD = "Dijo que la dueña de la casa guarda su pasaporte."
WHY = "Regresa el lunes y se le pregunta entonces."


@pytest.fixture
def told(cast):
    """Somebody whom nobody asked yet whether it may be kept: Inés wrote down what was said."""
    made = cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=timezone.now() - dt.timedelta(minutes=9),
        officer=cast.ines.user,
    )
    cases.save_section(actor=cast.ines.actor, case=made, kind="draft", content=TOLD, seen=0)
    return made


@pytest.fixture
def danger(cast, told):
    cases.record_facts(actor=cast.ines.actor, case=told, facts={"danger.immediate": True}, at=timezone.now())
    return Case.objects.get(id=told.id)


def after(days: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=days)


def round_at(days: int) -> dict[str, int]:
    done = rounds_of("cauce.rights.rights", after(days))
    return {"erased": done["drafts_erased"], "to_decide": done["drafts_to_decide"]}


def listed(danger) -> UnkeptDraft:
    round_at(92)
    return UnkeptDraft.objects.get(case=danger)


def says(cast, case, given: bool) -> None:
    cases.record_consent(actor=cast.ines.actor, case=case, purpose="keeping", given=given, at=timezone.now())


def test_it_stays_until_its_last_day_and_ends_the_day_after(cast, told):
    assert round_at(89) == {"erased": 0, "to_decide": 0}
    assert sections.latest(Case.objects.get(id=told.id), "draft") == (1, TOLD)
    assert round_at(92) == {"erased": 1, "to_decide": 0}
    assert not Section.objects.filter(case=told, kind="draft").exists()
    assert round_at(93) == {"erased": 0, "to_decide": 0}


def test_what_ended_opens_from_no_copy_and_its_acts_and_the_count_stay(cast, told):
    row, key = Section.objects.get(case=told, kind="draft"), told.draft_key_id
    round_at(92)
    with pytest.raises(KeyGone):
        unseal(key, Section.sealed.bound_to(row), row.sealed)
    assert CaseAct.objects.filter(case=told, name="contact_started").exists()
    [ended] = UnkeptDraft.objects.filter(case=told)
    assert (ended.state, ended.post_id) == ("erased", "HOU")
    assert access.ended_by_year(cast.aurora.actor, "HOU") == [(ended.due_on.year, 1)]
    assert Entry.objects.filter(what="draft.follow", about_id=str(told.id)).count() == 1


def test_who_comes_back_tells_it_anew_and_may_agree_then(cast, told):
    round_at(92)
    again = Case.objects.get(id=told.id)
    cases.save_section(actor=cast.ines.actor, case=again, kind="draft", content="Volvió.", seen=0)
    says(cast, again, True)
    assert sections.latest(Case.objects.get(id=told.id), "narrative") == (1, "Volvió.")


def test_an_act_under_way_with_an_old_page_writes_under_the_new_key(cast, told):
    page = Case.objects.get(id=told.id)
    round_at(92)
    cases.save_section(actor=cast.ines.actor, case=page, kind="draft", content="Hoy.", seen=0)
    assert sections.latest(Case.objects.get(id=told.id), "draft") == (1, "Hoy.")


def test_the_answers_of_a_talk_that_nobody_agreed_to_keep_end_with_it(cast, told):
    cases.record_consent(actor=cast.ines.actor, case=told, purpose="screening", given=True, at=timezone.now())
    sitting = screenings.start(
        actor=cast.ines.actor, case=told, instrument="protection-desk", at=timezone.now()
    )
    assert "erased" not in answers_of(sitting)
    round_at(92)
    sitting.refresh_from_db()
    sitting.case.refresh_from_db()
    assert answers_of(sitting) == {"answers": {}, "erased": True}


@pytest.mark.parametrize("given", [True, False])
def test_whoever_answered_is_no_longer_of_it(cast, told, given):
    says(cast, told, given)
    assert round_at(400) == {"erased": 0, "to_decide": 0}
    assert not UnkeptDraft.objects.exists()


def test_writing_in_it_again_begins_its_time_again(cast, told):
    Section.objects.filter(case=told).update(saved_at=after(-80))
    cases.save_section(actor=cast.ines.actor, case=told, kind="draft", content="Hoy.", seen=1)
    assert round_at(60) == {"erased": 0, "to_decide": 0}


def test_a_note_brought_from_an_earlier_register_waits_longer(told):
    Case.objects.filter(id=told.id).update(keeping="unrecorded")
    assert round_at(300) == {"erased": 0, "to_decide": 0}
    assert round_at(370) == {"erased": 1, "to_decide": 0}


def test_a_hold_keeps_it(cast, told):
    place_hold(
        actor=cast.aurora.actor,
        case=told,
        until=after(200).date(),
        reason="Un juicio.",
        at=timezone.now(),
    )
    assert round_at(150) == {"erased": 0, "to_decide": 0}
    assert round_at(202) == {"erased": 1, "to_decide": 0}


def test_an_edition_that_says_no_period_ends_nothing(told):
    parameters = dict(current_edition().parameters)
    del parameters["unkept-draft"]
    without = type("Edition", (), {"parameters": parameters})
    assert unkept.ends_on(without, "not_asked", timezone.now(), dt.UTC) is None


def test_with_danger_it_stands_on_the_list_of_one_person_who_did_not_write_it(cast, danger):
    assert round_at(92) == {"erased": 0, "to_decide": 1}
    row = UnkeptDraft.objects.get(case=danger)
    assert row.person == cast.mateo.user and row.looks is None
    assert sections.latest(danger, "draft")[1] == TOLD
    assert access.rows_to_decide(cast.mateo.actor).count() == 1
    assert access.rows_to_decide(cast.aurora.actor).count() == 0
    [message] = Message.objects.filter(key__startswith="draft:")
    assert message.recipient == str(cast.mateo.user.id) and danger.folio not in message.body
    assert round_at(93) == {"erased": 0, "to_decide": 0}, "it waits for him, and he is told once"


def lowered(cast, case) -> None:
    case = Case.objects.get(id=case.id)
    cases.record_facts(actor=cast.ines.actor, case=case, facts={"danger.immediate": False}, at=timezone.now())
    assert not Case.objects.get(id=case.id).danger


def test_that_one_person_took_the_mark_away_ends_nothing_by_itself(cast, danger):
    lowered(cast, danger)
    assert round_at(92) == {"erased": 0, "to_decide": 1}
    assert sections.latest(danger, "draft")[1] == TOLD


def test_what_a_person_postponed_ends_by_a_person_though_the_mark_was_taken_away(cast, danger):
    postpone_draft(actor=cast.mateo.actor, draft=listed(danger), reason=WHY, at=after(93))
    lowered(cast, danger)
    assert round_at(125) == {"erased": 0, "to_decide": 1}


def test_where_it_can_no_longer_be_known_whether_there_was_danger_a_person_decides(cast, danger):
    lowered(cast, danger)
    shred(danger.key_id)
    assert round_at(92) == {"erased": 0, "to_decide": 1}


def test_when_he_leaves_somebody_else_is_named(cast, danger):
    row = listed(danger)
    cast.mateo.user.is_active = False
    cast.mateo.user.save()
    assert round_at(93) == {"erased": 0, "to_decide": 1}
    row.refresh_from_db()
    assert row.person == cast.aurora.user


def party(cast, case, who) -> None:
    says = {"relation": "relative", "words": "", "at": timezone.now()}
    cases.declare_party(actor=cast.ines.actor, case=Case.objects.get(id=case.id), user=who.user, **says)


def test_a_party_is_never_named_to_decide_and_once_one_somebody_else_is(cast, danger):
    row = listed(danger)
    assert row.person == cast.mateo.user
    party(cast, danger, cast.mateo)
    assert round_at(93) == {"erased": 0, "to_decide": 1}
    row.refresh_from_db()
    assert row.person == cast.aurora.user
    dana = member("dana", "Dana Olvera", "head_of_post", post=cast.laredo)
    Post.objects.filter(code="HOU").update(signs_here=cast.laredo)
    party(cast, danger, cast.aurora)
    party(cast, danger, dana)
    round_at(94)
    row.refresh_from_db()
    assert (row.person, row.looks) == (None, None), "nobody is left: headquarters is told"


def test_in_a_post_of_one_the_named_neighbour_decides(cast, danger):
    Section.objects.filter(case=danger).update(saved_by=str(cast.mateo.user.id))
    cast.aurora.user.is_active = False
    cast.aurora.user.save()
    Post.objects.filter(code="HOU").update(signs_here=cast.laredo)
    assistant = cast.tomas.user
    assistant.assignments.update(role="protection_consul")
    row = listed(danger)
    assert (row.person, row.looks) == (assistant, cast.laredo)
    from cauce.staff.offices.access import actor_for

    neighbour = actor_for(assistant)
    assert access.draft_for(neighbour, row.id) == row
    postpone_draft(actor=neighbour, draft=row, reason=WHY, at=after(93))
    row.refresh_from_db()
    assert row.state == "postponed"
    with pytest.raises(BadInput):
        postpone_draft(actor=cast.mateo.actor, draft=row, reason=WHY, at=after(93))


def test_where_nobody_can_decide_headquarters_is_told_and_reads_nothing(cast, danger):
    for one in (cast.mateo, cast.aurora):
        one.user.is_active = False
        one.user.save()
    Post.objects.filter(code="HOU").update(signs_here=None)
    row = listed(danger)
    assert row.person is None
    told = set(Message.objects.filter(key__startswith="draft:").values_list("recipient", flat=True))
    assert told == {str(cast.sofia.user.id), str(cast.ximena.user.id)}
    with pytest.raises(Absent):
        access.draft_for(cast.sofia.actor, row.id)


def test_a_postponement_has_a_reason_lasts_as_the_content_says_and_is_sealed(cast, danger):
    row = listed(danger)
    with pytest.raises(BadInput):
        postpone_draft(actor=cast.mateo.actor, draft=row, reason="  ", at=after(93))
    postpone_draft(actor=cast.mateo.actor, draft=row, reason=WHY, at=after(93))
    row.refresh_from_db()
    assert UnkeptDraft.reason.open(row) == WHY
    assert round_at(120) == {"erased": 0, "to_decide": 0}
    assert round_at(125) == {"erased": 0, "to_decide": 1}


def test_whoever_wrote_it_neither_postpones_nor_ends_it(cast, danger):
    row = listed(danger)
    with pytest.raises(Refused):  # she has no right to it
        postpone_draft(actor=cast.ines.actor, draft=row, reason=WHY, at=after(93))
    Section.objects.filter(case=danger).update(saved_by=str(cast.mateo.user.id))
    for act in (postpone_draft, erase_draft):
        with pytest.raises(BadInput):
            act(actor=cast.mateo.actor, draft=row, reason=WHY, at=after(93))
    assert sections.latest(danger, "draft")[1] == TOLD


def test_another_person_ends_it_with_a_reason(cast, danger):
    row = listed(danger)
    erase_draft(actor=cast.mateo.actor, draft=row, reason="La persona está a salvo.", at=after(93))
    assert not Section.objects.filter(case=danger, kind="draft").exists()
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("erased", str(cast.mateo.user.id))
    with pytest.raises(BadInput):
        erase_draft(actor=cast.aurora.actor, draft=row, reason=WHY, at=after(94))


def test_her_answer_takes_it_from_the_list(cast, danger):
    row = listed(danger)
    says(cast, danger, True)
    assert access.rows_to_decide(cast.mateo.actor).count() == 0
    with pytest.raises(BadInput):
        postpone_draft(actor=cast.mateo.actor, draft=row, reason=WHY, at=after(93))
    round_at(93)
    row.refresh_from_db()
    assert row.state == "over"
    assert sections.latest(Case.objects.get(id=danger.id), "narrative")[1] == TOLD


def test_an_answer_while_the_run_was_under_way_is_not_undone(cast, told):
    stale = Case.objects.get(id=told.id)
    says(cast, told, True)
    assert follow_draft(actor=SYSTEM, case=stale, at=after(92)) == ""
    assert sections.latest(Case.objects.get(id=told.id), "narrative")[1] == TOLD


def test_the_post_sees_what_is_about_to_end_and_another_post_does_not(cast, told):
    assert access.soon(cast.ines.actor, "HOU", timezone.now()) == []
    [(case, day)] = access.soon(cast.ines.actor, "HOU", after(80))
    assert case.id == told.id and day == unkept.ends_on(
        current_edition(), "not_asked", Section.objects.get(case=told, kind="draft").saved_at, zone_of(told)
    )
    with pytest.raises(Absent):
        access.soon(cast.tomas.actor, "HOU", after(80))
