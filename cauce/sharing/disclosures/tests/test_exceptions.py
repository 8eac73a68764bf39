"""E3: without her yes only what content lists, with two people, a reason, and she is told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.cases.models import PlanItem
from cauce.content.errors import BadInput, CauceError, Unknown
from cauce.content.loader import load_edition
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.rules.disclosure import least
from cauce.sharing.disclosures import access, actions
from cauce.sharing.disclosures.models import Disclosure
from cauce.staff.notices.models import Message
from tests.closing import close, closed

from .conftest import WHY, agree_authority, contact, danger, propose

pytestmark = pytest.mark.django_db


def second(who, made, agrees=True):
    actions.second(actor=who.actor, disclosure=made, agrees=agrees, reason=WHY, at=timezone.now())


def test_nothing_leaves_until_a_second_person_agrees(cast, case):
    made = propose(cast, case)
    assert made.state == "proposed" and made.made_at is None
    with pytest.raises(BadInput):
        actions.make(actor=cast.ines.actor, disclosure=made, at=timezone.now())
    second(cast.aurora, made)
    actions.make(actor=cast.ines.actor, disclosure=made, at=timezone.now())
    assert made.state == "made"
    assert PlanItem.objects.get(case=case, need="tell_person").state == "open"


def test_whoever_asked_is_not_the_second_person(cast, case):
    made = actions.propose_exception(
        actor=cast.mateo.actor,
        case=case,
        told=actions.ToldWithout(
            exception="danger_to_life", recipient="us_local_police", fields=("danger",), reason=WHY
        ),
        at=timezone.now(),
    )
    with pytest.raises(BadInput, match="whoever asked"):
        second(cast.mateo, made)
    second(cast.aurora, made, agrees=False)
    assert made.state == "refused"
    with pytest.raises(BadInput):
        actions.make(actor=cast.mateo.actor, disclosure=made, at=timezone.now())


@pytest.mark.parametrize("who", ["lucia", "ines", "tomas", "raul", "elena", "bruno", "valeria", "clara"])
def test_who_has_no_such_right_is_no_second_person(cast, case, who):
    with pytest.raises(Refused):
        second(getattr(cast, who), propose(cast, case))


def test_in_danger_safety_waits_for_nobody_and_somebody_looks_afterwards(cast, case):
    made = danger(cast, case)
    assert made.state == "made" and made.urgent
    wait = made.second_due_at - timezone.now()
    assert dt.timedelta(hours=23) < wait <= dt.timedelta(hours=24)
    assert PlanItem.objects.filter(case=case, need="tell_person", state="open").exists()
    assert Message.objects.filter(key__startswith=f"second:{made.id}:").count() == 2
    second(cast.mateo, made, agrees=False)
    assert (made.state, made.second_agrees) == ("made", False)


def test_only_what_content_lists_is_an_exception(cast, case):
    listed = [one.id for one in load_edition().catalogues["sharing_exceptions"]]
    assert listed == ["danger_to_life", "child_abuse"]
    with pytest.raises(Unknown):
        propose(cast, case, exception="convenience")
    with pytest.raises(Unknown):
        propose(cast, case, us_state="ZZ")
    with pytest.raises(Unknown):
        propose(cast, case, recipient="somebody")
    with pytest.raises(BadInput):
        propose(cast, case, reason="sí")


@pytest.mark.parametrize("field", ["nationality", "immigration_situation", "what_happened", "story"])
def test_only_the_least_data_leave_without_a_yes(cast, case, field):
    with pytest.raises(Unknown):
        propose(cast, case, fields=("age_band", field))
    with pytest.raises(BadInput):
        propose(cast, case, fields=())
    vocabulary = load_edition().vocabulary
    assert least(vocabulary) and not {one.id for one in least(vocabulary)} & vocabulary.forbidden


def test_every_rule_of_a_state_is_unverified_until_counsel_confirms(cast):
    """Nothing is invented: no citation stands where nobody read the law."""
    edition = load_edition()
    rows = edition.catalogues["child_report_rules"]
    assert len(rows) == len(edition.catalogues["us_states"])
    assert all(row["verified"] == "no" or row["citation"] for row in rows)


def test_the_auditor_has_the_count_of_each_month_and_no_data(cast, case):
    danger(cast, case)
    propose(cast, case)
    agree_authority(cast, case)
    contact(cast, case)
    month = f"{timezone.now():%Y-%m}"
    assert access.counted() == {(month, "danger_to_life"): 1, (month, "authority"): 1}
    close("disclosures")
    told = closed(cast.elena.actor, "disclosures").told
    assert {key: one.number for key, one in told.items()} == {
        (month, "danger_to_life"): None,
        (month, "authority"): None,
    }
    with pytest.raises(Absent):
        closed(cast.ines.actor, "disclosures")


def test_the_journal_has_ids_and_codes_and_no_word_of_it(cast, case):
    made = danger(cast, case)
    details = str(list(Entry.objects.values_list("detail", flat=True)))
    assert str(made.id) in str(list(Entry.objects.values_list("about_id", flat=True)))
    assert "armado" not in details and "afuera" not in details


# An authority ------------------------------------------------------------------------------------


def test_a_lawyer_is_heard_first_unless_there_is_danger(cast, case):
    agree_authority(cast, case)
    with pytest.raises(BadInput, match="lawyer first"):
        contact(cast, case, lawyer="")
    with pytest.raises(BadInput):
        contact(cast, case, lawyer="", danger="sí")
    assert contact(cast, case, lawyer="", danger="La espera afuera quien la amenazó.").urgent
    assert contact(cast, case).lawyer


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"given": False},
        {"recipient": "us_fbi"},
        {"fields": ("language",)},
        {"at": timezone.now() - dt.timedelta(days=400)},
    ],
)
def test_no_authority_hears_anything_without_her_yes_to_it(cast, case, answer):
    if answer is not None:
        agree_authority(cast, case, **answer)
    with pytest.raises(CauceError) as blocked:
        contact(cast, case)
    assert blocked.value.id == "no_consent" and not Disclosure.objects.exists()


def test_immigration_data_need_a_yes_to_that_very_datum(cast, case):
    agree_authority(cast, case)
    with pytest.raises(CauceError):
        contact(cast, case, fields=("what_happened", "immigration_situation"))
    agree_authority(cast, case, fields=("what_happened", "immigration_situation"))
    made = contact(cast, case, fields=("what_happened", "immigration_situation"))
    assert made.fields == ["what_happened", "immigration_situation"]


def _row(case, **values):
    now = timezone.now()
    given = {
        "case": case,
        "kind": "authority",
        "state": "made",
        "recipient": "us_local_police",
        "lawyer": True,
        "fields": [],
        "sealed": b"",
        "by": "a",
        "at": now,
        "made_at": now,
    } | values
    with transaction.atomic():
        return Disclosure.objects.create(**given)


def test_the_database_itself_refuses_what_rests_on_nothing(cast, case):
    yes = agree_authority(cast, case)
    no = agree_authority(cast, case, given=False, recipient="us_fbi")
    old = agree_authority(cast, case, recipient="us_prosecutor", at=timezone.now() - dt.timedelta(days=400))
    for values in (
        {},
        {"consent": no, "recipient": "us_fbi"},
        {"consent": yes, "recipient": "us_fbi"},
        {"consent": old, "recipient": "us_prosecutor"},
        {"consent": yes, "lawyer": False},
        {"consent": yes, "exception": "danger_to_life"},
        {"kind": "exception"},
        {"kind": "exception", "exception": "danger_to_life"},
        {"kind": "exception", "exception": "danger_to_life", "second_by": "a", "second_agrees": True},
        {"kind": "exception", "exception": "danger_to_life", "second_by": "b", "second_agrees": False},
    ):
        with pytest.raises(IntegrityError):
            _row(case, **values)
    made = _row(case, consent=yes)
    for values in ({"recipient": "us_fbi"}, {"kind": "exception"}, {"consent": no}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Disclosure.objects.filter(id=made.id).update(**values)
    yes.withdrawn_at = timezone.now()
    yes.save()
    with pytest.raises(IntegrityError):
        _row(case, consent=yes)
