"""Sentences of the journal about who is told of what, and how."""

from __future__ import annotations

from cauce.rules.content.model import Text, both

DID: dict[str, Text] = {
    "calendar.end": both("Quitó la dirección de su calendario", "Ended the address of a calendar"),
    "calendar.make": both("Hizo la dirección de su calendario", "Made the address of a calendar"),
    "notices.ask_code": both(
        "Pidió un código para su correo", "Asked for a code for their address"
    ),
    "notices.choose": both("Eligió cómo se le avisa", "Chose how to be told"),
    "notices.collect": both("Repartió los avisos", "Handed out the notices"),
    "notices.confirm": both("Escribió el código de su correo", "Typed the code of their address"),
    "notices.daily": both("Preparó el correo del día", "Made the daily e-mail"),
    "notices.see": both("Vio sus avisos", "Saw the own notices"),
    "notices.settle": both("Salió un correo, o no saldrá", "An e-mail left, or never will"),
    "notices.take": both("Tomó los correos por enviar", "Took the e-mails to send"),
}
READ: dict[str, Text] = {}
WANTED: dict[str, Text] = {}
