"""Step 10: Clara at the shelter, on her phone between other things. She sees one request and answers."""

from __future__ import annotations

from .person import Person


def open_request(clara: Person, *, shot: str = "") -> str:
    """The address of the only request that waits."""
    clara.go("/solicitudes/")
    clara.heading("Responder las solicitudes pendientes")
    clara.look("partner inbox")
    clara.page.locator("ul.worklist a").first.click()
    clara.heading("Responder si puede recibir")
    clara.look("partner request", shot=shot)
    return clara.page.url


def accept(clara: Person) -> None:
    clara.press("Aceptar", exact=True)
    clara.reads("Aceptada. El consulado ya lo sabe.")
    clara.heading("Iniciar la atención")
    clara.look("partner request accepted")


def decline(clara: Person, reason: str) -> None:
    clara.unfold("No podemos recibir")
    clara.answer("¿Por qué no es posible?", reason)
    clara.press("No aceptar")
    clara.reads("El consulado buscará otra opción")
