"""How a test opens a page, sends one of its forms, and finds what was not translated."""

from __future__ import annotations

import re
import uuid

from django.utils import timezone

# Words that only Spanish has, whole: enough to find a sentence that was not translated.
SPANISH = re.compile(
    r"\b(el|la|los|las|del|que|para|con|una|por|sin|su|sus|está|este|esta|quien|cuando|desde|hasta|"
    r"guardar|volver|abrir|caso|casos|siguiente|pendientes?|persona|elija|escriba|anotar|sí|"
    r"responder|enviar|cerrar|buscar|ver|aceptar|solicitud(es)?|pedir)\b",
    re.IGNORECASE,
)


def page(client, who, address: str) -> str:
    """What somebody sees there."""
    client.force_login(who.user)
    return client.get(address).content.decode()


def post(client, who, address: str, **form):
    """The answer to a form that is sent for the first time."""
    client.force_login(who.user)
    return client.post(address, {"once": str(uuid.uuid4())} | form)


def proved(client, who, address: str, **form):
    """The same, from somebody who just proved again who they are."""
    client.force_login(who.user)
    session = client.session
    session["proved_at"] = timezone.now().timestamp()
    session.save()
    return client.post(address, form | {"once": str(uuid.uuid4())})
