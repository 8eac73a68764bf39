"""Whoever asks too often waits a minute; nobody else does, and nothing of it is kept."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from cauce.site import rates
from cauce.site.rates import Counter, asked_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(
        settings, "RATES", {"account": 8, "costly": 3, "page": 10, "guide": 5, "telephone": 4}
    )
    monkeypatch.setattr(rates, "counter", Counter(now=lambda: 30.0))


def codes(client, address, times, **headers):
    return [client.get(address, headers=headers).status_code for _ in range(times)]


def test_an_account_waits_and_another_does_not(cast, few):
    for who, waits in ((cast.ines, True), (cast.mateo, False)):
        client = Client()
        client.force_login(who.user)
        found = codes(client, "/pendientes/", 9 if waits else 8)
        assert found == [200] * 8 + [429] * waits


def test_what_costs_much_has_a_limit_of_its_own(cast, few):
    client = Client()
    client.force_login(cast.ines.user)
    assert codes(client, "/directorio/", 4) == [200, 200, 200, 429]
    assert client.get("/pendientes/").status_code == 200


def test_a_network_waits_on_the_guide_and_at_telephones(few):
    here, there = {"X-Forwarded-For": "203.0.113.9"}, {"X-Forwarded-For": "203.0.113.10"}
    assert codes(Client(), "/guia/", 6, **here) == [200] * 5 + [429]
    assert codes(Client(), "/guia/", 1, **there) == [200]
    assert codes(Client(), "/campo/nada/formList", 5, **here) == [404] * 4 + [429]
    slower = Client().get("/guia/", headers=here)
    assert slower.headers["Retry-After"] == "60" and not slower.cookies
    assert "Espere un minuto" in slower.content.decode()


def test_after_a_minute_one_goes_on_and_the_last_one_slides():
    now = [0.0]
    counter = Counter(now=lambda: now[0])
    assert [counter.over("a", 2) for _ in range(3)] == [False, False, True]
    now[0] = 70.0
    assert counter.over("a", 2), "most of the last minute still counts"
    now[0] = 200.0
    assert not counter.over("a", 2)


def test_it_keeps_no_address_and_forgets():
    now = [0.0]
    counter = Counter(now=lambda: now[0])
    counter.over("guide 203.0.113.9", 5)
    assert b"203.0.113.9" not in repr((counter.here, counter.before)).encode()
    now[0] = 130.0
    counter.over("b", 5)
    assert len(counter.here) == 1 and not counter.before


def test_only_the_proxy_of_this_machine_is_believed():
    def network(near, said):
        request = RequestFactory().get("/", headers={"X-Forwarded-For": said} if said else {})
        request.META["REMOTE_ADDR"] = near
        return asked_from(request)

    assert network("198.51.100.7", "203.0.113.9") == "198.51.100.7"
    assert network("127.0.0.1", "203.0.113.9") == network("", "203.0.113.9") == "203.0.113.9"
    assert network("::1", "9.9.9.9, 203.0.113.9") == "203.0.113.9", "the last one is our proxy's"
    assert network("127.0.0.1", "") == network("127.0.0.1", "nada") == ""
    assert network("2001:db8:1:2:3::9", "") == network("2001:db8:1:2::1", "") == "2001:db8:1:2::/64"
