"""The way in with a password and a code: a second factor for everybody, and who may not wait."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from cauce.custody.journal.models import Entry
from cauce.staff.accounts.models import Device, SignIn, Tries
from cauce.staff.accounts.throttle import forget, prefix_of
from cauce.staff.notices.models import Message
from tests.cast import PASSWORD

from .people import CODE, code_now, enter, is_in, with_app, with_sheet

PRIVILEGED = ("aurora", "sofia", "elena", "bruno")
EVERYBODY = (*PRIVILEGED, "lucia", "ines", "mateo", "tomas", "raul", "nora", "paula", "clara")
HERE, THERE = "203.0.113.7", "198.51.100.9"


@pytest.mark.parametrize("username", EVERYBODY)
def test_no_role_gets_in_with_a_password_alone(cast, real, username):
    client = Client()
    for code in ("", "0", PASSWORD):
        assert enter(client, username, code).status_code == 200
    assert not is_in(client) and not SignIn.objects.exists()


@pytest.mark.parametrize("username", PRIVILEGED)
def test_a_privileged_role_gets_in_with_no_code_even_if_it_is_right(cast, no_demo, username):
    member, client = getattr(cast, username), Client()
    secret, sheet = with_app(member), with_sheet(member)
    no_demo.BARE_SESSIONS = False
    assert enter(client, username, code_now(secret)).status_code == 200
    assert enter(client, username, sheet[0]).status_code == 200
    assert not is_in(client)


def test_the_window_gets_in_with_each_printed_code_once(cast, real):
    sheet = with_sheet(cast.lucia)
    assert len(set(sheet)) == 10
    assert enter(Client(), "lucia", sheet[0]).status_code == 302
    again = Client()
    assert enter(again, "lucia", sheet[0]).status_code == 200 and not is_in(again)
    assert enter(again, "lucia", sheet[1].lower().replace("-", " ")).status_code == 302
    assert is_in(again)


def test_a_printed_code_is_nobody_elses(cast, real):
    sheet = with_sheet(cast.lucia)
    with_sheet(cast.paula)
    client = Client()
    assert enter(client, "paula", sheet[0]).status_code == 200 and not is_in(client)


def test_a_code_of_an_app_counts_once_and_only_around_its_time(cast, real):
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        secret = with_app(cast.lucia)
        client = Client()
        assert enter(client, "lucia", code_now(secret, -3)).status_code == 200
        assert enter(client, "lucia", code_now(secret)).status_code == 302
        assert enter(Client(), "lucia", code_now(secret)).status_code == 200
        assert enter(Client(), "lucia", code_now(secret, -1)).status_code == 200


def test_a_protection_officer_waits_for_a_key_with_an_app_but_not_for_ever(cast, real):
    secret = with_app(cast.ines)
    assert enter(Client(), "ines", code_now(secret)).status_code == 302
    late = dt.datetime.now(dt.UTC) + dt.timedelta(days=61)
    with time_machine.travel(late, tick=True):
        client = Client()
        assert enter(client, "ines", code_now(secret)).status_code == 200 and not is_in(client)


def test_another_app_gives_no_more_time(cast, real):
    with_app(cast.ines)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=50), tick=True):
        secret = with_app(cast.ines)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=61), tick=True):
        assert enter(Client(), "ines", code_now(secret)).status_code == 200


def test_the_demonstration_code_opens_on_the_demonstration_alone(cast, settings):
    assert enter(Client(), "bruno", CODE).status_code == 302
    settings.DEMO = False
    client = Client()
    assert enter(client, "bruno", CODE).status_code == 200
    settings.BARE_SESSIONS = False
    assert not is_in(client)
    assert CODE not in client.get("/entrar/").content.decode()


def test_it_answers_the_same_whatever_was_wrong(cast, real):
    sheet = with_sheet(cast.lucia)
    said = set()
    for username, password, code in (
        ("lucia", "otra frase cualquiera", sheet[0]),
        ("lucia", PASSWORD, "AAAAA-AAAAA"),
        ("nadie", PASSWORD, sheet[0]),
        ("bruno", PASSWORD, sheet[0]),
    ):
        page = enter(Client(), username, code, password).content.decode()
        said.add(page.replace(username, "").partition("<main")[2].partition("csrf")[0])
        assert code not in page and password not in page
    assert len(said) == 1


def test_it_hashes_as_often_for_nobody_as_for_somebody(cast, real, monkeypatch):
    from cauce.staff.accounts import signing_in

    hashed = []
    monkeypatch.setattr(signing_in, "check_password", lambda *given: hashed.append(given[1]) or False)
    for username in ("lucia", "nadie"):
        enter(Client(), username, "AAAAA-AAAAA")
    assert len(hashed) == 2 and hashed[1] == "!"


def failing(client: Client, times: int, username: str = "lucia", **where) -> list[int]:
    given = {"username": username, "password": "no es esta", "one_time_code": "AAAAA-AAAAA"}
    return [client.post("/entrar/", given, **where).status_code for _ in range(times)]


def test_five_failures_and_then_one_waits_longer_each_time(cast, real):
    sheet = with_sheet(cast.lucia)
    start = dt.datetime.now(dt.UTC)
    client = Client()
    with time_machine.travel(start, tick=False):
        assert failing(client, 7) == [200] * 5 + [429] * 2
        answer = enter(client, "lucia", sheet[0])
        assert answer.status_code == 429 and int(answer["Retry-After"]) > 30
    with time_machine.travel(start + dt.timedelta(seconds=62), tick=False):
        assert failing(client, 2) == [200, 429]
    with time_machine.travel(start + dt.timedelta(seconds=130), tick=False):
        assert failing(client, 1) == [429], "the second wait is longer"
    with time_machine.travel(start + dt.timedelta(seconds=300), tick=False):
        assert enter(client, "lucia", sheet[0]).status_code == 302


def test_nobody_learns_from_the_wait_whether_there_is_such_an_account(cast, real):
    assert failing(Client(), 6, "lucia") == failing(Client(), 6, "nadie")


def test_a_stranger_cannot_make_somebody_wait_where_she_always_signs_in(cast, real):
    """The lock that protects an account is no weapon against its person."""
    sheet = with_sheet(cast.lucia)
    hers, stranger = Client(), Client()
    assert enter(hers, "lucia", sheet[0], REMOTE_ADDR=HERE).status_code == 302
    hers.post("/cerrar/")
    assert failing(stranger, 8, REMOTE_ADDR=THERE)[-1] == 429
    assert failing(stranger, 1, REMOTE_ADDR=HERE) == [429]
    assert enter(hers, "lucia", sheet[1], REMOTE_ADDR=HERE).status_code == 302


def test_the_known_browser_of_one_is_a_stranger_for_another(cast, real):
    sheet = with_sheet(cast.lucia)
    shared = Client()
    enter(shared, "lucia", sheet[0])
    shared.post("/cerrar/")
    assert failing(shared, 6, "paula")[-1] == 429


def test_a_network_waits_after_failures_with_many_names(cast, real):
    names = ["uno", "dos", "tres", "cuatro", "cinco", "seis"]
    codes = [failing(Client(), 1, name, REMOTE_ADDR=THERE)[0] for name in names]
    assert codes == [200] * 5 + [429]
    assert failing(Client(), 1, "siete", REMOTE_ADDR="198.51.100.200") == [429]
    assert failing(Client(), 1, "siete", REMOTE_ADDR=HERE) == [200]


def test_an_account_of_ones_own_does_not_wash_a_network_clean(cast, real):
    """Whoever guesses and has an account signs in between: the count of the network stands."""
    sheet = with_sheet(cast.paula)
    names = ["uno", "dos", "tres", "cuatro"]
    assert [failing(Client(), 1, one, REMOTE_ADDR=THERE)[0] for one in names] == [200] * 4
    assert enter(Client(), "paula", sheet[0], REMOTE_ADDR=THERE).status_code == 302
    assert failing(Client(), 2, "cinco", REMOTE_ADDR=THERE) == [200, 429]


def test_each_layer_knows_by_itself_what_counts_once_and_where(cast, real):
    from cauce.staff.accounts.models import App
    from cauce.staff.accounts.proofs import by_code, is_demo_code

    assert not is_demo_code(CODE)
    now = dt.datetime.now(dt.UTC)
    with time_machine.travel(now, tick=False):
        secret = with_app(cast.lucia)
        proof = by_code(cast.lucia.user, code_now(secret), now)
        App.objects.update(step=proof.count)
        assert by_code(cast.lucia.user, code_now(secret), now) is None


def test_what_a_stranger_writes_about_his_address_does_not_count(cast, real):
    real.PROXIES = 1
    codes = []
    for number in range(6):
        forged = {"X-Forwarded-For": f"192.0.2.{number}, {THERE}"}
        codes += failing(Client(), 1, f"n{number}", headers=forged)
    assert codes[-1] == 429


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("127.0.0.1", ""),
        ("", ""),
        ("tonterías", ""),
    ],
)
def test_it_counts_networks_and_keeps_none(address, prefix):
    assert prefix_of(address) == prefix


def test_a_clock_that_is_set_back_locks_nobody_out(cast, real):
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=2), tick=True):
        assert failing(Client(), 6)[-1] == 429
    assert failing(Client(), 1) == [200]


def test_no_address_and_no_name_is_kept_and_counts_are_gone_in_a_day(cast, real):
    failing(Client(), 2, "lucia", REMOTE_ADDR=THERE)
    kept = str(list(Tries.objects.values()))
    assert "lucia" not in kept and "198.51" not in kept and Tries.objects.count() == 2
    assert forget(dt.datetime.now(dt.UTC) + dt.timedelta(hours=25)) == 2


def test_the_refusal_is_in_the_journal_without_the_name_that_was_typed(cast, real):
    failing(Client(), 1, "una contraseña en el lugar equivocado")
    entry = Entry.objects.filter(kind="refused", what="session.open").get()
    assert "equivocado" not in str(vars(entry))


def test_whoever_lost_the_role_does_not_sign_in(cast, real):
    sheet = with_sheet(cast.lucia)
    cast.lucia.user.assignments.update(ends_on=dt.date(2026, 1, 1))
    assert enter(Client(), "lucia", sheet[0]).status_code == 200


def test_one_of_two_who_send_the_same_code_at_once_is_refused(cast, real):
    from cauce.staff.accounts.actions import open_session
    from cauce.staff.accounts.proofs import Wrong, by_code

    now = dt.datetime.now(dt.UTC)
    proof = by_code(cast.lucia.user, with_sheet(cast.lucia)[0], now)
    given = {
        "actor": cast.lucia.actor,
        "user": cast.lucia.user,
        "proof": proof,
        "device": "d",
        "label": "x",
        "roles": "r",
        "at": now,
    }
    open_session(**given)
    with pytest.raises(Wrong):
        open_session(**given)
    assert SignIn.objects.count() == 1 and Device.objects.count() == 1


def test_it_tells_the_owner_of_each_change_and_names_nobody(cast, real):
    with_sheet(cast.lucia)
    with_app(cast.lucia)
    told = Message.objects.filter(recipient=str(cast.lucia.user.id))
    assert told.count() == 2
    assert not any("Lucía" in m.body or "http" in m.body for m in told)
