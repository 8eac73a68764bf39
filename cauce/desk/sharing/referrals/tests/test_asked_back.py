"""What a service asks back: answered with the yes of the person or by telephone, and both pages say it."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, record_consent
from cauce.sharing.referrals.actions import acknowledge, answer
from cauce.sharing.referrals.facts import shared_of
from cauce.sharing.referrals.models import Referral
from tests.cast import shelter

from .test_referring import send, sent

HOUSTON = ZoneInfo("America/Chicago")


@pytest.fixture
def service(cast):
    return shelter(cast.jacaranda)


def asked_back(desk, referral, *wanted: str) -> str:
    """The service opens it and asks; the address of the officer's page."""
    clara = desk.cast.clara.actor
    acknowledge(actor=clara, referral=referral, at=timezone.now())
    answer(actor=clara, referral=referral, what="ask_info", wanted=wanted, at=timezone.now())
    return f"/canalizaciones/{referral.id}/"


def press(desk, address: str, do: str, **more) -> str:
    sent = {"do": do, "once": str(uuid.uuid4())} | more
    return desk.client.post(address, sent, follow=True).content.decode()


def test_what_was_asked_may_be_answered_by_telephone_and_the_request_goes_on(desk, service):
    _, referral = sent(desk, service)
    address = asked_back(desk, referral)
    shown = desk.client.get(address).content.decode()
    assert "no dijeron qué" in shown and "Ya respondí por teléfono" in shown
    once = str(uuid.uuid4())
    for _ in range(2):
        desk.client.post(address, {"do": "inform", "once": once})
    referral.refresh_from_db()
    assert referral.state == "acknowledged" and referral.due_at is not None
    assert referral.steps.filter(act="answer_info", side="sender").count() == 1
    after = desk.client.get(address).content.decode()
    assert "Anotado: se respondió por teléfono." in after and "Ya respondí" not in after
    assert "Se pidió" in after, "it goes on saying that something was asked and answered"


def test_what_was_asked_is_sent_once_the_person_agrees_and_the_service_reads_it(desk, service):
    case = desk.open()
    record_consent(
        actor=desk.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now() - dt.timedelta(minutes=2),  # the form tells minutes
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=("needs", "language")),
    )
    send(desk, case, service, s_needs="Dormir hoy.", s_language="Español")
    referral = Referral.objects.get(case=case)
    address = asked_back(desk, referral, "arrival_time", "first_name_or_alias")
    shown = desk.client.get(address).content.decode()
    assert "Un nombre o apodo que la persona elija; Cuándo llegaría" in " ".join(shown.split())
    assert 'value="give"' not in shown, "nobody agreed to any of it"
    ask = re.search(r'href="([^"]+canalizacion=[^"]+)"', shown)[1].replace("&amp;", "&")
    asked, whom = desk.client.get(ask).content.decode(), str(service.organization_id)
    data = re.findall(rf'name="referral-{whom}-fields"\s+value="(\w+)"', asked)
    assert data == ["first_name_or_alias", "arrival_time"], "exactly what was asked for"
    local = timezone.now().astimezone(HOUSTON).strftime("%Y-%m-%dT%H:%M")
    said = {f"referral-{whom}": "yes", f"referral-{whom}-fields": ["arrival_time"], "recipient": whom}
    said |= {"language": "spa", "interpreter": "none", "way": "voice", "happened_at": local}
    back = desk.client.post(ask, said | {"canalizacion": str(referral.id), "once": str(uuid.uuid4())})
    assert back.headers["Location"] == address
    shown = desk.client.get(address).content.decode()
    assert 'name="arrival_time' in shown and 'name="first_name_or_alias' not in shown
    assert "no hay nada escrito" in press(desk, address, "give", arrival_time="")
    hour = (timezone.now() + dt.timedelta(hours=3)).astimezone(HOUSTON)
    done = press(desk, address, "give", arrival_time=hour.strftime("%Y-%m-%dT%H:%M"))
    assert "el servicio ya lo ve en su página" in done and "se envió lo que la persona aceptó" in done
    referral.refresh_from_db()
    assert referral.state == "acknowledged" and set(shared_of(referral)) == {
        "needs",
        "language",
        "arrival_time",
    }
    assert "arrival_time" in referral.fields
    desk.client.force_login(desk.cast.clara.user)
    theirs = desk.client.get(f"/solicitudes/{referral.id}/").content.decode()
    assert "Cuándo llegaría" in theirs and hour.strftime("%H:%M") in theirs
    assert "se envió lo que la persona aceptó" in theirs, "both pages say the same"


def test_nothing_is_sent_of_what_the_person_does_not_share(desk, service):
    _, referral = sent(desk, service)
    address = asked_back(desk, referral, "diet")
    press(desk, address, "give", diet="Sin gluten")
    referral.refresh_from_db()
    assert referral.state == "info_requested" and "diet" not in shared_of(referral)
    assert "la persona no comparte más" in press(desk, address, "unshared")
    referral.refresh_from_db()
    assert referral.state == "acknowledged" and set(shared_of(referral)) == {"needs", "language"}


def test_the_line_says_how_it_was_first_read_though_a_question_went_back_and_forth(desk, service):
    _, referral = sent(desk, service)
    acknowledge(actor=desk.cast.clara.actor, referral=referral, at=timezone.now())
    referral.steps.filter(act="acknowledge").update(way="link")
    address = f"/canalizaciones/{referral.id}/"
    answer(actor=desk.cast.clara.actor, referral=referral, what="ask_info", at=timezone.now())
    assert "por enlace" in desk.client.get(address).content.decode()
    desk.client.post(address, {"do": "inform", "once": str(uuid.uuid4())})
    assert "por enlace" in desk.client.get(address).content.decode()


def test_nobody_gives_information_that_was_not_asked_for(desk, service):
    _, referral = sent(desk, service)
    address = f"/canalizaciones/{referral.id}/"
    told = desk.client.post(address, {"do": "inform", "once": str(uuid.uuid4())}, follow=True)
    referral.refresh_from_db()
    assert referral.state == "sent" and "No se sabe en qué paso" in told.content.decode()
