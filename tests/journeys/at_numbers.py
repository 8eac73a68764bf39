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
    sofia.heading("Ver todos los consulados, lado a lado")
    sofia.reads("A cuántas personas llegamos")
    sofia.reads("Houston")
    sofia.look("network numbers", shot=shot)


def beside_the_network(aurora: Person, *, shot: str = "") -> None:
    """Three sentences first; then each drawing with its numbers under it; no case and nobody."""
    aurora.go("/oficina/")
    aurora.follow("Frente a la red", exact=True)
    aurora.heading("Ver en qué difiere su consulado, y por qué")
    assert aurora.page.locator("main p.lede").count() == 3
    for words in (
        "De la primera señal a cada paso",
        "El Protocolo como ocurrió",
        "Minutos por caso",
    ):
        aurora.reads(words)
    figures = aurora.page.locator("main figure.figure")
    assert figures.count() >= 5
    drawn = figures.filter(has=aurora.page.locator("svg.chart"))  # some a second time, as wide as a phone
    assert drawn.count() == drawn.filter(has=aurora.page.locator("table")).count()
    aurora.unfold("Ver los números")
    aurora.look("beside the network", shot=shot)


def how_alike(sofia: Person) -> None:
    """One step over all posts; another step is one choice away."""
    sofia.go("/red/")
    sofia.reads("se habló a solas en")
    sofia.follow("Paso por paso", exact=True)
    sofia.heading("Ver qué tan parecido actúan los consulados")
    sofia.reads("comparaciones de un consulado con la red")
    sofia.page.get_by_label("Paso del Protocolo").select_option("P2-06")
    sofia.press("Ver este paso")
    sofia.reads("«Conversar con las preguntas clave»:")
    sofia.look("how alike")


def open_cases(aurora: Person) -> int:
    """How many cases are open, as the page of the post says it."""
    aurora.go("/oficina/")
    said = aurora.page.locator("dl.facts div").filter(has_text="Casos abiertos").first
    return int(said.locator("dd").first.inner_text().split()[0])
