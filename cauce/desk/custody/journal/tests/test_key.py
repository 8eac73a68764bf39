"""New keys of the journal take two people and the server; one of them is never enough."""

from __future__ import annotations

import time

import pytest
from django.core.management import call_command
from django.utils import timezone

from cauce.custody.journal import keys
from cauce.staff.oversight.actions import decide
from cauce.staff.oversight.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    settings.JOURNAL_KEYS = tmp_path / "keys"
    settings.JOURNAL_ANCHORS = tmp_path / "anchors"


def propose(client, member, reason="Pasó un año desde las últimas."):
    client.force_login(member.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    return client.post("/bitacora/llaves/", {"reason": reason})


def rotate() -> int:
    try:
        call_command("journal", "rotate-key", "--json")
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_it_renews_them_once_when_one_proposed_and_another_approved(client, cast, capsys):
    assert rotate() == 2 and len(keys.ring()) <= 1
    assert propose(client, cast.bruno).status_code == 302
    assert rotate() == 2, "nobody approved it yet"
    proposal = Proposal.objects.get(kind="audit_key.rotate")
    decide(
        actor=cast.sofia.actor,
        proposal=proposal,
        approve=True,
        reason="Corresponde este año, conforme a la guía.",
        at=timezone.now(),
    )
    before = len(keys.ring())
    assert rotate() == 0 and len(keys.ring()) == before + 1
    assert rotate() == 2, "an approval is used up"


def test_it_is_proposed_by_an_administrator_with_a_fresh_proof_and_a_reason(client, cast):
    client.force_login(cast.bruno.user)
    assert client.get("/bitacora/llaves/").status_code == 302
    assert propose(client, cast.bruno, "").status_code == 422
    assert propose(client, cast.elena).status_code == 404
    assert not Proposal.objects.exists()
