"""Where anybody writes without an account, nobody is named, whatever cookie comes along."""

from __future__ import annotations

import uuid
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from cauce.custody.journal.models import Entry
from cauce.public.tests.test_voice import code_in, form
from cauce.rights.complaints.models import Complaint, Word
from cauce.rules.permissions import SYSTEM
from cauce.site.context import whose
from cauce.site.middleware import DoorMiddleware
from cauce.site.routes import NOBODYS

pytestmark = pytest.mark.django_db


def test_a_form_that_leaves_with_the_cookie_of_a_later_sign_in_is_nobodys(cast, client):
    client.force_login(cast.ines.user)
    before = Entry.objects.count()
    request = SimpleNamespace(user=cast.ines.user)
    assert whose(request) not in client.get("/guia/voz/").content.decode(), "nobody wrote the page"
    code = code_in(client.post("/guia/voz/", form()))
    reply = {"code": code, "do": "reply", "text": "Fue el martes.", "once": str(uuid.uuid4())}
    assert client.post("/guia/voz/clave/", reply).status_code == 200
    assert client.post("/guia/voz/clave/", {"code": "AAAA-AAAA-AAAA"}).status_code == 200
    made = Entry.objects.order_by("id")[before:]
    assert {"complaint.file", "complaint.reply"} <= {one.what for one in made}
    assert str(cast.ines.user.id) not in str(list(made.values())) and "Fue el" not in str(made)
    stored = [*Complaint.objects.values(), *Word.objects.values()]
    assert str(cast.ines.user.id) not in str(stored)
    assert client.get("/pendientes/").status_code in (200, 302), "and nobody was signed out by it"


@pytest.mark.parametrize("route", sorted(NOBODYS))
def test_no_door_for_nobody_is_told_who_is_signed_in(route):
    request = RequestFactory().post("/")
    request.actor, request.post, request.user = SYSTEM, "HOU", object()
    request.resolver_match = SimpleNamespace(view_name=route)
    assert DoorMiddleware(lambda _: None).process_view(request, None, (), {}) is None
    assert (request.actor, request.post, request.user.is_authenticated) == (None, None, False)
