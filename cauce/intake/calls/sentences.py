"""Sentences of the journal about the duty and the telephone."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "call.acknowledge": both("Dijo que tenía una llamada", "Said that they had a call"),
    "call.chase_back": both("Recordó devolver una llamada", "Reminded of calling back"),
    "call.contact": both(
        "Preguntó si un teléfono era seguro y anotó un intento",
        "Asked whether a telephone was safe and noted an attempt",
    ),
    "call.end": both("Terminó una llamada sin caso", "Ended a call without a case"),
    "call.erase": both("Borró lo anotado en una llamada", "Erased what was noted in a call"),
    "call.escalate": both(
        "Avisó a la siguiente persona de una llamada sin respuesta",
        "Told the next person on duty of an unanswered call",
    ),
    "call.log_back": both("Anotó que se llamó de vuelta", "Recorded that the call was returned"),
    "call.open_case": both("Abrió un caso desde una llamada", "Opened a case from a call"),
    "call.take": both("Anotó una llamada", "Took down a call"),
}
READ: dict[str, Text] = {
    "call.list": both("Vio las llamadas que esperan", "Saw the calls that wait"),
    "call.read": both("Leyó lo anotado en una llamada", "Read what was noted in a call"),
}
WANTED: dict[str, Text] = {
    "call.answer": both("atender una llamada", "answer a call"),
    "call.take": both("ver una llamada que otra persona anotó", "see a call that somebody else took down"),
    "duty.see": both("ver los turnos de guardia", "see the turns on duty"),
}
