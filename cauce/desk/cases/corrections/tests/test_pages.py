"""The pages on which something is put right, and the one that whoever audits reads."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases.actions import record_act
from cauce.cases.corrections.actions import agree_correction
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.models import CaseAct
from cauce.custody.journal.models import Entry
from cauce.staff.offices.models import Assignment
from cauce.staff.oversight.models import Proposal

WHY = "Se escribió la hora de otro expediente."
HOUR = dt.timedelta(hours=1)


def local(cast, at):
    return at.astimezone(ZoneInfo(cast.houston.time_zone)).strftime("%Y-%m-%dT%H:%M")


def noted(desk, case, hours=4, name="safety_checked", note=""):
    at = timezone.now() - hours * HOUR
    record_act(actor=desk.actor, case=case, name=name, happened_at=at, note=note)
    return CaseAct.objects.get(case=case, name=name)


def agreed(desk):
    for waits in Proposal.objects.filter(kind="case.correct", state="waiting"):
        agree_correction(actor=desk.cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())


def test_the_page_opens_with_what_stands_and_puts_another_hour_in_its_place(desk):
    case = desk.open(minutes=600)
    row = noted(desk, case)
    page = desk.get(case, f"correcciones/{row.pk}/").content.decode()
    assert local(desk.cast, row.happened_at) in page
    right = timezone.now() - 2 * HOUR
    form = {"what": "hour", "happened_at": local(desk.cast, right), "why": WHY}
    assert desk.post(case, f"correcciones/{row.pk}/", **form).status_code == 302
    new = CaseAct.objects.get(case=case, name="safety_checked")
    assert new.corrects_id == row.pk
    listed = desk.get(case, "correcciones/").content.decode()
    assert WHY in listed and "Antes:" in listed and "Inés Carranza" in listed
    assert "se corrigió el" in desk.get(case, "historia/").content.decode()


def test_sent_twice_it_is_corrected_once(desk):
    case, once = desk.open(minutes=600), "9f0c2f0e-52a4-4f4c-9a57-3a1f3f0a7a11"
    row = noted(desk, case)
    form = {"what": "never", "happened_at": local(desk.cast, row.happened_at), "why": WHY}
    for _ in range(2):
        desk.post(case, f"correcciones/{row.pk}/", once=once, **form)
    assert CaseCorrection.objects.count() == 1


def test_somebody_who_came_second_keeps_what_was_typed_and_reads_what_it_says_now(desk):
    case = desk.open(minutes=600)
    row = noted(desk, case)
    first = {"what": "hour", "happened_at": local(desk.cast, timezone.now() - 2 * HOUR), "why": WHY}
    desk.post(case, f"correcciones/{row.pk}/", **first)
    page = desk.post(case, f"correcciones/{row.pk}/", **first | {"why": "Otra razón, de la segunda."})
    text = page.content.decode()
    assert "Otra persona lo corrigió mientras usted escribía" in text and "Otra razón, de la segunda." in text
    assert CaseCorrection.objects.count() == 1


def test_before_the_contact_it_is_refused_beside_the_hour(desk):
    case = desk.open(minutes=60)
    row = noted(desk, case, hours=0)
    form = {"what": "hour", "happened_at": "2026-01-05T10:00", "why": WHY}
    text = desk.post(case, f"correcciones/{row.pk}/", **form).content.decode()
    assert "antes de que empezara el contacto" in text and WHY in text


def test_a_second_person_reads_what_it_would_say_and_agrees(desk, client):
    case = desk.open(minutes=60 * 30)
    row = noted(desk, case, hours=2)
    early = local(desk.cast, timezone.now() - 30 * HOUR + dt.timedelta(minutes=2))
    page = desk.post(case, f"correcciones/{row.pk}/", what="hour", happened_at=early, why=WHY)
    assert page.status_code == 302
    [waits] = Proposal.objects.filter(kind="case.correct")
    assert "en espera de otra persona" in desk.get(case, "correcciones/").content.decode()
    client.force_login(desk.cast.mateo.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    text = client.get(f"/propuestas/{waits.id}/").content.decode()
    assert case.folio in text and "Quedaría" in text and WHY in text
    assert not CaseAct.written.filter(corrects=row).exists()
    said = {"do": "yes", "reason": "Lo vi en la hoja de turnos.", "once": str(uuid.uuid4())}
    assert client.post(f"/propuestas/{waits.id}/", said).status_code == 302
    assert CaseAct.objects.get(corrects=row).happened_at < row.happened_at


def test_whoever_audits_reads_five_corrections_and_what_was_known_on_each_day(desk, client):
    case = desk.open(minutes=600)
    noted(desk, case, hours=9, note="palabras de ella")
    for hours in (8, 7, 6, 5, 4):
        row = CaseAct.objects.get(case=case, name="safety_checked")
        right = local(desk.cast, timezone.now() - hours * HOUR)
        desk.post(case, f"correcciones/{row.pk}/", what="hour", happened_at=right, why=WHY)
    client.force_login(desk.cast.elena.user)
    text = client.get(f"/casos/{case.id}/constancia/").content.decode()
    assert text.count("Antes:") == 5
    looked = client.get(f"/bitacora/lecturas/?caso={case.id}").content.decode()
    assert f"/casos/{case.id}/constancia/" in looked
    assert WHY not in text and "palabras de ella" not in text
    day = timezone.now().date().isoformat()
    known = client.get(f"/casos/{case.id}/constancia/?dia={day}").content.decode()
    assert "Lo que constaba ese día" in known
    before = client.get(f"/casos/{case.id}/constancia/?dia=2020-01-01").content.decode()
    assert "Ese día no constaba nada" in before
    assert Entry.objects.filter(what="case.corrections", kind="read").count() == 3


def test_internal_control_alone_reads_what_was_taken_out_of_sight(desk, client):
    case = desk.open(minutes=600)
    row = noted(desk, case, note="el nombre de otra persona")
    at = local(desk.cast, row.happened_at - HOUR)
    desk.post(case, f"correcciones/{row.pk}/", what="hour", happened_at=at, why=WHY, hide="on")
    assert "el control interno" not in desk.get(case, "correcciones/").content.decode()  # not yet
    agreed(desk)
    for part in ("", "historia/", "correcciones/"):
        assert "el nombre de otra persona" not in desk.get(case, part).content.decode()
    client.force_login(desk.cast.elena.user)
    assert "el nombre de otra persona" not in client.get(f"/casos/{case.id}/constancia/").content.decode()
    Assignment.objects.filter(user=desk.cast.elena.user).update(role="internal_control")
    client.force_login(desk.cast.elena.user)
    assert "el nombre de otra persona" in client.get(f"/casos/{case.id}/constancia/").content.decode()


@pytest.mark.parametrize("who", ["lucia", "aurora", "tomas", "sofia"])
def test_nobody_else_reads_or_corrects(desk, client, who):
    case = desk.open(minutes=600)
    row = noted(desk, case)
    client.force_login(getattr(desk.cast, who).user)
    for address in (f"/casos/{case.id}/correcciones/", f"/casos/{case.id}/constancia/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/casos/{case.id}/correcciones/{row.pk}/", {"why": WHY}).status_code == 404
