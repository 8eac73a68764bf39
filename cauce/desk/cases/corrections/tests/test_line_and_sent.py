"""A line of the plan and a request that was sent, put right on their pages; the second person reads both."""

from __future__ import annotations

import datetime as dt
import time
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, add_plan_item, record_act, record_consent
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.facts import facts_of
from cauce.cases.models import CaseAct, PlanItem
from cauce.sharing.referrals import access
from cauce.sharing.referrals.actions import Asked, Sought, send
from cauce.sharing.referrals.facts import stored_of
from cauce.staff.notices.models import Message
from cauce.staff.oversight.models import Proposal
from tests.cast import shelter, today

WHY = "Se eligió el renglón de arriba."
BED, FOOD = "Una cama hoy.", "Una despensa el lunes."


@pytest.fixture
def case(desk):
    return desk.open(minutes=60 * 31)


@pytest.fixture
def line(desk, case):
    given = {"need": "shelter", "due_on": today(), "responsible": desk.cast.ines.user}
    return add_plan_item(actor=desk.actor, case=case, agreed=BED, at=timezone.now(), **given)


@pytest.fixture
def sent(desk, case):
    """A request of thirty hours ago, to the wrong service."""
    now = timezone.now()
    needs = {"need.shelter": True}
    record_act(actor=desk.actor, case=case, name="urgent_needs_checked", happened_at=now, facts=needs)
    service = shelter(desk.cast.jacaranda)
    record_consent(
        actor=desk.actor,
        case=case,
        purpose="referral",
        given=True,
        at=now,
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=("needs", "language")),
    )
    return send(
        actor=desk.actor,
        case=case,
        asked=Asked(service, {"needs": "alojamiento"}),
        sought=Sought("shelter", "normal"),
        at=now - dt.timedelta(hours=30),
    )


def as_line(desk, **more):
    form = {"need": "shelter", "agreed": BED, "due_on": today(), "state": "open", "why": WHY}
    return form | {"responsible": str(desk.cast.ines.user.id)} | more


def mateo_says(desk, do):
    """What he reads of the proposal that waits, and his answer through the page."""
    desk.client.force_login(desk.cast.mateo.user)
    session = desk.client.session
    session["proved_at"] = int(time.time())
    session.save()
    [waits] = Proposal.objects.filter(kind="case.correct", state="waiting")
    address = f"/propuestas/{waits.id}/"
    answer = desk.client.get(address)
    assert answer.status_code == 200
    form = {"do": do, "reason": "Lo vi en la hoja.", "once": str(uuid.uuid4())}
    assert desk.client.post(address, form).status_code == 302
    desk.client.force_login(desk.cast.ines.user)
    return answer.content.decode()


def test_a_line_opens_filled_and_another_stands_in_its_place(desk, case, line):
    assert f"correcciones/acciones/{line.id}/" in desk.get(case, "correcciones/").content.decode()
    page = desk.get(case, f"correcciones/acciones/{line.id}/").content.decode()
    assert BED in page and '<option value="shelter" selected>' in page
    assert f'value="{today().year}"' in page
    day = today() + dt.timedelta(days=3)
    form = as_line(desk, agreed="Una cama desde el jueves.", due_on=day)
    assert desk.post(case, f"correcciones/acciones/{line.id}/", **form).status_code == 302
    row = PlanItem.objects.get(case=case)
    assert (row.corrects_id, row.due_on) == (line.id, day)
    listed = desk.get(case, "correcciones/").content.decode()
    assert BED in listed and "Una cama desde el jueves." in listed and WHY in listed
    plan = desk.get(case, "plan/").content.decode()
    assert "Una cama desde el jueves." in plan and BED not in plan


def test_a_line_that_is_sent_twice_is_corrected_once_and_a_second_officer_keeps_what_was_typed(
    desk, case, line
):
    form, address = as_line(desk, agreed=FOOD), f"correcciones/acciones/{line.id}/"
    once = str(uuid.uuid4())
    for _ in range(2):
        desk.post(case, address, **form, once=once)
    assert CaseCorrection.objects.count() == 1
    text = desk.post(case, address, **form | {"agreed": "Lo que escribió la segunda."}).content.decode()
    assert "Otra persona corrigió esta acción" in text and "Lo que escribió la segunda." in text
    assert CaseCorrection.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"why": "mal", "agreed": FOOD}, "Falta decir por qué se corrige"),
        ({}, "Así quedaría igual que ahora"),
        ({"agreed": FOOD, "due_on": ""}, "Complételo"),
    ],
)
def test_what_says_nothing_is_refused_beside_its_field_and_stays_typed(desk, case, line, given, says):
    text = desk.post(case, f"correcciones/acciones/{line.id}/", **as_line(desk, **given)).content.decode()
    assert says in text and given.get("agreed", BED) in text
    assert PlanItem.written.count() == 1 and not CaseCorrection.objects.exists()


def test_where_a_duty_ends_the_second_person_reads_both_lines_before_answering(desk, case, line):
    form = as_line(desk, need="food", agreed=FOOD)
    assert desk.post(case, f"correcciones/acciones/{line.id}/", **form).status_code == 302
    assert "en espera de otra persona" in desk.get(case, "correcciones/").content.decode()
    assert PlanItem.objects.get(case=case) == line
    read = mateo_says(desk, "yes")
    assert BED in read and FOOD in read and case.folio in read
    assert PlanItem.objects.get(case=case).need == "food"
    assert "need.shelter" not in facts_of(case)


def test_what_a_request_said_is_put_right_and_the_receiver_reads_only_that_something_was(desk, case, sent):
    address = f"correcciones/envios/{sent.id}/"
    assert address in desk.get(case, "correcciones/").content.decode()
    assert "alojamiento" in desk.get(case, address).content.decode()
    form = {"do": "shared", "needs": "alojamiento para dos", "why": WHY, "seen_twice": "on"}
    assert desk.post(case, address, **form).status_code == 302
    sent.refresh_from_db()
    assert stored_of(sent) == {"needs": "alojamiento para dos"}
    told = Message.objects.filter(key__startswith="corrected:")
    assert told.exists() and all("alojamiento" not in one.body for one in told)
    assert WHY in desk.get(case, "correcciones/").content.decode()


def test_to_the_wrong_service_and_unread_it_is_destroyed_and_a_second_person_says_whether_it_counts(
    desk, case, sent
):
    address = f"correcciones/envios/{sent.id}/"
    page = desk.post(case, address, do="recipient", **{"to-why": WHY})
    assert page.status_code == 302
    sent.refresh_from_db()
    assert (sent.state, sent.shared) == ("withdrawn", None)
    again = desk.post(case, address, do="recipient", **{"to-why": WHY}).content.decode()
    assert "Ya hay una corrección de esto" in again and CaseCorrection.objects.count() == 1
    read = mateo_says(desk, "yes")
    assert case.folio in read and "A quién se envió una solicitud" in read
    assert not CaseAct.objects.filter(case=case, name="referral_sent").exists()


def test_what_the_second_person_turned_down_is_asked_for_again(desk, case, sent):
    address = f"correcciones/envios/{sent.id}/"
    desk.post(case, address, do="recipient", **{"to-why": WHY})
    assert "Pedirlo otra vez" not in desk.get(case, address).content.decode(), "it waits"
    mateo_says(desk, "no")
    listed = desk.get(case, "correcciones/").content.decode()
    assert address in listed and "no se hizo" in listed
    assert CaseAct.objects.filter(case=case, name="referral_sent").exists()
    assert "Pedirlo otra vez" in desk.get(case, address).content.decode()
    page = desk.post(case, address, do="recipient", **{"to-why": "Lo dice el correo de aquel día."})
    assert page.status_code == 302
    mateo_says(desk, "yes")
    assert not CaseAct.objects.filter(case=case, name="referral_sent").exists()
    assert [row.state for row in CaseCorrection.objects.order_by("number")] == ["dropped", "made"]
    over = desk.get(case, address).content.decode()
    assert "Pedirlo otra vez" not in over and "ya terminó" in over
    refused = desk.post(case, address, do="recipient", **{"to-why": WHY}).content.decode()
    assert "Esta solicitud ya terminó" in refused and CaseCorrection.objects.count() == 2


def test_once_it_was_read_there_the_page_offers_to_withdraw_it_and_says_what_follows(desk, case, sent):
    access.inbox(desk.cast.clara.actor)
    address = f"correcciones/envios/{sent.id}/"
    shown = desk.get(case, address).content.decode()
    assert "ya la leyó" in shown and 'value="recipient"' not in shown
    refused = desk.post(case, address, do="recipient", **{"to-why": WHY}).content.decode()
    assert "se valora como incidente" in refused
    sent.refresh_from_db()
    assert sent.shared is not None and not CaseCorrection.objects.exists()
