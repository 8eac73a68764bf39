"""Before a yes only safety facts and a sealed draft exist; a no destroys the draft for good."""

from __future__ import annotations

import sqlite3

import pytest
from django.conf import settings
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases.actions.erasing import erase_who, erase_words
from cauce.cases.models import Case, Section
from cauce.content.errors import BadInput
from cauce.custody.journal import door
from cauce.custody.keystore import KeyGone, unseal

pytestmark = pytest.mark.django_db
TOLD = "Dijo que la cuidadora del taller guarda sus papeles."


def draft(cast, case, text=TOLD, seen=0):
    return actions.save_section(actor=cast.ines.actor, case=case, kind="draft", content=text, seen=seen)


def answer(cast, case, given, purpose="keeping"):
    return actions.record_consent(
        actor=cast.ines.actor, case=case, purpose=purpose, given=given, at=timezone.now()
    )


@pytest.mark.parametrize("kind", ["narrative", "health", "legal", "others"])
def test_it_keeps_no_other_part_before_the_answer(cast, case, kind):
    with pytest.raises(BadInput):
        actions.save_section(actor=cast.ines.actor, case=case, kind=kind, content="x", seen=0)
    assert not Section.objects.filter(kind=kind).exists()


def test_it_keeps_only_facts_of_safety_before_the_answer(cast, case):
    now = timezone.now()
    actions.record_facts(
        actor=cast.ines.actor, case=case, facts={"danger.immediate": True, "person.age": 16}, at=now
    )
    with pytest.raises(BadInput) as refused:
        actions.record_facts(
            actor=cast.ines.actor,
            case=case,
            facts={"need.food": True, "labour.claim": True},
            at=now,
        )
    assert refused.value.where == "labour.claim"
    known = access.page_for(cast.ines.actor, case.id, "page", now).facts
    assert known["danger.immediate"] is True
    assert "need.food" not in known  # nothing of the form was half-saved


def test_it_turns_the_draft_into_the_story_when_she_agrees(cast, case):
    draft(cast, case)
    answer(cast, case, True)
    assert access.section(case, "narrative") == (1, TOLD)
    assert access.section(case, "draft") == (0, None)


def test_it_destroys_the_draft_for_good_when_she_refuses(cast, case):
    draft(cast, case)
    actions.record_facts(
        actor=cast.ines.actor, case=case, facts={"danger.immediate": True}, at=timezone.now()
    )
    backup = Section.objects.get(kind="draft")
    key = case.draft_key_id
    actions.refuse_keeping(actor=cast.ines.actor, case=case, at=timezone.now())
    assert not Section.objects.filter(case=case, kind="draft").exists()
    with pytest.raises(KeyGone):  # not even from a copy of the database
        unseal(key, Section.sealed.bound_to(backup), backup.sealed)
    with sqlite3.connect(settings.KEYSTORE_URL.removeprefix("sqlite:///")) as store:
        found = store.execute("SELECT 1 FROM wrap WHERE key_id = ?", (key.bytes,)).fetchone()
    store.close()
    assert found is None
    known = access.page_for(cast.ines.actor, case.id, "page", timezone.now()).facts
    assert known["danger.immediate"] is True


def test_it_says_that_there_is_no_draft_any_more_after_a_refusal(cast, case):
    answer(cast, case, False)
    with pytest.raises(BadInput) as refused:
        draft(cast, case)
    assert "borrador" in refused.value.es


def test_it_keeps_from_then_on_when_she_changes_her_mind(cast, case):
    draft(cast, case)
    answer(cast, case, False)
    answer(cast, case, True)
    actions.save_section(actor=cast.ines.actor, case=case, kind="narrative", content="Hoy sí.", seen=0)
    assert access.section(case, "narrative") == (1, "Hoy sí.")


def test_it_erases_the_story_when_she_takes_her_yes_back(cast, kept):
    actions.save_section(actor=cast.ines.actor, case=kept, kind="narrative", content=TOLD, seen=0)
    [(consent, _)] = access.consents(kept)
    actions.withdraw_consent(actor=cast.ines.actor, case=kept, consent=consent, at=timezone.now())
    assert not Section.objects.filter(kind="narrative").exists()
    with pytest.raises(BadInput):
        actions.withdraw_consent(actor=cast.ines.actor, case=kept, consent=consent, at=timezone.now())


def test_it_never_brings_a_refusal_back_from_an_old_page(cast, case):
    old_page = Case.objects.get(id=case.id)
    answer(cast, case, False)
    actions.record_act(
        actor=cast.ines.actor, case=old_page, name="safety_checked", happened_at=timezone.now()
    )
    assert Case.objects.get(id=case.id).keeping == "refused"
    with pytest.raises(BadInput):
        actions.save_section(
            actor=cast.ines.actor, case=Case.objects.get(id=case.id), kind="narrative", content=TOLD, seen=0
        )


def test_it_opens_the_case_although_a_refusal_failed_after_the_key_was_destroyed(cast, case, monkeypatch):
    draft(cast, case)
    with monkeypatch.context() as broken:
        broken.setattr("cauce.cases.actions.consents.replan", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            answer(cast, case, False)
    assert access.section(case, "draft") == (1, None)
    answer(cast, case, False)
    assert Case.objects.get(id=case.id).keeping == "refused"


def test_the_words_go_with_the_sheet_of_a_handover_and_who_it_is_with_the_place_of_detention(cast, kept):
    kinds = {"handover", "detention"}
    for kind in kinds:
        Section.objects.create(
            case=kept,
            kind=kind,
            version=1,
            saved_at=timezone.now(),
            saved_by=cast.ines.actor.user,
            sealed=b"\x01",
        )

    def left() -> set[str]:
        rows = Section.objects.filter(case=kept, kind__in=kinds)
        return set(rows.values_list("kind", flat=True))

    token = door._inside.set(1)
    try:
        erase_words(kept, timezone.now())
        assert left() == {"detention"}
        erase_who(kept, timezone.now())
    finally:
        door._inside.reset(token)
    assert left() == set()
