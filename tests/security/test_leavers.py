"""Joiners and leavers: the first two people, accounts that nobody uses, people who left."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cauce.operations.loop.tick import tick
from cauce.staff.accounts.models import Account, Key
from cauce.staff.accounts.tests.people import enter, is_in, with_key, with_sheet
from cauce.staff.accounts.tests.test_recovery import begun, enrolled
from cauce.staff.offices import access as offices
from tests.authenticator import SoftKey

pytestmark = pytest.mark.django_db


def console(capsys, *given: str) -> dict:
    capsys.readouterr()
    call_command("account", *given, "--json")
    return json.loads(capsys.readouterr().out)


def test_the_first_two_administrators_begin_at_the_console_and_no_third(db, capsys):
    for number, name in enumerate(("ana", "beto")):
        code = console(capsys, "first", name, "--name", "Invented")["code"]
        assert enrolled(begun(name, code), SoftKey()).status_code == 200
        assert Key.objects.count() == number + 1
    with pytest.raises(SystemExit):
        call_command("account", "first", "carla")
    from cauce.staff.offices.models import Assignment

    assert Assignment.objects.filter(role="administrator").count() == 2
    with pytest.raises(SystemExit):
        call_command("account", "first", "ana")


def test_the_console_lists_and_suspends(cast, capsys):
    with_key(cast.bruno)
    rows = {row["username"]: row for row in console(capsys, "list")}
    assert rows["bruno"]["keys"] == 1 and rows["lucia"]["keys"] == 0
    console(capsys, "suspend", "lucia")
    assert {r["username"]: r["suspended"] for r in console(capsys, "list")}["lucia"] is True


def test_an_account_that_nobody_used_for_thirty_days_rests(cast, real):
    sheet = with_sheet(cast.lucia)
    start = timezone.now()
    tick(start)
    with time_machine.travel(start + dt.timedelta(days=20), tick=True):
        assert enter(Client(), "lucia", sheet[0]).status_code == 302
    tick(start + dt.timedelta(days=31))
    suspended = set(
        Account.objects.filter(suspended_at__isnull=False).values_list("user__username", flat=True)
    )
    assert "tomas" in suspended and "lucia" not in suspended
    assert tick(start + dt.timedelta(days=31))["accounts_rested"] == 0
    with time_machine.travel(start + dt.timedelta(days=51), tick=True):
        tick(timezone.now())
        client = Client()
        assert enter(client, "lucia", sheet[1]).status_code == 200 and not is_in(client)


def test_nobody_of_the_demonstration_rests(cast):
    tick(timezone.now())
    assert tick(timezone.now() + dt.timedelta(days=40))["accounts_rested"] == 0


def test_whoever_left_is_out_at_once_and_the_account_rests(cast, real):
    sheet = with_sheet(cast.lucia)
    client = Client()
    enter(client, "lucia", sheet[0])
    assert is_in(client)
    today = offices.day_at(cast.houston, timezone.now())
    cast.lucia.user.assignments.update(ends_on=today - dt.timedelta(days=1))
    assert not is_in(client)
    tick(timezone.now() + dt.timedelta(days=3))
    account = Account.objects.get(user=cast.lucia.user)
    assert account.suspended_why == "left"
    cast.lucia.user.refresh_from_db()
    assert not cast.lucia.user.is_active


def test_the_last_day_counts_where_the_post_is(cast, real):
    client = Client()
    enter(client, "lucia", with_sheet(cast.lucia)[0])
    cast.lucia.user.assignments.update(ends_on=offices.day_at(cast.houston, timezone.now()))
    assert is_in(client)
    with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=True):
        assert not is_in(client)


def test_whoever_has_not_begun_yet_is_no_leaver(cast, real):
    start = timezone.now()
    tick(start)
    cast.lucia.user.assignments.update(starts_on=(start + dt.timedelta(days=9)).date())
    tick(start)
    assert Account.objects.get(user=cast.lucia.user).suspended_at is None
