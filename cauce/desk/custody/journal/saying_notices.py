"""Sentences of the journal about who is told of what, and how."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "calendar.end": both("Quitó la dirección de su calendario", "Removed a calendar address"),
    "calendar.make": both("Hizo la dirección de su calendario", "Created a calendar address"),
    "notices.ask_code": both("Pidió un código para su correo", "Requested a code for their e-mail address"),
    "notices.choose": both("Eligió cómo se le avisa", "Chose how to be notified"),
    "notices.collect": both("Repartió los avisos", "Distributed the notices"),
    "notices.confirm": both("Escribió el código de su correo", "Entered the code for their e-mail address"),
    "notices.daily": both("Preparó el correo del día", "Made the daily e-mail"),
    "notices.see": both("Vio sus avisos", "Saw their own notices"),
    "notices.settle": both("Se envió un correo, o ya no se enviará", "An e-mail was sent, or will never be"),
    "notices.take": both("Tomó los correos por enviar", "Took the e-mails to send"),
}
READ: dict[str, Text] = {}
WANTED: dict[str, Text] = {}
