"""An e-mail leaves through a real mail server, once, and says nothing of anybody."""

from __future__ import annotations

import datetime as dt
import email
import re
from email.message import Message as Parsed

import pytest
import time_machine
from django.conf import settings
from django.core import mail as django_mail

from cauce.content.errors import BadInput
from cauce.operations.loop import notices as tick_notices
from cauce.operations.loop.tick import tick
from cauce.rules.permissions import SYSTEM, Scope
from cauce.sharing.referrals.actions import answer
from cauce.staff.accounts.actions import ask_for_code, choose_notices, confirm_address, make_calendar, suspend
from cauce.staff.notices import rules as mailing
from cauce.staff.notices.models import Confirmation, Mail, Message, Preference
from cauce.staff.offices.models import User
from tests.canaries import stands
from tests.cast import member, shelter
from tests.mailserver import mail_server
from tests.quickcast import build
from tests.rounds import rounds_of

from .conftest import open_case, send

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 5, 4, 15, 0, tzinfo=dt.UTC)
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
ADDRESS = "ines.carranza@sre.ejemplo.mx"


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock):
    return build()


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.MAIL_FROM = "Cauce <no-responder@sre.ejemplo.mx>"
    with mail_server() as kept:
        settings.EMAIL_PORT = kept.port
        yield kept


def ask(who, mode=mailing.NOW, **more):
    chosen = mailing.Preference(more.pop("email", ADDRESS), mode, 8, "America/Chicago", **more)
    return choose_notices(actor=who.actor, user=who.user, chosen=chosen, at=MORNING)


def choose(who, mode=mailing.NOW, **more):
    """With an address that was confirmed already: no code is sent."""
    Preference.objects.update_or_create(
        recipient=str(who.user.id),
        defaults={"email": more.get("email", ADDRESS), "confirmed_at": MORNING},
    )
    assert ask(who, mode, **more) is False


def read(raw: str) -> Parsed:
    return email.message_from_bytes(raw.encode())


def body_of(raw: str) -> str:
    return read(raw).get_payload(decode=True).decode()


def at(clock, moment):
    clock.move_to(moment)
    return tick(moment)


def something_waits(cast):
    """The shelter declines: Inés is told."""
    case = open_case(cast)
    referral, _ = send(cast, case, shelter(cast.jacaranda), at=MORNING)
    answer(actor=cast.clara.actor, referral=referral, what="reject", reason="no_capacity", at=MORNING)
    return case


def test_it_says_how_many_wait_and_nothing_of_the_case(cast, clock, server):
    choose(cast.ines)
    case = something_waits(cast)
    at(clock, MORNING)
    [(to, raw)] = server.received
    message = read(raw)
    assert to == ADDRESS and message["Auto-Submitted"] == "auto-generated"
    assert str(email.header.make_header(email.header.decode_header(message["Subject"]))) == mailing.SUBJECT
    assert case.folio not in raw and str(case.id) not in raw
    assert body_of(raw).replace("\r\n", "\n") == mailing.words(mailing.Counts(1))
    at(clock, MORNING + MINUTE)
    assert len(server.received) == 1


def test_a_server_away_for_three_days_gets_it_once_under_one_name(cast, clock, server, settings):
    choose(cast.ines)
    something_waits(cast)
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1  # nobody listens
    moment = MORNING
    for hour in range(72):
        clock.move_to(moment)
        tick(moment) if hour % 12 == 0 else rounds_of("cauce.operations", moment)
        moment += 60 * MINUTE
    mail = Mail.objects.get(recipient=str(cast.ines.user.id), sent_at=None)
    assert mail.tries > 10 and server.received == []
    settings.EMAIL_PORT = there
    for hours in range(6):
        at(clock, moment + hours * 60 * MINUTE)
    names = [read(raw)["Message-ID"] for _, raw in server.received]
    assert len(names) == len(set(names))
    assert f"<{mail.id}@sre.ejemplo.mx>" in names


def test_a_server_that_dies_after_sending_sends_again_under_the_same_name(cast, clock, server, monkeypatch):
    choose(cast.ines)
    something_waits(cast)

    def dies(**_):
        raise SystemExit

    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr(tick_notices, "settle", dies)
        at(clock, MORNING)
    at(clock, MORNING + 2 * MINUTE)
    names = [read(raw)["Message-ID"] for _, raw in server.received]
    assert len(names) == 2 and len(set(names)) == 1
    at(clock, MORNING + DAY)
    assert Mail.objects.get(id=names[0].strip("<>").partition("@")[0]).sent_at


def test_an_address_that_is_refused_for_good_is_not_tried_again(cast, clock, server):
    choose(cast.ines)
    server.refused.add(ADDRESS)
    something_waits(cast)
    at(clock, MORNING)
    mail = Mail.objects.get()
    assert mail.given_up_at and mail.next_at is None and mail.tries == 1
    assert Message.objects.filter(mail=mail, sent_at=None).count() == 0  # it stands on the page


def test_nothing_is_sent_to_who_left(cast, clock, server):
    choose(cast.ines)
    something_waits(cast)
    User.objects.filter(id=cast.ines.user.id).update(is_active=False)
    at(clock, MORNING)
    assert server.received == []


def test_the_daily_message_counts_what_is_due_to_whoever_gets_it(cast, clock, server):
    case = open_case(cast)
    choose(cast.ines, mailing.DAILY)
    at(clock, MORNING + DAY)
    raw = [raw for to, raw in server.received if to == ADDRESS][-1]
    assert "pendientes atrasados" in body_of(raw) or "pendiente atrasado" in body_of(raw)
    assert case.folio not in raw


def test_who_stands_in_gets_it_while_somebody_is_away(cast, clock, server):
    rosa = member("rosa", "Rosa Quiroga", "protection_officer", post=cast.houston)
    choose(rosa, email="rosa@sre.ejemplo.mx")
    choose(cast.ines, away_from=MORNING.date(), away_to=MORNING.date() + DAY, stand_in=str(rosa.user.id))
    something_waits(cast)
    at(clock, MORNING)
    at(clock, MORNING + MINUTE)
    rosas = [body_of(raw) for to, raw in server.received if to == "rosa@sre.ejemplo.mx"]
    assert any("usted suple" in body for body in rosas)


def code_in(raw: str) -> str:
    return re.search(r"\b\d{6}\b", body_of(raw))[0]


def test_an_address_gets_a_code_and_nothing_else_until_it_is_typed(cast, clock, server):
    assert ask(cast.ines) is True
    something_waits(cast)
    at(clock, MORNING)
    [(to, raw)] = server.received
    said = email.header.make_header(email.header.decode_header(read(raw)["Subject"]))
    assert to == ADDRESS and str(said) == "Su código / Your code"
    for word in ("aviso", "notice", "cauce.", "http", "correo electr", "confirm"):
        assert word not in body_of(raw).lower()
    figures = code_in(raw)
    assert not stands(figures, str(Confirmation.objects.values_list()) + str(Mail.objects.values_list()))
    wrong = f"{(int(figures) + 1) % 10**6:06}"
    assert confirm_address(actor=cast.ines.actor, code=wrong, at=MORNING) is False
    assert confirm_address(actor=cast.ines.actor, code=f" {figures[:3]} {figures[3:]}", at=MORNING)
    with pytest.raises(BadInput, match="There is no address"):
        confirm_address(actor=cast.ines.actor, code=figures, at=MORNING)
    something_waits(cast)
    at(clock, MORNING + MINUTE)
    assert [to for to, _ in server.received] == [ADDRESS, ADDRESS]
    assert body_of(server.received[1][1]).startswith("Tiene ")


def test_a_code_of_one_address_does_not_confirm_another(cast, clock, server):
    ask(cast.ines)
    at(clock, MORNING)
    figures = code_in(server.received[0][1])
    assert ask(cast.ines, email="otra@sre.ejemplo.mx") is True
    at(clock, MORNING + MINUTE)
    assert [to for to, _ in server.received] == [ADDRESS, "otra@sre.ejemplo.mx"]
    assert confirm_address(actor=cast.ines.actor, code=figures, at=MORNING) is False
    assert Preference.objects.get(recipient=str(cast.ines.user.id)).confirmed_at is None


def test_an_old_code_and_one_tried_too_often_work_no_more(cast, clock, server):
    ask(cast.ines)
    at(clock, MORNING)
    figures = code_in(server.received[0][1])
    with pytest.raises(BadInput, match="no longer works"):
        confirm_address(actor=cast.ines.actor, code=figures, at=MORNING + mailing.CODE_LIFE)
    wrong = f"{(int(figures) + 1) % 10**6:06}"
    for _ in range(mailing.CODE_TRIES):
        assert confirm_address(actor=cast.ines.actor, code=wrong, at=MORNING) is False
    with pytest.raises(BadInput, match="no longer works"):
        confirm_address(actor=cast.ines.actor, code=figures, at=MORNING)
    ask_for_code(actor=cast.ines.actor, at=MORNING)
    at(clock, MORNING + MINUTE)
    last = code_in(server.received[-1][1])
    assert confirm_address(actor=cast.ines.actor, code=last, at=MORNING + MINUTE) is True


def test_a_code_that_no_server_took_within_its_hour_is_not_sent_late(cast, clock, server, settings):
    ask(cast.ines)
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    at(clock, MORNING)
    settings.EMAIL_PORT = there
    at(clock, MORNING + DAY)
    assert server.received == [] and Mail.objects.get().given_up_at == MORNING + DAY


def test_without_a_mail_server_no_code_is_made(cast, clock):
    assert ask(cast.ines) is False and not Confirmation.objects.exists()
    with pytest.raises(BadInput, match="does not send e-mail yet"):
        ask_for_code(actor=cast.ines.actor, at=MORNING)


def test_nobody_of_another_post_or_role_stands_in(cast, clock):
    for other in (cast.tomas, cast.lucia, cast.ines):
        with pytest.raises(BadInput, match="cannot stand in"):
            choose(
                cast.ines,
                away_from=MORNING.date(),
                away_to=MORNING.date(),
                stand_in=str(other.user.id),
            )


def test_without_a_mail_server_nothing_is_sent(cast, clock):
    assert settings.MAIL_FROM == ""
    choose(cast.ines)
    something_waits(cast)
    at(clock, MORNING)
    assert not Mail.objects.exists() and getattr(django_mail, "outbox", []) == []


def calendar(client, token):
    return client.get(f"/calendario/{token}/")


def test_a_calendar_says_when_and_never_what(cast, clock, client):
    case = open_case(cast)
    token = make_calendar(actor=cast.ines.actor, user=cast.ines.user, at=MORNING)
    answer = calendar(client, token)
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar") and "BEGIN:VEVENT" in text
    kinds = {line.partition(":")[0] for line in text.split("\r\n")}
    assert not kinds & {"DESCRIPTION", "LOCATION", "ATTENDEE", "ORGANIZER", "URL", "COMMENT"}
    said = {line for line in text.split("\r\n") if line.startswith("SUMMARY")}
    assert all(line.split(" (")[0] == "SUMMARY:Pendiente" for line in said)
    assert case.folio not in text and str(case.id) not in text and str(cast.ines.user.id) not in text


def test_a_calendar_ends_with_its_address_its_owner_or_a_new_one(cast, clock, client):
    first = make_calendar(actor=cast.ines.actor, user=cast.ines.user, at=MORNING)
    second = make_calendar(actor=cast.ines.actor, user=cast.ines.user, at=MORNING)
    assert (calendar(client, first).status_code, calendar(client, second).status_code) == (404, 200)
    assert calendar(client, "x" * 43).status_code == 404
    suspend(actor=SYSTEM, user=cast.ines.user, scope=Scope(post="HOU"), at=MORNING)
    assert calendar(client, second).status_code == 404
