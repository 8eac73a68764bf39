"""The pages of requests, of keeping periods and of what got out, as Inés, Aurora and Sofía use them."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
import uuid

import pikepdf
import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.content.errors import BadInput
from cauce.rights.rights.actions import (
    BreachKnown,
    close_breach_record,
    propose_erasure,
    receive,
    record_breach,
    tell_authority,
)
from cauce.rights.rights.models import BreachRecord, DataRequest, Erasure
from cauce.rights.rights.rules.retention import Due
from cauce.rules.permissions import SYSTEM
from cauce.staff.exports.models import Export
from cauce.staff.oversight.actions import decide
from cauce.staff.oversight.models import Proposal
from tests.cast import today

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ledger_file(tmp_path, settings):
    settings.RETENTION_LEDGER = tmp_path / "ledger.jsonl"


@pytest.fixture
def case(cast):
    now, ines = timezone.now(), cast.ines.actor
    made = cases.open_case(actor=ines, post=cast.houston, channel="window", started_at=now)
    cases.record_consent(actor=ines, case=made, purpose="keeping", given=True, at=now)
    cases.save_section(actor=ines, case=made, kind="narrative", seen=0, content="Me llevó Ramiro de noche.")
    return made


def sign_in(client, member):
    client.force_login(member.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()


def send(client, address, **form):
    return client.post(address, {"once": str(uuid.uuid4()), **form})


def test_a_request_goes_from_her_words_to_an_answer_in_time(client, cast, case):
    sign_in(client, cast.ines)
    day = today()
    sent = send(
        client,
        f"/casos/{case.id}/solicitudes/",
        kind="correction",
        asked="No era de noche.",
        received_on_day=day.day,
        received_on_month=day.month,
        received_on_year=day.year,
    )
    one = DataRequest.objects.get()
    assert sent["Location"] == f"/asuntos/solicitudes/{one.id}/"
    assert case.folio in client.get("/asuntos/solicitudes/").content.decode()
    page = client.get(sent["Location"]).content.decode()
    assert "No era de noche." in page
    send(client, sent["Location"], do="annotate", says="de noche", should_say="de día")
    send(client, sent["Location"], do="answer", answer="granted", said="Ya quedó.")
    send(client, sent["Location"], do="done")
    assert "de día" in client.get(sent["Location"]).content.decode()
    assert case.folio not in client.get("/asuntos/solicitudes/").content.decode()


def test_an_answer_that_is_refused_is_still_there_beside_the_reason(client, cast, case, monkeypatch):
    def refuse(**given):
        raise BadInput("Ya no se puede.", "Not any more.", where="said")

    now = timezone.now()
    one = receive(actor=cast.ines.actor, case=case, kind="access", asked="Mi copia.", received_at=now, at=now)
    sign_in(client, cast.ines)
    monkeypatch.setattr("cauce.rights.rights.actions.answer", refuse)
    address = f"/asuntos/solicitudes/{one.id}/"
    sent = send(client, address, do="answer", answer="declined", said="Lo pensé de otro modo.")
    page = sent.content.decode()
    assert sent.status_code == 200 and "Lo pensé de otro modo." in page and "Ya no se puede." in page


def test_what_was_typed_about_a_record_that_was_closed_meanwhile_is_still_there(client, cast, case):
    record = record_breach(
        actor=cast.aurora.actor,
        post=cast.houston,
        breach=BreachKnown(
            nature="leak",
            classes=["identity"],
            people=1,
            happened_on=None,
            known_at=timezone.now(),
            what="Se perdió.",
            actions="",
        ),
        at=timezone.now(),
    )
    tell_authority(actor=cast.aurora.actor, breach=record, at=timezone.now())
    close_breach_record(actor=cast.aurora.actor, breach=record, at=timezone.now())
    sign_in(client, cast.aurora)
    address = f"/asuntos/registros/{record.id}/"
    answer = send(client, address, do="more", people="2", actions="Se avisó a Sistemas.")
    assert answer.status_code == 200 and "Se avisó a Sistemas." in answer.content.decode()


def test_her_copy_is_read_before_it_is_made_and_leaves_closed(client, cast, case):
    now = timezone.now()
    one = receive(actor=cast.ines.actor, case=case, kind="access", asked="Mi copia.", received_at=now, at=now)
    sign_in(client, cast.ines)
    address = f"/asuntos/solicitudes/{one.id}/copia/"
    page = client.get(address).content.decode()
    assert "Ramiro" not in page and "Me llevó" in page
    page = send(client, address, do="look", language="es", also="Me llevó").content.decode()
    assert "de noche" in page and "Me llevó █" not in page
    given = {"language": "es", "also": "", "reason": "asked_by_person", "why": "La pidió."}
    assert "Lea antes" in send(client, address, do="make", **given).content.decode()
    assert not Export.objects.exists()
    made = send(client, address, do="make", looked="on", **given).content.decode()
    phrase = re.search(r"passphrase[^>]*>([a-z0-9-]+)<", made)[1]
    body = client.post(f"/archivos/{Export.objects.get().id}/descarga/").content
    with pikepdf.open(io.BytesIO(body), password=phrase) as paper:
        assert len(paper.pages) >= 1 and paper.encryption.R == 6


def test_what_reached_its_end_is_confirmed_decided_and_erased(client, cast, case):
    now = timezone.now()
    cases.close_case(actor=cast.ines.actor, case=case, reason="goals_met", note="", at=now)
    due = Due("words", today(), "retention-words", 2)
    one = propose_erasure(actor=SYSTEM, case=case, due=due, at=now)
    address = f"/asuntos/plazos/{one.id}/"
    sign_in(client, cast.sofia)
    assert case.folio in client.get("/asuntos/plazos/").content.decode()
    assert send(client, address, do="confirm", reason="Terminó su plazo.").status_code == 404
    on = today()
    day = {"day": on.day, "month": on.month, "year": on.year}
    send(
        client,
        "/asuntos/plazos/oficios/",
        number="BAJA-7 (ejemplo)",
        where="",
        **{f"{name}_{part}": value for name in ("issued_on", "closed_until") for part, value in day.items()},
    )
    sign_in(client, cast.aurora)
    assert "BAJA-7" in client.get("/asuntos/plazos/oficios/").content.decode()
    send(client, address, do="confirm", reason="Terminó su plazo.")
    send(client, address, do="erase")
    assert Erasure.objects.get().state == "confirmed", "one person erased it"
    decide(
        actor=cast.sofia.actor,
        proposal=Proposal.objects.get(),
        approve=True,
        reason="De acuerdo, terminó.",
        at=timezone.now(),
    )
    send(client, address, do="erase")
    assert Erasure.objects.get().state == "erased"
    assert not case.sections.filter(kind="narrative").exists()


def test_the_promise_is_word_for_word_on_the_page_of_a_whole_record(client, cast, case):
    due = Due("record", today(), "retention-record", 12)
    one = propose_erasure(actor=SYSTEM, case=case, due=due, at=timezone.now())
    cases.close_case(actor=cast.ines.actor, case=case, reason="goals_met", note="", at=timezone.now())
    sign_in(client, cast.aurora)
    page = client.get(f"/asuntos/plazos/{one.id}/").content.decode()
    assert "en menos de 5 minutos; ilegible en toda copia de respaldo en 35 días" in page


def test_a_hold_is_placed_and_lifted(client, cast, case):
    sign_in(client, cast.mateo)
    until = today() + dt.timedelta(days=40)
    address = f"/casos/{case.id}/plazos/"
    send(
        client,
        address,
        do="hold",
        reason="Hay un juicio.",
        until_day=until.day,
        until_month=until.month,
        until_year=until.year,
    )
    page = client.get(address).content.decode()
    hold = re.search(r'name="hold" value="([0-9a-f-]+)"', page)[1]
    assert "Hay un juicio." in page
    send(client, address, do="lift", hold=hold)
    assert 'name="hold"' not in client.get(address).content.decode()


def test_what_got_out_is_told_to_each_person_before_it_closes(client, cast, case):
    sign_in(client, cast.aurora)
    send(
        client,
        "/asuntos/registros/nuevo/",
        nature="loss",
        classes=["identity"],
        people="",
        what="Se perdió una libreta (ejemplo).",
        actions="",
    )
    one = BreachRecord.objects.get()
    address = f"/asuntos/registros/{one.id}/"
    wrong = send(client, address, do="plan", folio="HOU-1999-99999", way="in_person")
    assert wrong.status_code == 200 and "HOU-1999-99999" in wrong.content.decode()
    assert not one.warnings.exists()
    send(client, address, do="plan", folio=case.folio.lower(), way="in_person")
    send(client, address, do="close")
    one.refresh_from_db()
    assert one.closed_at is None
    made = send(client, f"{address}salida/", reason="authority_request", why="La pide (ejemplo).")
    assert "passphrase" in made.content.decode()
    send(client, address, do="warned", warning=str(one.warnings.get().id))
    send(client, address, do="told")
    send(client, address, do="more", people="1", actions="Se avisó.")
    send(client, address, do="close")
    one.refresh_from_db()
    assert one.closed_at is not None


def test_a_wrong_form_keeps_what_was_typed(client, cast, case):
    sign_in(client, cast.ines)
    page = send(client, f"/casos/{case.id}/solicitudes/", asked="Quiero mi copia")
    assert "Quiero mi copia" in page.content.decode() and not DataRequest.objects.exists()


def test_titles_and_addresses_say_nothing(client, cast, case):
    sign_in(client, cast.aurora)
    for address in ("/asuntos/plazos/", "/asuntos/registros/", "/archivos/"):
        title = re.search(r"<title>(.*?)</title>", client.get(address).content.decode())[1]
        assert not re.search("trata|víctima|explota|expediente", title, re.IGNORECASE)
