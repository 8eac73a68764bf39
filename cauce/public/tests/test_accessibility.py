"""The statement of accessibility: anybody reads it, in both languages, from the foot of every page."""

from __future__ import annotations

import os
import re

import pytest
from django.utils import timezone

from cauce.protocol.editions.access import current_edition
from cauce.public.accessibility_views import LOOKED_ON
from tests.architecture.reading import ROOT

pytestmark = pytest.mark.django_db
STATEMENT = {"es": "/accesibilidad/", "en": "/accesibilidad/en/"}
TELLING = re.compile(r"\btrata\b|víctima|traffick|victim|explotaci|exploit|abuso|abuse", re.I)


@pytest.mark.parametrize(
    ("address", "title", "words"),
    [
        (STATEMENT["es"], "Accesibilidad", ("WCAG 2.2", "nivel AA", "en parte", "No se ha probado")),
        (
            STATEMENT["en"],
            "Accessibility",
            ("WCAG 2.2", "level AA", "in part", "has not been tried"),
        ),
    ],
)
def test_it_says_the_standard_what_was_tried_what_fails_and_whom_to_tell(
    client, address, title, words, django_assert_num_queries
):
    client.get(address)
    current_edition()  # which edition holds is asked once a while, by whatever page comes first
    with django_assert_num_queries(0):
        answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 200 and not answer.cookies and answer["Cache-Control"] == "no-store"
    assert re.search("<title>(.*?)</title>", page)[1] == title and not TELLING.search(page)
    assert all(one in page for one in (*words, "PDF/UA")) and "2.1.4" not in page
    assert f'href="/guia/{"en/" if address.endswith("en/") else ""}voz/"' in page
    assert f'href="{STATEMENT["es" if address.endswith("en/") else "en"]}"' in page
    assert "<form" not in page and "<input" not in page


def test_the_foot_of_every_page_leads_there_in_the_language_of_the_page(client, cast):
    for address, statement in {
        "/guia/": STATEMENT["es"],
        "/guia/en/": STATEMENT["en"],
        "/datos/": STATEMENT["es"],
        "/entrar/": STATEMENT["es"],
    }.items():
        assert f'href="{statement}"' in client.get(address).content.decode(), address
    assert STATEMENT["es"] not in client.get("/guia/sala/").content.decode()  # that screen leads nowhere else
    client.force_login(cast.ines.user)
    assert f'href="{STATEMENT["es"]}"' in client.get("/pendientes/").content.decode()
    client.post("/idioma/", {"language": "en", "next": "/pendientes/"})
    assert f'href="{STATEMENT["en"]}"' in client.get("/pendientes/").content.decode()


def test_what_it_says_of_how_it_was_checked_is_so():
    """Each sentence stands on something that is run; whoever takes that away changes the page."""
    # Under another clock (scripts/luck.sh) a day that is written down may be still to come.
    assert LOOKED_ON.isoformat() <= os.environ.get("TRUE_DAY", timezone.now().date().isoformat())
    checks = (ROOT / "tests/journeys/checks.py").read_text("utf-8")
    assert "WIDTHS = (1280, 640, 360)" in checks and "nothing_for_axe" in checks
    assert "wcag22aa" in (ROOT / "tests/journeys/axe.py").read_text("utf-8")
    # No key of a letter by itself does anything (2.1.4): whoever dictates presses none without meaning to.
    assert 'event.key !== "/" || !event.ctrlKey' in (ROOT / "cauce/ui/static/ui/find.js").read_text("utf-8")
    assert "test_it_can_be_read_in_every_theme" in (ROOT / "cauce/ui/tests/test_tokens.py").read_text("utf-8")
