"""Two tabs, two instants, and what a form may not say."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases.models import Case, CaseAct
from cauce.cases.sections import LONGEST, SectionConflict
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import seal
from cauce.custody.keystore.aead import Sealed
from cauce.staff.obligations.models import Obligation
from tests.cast import today

from .conftest import open_at_houston

pytestmark = pytest.mark.django_db
AHEAD = dt.timedelta(hours=2)


def test_it_never_saves_a_second_tab_over_the_first(cast, kept):
    save = {"actor": cast.ines.actor, "case": kept, "kind": "narrative"}
    assert actions.save_section(**save, content="De la primera pestaña.", seen=0) == 1
    with pytest.raises(SectionConflict) as conflict:
        actions.save_section(**save, content="De la segunda.", seen=0)
    assert (conflict.value.version, conflict.value.current) == (1, "De la primera pestaña.")
    assert access.section(kept, "narrative") == (1, "De la primera pestaña.")
    assert actions.save_section(**save, content="Ambas.", seen=1) == 2


def test_it_keeps_every_version(cast, kept):
    for seen, text in enumerate(("uno", "dos", "tres")):
        actions.save_section(actor=cast.ines.actor, case=kept, kind="health", content=text, seen=seen)
    assert kept.sections.filter(kind="health").count() == 3


def test_it_refuses_a_text_that_does_not_fit_and_says_how_long_it_is(cast, kept):
    with pytest.raises(BadInput) as refused:
        actions.save_section(
            actor=cast.ines.actor, case=kept, kind="narrative", content="a" * (LONGEST + 1), seen=0
        )
    assert str(LONGEST + 1) in refused.value.es


def test_it_keeps_emoji_and_every_script_of_a_text(cast, kept):
    text = "«Tlāltikpak» — ñ, 漢字, עברית, 👩🏽‍⚕️, \n\ttabulador"
    actions.save_section(actor=cast.ines.actor, case=kept, kind="narrative", content=text, seen=0)
    assert access.section(kept, "narrative")[1] == text


def test_it_keeps_when_it_happened_and_when_it_was_typed(cast, case):
    happened = timezone.now() - dt.timedelta(minutes=20)
    actions.record_act(actor=cast.ines.actor, case=case, name="safety_checked", happened_at=happened)
    row = CaseAct.objects.get(name="safety_checked")
    assert row.happened_at == happened
    assert timezone.now() - row.typed_at < dt.timedelta(minutes=5)
    assert Obligation.objects.get(subject_id=case.id, action="P2-02").met_at == happened


@pytest.mark.parametrize(
    "attempt",
    [
        lambda a, c, at: actions.record_act(actor=a, case=c, name="safety_checked", happened_at=at),
        lambda a, c, at: actions.record_facts(actor=a, case=c, facts={"need.food": True}, at=at),
        lambda a, c, at: actions.record_consent(actor=a, case=c, purpose="contact", given=True, at=at),
        lambda a, c, at: actions.add_plan_item(
            actor=a, case=c, need="food", agreed="x", due_on=at.date(), responsible=None, at=at
        ),
        lambda a, c, at: actions.depart(
            actor=a, case=c, action="P2-05", reason="safety", note="No era seguro.", at=at
        ),
        lambda a, c, at: actions.close_case(actor=a, case=c, reason="goals_met", note="", at=at),
    ],
)
def test_it_refuses_what_is_said_to_have_happened_in_the_future(cast, case, attempt):
    entries = Entry.objects.count()
    with pytest.raises(BadInput, match="future"):
        attempt(cast.ines.actor, case, timezone.now() + AHEAD)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    "given",
    [
        {"name": "saftey_checked"},
        {"name": "safety_checked", "facts": {"danger.inmediate": True}},
        {"name": "safety_checked", "facts": {"danger.immediate": "quizá"}},
    ],
)
def test_it_refuses_what_the_protocol_does_not_know_and_saves_nothing(cast, case, given):
    before = CaseAct.objects.count()
    with pytest.raises(CauceError):
        actions.record_act(actor=cast.ines.actor, case=case, happened_at=timezone.now(), **given)
    assert CaseAct.objects.count() == before


def test_it_refuses_a_contact_that_began_in_the_future(cast):
    with pytest.raises(BadInput):
        open_at_houston(cast, started_at=timezone.now() + AHEAD)
    assert not Case.objects.exists()


def test_it_lets_nobody_of_another_post_write_and_writes_it_down(cast, case):
    for stranger in (cast.tomas, cast.lucia, cast.aurora, cast.sofia, cast.clara, cast.bruno):
        with pytest.raises(Refused):
            actions.record_act(
                actor=stranger.actor, case=case, name="safety_checked", happened_at=timezone.now()
            )
    assert Entry.objects.filter(kind="refused", what="case.record_act").count() == 6


def test_it_does_not_close_a_line_of_another_case(cast, case):
    other = open_at_houston(cast)
    item = actions.add_plan_item(
        actor=cast.ines.actor,
        case=other,
        need="food",
        agreed="Despensa",
        due_on=today(),
        responsible=None,
        at=timezone.now(),
    )
    with pytest.raises(Absent):
        actions.close_plan_item(actor=cast.ines.actor, case=case, item=item, state="done", at=timezone.now())


def test_it_numbers_the_cases_of_a_post_in_the_year_of_its_own_clock(cast):
    # 03:00 UTC on New Year's Day is still the old year in Houston.
    started = dt.datetime(2026, 1, 1, 3, 0, tzinfo=dt.UTC)
    assert open_at_houston(cast, started_at=started).folio == "HOU-2025-00001"
    assert open_at_houston(cast).folio.endswith("-00001")
    assert open_at_houston(cast).folio.endswith("-00002")


def test_the_note_of_one_act_does_not_open_under_another(cast, case):
    for name, note in (("safety_checked", "Está a salvo."), ("age_checked", "Tiene 31 años.")):
        actions.record_act(actor=cast.ines.actor, case=case, name=name, happened_at=timezone.now(), note=note)
    assert {n["note"] for n in access.notes(case)} >= {"Está a salvo.", "Tiene 31 años."}
    other = CaseAct.objects.get(name="age_checked").note
    CaseAct.objects.filter(name="safety_checked").update(note=other)
    with pytest.raises(Sealed):
        access.notes(case)


def test_a_note_written_when_notes_were_bound_to_their_case_still_opens(cast, case):
    actions.record_act(actor=cast.ines.actor, case=case, name="safety_checked", happened_at=timezone.now())
    before = seal(case.key_id, f"cases.act|{case.id}|note|1", "De antes.")
    CaseAct.objects.filter(name="safety_checked").update(seal_id=None, note=before)
    assert "De antes." in [n["note"] for n in access.notes(case)]
