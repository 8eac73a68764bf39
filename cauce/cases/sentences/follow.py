"""Sentences of the journal about following up."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "case.propose_lost": both(
        "Solicitó que otra persona revisara los intentos y confirmara la pérdida de contacto",
        "Asked another person to review the attempts and confirm that contact was lost",
    ),
    "contact.escalate": both("Avisó de que no hay contacto", "Reported that contact has stopped"),
    "contact.log": both("Anotó un intento de contacto", "Noted an attempt to make contact"),
    "outcome.record": both("Anotó cómo le va a la persona", "Noted how the person is doing"),
}
READ: dict[str, Text] = {
    "case.attempts": both(
        "Leyó los intentos de contacto de un caso", "Read the attempts to make contact of a case"
    ),
    "case.closing": both("Vio el cierre de un caso", "Saw the closing of a case"),
    "case.follow": both("Vio el seguimiento de un caso", "Saw the follow-up of a case"),
    "case.outcomes": both("Vio los resultados de un caso", "Saw the outcomes of a case"),
}
WANTED: dict[str, Text] = {
    "case.agree_lost": both(
        "confirmar la pérdida de contacto con riesgo alto", "confirm loss of contact at high risk"
    ),
}
