"""Everything that is asked stands on one page, on a phone and without scripts; it saves what was said."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cauce.cases.actions import record_consent
from cauce.cases.models import Consent

from . import at_desk, casework, checks
from .person import DESKTOP, PHONE

pytestmark = pytest.mark.journey
SAVE = "Guardar las respuestas"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_each_thing_is_answered_by_itself_on_one_page(house, scripts, width):
    ines = house.person("ines", viewport={"width": width, "height": 740}, java_script_enabled=scripts)
    case = casework.open_case(house)
    ines.go(f"/casos/{case.id}/permisos/")
    save = ines.page.get_by_role("button", name=SAVE)
    expect(save).to_be_in_viewport(ratio=1)
    assert ines.page.locator("main input:checked").count() == 0, "nothing is ticked beforehand"
    at_desk.answered_apart(ines, "Comunicarnos con usted").get_by_label("No", exact=True).check()
    expect(save).to_be_in_viewport(ratio=1)
    # An authority is unfolded by its name; what was answered stays, and nothing was recorded.
    ines.press("FBI", exact=True)
    fbi = at_desk.answered_apart(ines, "FBI")
    fbi.get_by_label("Sí", exact=True).check()
    fbi.get_by_label("Dónde está ahora").check()
    assert not Consent.objects.filter(case=case).exists()
    ines.look(f"consent answered {width}")
    ines.press(SAVE)
    ines.reads("Anotado.")
    said = {row.purpose: (row.recipient, row.given) for row in Consent.objects.filter(case=case)}
    assert said == {"contact": ("", False), "us_authority": ("us_fbi", True)}
    ines.look(f"consent noted {width}")
    ines.follow(re.compile("^Retirar.*FBI"))
    ines.heading("Retirar el consentimiento")


@pytest.mark.parametrize("width, height", [(DESKTOP, 800), (PHONE, 740)], ids=["desk", "phone"])
def test_the_officer_concludes_within_the_first_screen_and_a_half(house, width, height):
    ines = house.person("ines", viewport={"width": width, "height": height})
    case = casework.open_case(house)
    record_consent(actor=house.cast.ines.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    ines.go(f"/casos/{case.id}/lectura/")
    heading = ines.page.get_by_role("heading", name="Su conclusión").bounding_box()
    assert heading["y"] <= 1.5 * height
    checks.never_sideways(ines.page)
