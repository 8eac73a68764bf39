"""Who is told how: on the page, at once, once a day, and through whoever stands in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from cauce.content.errors import BadInput
from cauce.custody.journal import door
from cauce.custody.journal.models import Entry
from cauce.rules.permissions import SYSTEM, Actor, Grant
from cauce.staff.notices import access
from cauce.staff.notices import rules as mailing
from cauce.staff.notices.actions import (
    ask_code,
    collect,
    daily,
    keep_preference,
    queue,
    see,
    settle,
    take,
    try_code,
)
from cauce.staff.notices.models import Mail, Message, Preference

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 12, 1, 16, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def inside(do, **given):
    """As if an act were under way."""
    token = door._inside.set(1)
    try:
        return do(**given)
    finally:
        door._inside.reset(token)


def put(key, who="ines", urgent=False):
    return inside(
        queue,
        key=key,
        recipient=who,
        about=None,
        subject="HOU-2026-00001",
        body="Algo espera.",
        at=AT,
        urgent=urgent,
    )


def choose(who, mode, email="", confirmed=True, **more):
    chosen = mailing.Preference(email or f"{who}@ejemplo.mx", mode, 8, "America/Chicago", **more)
    if not inside(keep_preference, user=who, chosen=chosen, at=AT) and confirmed:
        Preference.objects.filter(recipient=who).update(confirmed_at=AT)


def go(at=AT, mails=True):
    return collect(actor=SYSTEM, at=at, mails=mails, stands=lambda who, to: True)


def reader(who="ines"):
    return Actor(who, (Grant("protection_officer", "HOU"),))


def test_who_chose_nothing_is_told_on_their_page():
    put("a:1")
    assert go() == 1
    assert not Mail.objects.exists() and access.waiting() == []
    assert access.unseen(reader(), AT).count() == 1
    assert [one.key for one in access.of(reader(), AT)] == ["a:1"]
    assert access.of(reader("mateo"), AT) == []


def test_what_waits_for_one_person_is_one_e_mail():
    choose("ines", mailing.NOW)
    put("a:1"), put("a:2"), put("b:1", "mateo")
    go()
    [mail] = Mail.objects.all()
    assert (mail.recipient, mail.new) == ("ines", 2)
    assert go() == 0 and Mail.objects.count() == 1


def test_without_a_mail_server_everybody_is_told_on_their_page():
    choose("ines", mailing.NOW)
    put("a:1")
    go(mails=False)
    assert not Mail.objects.exists() and Message.objects.get().sent_at == AT


def test_once_a_day_is_one_e_mail_and_what_is_urgent_another_at_once():
    choose("ines", mailing.DAILY)
    put("a:1"), put("a:2", urgent=True)
    go()
    assert [mail.new for mail in Mail.objects.all()] == [1]
    assert access.daily_due(AT) == []
    morning = Preference.objects.get().daily_at
    assert morning == dt.datetime(2026, 12, 2, 14, 0, tzinfo=dt.UTC)
    assert access.daily_due(morning) == ["ines"]
    put("a:3")
    go(morning)
    assert daily(actor=SYSTEM, recipient="ines", today=1, late=0, at=morning)
    assert not daily(actor=SYSTEM, recipient="ines", today=1, late=0, at=morning)
    last = Mail.objects.latest("made_at")
    assert (last.new, last.today, last.late) == (2, 1, 0)


def test_a_day_with_nothing_has_no_e_mail():
    choose("ines", mailing.DAILY)
    morning = Preference.objects.get().daily_at
    assert not daily(actor=SYSTEM, recipient="ines", today=0, late=0, at=morning)
    assert not Mail.objects.exists() and Preference.objects.get().daily_at == morning + DAY


def test_who_chooses_at_once_is_told_of_what_waited_for_the_day():
    choose("ines", mailing.DAILY)
    put("a:1")
    go()
    choose("ines", mailing.NOW)
    go()
    assert [mail.new for mail in Mail.objects.all()] == [1]


def test_who_stands_in_is_told_too_and_passes_nothing_on():
    away = {"away_from": AT.date(), "away_to": AT.date()}
    choose("ines", mailing.DESK, stand_in="mateo", **away)
    choose("mateo", mailing.DESK, stand_in="ines", **away)
    put("a:1")
    assert (go(), go(), go()) == (1, 1, 0)
    assert access.unseen(reader("mateo"), AT).count() == 1 == access.unseen(reader(), AT).count()
    assert access.of(reader("mateo"), AT)[0].standing_in
    put("a:2")
    go(AT + 3 * DAY)  # back at the desk
    assert access.unseen(reader("mateo"), AT).count() == 1


def test_who_is_away_gets_no_daily_message_and_everything_when_back():
    choose("ines", mailing.DAILY, away_from=AT.date(), away_to=AT.date() + DAY)
    put("a:1")
    go()
    for _ in range(2):
        at = Preference.objects.get().daily_at
        daily(actor=SYSTEM, recipient="ines", today=2, late=0, at=at)
    [mail] = Mail.objects.all()
    assert mail.made_at.date() == AT.date() + 2 * DAY and mail.new == 1


def test_a_try_is_written_down_before_it_is_made_and_each_waits_longer():
    choose("ines", mailing.NOW)
    put("a:1")
    go()
    at, tries = AT, 0
    while taken := take(actor=SYSTEM, at=at):
        tries += 1
        assert taken[0].tries == tries and take(actor=SYSTEM, at=at) == []
        at = taken[0].next_at
    mail = Mail.objects.get()
    assert mail.given_up_at == at and mail.next_at is None and tries == len(mailing.WAITS)
    assert Message.objects.get().sent_at == at  # it stays on the page


def test_an_e_mail_that_left_is_tried_no_more():
    choose("ines", mailing.NOW)
    put("a:1")
    go()
    [mail] = take(actor=SYSTEM, at=AT)
    settle(actor=SYSTEM, mail=mail, sent=True, at=AT)
    assert take(actor=SYSTEM, at=AT + 9 * DAY) == []
    assert Mail.objects.get().sent_at == AT == Message.objects.get().sent_at


def test_seeing_is_an_act_of_its_own_and_counts():
    put("a:1"), put("b:1", "mateo")
    go()
    assert see(actor=reader(), at=AT) == 1 and see(actor=reader(), at=AT) == 0
    assert access.unseen(reader(), AT).count() == 0 and access.unseen(reader("mateo"), AT).count() == 1


def test_the_journal_holds_neither_address_nor_words():
    with transaction.atomic():
        choose("ines", mailing.NOW)
    put("a:1")
    go()
    for mail in take(actor=SYSTEM, at=AT):
        settle(actor=SYSTEM, mail=mail, sent=False, at=AT)
    told = " ".join(str(entry.detail) for entry in Entry.objects.all())
    assert "ejemplo.mx" not in told and "espera" not in told


def test_an_address_that_nobody_confirmed_gets_no_notice_at_once_nor_in_the_daily_message():
    choose("ines", mailing.NOW, confirmed=False)
    put("a:1")
    go()
    assert not Mail.objects.exists() and Message.objects.get().sent_at == AT
    choose("ines", mailing.DAILY, confirmed=False)
    put("a:2")
    morning = Preference.objects.get().daily_at
    go(morning)
    assert not daily(actor=SYSTEM, recipient="ines", today=3, late=1, at=morning)
    assert not Mail.objects.exists()


def test_another_address_is_not_confirmed_and_what_waits_for_the_one_before_does_not_go_to_it():
    choose("ines", mailing.NOW)
    put("a:1")
    go()
    mail = Mail.objects.get()
    assert access.address_of(mail, AT) == "ines@ejemplo.mx"
    choose("ines", mailing.NOW)
    assert Preference.objects.get().confirmed_at == AT  # the same address stays confirmed
    choose("ines", mailing.NOW, email="otra@ejemplo.mx", confirmed=False)
    assert access.address_of(mail, AT) == ""


def test_a_code_is_open_for_an_hour_ends_with_another_and_has_five_tries():
    choose("ines", mailing.NOW, confirmed=False)
    first = inside(ask_code, user="ines", at=AT)
    assert access.open_code("ines", AT) == first
    assert access.open_code("ines", AT + mailing.CODE_LIFE) is None
    second = inside(ask_code, user="ines", at=AT)
    assert access.open_code("ines", AT) == second
    for _ in range(mailing.CODE_TRIES):
        assert access.open_code("ines", AT) == second
        inside(try_code, code=second, right=False, at=AT)
    assert access.open_code("ines", AT) is None
    assert Preference.objects.get().confirmed_at is None


def test_a_code_is_good_once():
    choose("ines", mailing.NOW, confirmed=False)
    code = inside(ask_code, user="ines", at=AT)
    inside(try_code, code=code, right=True, at=AT)
    assert Preference.objects.get().confirmed_at == AT and access.open_code("ines", AT) is None


def test_a_code_goes_to_the_address_it_confirms_while_it_is_open():
    choose("ines", mailing.NOW, confirmed=False)
    inside(ask_code, user="ines", at=AT)
    [mail] = take(actor=SYSTEM, at=AT)
    assert access.address_of(mail, AT) == "ines@ejemplo.mx"
    assert access.address_of(mail, AT + mailing.CODE_LIFE) == ""
    choose("ines", mailing.NOW, email="otra@ejemplo.mx", confirmed=False)
    assert access.address_of(mail, AT) == ""  # it was made for the address before


def test_nobody_has_more_than_five_codes_a_day():
    choose("ines", mailing.NOW, confirmed=False)
    for _ in range(mailing.CODES_A_DAY):
        inside(ask_code, user="ines", at=AT)
    with pytest.raises(BadInput, match="Try tomorrow"):
        inside(ask_code, user="ines", at=AT)
    inside(ask_code, user="ines", at=AT + DAY)
