"""From an old spreadsheet to cases: nothing doubled, nothing lost, nothing overdue, nothing shared."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cauce.cases import access_legacy_import as access
from cauce.cases import access_registers as registers
from cauce.cases.actions import (
    ConsentTerms,
    bring_rows,
    confirm_file,
    forget_file,
    record_act,
    record_consent,
    settle_file,
    take_back,
)
from cauce.cases.drift import differences
from cauce.cases.facts import agreed_fields, consents_of, plan_of
from cauce.cases.models import BroughtCase, BroughtFile, Case, CaseAct
from cauce.cases.sections import latest
from cauce.content.errors import BadInput
from cauce.custody.journal.chain import verify
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, unseal
from cauce.measurement.facts.obligations import tables
from cauce.people import access as people
from cauce.people.models import Identity, Person
from cauce.rules.consent import may
from cauce.rules.permissions import SYSTEM
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices.access import day_at
from cauce.standards import legacy_import
from tests.uglysheet import ANSWERS, TOLD, ugly

pytestmark = pytest.mark.django_db


def kept(cast, body: bytes | None = None, answers: dict | None = None) -> BroughtFile:
    mateo = cast.mateo.actor
    file = legacy_import.keep(mateo, cast.houston, body or ugly(), timezone.now())
    if file.state == "waiting":
        settle_file(actor=mateo, file=file, answers=answers or ANSWERS, at=timezone.now())
    return file


def brought(cast, **given) -> BroughtFile:
    file = kept(cast, **given)
    judged = legacy_import.judge(cast.mateo.actor, file)
    confirm_file(actor=cast.mateo.actor, file=file, at=timezone.now())
    assert legacy_import.bring(cast.mateo.actor, file, judged, at=timezone.now)
    return file


def of(file: BroughtFile, line: int) -> Case:
    return BroughtCase.objects.get(post=file.post_id, file=file, line=line).case


def test_every_row_of_the_file_is_a_case_or_told_and_each_case_is_in_the_journal(cast):
    file = brought(cast)
    assert (file.total, file.made, file.refused, file.doubled) == (9, 4, 5, 0)
    assert file.state == "brought"
    cases = {str(case.id) for case in Case.objects.filter(post="HOU")}
    told = Entry.objects.filter(what="history.bring", about_kind="case")
    assert set(told.values_list("about_id", flat=True)) == cases and len(told) == 4
    assert verify()[1] == [] and differences(timezone.now())[1] == []
    # Nobody's name, number or words stand in a table or in the journal in clear.
    text = str(list(Entry.objects.values())) + str(list(BroughtFile.objects.values()))
    for secret in ("Rosa", "713 555", TOLD, "H-1001"):
        assert secret not in text
        for row in BroughtCase.objects.all():
            assert secret.encode() not in bytes(row.sealed)


def test_names_go_to_the_vault_words_to_the_draft_and_consent_is_not_on_record(cast):
    rosa = of(brought(cast), 4)
    opened = people.identity(cast.ines.actor, rosa.person, reason="contact")
    assert opened.fields["given_names"] == "Rosa" and opened.fields["phone"] == "713 555 0101"
    assert latest(rosa, "draft")[1] == f"obs.: {TOLD}" and access.old_number(rosa) == "H-1001"
    assert (rosa.keeping, rosa.imported, rosa.status) == ("unrecorded", True, "active")
    now = timezone.now()
    verdict = may(consents_of(rosa), "referral", now, "alguien")
    assert (verdict.allowed, verdict.state) == (False, "not_recorded")
    assert "No consta" in verdict.reason.es and not agreed_fields(rosa, "mexico", "x", now)
    # Once she is asked, what she says counts and nothing else does.
    record_consent(actor=cast.ines.actor, case=rosa, purpose="keeping", given=True, at=now)
    record_consent(
        actor=cast.ines.actor,
        case=rosa,
        purpose="referral",
        given=True,
        at=now,
        recipient="casa",
        terms=ConsentTerms(fields=("needs",)),
    )
    rosa.refresh_from_db()
    assert may(consents_of(rosa), "referral", now, "casa").allowed
    assert not may(consents_of(rosa), "referral", now, "otra").allowed
    assert latest(rosa, "narrative")[1] == f"obs.: {TOLD}"


def test_whoever_refuses_that_it_be_kept_takes_her_name_and_the_old_notes_with_her(cast):
    rosa = of(brought(cast), 4)
    record_consent(actor=cast.ines.actor, case=rosa, purpose="keeping", given=False, at=timezone.now())
    assert not Identity.objects.filter(person=rosa.person).exists()
    with pytest.raises(KeyGone):
        unseal(rosa.draft_key_id, "x", b"\x02" * 60)


def test_nothing_is_overdue_on_the_day_it_comes_and_what_lies_ahead_arises(cast):
    file = brought(cast)
    rosa, now = of(file, 4), timezone.now()
    due = {o.action: o for o in plan_of(rosa, now)}
    assert not [o for o in due.values() if o.state == "overdue"]
    assert not Obligation.objects.filter(due_at__lt=now + dt.timedelta(days=1)).exists()
    # A new look at the risk, the safe contact, and the talk in which consent is asked: dated.
    for action in ("P4-16", "P4-17", "P2-02", "P2-04"):
        assert due[action].due > now, action
    assert rosa.next_due_at > now and rosa.opened_at.year == 2019
    # What was closed there owes nothing here.
    assert not Obligation.objects.filter(subject_id=of(file, 10).id).exists()
    assert of(file, 10).closed_at.year == 2023
    # Nor is what falls late afterwards anybody's figure: imported history is left out.
    every, imported = tables(now + dt.timedelta(days=90))
    assert every["HOU"] == imported["HOU"]
    # From here on its clocks run as everybody's.
    record_act(actor=cast.ines.actor, case=rosa, name="risk_assessed", happened_at=now)
    again = {o.action: o for o in plan_of(rosa, now)}
    assert again["P2-09"].state == "met" and again["P4-17"].due > now


def test_what_came_closed_waits_for_no_folio_and_hides_nothing_that_does(cast):
    file = brought(cast)
    sheet, on = registers.sheet_named("sipc"), day_at(cast.houston, timezone.now())
    listed = registers.waiting(cast.ines.actor, cast.houston, sheet, on)
    over = set(Case.objects.filter(post="HOU", closed_at__isnull=False).values_list("id", flat=True))
    assert over and of(file, 4).id in {one.case.id for one in listed}
    assert not over & {one.case.id for one in listed}
    (houston,) = registers.waiting_by_post(cast.sofia.actor, sheet)
    assert houston.count == len(listed)


def test_a_fall_keeps_what_was_acknowledged_and_running_again_goes_on(cast, monkeypatch):
    file, mateo = kept(cast), cast.mateo.actor
    judged = legacy_import.judge(mateo, file)
    confirm_file(actor=mateo, file=file, at=timezone.now())
    assert bring_rows(actor=mateo, file=file, rows=judged.ready[:2], at=timezone.now()) == 2
    # The next batch falls in its middle: all of it is undone, and nothing before it.
    monkeypatch.setattr("cauce.cases.actions._bringing.Obligation.objects.bulk_create", _fall)
    with pytest.raises(RuntimeError):
        legacy_import.bring(mateo, file, judged, at=timezone.now)
    assert Case.objects.filter(post="HOU").count() == Person.objects.filter(post="HOU").count() == 2
    monkeypatch.undo()
    # As the loop goes on with it: whoever confirmed is not there any more.
    (left,) = access.under_way()
    assert legacy_import.bring(SYSTEM, left, legacy_import.judge(SYSTEM, left), at=timezone.now)
    file.refresh_from_db()
    assert (file.state, file.made, Case.objects.filter(post="HOU").count()) == ("brought", 4, 4)
    assert verify()[1] == []


def _fall(*args: object, **given: object) -> None:
    raise RuntimeError("power")


def test_the_same_file_and_the_same_old_number_are_not_doubled(cast):
    first = brought(cast)
    assert kept(cast).id == first.id and BroughtFile.objects.count() == 1
    second = brought(cast, body=b"N\xc3\xbam.,Nombre\nH-1001,Rosa\nH-99,Nueva\nh-8,Santiago\n")
    assert (second.total, second.made, second.doubled) == (3, 1, 2)
    assert Case.objects.filter(post="HOU").count() == 5


def test_it_is_taken_back_whole_while_nobody_worked_on_its_cases(cast, django_capture_on_commit_callbacks):
    file, mateo = brought(cast), cast.mateo.actor
    rosa = of(file, 4)
    people.identity(cast.ines.actor, rosa.person, reason="contact")  # to read is not to work
    record_act(actor=cast.ines.actor, case=rosa, name="safety_checked", happened_at=timezone.now())
    with pytest.raises(BadInput, match="1 of its cases"):
        take_back(actor=mateo, file=file, at=timezone.now())
    assert Case.objects.filter(post="HOU").count() == 4
    # Without that act (as if it had been on another case) all of it goes, with its keys.
    other = brought(cast, body=b"N\xc3\xbam.,Nombre,obs.\nX-1,Rosa,algo\nX-2,Ana,\n")
    one = Case.objects.get(brought__file=other, brought__line=2)
    with (
        django_capture_on_commit_callbacks(execute=True),
        CaptureQueriesContext(connection) as asked,
    ):
        assert take_back(actor=mateo, file=other, at=timezone.now()) == 2
    if connection.features.has_select_for_update:  # held before anybody's work is looked for
        said = [one["sql"] for one in asked]
        locks = [n for n, sql in enumerate(said) if 'OF "cases_case"' in sql]
        assert locks and locks[0] < next(n for n, sql in enumerate(said) if '"journal_entry"' in sql)
    assert not Case.objects.filter(id=one.id).exists()
    assert not Person.objects.filter(id=one.person_id).exists()
    assert not CaseAct.objects.filter(case=one.id).exists()
    assert not Obligation.objects.filter(subject_id=one.id).exists()
    with pytest.raises(KeyGone):
        unseal(one.key_id, "x", b"\x02" * 60)
    assert Entry.objects.filter(what="history.undo", about_id=str(one.id)).exists()
    # Corrected, the same file is brought again.
    other.refresh_from_db()
    judged = legacy_import.judge(mateo, other)
    confirm_file(actor=mateo, file=other, at=timezone.now())
    assert legacy_import.bring(mateo, other, judged, at=timezone.now) and other.made == 2


def test_only_whoever_leads_the_post_brings_and_its_rows_are_forgotten_in_time(cast):
    for who in (cast.ines, cast.lucia, cast.tomas, cast.sofia):
        with pytest.raises((Refused, Absent)):
            legacy_import.keep(who.actor, cast.houston, ugly(), timezone.now())
    file = brought(cast)
    with pytest.raises(Absent):
        access.file_for(cast.tomas.actor, file.id)
    assert access.over(file.ends_at - dt.timedelta(minutes=1)) == []
    (over,) = access.over(file.ends_at)
    forget_file(actor=SYSTEM, file=over)
    assert access.rows_of(SYSTEM, BroughtFile.objects.get(id=file.id)) == {}
    assert access.old_number(of(file, 4)) == "H-1001"
