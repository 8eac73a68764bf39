"""Sentences of the journal about posts, organisations and who works where."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "incident.close": both("Cerró un incidente", "Closed an incident"),
    "offices.add_partner": both("Dio de alta una organización", "Added an organisation"),
    "offices.add_user": both("Dio de alta una cuenta", "Added an account"),
    "offices.assign": both("Asignó una función", "Assigned a role"),
    "offices.choose_language": both("Eligió su idioma", "Chose a language"),
    "offices.load_posts": both("Cargó los consulados", "Loaded the posts"),
    "offices.say_second_person": both("Dijo quién firma por un consulado", "Said who signs for a post"),
    "duty.plan": both("Escribió turnos de guardia", "Wrote turns on duty"),
    "duty.swap": both("Cambió o quitó un turno de guardia", "Changed or took away a turn on duty"),
    "duty.tell": both("Avisó de un hueco en los turnos", "Reported a gap in the roster"),
}
WANTED: dict[str, Text] = {
    "incident.close": both("cerrar un incidente", "close an incident"),
    "incident.read": both("ver los incidentes", "see the incidents"),
}
ABOUT: dict[str, Text] = {
    "incident": both("incidente", "incident"),
    "partner": both("organización", "organisation"),
    "post": both("consulado", "post"),
}
