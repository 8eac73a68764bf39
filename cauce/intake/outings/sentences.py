"""Sentences of the journal about outings: of things and hours, never of anybody who came."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "outing.plan": both("Planeó una salida", "Planned an outing"),
    "outing.change": both("Cambió dónde o cuándo es una salida", "Changed where or when an outing is"),
    "outing.call_off": both("Canceló una salida", "Called an outing off"),
    "outing.team": both(
        "Eligió quién va a una salida y con qué teléfonos",
        "Chose who goes on an outing and with which telephones",
    ),
    "outing.step": both("Dijo si se hizo un paso de una salida", "Said whether a step of an outing was done"),
    "outing.move": both("Cambió la hora de un paso de una salida", "Changed the hour of a step of an outing"),
    "outing.pack": both("Anotó qué equipo salió", "Noted which equipment went"),
    "outing.back": both("Anotó qué equipo volvió", "Noted which equipment came back"),
    "outing.phone": both(
        "Anotó dónde está un teléfono de una salida", "Noted where a telephone of an outing is"
    ),
    "outing.close": both("Guardó el conteo de una salida", "Kept the counts of an outing"),
    "outing.tell": both(
        "Avisó de lo que le falta a una salida o dejó abierto", "Reported what an outing lacks or left open"
    ),
    "outing.late": both(
        "Abrió de nuevo una salida a la que algo le llegó después",
        "Reopened an outing after something arrived later",
    ),
}
WANTED: dict[str, Text] = {
    "outing.see": both("ver una salida", "see an outing"),
    "outing.plan": both("planear una salida", "plan an outing"),
    "outing.work": both("anotar algo de una salida", "note something of an outing"),
}
