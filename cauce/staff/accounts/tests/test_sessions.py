"""A session is bound, short, seen by its owner, and dead at once when anything about her changes."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from cauce.custody.journal.models import Entry
from cauce.rules.permissions import SYSTEM
from cauce.staff.accounts import actions as accounts
from cauce.staff.accounts.models import SignIn
from cauce.staff.offices.actions import assign

from .people import enter, is_in, proved, with_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def lucia(cast, real):
    """Lucía at the window, signed in with a printed code."""
    client = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    client.sheet = with_sheet(cast.lucia)
    assert enter(client, "lucia", client.sheet[0]).status_code == 302
    return client


def copied(client: Client) -> Client:
    """Another browser with every cookie of this one: a thief's."""
    thief = Client()
    for name, morsel in client.cookies.items():
        thief.cookies[name] = morsel.value
    return thief


def test_a_copied_cookie_opens_until_something_ends_it(lucia):
    assert is_in(copied(lucia)), "otherwise nothing below is proved"


def test_a_copied_cookie_is_dead_after_signing_out(lucia):
    thief = copied(lucia)
    lucia.post("/cerrar/")
    answer = thief.get("/mostrador/")
    assert answer.status_code == 302 and answer["Location"].startswith("/entrar/")


@pytest.fixture
def unwritable(settings, tmp_path):
    """The place of the list of what was withdrawn is no file: as when its disk is gone."""
    settings.RETENTION_LEDGER = tmp_path


@pytest.mark.usefixtures("told")
def test_whoever_leaves_is_out_also_while_the_list_of_what_was_withdrawn_cannot_be_written(lucia, unwritable):
    """The page that she is shown over her shoulder is the ordinary one, and the cookie opens nothing."""
    thief = copied(lucia)
    answer = lucia.get("/salir/")
    assert answer.status_code == 200 and "site/leave.html" in {one.name for one in answer.templates}
    assert not is_in(lucia) and not is_in(thief)


def test_whoever_signs_out_or_rested_is_out_also_while_that_list_cannot_be_written(cast, lucia, unwritable):
    thief = copied(lucia)
    assert lucia.post("/cerrar/").status_code == 302
    assert not is_in(thief)
    enter(lucia, "lucia", lucia.sheet[1])
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=20)):
        answer = lucia.get("/mostrador/")
        assert answer.status_code == 302 and answer["Location"].startswith("/entrar/")


@pytest.mark.parametrize("change", ["password", "sheet", "role", "role ended", "suspended", "other closed"])
def test_a_copied_cookie_is_dead_after_any_change(cast, lucia, change):
    """Zero of them survive, whatever it is."""
    thief, now, member = copied(lucia), timezone.now(), cast.lucia
    given = {"actor": member.actor, "user": member.user, "here": None, "at": now}
    if change == "password":
        accounts.change_password(encoded="!x", **given)
    elif change == "sheet":
        accounts.print_codes(**given)
    elif change == "role":
        assign(actor=SYSTEM, user=member.user, role="protection_officer", post=cast.houston)
    elif change == "role ended":
        member.user.assignments.update(ends_on=dt.date(2026, 1, 1))
    elif change == "suspended":
        accounts.suspend(actor=cast.aurora.actor, user=member.user, scope=cast.houston.scope, at=now)
    else:
        accounts.revoke_others(actor=member.actor, user=member.user, besides=None, at=now)
    for client in (thief, lucia):
        assert client.get("/mostrador/").status_code == 302
        assert not is_in(client)


def test_the_cookie_of_the_session_alone_opens_nothing_and_ends_it(lucia):
    thief = Client()
    thief.cookies["sesion"] = lucia.cookies["sesion"].value
    assert not is_in(thief)
    assert SignIn.objects.get().end == "revoked"
    assert not is_in(lucia)


def test_the_id_of_the_session_changes_when_signing_in_and_when_proving_again(cast, real):
    client = Client()
    sheet = with_sheet(cast.lucia)
    client.post("/entrar/llave/")
    before = client.cookies["sesion"].value
    enter(client, "lucia", sheet[0])
    first = client.cookies["sesion"].value
    assert client.post("/comprobar/", {"one_time_code": sheet[1]}).status_code == 302
    assert len({before, first, client.cookies["sesion"].value}) == 3
    thief = copied(client)
    thief.cookies["sesion"] = first
    assert not is_in(thief)


@pytest.mark.parametrize(("minutes", "stands"), [(14, True), (16, False)])
def test_it_ends_after_a_quarter_of_an_hour_of_rest(lucia, minutes, stands):
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes), tick=True):
        assert is_in(lucia) is stands


def test_a_partner_has_ten_minutes(cast, real):
    client = Client()
    enter(client, "clara", with_sheet(cast.clara)[0])
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11), tick=True):
        assert not is_in(client)
    assert SignIn.objects.get().end == "idle"


def test_no_work_keeps_it_open_for_more_than_ten_hours(lucia):
    start = timezone.now()
    for minutes in range(10, 600, 10):
        with time_machine.travel(start + dt.timedelta(minutes=minutes), tick=True):
            assert is_in(lucia), minutes
    with time_machine.travel(start + dt.timedelta(minutes=601), tick=True):
        assert not is_in(lucia)


def test_a_page_that_asks_by_itself_keeps_nobody_in(lucia):
    start = timezone.now()
    for minutes in (5, 10, 14):
        with time_machine.travel(start + dt.timedelta(minutes=minutes), tick=True):
            assert lucia.get("/mostrador/", headers={"X-Asks-Itself": "1"}).status_code == 200
    with time_machine.travel(start + dt.timedelta(minutes=16), tick=True):
        assert not is_in(lucia)


def test_its_owner_sees_each_session_and_closes_one_or_all_others(lucia):
    other, third = Client(), Client()
    enter(other, "lucia", lucia.sheet[1])
    enter(third, "lucia", lucia.sheet[2])
    page = lucia.get("/cuenta/").content.decode()
    assert "Firefox · Windows" in page and page.count("con contraseña y hoja") == 3
    newest = SignIn.objects.order_by("begun_at")[1]
    assert lucia.post(f"/cuenta/sesiones/{newest.id}/").status_code == 302
    assert is_in(third) and not is_in(other)
    lucia.post("/cuenta/sesiones/")
    assert is_in(lucia) and not is_in(third)


def test_nobody_closes_the_session_of_another(cast, lucia):
    other = Client()
    enter(other, "paula", with_sheet(cast.paula)[0])
    hers = SignIn.objects.get(user=cast.lucia.user)
    assert other.post(f"/cuenta/sesiones/{hers.id}/").status_code == 404
    assert is_in(lucia)


def test_a_change_of_person_leaves_nothing_of_the_one_before(lucia):
    answer = lucia.post("/cerrar/", {"next_person": "1"})
    assert answer["Location"] == "/entrar/?siguiente=1" and "cache" in answer["Clear-Site-Data"]
    page = lucia.get(answer["Location"]).content.decode()
    assert "Siguiente persona" in page
    assert "lucia" not in page.lower() and "Robles" not in page and "autofocus" in page
    assert 'autocomplete="off"' in page and not is_in(lucia)


def test_signing_in_over_another_session_ends_that_one(cast, lucia):
    sheet = with_sheet(cast.paula)
    lucia.cookies.pop("aparato")
    assert not is_in(lucia)
    enter(lucia, "paula", sheet[0])
    assert is_in(lucia)
    assert SignIn.objects.filter(ended_at__isnull=True).get().user == cast.paula.user


def test_what_opens_and_ends_is_in_the_journal(lucia):
    lucia.post("/cerrar/")
    acts = Entry.objects.filter(kind="act", about_kind__in=("user", "session"))
    assert {"session.open", "session.close"} <= set(acts.values_list("what", flat=True))


def test_a_session_without_a_row_is_none_on_a_server(cast, client, settings):
    client.force_login(cast.bruno.user)
    assert is_in(client), "the tests sign in like this"
    settings.BARE_SESSIONS = False
    assert not is_in(client)


def test_no_settings_but_those_of_the_tests_can_allow_it(cast, client, settings, monkeypatch):
    from django.core.exceptions import ImproperlyConfigured

    client.force_login(cast.bruno.user)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "cauce.site.settings.run")
    with pytest.raises(ImproperlyConfigured):
        client.get("/cuenta/")


def test_a_proof_counts_for_five_minutes_and_a_wrong_code_is_none(cast, lucia):
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6), tick=True):
        assert lucia.get("/cuenta/contrasena/")["Location"].startswith("/comprobar/")
        page = lucia.post("/comprobar/", {"one_time_code": "AAAAA-AAAAA"})
        assert page.status_code == 200 and "AAAAA" not in page.content.decode()
        assert lucia.get("/cuenta/contrasena/").status_code == 302
        lucia.post("/comprobar/", {"one_time_code": lucia.sheet[1]})
        assert lucia.get("/cuenta/contrasena/").status_code == 200


def test_it_makes_whoever_guesses_the_second_proof_wait(lucia):
    codes = [lucia.post("/comprobar/", {"one_time_code": "AAAAA-AAAAA"}).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_a_browser_is_remembered_by_digest_alone(cast, lucia):
    from cauce.staff.accounts.models import Device

    token = lucia.cookies["aparato"].value
    assert token not in str(list(Device.objects.values())) and len(token) >= 24
    proved(lucia)


def test_its_owner_is_told_of_a_sign_in_from_a_browser_not_used_before(cast, real, lucia):
    from cauce.staff.notices.models import Message

    def told() -> int:
        rows = Message.objects.filter(recipient=str(cast.lucia.user.id))
        return rows.filter(body__contains="navegador").count()

    assert told() == 0, "the first browser of all is no news"
    lucia.post("/cerrar/")
    assert enter(lucia, "lucia", lucia.sheet[1]).status_code == 302
    assert told() == 0, "hers"
    assert enter(Client(), "lucia", lucia.sheet[2]).status_code == 302
    assert told() == 1
