"""Systems of partners: what they may be called, where they may be told, when they are tried again."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.content.errors import BadInput
from cauce.sharing.machines.rules import EXTERNAL_ID, check_address, check_code, is_public, wait


@pytest.mark.parametrize(
    "url",
    [
        "https://sistema.ejemplo.org/avisos",
        "https://sistema.ejemplo.org:8443/a?b=c",
        "https://93.184.216.34/",
    ],
)
def test_a_public_address_may_be_told_at(url):
    assert check_address(url).scheme == "https"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hola",
        "http://sistema.ejemplo.org/",
        "ftp://sistema.ejemplo.org/",
        "https:///a",
        "https://localhost/",
        "https://sistema/",
        "https://a.local/",
        "https://a.internal/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[fd00::1]/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://127.1/",
        "https://usuario:" + "clave@sistema.ejemplo.org/",
        "https://sistema.ejemplo.org:22/",
        "https://sistema.ejemplo.org:99999/",
        "https://sistema.ejemplo.org/#a",
        "https://sistema.ejemplo.org/\r\nX: y",
        "https://sistema.ejemplo.org/ñ",
        "https://a b.org/",
        "https://sistema.ejemplo.org\\@127.0.0.1/",
        "https://x.onion/",
        "https://" + "a" * 300 + ".org",
        "https://localhost./",
        "https://a.internal./",
        "https://127.0.0.1./",
    ],
)
def test_no_other_address_is_taken(url):
    with pytest.raises(BadInput) as refused:
        check_address(url)
    assert refused.value.where == "url" and refused.value.cure_es


def test_what_only_some_reach_is_not_public():
    assert is_public("93.184.216.34") and is_public("2606:2800:220:1:248:1893:25c8:1946")
    inside = ["127.0.0.1", "::1", "::ffff:127.0.0.1", "192.168.0.1", "224.0.0.1", "0.0.0.0"]
    inside += ["2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "fec0::1", "3fff::1"]
    for ip in inside:
        assert not is_public(ip), ip


@pytest.mark.parametrize(
    "ip",
    [
        "192.0.0.1",
        "192.0.0.9",
        "192.0.0.170",
        "192.0.0.192",
        "192.0.2.1",
        "192.31.196.1",
        "192.52.193.1",
        "192.88.99.1",
        "192.175.48.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "100.64.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:20::1",
        "2001:30::1",
        "2001:db8::1",
        "2620:4f:8000::1",
        "5f00::1",
        "fe80::1",
        "fc00::1",
    ],
)
def test_no_address_of_the_registries_of_special_ones_is_public(ip):
    assert not is_public(ip)


def test_a_name_of_a_system_is_a_code():
    assert check_code("casa.ejemplo", "name") == "casa.ejemplo"
    for wrong in ("", "a", "Casa", "casa ejemplo", "casa|1", "a" * 41, "ñandú"):
        with pytest.raises(BadInput):
            check_code(wrong, "name")


def test_an_id_of_theirs_is_no_word():
    for code in ("7", "EXP-2026-77", "a1", "0b9f1d0e-5a5c-5b52-8d0e-2f4c7d1f3a90"):
        assert EXTERNAL_ID.fullmatch(code)
    for word in ("", "Citlalmina", "María 7", "A 7", "-7", "7|8", "a" * 36 + "1"):
        assert not EXTERNAL_ID.fullmatch(word)


def test_it_is_tried_again_less_and_less_often_and_at_least_every_hour():
    waits = [wait(n) for n in range(1, 100)]
    assert waits == sorted(waits) and waits[0] == dt.timedelta(minutes=1)
    assert waits[-1] == dt.timedelta(hours=1) and wait(0) == waits[0]
