"""Step 11: the same cases as numbers, for the head of the post and for the network."""

from __future__ import annotations

from .person import Person


def of_post(aurora: Person, *, shot: str = "") -> None:
    aurora.go("/oficina/")
    aurora.heading("Ver qué falta y qué espera su firma")
    aurora.reads("Qué tan de cerca se sigue el Protocolo")
    aurora.look("post numbers", shot=shot)


def of_network(sofia: Person, *, shot: str = "") -> None:
    sofia.go("/red/")
    sofia.heading("Ver todas las representaciones, lado a lado")
    sofia.reads("Houston")
    sofia.look("network numbers", shot=shot)


def open_cases(aurora: Person) -> int:
    """How many cases are open, as the page of the post says it."""
    aurora.go("/oficina/")
    said = aurora.page.locator("dl.facts div").filter(has_text="Casos abiertos").first
    return int(said.locator("dd").first.inner_text().split()[0])
