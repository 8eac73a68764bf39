"""Boards as they are read: by voice, on a narrow screen, on paper."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.journeys import axe

from .conftest import NET, closed


@pytest.fixture(autouse=True)
def axe_is_among_the_files():
    with axe.served():
        yield


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_every_board_is_readable_by_voice_narrow_and_on_one_sheet_with_its_table(
    chromium, live_server, client, cast, year
):
    from tests.journeys.checks import never_sideways, nothing_for_axe

    closed()
    client.force_login(cast.sofia.user)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies(
        [{"name": k, "value": v.value, "url": live_server.url} for k, v in client.cookies.items()]
    )
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    errors: list[str] = []
    opened.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    for asked_for in (
        f"por=post&periodo={year}",
        "por=region",
        f"indicador=assistance-rate&por=post&periodo={year}",
    ):
        opened.goto(f"{live_server.url}{NET}?{asked_for}")
        nothing_for_axe(opened)
        never_sideways(opened)
        opened.emulate_media(media="print")
        assert opened.locator(".figure tbody tr").first.is_visible()
        assert not opened.locator("form.filters").is_visible()
        for paper in ("Letter", "A4"):
            with pikepdf.open(io.BytesIO(opened.pdf(format=paper))) as held:
                assert len(held.pages) == 1, (asked_for, paper)
        opened.emulate_media(media="screen")
    assert errors == []
    context.close()
