"""A case says which edition it follows and since when, and shows what its post adds."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.operations.loop.tick import tick
from cauce.protocol.editions import actions as editions
from cauce.protocol.editions import schedule
from tests.drafting import approved, draft, tomorrow

pytestmark = pytest.mark.django_db
ANNEX = """
steps:
  - id: L-HOU-01
    title: {es: "Avisar a la red de Houston", en: "Tell the Houston network"}
    why: {es: "Responde primero.", en: "It answers first."}
    role: protection_officer
    evidence: {es: "Hora", en: "Time"}
contacts:
  - {title: {es: "Red de Houston (ejemplo)", en: "Network"}, reach: "extensión 12", step: L-HOU-01}
"""


def test_a_case_says_its_edition_before_and_after_it_moved_and_its_posts_own_step(cast, client):
    made = editions.draft_annex(actor=cast.mateo.actor, scope=cast.houston.scope, text=ANNEX)
    editions.approve_annex(actor=cast.aurora.actor, annex=made, seen=made.text_hash)
    case = cases.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )
    client.force_login(cast.ines.user)
    page = client.get(f"/casos/{case.id}/").content.decode()
    assert f"sigue la edición {case.edition} del Protocolo" in page and "con el anexo 1" in page
    assert "Avisar a la red de Houston" in page and "extensión 12" in page
    assert "propio de este consulado" in page
    noted = client.post(
        f"/casos/{case.id}/actos/L-HOU-01/", {"act": "local_step_done"}
    )  # the moment is missing: the form comes back with the step's own act
    assert noted.status_code == 200 and "Se hizo un paso propio" in noted.content.decode()
    approved(cast, draft(cast))
    with time_machine.travel(schedule.start_of(tomorrow()) + dt.timedelta(hours=9), tick=False):
        tick(timezone.now())
        client.logout()  # late in the evening the session of today would still be one, and have rested
        client.force_login(cast.ines.user)
        page = client.get(f"/casos/{case.id}/").content.decode()
    assert "sigue la edición 2030.1" in page and f"antes: {case.edition}" in page
