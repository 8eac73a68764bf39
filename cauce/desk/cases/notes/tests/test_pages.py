"""Notes on the page of the case and all of them on their own: what was typed is never lost."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.models import Case
from cauce.cases.notes.actions import write_note
from cauce.cases.notes.models import ColleagueNote
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import shred
from tests.cast import member

RANG = "Llamó; prefiere el martes."


def note(desk, case, text=RANG, **given):
    return write_note(actor=desk.actor, case=case, text=text, at=timezone.now(), **given)


def test_one_is_left_on_the_page_of_the_case_once_and_stands_there(desk):
    case = desk.open()
    sent = {"do": "write_here", "text": RANG, "once": str(uuid.uuid4())}
    for _ in range(2):
        assert desk.post(case, "notas/", **sent).headers["Location"] == f"/casos/{case.id}/"
    page = desk.get(case).content.decode()
    assert page.count(RANG) == 1 and "Inés Carranza" in page and "puede pedir leerlas" in page


def test_the_page_of_the_case_has_the_newest_three_and_says_that_there_are_more(desk):
    case = desk.open()
    for n in range(4):
        write_note(
            actor=desk.actor,
            case=case,
            text=f"Nota número {n} de hoy.",
            at=timezone.now() - dt.timedelta(minutes=10 - n),
        )
    page = desk.get(case).content.decode()
    assert [n for n in range(4) if f"Nota número {n} de hoy." in page] == [1, 2, 3]
    assert "Ver todas las notas" in page
    assert "Nota número 0 de hoy." in desk.get(case, "notas/").content.decode()


def test_with_notes_the_page_of_the_case_asks_one_question_for_all(desk):
    case = desk.open()
    before = len(desk.queries(f"/casos/{case.id}/"))
    for _ in range(3):
        note(desk, case, to=desk.cast.mateo.user)
    assert len(desk.queries(f"/casos/{case.id}/")) == before <= 15
    assert len(desk.queries(f"/casos/{case.id}/notas/")) <= 15


def test_reading_all_of_them_is_written_down(desk):
    case = desk.open()
    desk.get(case, "notas/")
    assert Entry.objects.filter(kind="read", what="case.notes", about_id=str(case.id)).count() == 1


def test_it_may_be_for_one_of_those_who_work_on_cases(desk, client, cast):
    case = desk.open()
    page = desk.get(case, "notas/").content.decode()
    assert "Mateo Villegas" in page and "Aurora" not in page and "Tomás" not in page
    desk.post(case, "notas/", do="write", text=RANG, to=str(cast.mateo.user.id))
    assert ColleagueNote.objects.get().to == cast.mateo.user
    assert "Inés Carranza a Mateo Villegas" in desk.get(case, "notas/").content.decode()
    client.force_login(cast.mateo.user)
    assert "Hay notas nuevas" in client.get("/avisos/").content.decode()


@pytest.mark.parametrize("do", ["write", "write_here"])
@pytest.mark.parametrize("what", ["closed", "long", "left"])
def test_what_is_refused_says_why_and_what_was_typed_still_stands(desk, cast, what, do):
    case, sent, said = desk.open(), {"text": RANG}, "cerrado"
    if what == "closed":
        Case.objects.filter(id=case.id).update(status="closed", closed_at=timezone.now())
    elif what == "long":
        sent, said = {"text": "martes " * 50}, "280"
    else:
        gone = member("ester", "Ester Rangel", "protection_officer", post=cast.houston)
        gone.user.is_active = False
        gone.user.save()
        sent, said = sent | {"to": str(gone.user.id)}, "lista"
    page = desk.post(case, "notas/", do=do, **sent)
    assert page.status_code == 200
    assert said in page.content.decode() and sent["text"].strip() in page.content.decode()
    assert not ColleagueNote.objects.exists()


def test_once_the_key_was_destroyed_it_says_so_and_what_was_typed_still_stands(desk):
    case = desk.open()
    shred(case.key_id)
    page = desk.post(case, "notas/", do="write", text=RANG).content.decode()
    assert "su llave fue destruida" in page and RANG in page
    assert not ColleagueNote.objects.exists()


def test_a_closed_case_offers_no_note_and_shows_those_before(desk):
    case = desk.open()
    note(desk, case)
    Case.objects.filter(id=case.id).update(status="closed", closed_at=timezone.now())
    for part in ("", "notas/"):
        page = desk.get(case, part).content.decode()
        assert RANG in page and "Dejar la nota" not in page


def test_whoever_reads_a_sealed_file_reads_no_notes_and_is_not_said_to_have_read_them(desk, client, cast):
    case, at = desk.open(), timezone.now()
    note(desk, case)
    Case.objects.filter(id=case.id).update(sealed_at=at, blocked_at=at)
    client.force_login(cast.aurora.user)
    page = client.get(f"/casos/{case.id}/")
    assert page.status_code == 200 and RANG not in page.content.decode()
    assert RANG not in client.get(f"/casos/{case.id}/notas/").content.decode()
    assert not Entry.objects.filter(kind="read", what="case.notes").exists()
    assert Entry.objects.filter(kind="refused", what="note.keep").exists()


@pytest.mark.parametrize("who", ["tomas", "aurora", "lucia", "elena"])
def test_for_others_there_is_nothing(desk, client, cast, who):
    case = desk.open()
    note(desk, case)
    client.force_login(getattr(cast, who).user)
    answer = client.get(f"/casos/{case.id}/notas/")
    assert answer.status_code == 404 and RANG not in answer.content.decode()
    nothing = client.get(f"/casos/{uuid.uuid4()}/notas/")
    assert answer.content == nothing.content
