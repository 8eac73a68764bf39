"""A key takes two people and is shown once; ending one takes one and holds at that moment."""

from __future__ import annotations

import datetime as dt
import re
import time
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from cauce.sharing.machines.access import machine_by_key
from cauce.sharing.machines.models import Hook, Machine
from cauce.staff.oversight.actions import decide
from cauce.staff.oversight.models import Proposal

pytestmark = pytest.mark.django_db


def seated(who) -> Client:
    client = Client()
    client.force_login(who.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    return client


def once() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def bruno(cast):
    return seated(cast.bruno)


def propose(bruno, cast, **changes):
    given = {
        "name": "sistema-1",
        "namespace": "casa.ejemplo",
        "reason": "Convenio 12 de 2026.",
        "once": once(),
    }
    return bruno.post(f"/sistemas/{cast.jacaranda.id}/llave/", given | changes)


def test_one_proposes_another_approves_and_the_key_is_shown_once(cast, bruno):
    here = f"/sistemas/{cast.jacaranda.id}/"
    assert propose(bruno, cast).status_code == 302
    proposal = Proposal.objects.get()
    waits = bruno.get(here).content.decode()
    assert "Espera a que otra persona la apruebe" in waits and "Hacer la llave" not in waits
    make = {"do": "make", "which": str(proposal.id), "once": once()}
    bruno.post(here, make)
    assert not Machine.objects.exists(), "not approved yet"
    page = seated(cast.sofia).get(f"/propuestas/{proposal.id}/").content.decode()
    assert "Casa Jacaranda (ejemplo)" in page and "sistema-1" in page
    decide(actor=cast.sofia.actor, proposal=proposal, approve=True, reason="", at=timezone.now())
    shown = bruno.post(here, {**make, "once": once()}).content.decode()
    key = re.search(r"cauce_[\w-]{40,}", shown)[0]
    assert machine_by_key(key, timezone.now()).partner == cast.jacaranda
    after = bruno.get(here).content.decode()
    assert key not in after and "casa.ejemplo" in after
    assert bruno.post(here, {**make, "once": once()}).status_code in (302, 404)
    assert Machine.objects.count() == 1, "an approval is used once"
    machine = Machine.objects.get()
    bruno.post(here, {"do": "end", "which": str(machine.id), "once": once()})
    assert Machine.objects.get().revoked_at is not None


def test_a_name_that_is_no_code_is_said_beside_its_field_and_nothing_is_lost(cast, bruno):
    for field, value in (("name", "Sistema Uno"), ("namespace", "Citlali Ñ"), ("reason", "x")):
        page = propose(bruno, cast, **{field: value})
        assert page.status_code == 200 and value in page.content.decode()
    assert not Proposal.objects.exists()


def test_an_address_is_checked_set_shown_and_ended(cast, bruno, settings):
    settings.HOOKS_TO_HERE = False
    where = f"/sistemas/{cast.jacaranda.id}/avisos/"
    wrong = bruno.post(where, {"url": "https://10.0.0.7/", "once": once()}).content.decode()
    assert "no es pública" in wrong and not Hook.objects.exists()
    good = {"url": "https://sistema.ejemplo.org/avisos", "once": once()}
    shown = bruno.post(where, good).content.decode()
    secret = re.search(r"whsec_[\w+/=]{40,}", shown)[0]
    assert bruno.post(where, good).status_code == 302, "pressed twice"
    assert Hook.objects.count() == 1 and secret.encode() not in bytes(Hook.objects.get().secret)
    here = f"/sistemas/{cast.jacaranda.id}/"
    page = bruno.get(here).content.decode()
    assert "sistema.ejemplo.org" in page and secret not in page
    bruno.post(here, {"do": "quiet", "once": once()})
    assert Hook.objects.get().revoked_at is not None


def test_headquarters_looks_and_changes_nothing_and_others_find_nothing(cast, bruno):
    here = f"/sistemas/{cast.jacaranda.id}/"
    sofia = seated(cast.sofia)
    assert "Proponer una llave" not in sofia.get(here).content.decode()
    assert sofia.post(here, {"do": "quiet", "once": once()}).status_code == 404
    for who in (cast.ines, cast.aurora, cast.clara, cast.elena):
        assert seated(who).get("/sistemas/").status_code == 404
        assert seated(who).get(here).status_code == 404
    assert bruno.get(f"/sistemas/{uuid.uuid4()}/").status_code == 404


def test_the_list_begins_with_who_has_a_system_and_folds_the_others(bruno, cast):
    def shown() -> tuple[str, str]:
        whole = bruno.get("/sistemas/").content.decode()
        table, _, rest = whole.partition("Dar una llave a otra organización")
        return table, rest

    name = cast.jacaranda.name
    table, rest = shown()
    assert name not in table and name in rest
    assert "Ninguna organización tiene un sistema conectado" in table
    now = timezone.now()
    Machine.objects.create(
        partner=cast.jacaranda,
        name="sistema-1",
        namespace="casa.ejemplo",
        key_hash="a" * 64,
        made_at=now,
        made_by="x",
        expires_at=now + dt.timedelta(days=9),
    )
    table, rest = shown()
    assert name in table and name not in rest
