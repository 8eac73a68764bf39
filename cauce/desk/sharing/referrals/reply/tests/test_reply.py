"""A receiver without an account: a link and a code open one request; the rest looks like nothing."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from cauce.cases.actions import withdraw_consent
from cauce.custody.journal.models import Entry
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals.actions import close_links, expire, withdraw, withdraw_consent_everywhere
from cauce.sharing.referrals.models import ReplyLink, Step
from cauce.staff.notices.models import Message

from .conftest import ALIAS, Reply, without_account

pytestmark = pytest.mark.django_db


def nothing() -> bytes:
    return Client().get("/respuesta/nada/").content


def test_it_shows_nothing_before_the_code(reply):
    page = reply.open()
    assert "Escribir el código" in page and ALIAS not in page and "Dormir" not in page
    assert reply.case.folio not in page and reply.referral.service.name not in page
    reply.say("accept")
    assert reply.state() == "sent"


def test_with_the_code_it_shows_what_was_agreed_and_starts_the_clock(reply):
    reply.enter()
    page = reply.open()
    assert ALIAS in page and "Dormir hoy." in page and reply.case.folio not in page
    step = Step.objects.get(referral=reply.referral, act="acknowledge")
    assert (reply.state(), step.way, step.by) == ("acknowledged", "link", f"link:{reply.given.link.id.hex}")
    assert Entry.objects.filter(kind="read", what="referral.open", actor=step.by).exists()


def test_neither_the_link_nor_the_code_is_kept(reply):
    row = ReplyLink.objects.get()
    kept = f"{row.token} {row.code} " + " ".join(str(e.detail) for e in Entry.objects.all())
    assert reply.given.token not in kept and reply.given.code not in kept


def test_it_answers_to_the_end_and_the_answer_is_marked_as_by_link(reply):
    reply.enter()
    for what, more in (
        ("accept", {"places": "4"}),
        ("start_service", {}),
        ("complete", {"result": "need_met"}),
    ):
        assert reply.say(what, **more).status_code == 302
    page = reply.open()
    assert "Gracias: quedó anotado" in page and ALIAS not in page
    reply.referral.refresh_from_db()
    assert (reply.referral.state, reply.referral.result) == ("completed", "need_met")
    accepted = Step.objects.get(referral=reply.referral, act="accept")
    assert (accepted.way, accepted.places) == ("link", 4)


def test_it_declines_with_a_reason_of_the_list(reply):
    reply.enter()
    assert "Elija una razón" in reply.say("reject").content.decode()
    reply.say("reject", reason="no_capacity")
    assert reply.state() == "rejected"
    assert ALIAS not in reply.open()


def test_the_same_answer_twice_has_one_effect_and_nonsense_has_none(reply):
    reply.enter()
    once = str(uuid.uuid4())
    for _ in range(2):
        reply.say("accept", once=once)
    reply.say("accept")
    assert Step.objects.filter(referral=reply.referral, act="accept").count() == 1
    for form in ({"what": "maybe"}, {"what": "complete", "result": "x"}, {"what": "\x00"}):
        page = reply.say(**form)
        assert (
            page.status_code == 200
            and "errores" in page.content.decode()
            or "error" in (page.content.decode())
        )
    reply.say("start_service", places="99999")
    assert reply.state() == "accepted"
    reply.say("reject", reason="no_capacity")
    assert reply.state() == "accepted"


def taken_back(reply):
    withdraw(actor=reply.cast.ines.actor, referral=reply.referral, at=timezone.now())


def consent_taken_back(reply):
    withdraw_consent_everywhere(
        actor=reply.cast.ines.actor, case=reply.case, consent=reply.consent, at=timezone.now()
    )


def expired(reply):
    expire(actor=SYSTEM, referral=reply.referral, at=timezone.now())


def closed(reply):
    close_links(actor=reply.cast.ines.actor, referral=reply.referral, at=timezone.now())


def replaced(reply):
    was = reply.address
    reply.again()
    reply.address = was


@pytest.mark.parametrize("how", [taken_back, consent_taken_back, expired, closed, replaced])
def test_what_is_over_looks_like_what_never_was(reply, how):
    reply.enter()
    assert ALIAS in reply.open()
    how(reply)
    answer = reply.client.get(reply.address)
    assert (answer.status_code, answer.content) == (404, nothing())
    late = reply.say("accept")
    assert (late.status_code, late.content) == (404, nothing())
    assert reply.state() != "accepted"


def test_a_yes_that_ended_shows_no_datum_even_before_the_loop_comes(reply):
    reply.enter()
    withdraw_consent(actor=reply.cast.ines.actor, case=reply.case, consent=reply.consent, at=timezone.now())
    assert ALIAS not in reply.open()
    page = reply.say("accept").content.decode()
    assert "No se envió nada" in page and reply.state() == "acknowledged"


def test_after_its_days_it_no_longer_opens(reply):
    with time_machine.travel(timezone.now() + dt.timedelta(days=14, minutes=1)):
        assert reply.client.get(reply.address).content == nothing()


def test_five_wrong_codes_close_it_and_the_officer_is_told(reply):
    wrong = f"{(int(reply.given.code) + 1) % 10**8:08d}"
    for _ in range(4):
        assert "no es el código" in reply.enter(wrong).content.decode()
    assert reply.enter(wrong).content == nothing()
    assert reply.enter().content == nothing()
    assert Message.objects.filter(key__startswith="link:").count() == 1
    assert Entry.objects.filter(what="referral.try_code").count() == 5


def test_it_is_looked_at_a_limited_number_of_times(reply):
    reply.enter()
    ReplyLink.objects.update(views=29)
    assert ALIAS in reply.open()
    assert reply.client.get(reply.address).content == nothing()


def test_the_code_opens_one_browser_for_half_an_hour(reply):
    reply.enter()
    assert ALIAS not in Client().get(reply.address).content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=31)):
        assert "Escribir el código" in reply.open()


def test_a_link_opens_no_other_request(reply, cast):
    other = Reply(cast, without_account("Otra Casa (ejemplo)"))
    reply.enter()
    assert "Escribir el código" in reply.client.get(other.address).content.decode()
    reply.client.post(other.address, {"code": reply.given.code})
    assert ALIAS not in reply.client.get(other.address).content.decode()
    reply.client.post(other.address, {"what": "accept"})
    assert other.state() == "sent"


def test_its_address_is_told_to_no_other_page_and_to_no_memory(reply):
    for answer in (reply.client.get(reply.address), Client().get("/respuesta/nada/")):
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"


def test_an_organisation_with_an_account_is_given_no_link(cast, reply):
    from cauce.content.errors import BadInput
    from tests.cast import shelter

    with pytest.raises(BadInput):
        Reply(cast, shelter(cast.jacaranda))
