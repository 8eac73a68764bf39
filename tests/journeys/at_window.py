"""Step 1: Lucía at the counter. She ticks two cues and passes a turn number; no name is known."""

from __future__ import annotations

from playwright.sync_api import expect

from .person import Person

CUES = ("Alguien contesta en su lugar", "Se le nota miedo")


def notice(lucia: Person, *, shot: str = "") -> None:
    lucia.go("/mostrador/")
    lucia.heading("Marque solo lo que notó")
    for cue in CUES:
        lucia.tick(cue)
    lucia.look("window", shot=shot)
    lucia.press("Continuar")
    lucia.heading("Diga esto, con naturalidad")
    lucia.reads("Nos falta verificar un dato de su trámite")


def pass_turn(lucia: Person, turn: str) -> str:
    """The address of the page that waits for protection to answer."""
    lucia.write("Número de turno", turn)
    lucia.look("window offer")
    lucia.press("Pasar", exact=True)
    lucia.heading(f"Turno {turn}")
    lucia.look("window turn")
    return lucia.page.url


def see_it_cleared(lucia: Person, waiting: str, turn: str) -> None:
    """Once protection answered, the counter screen shows nothing of it."""
    lucia.go(waiting)
    expect(lucia.page).to_have_url(f"{lucia.server}/mostrador/")
    lucia.heading("Marque solo lo que notó")
    assert lucia.page.locator("input:checked").count() == 0
    lucia.go(waiting)
    lucia.reads_not(turn)
