"""Sentences of the journal about who is told of what, and how."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "notices.collect": both("Repartió los avisos", "Distributed the notices"),
    "notices.daily": both("Preparó el correo del día", "Made the daily e-mail"),
    "notices.see": both("Vio sus avisos", "Saw their own notices"),
    "notices.settle": both("Se envió un correo, o ya no se enviará", "An e-mail was sent, or will never be"),
    "notices.take": both("Tomó los correos por enviar", "Took the e-mails to send"),
}
WANTED: dict[str, Text] = {
    "outbox.read": both("leer el correo de ejemplo", "read the example mail"),
}
