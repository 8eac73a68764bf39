"""What is grave asks again who is at the keyboard."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.http import HttpResponse

from cauce.staff.accounts.codes import DEMO_CODE
from cauce.staff.accounts.recent_proof import fresh


@fresh
def grave(request):
    return HttpResponse("abierto")


def asked(rf, age: int) -> HttpResponse:
    request = rf.get("/grave/?a=1")
    request.session = {"proved_at": int(time.time()) - age}
    return grave(request)


def test_it_opens_while_the_proof_is_recent_and_asks_for_another_when_it_is_not(rf):
    assert asked(rf, settings.STEP_UP_SECONDS - 5).content == b"abierto"
    late = asked(rf, settings.STEP_UP_SECONDS + 5)
    assert late.status_code == 302 and late["Location"] == "/comprobar/?next=%2Fgrave%2F%3Fa%3D1"


def test_a_proof_given_in_the_future_is_none(rf):
    assert asked(rf, -3600).status_code == 302


@pytest.mark.django_db
def test_it_comes_back_after_the_proof_and_never_leads_elsewhere(cast, client):
    client.force_login(cast.ines.user)
    assert client.post("/comprobar/", {"one_time_code": "no", "next": "/pendientes/"}).status_code == 200
    good = client.post("/comprobar/", {"one_time_code": DEMO_CODE, "next": "/pendientes/"})
    assert good["Location"] == "/pendientes/"
    away = client.post("/comprobar/", {"one_time_code": DEMO_CODE, "next": "https://example.org/"})
    assert away["Location"] == "/"
