"""Sentences of the journal about the readiness of a post."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "agreement.end": both("Anotó que un acuerdo terminó", "Noted that an agreement ended"),
    "agreement.record": both("Anotó un acuerdo de coordinación", "Noted an agreement of coordination"),
    "outreach.call_off": both("Canceló una jornada", "Called off an event"),
    "outreach.hold": both("Anotó cómo fue una jornada", "Noted how an event went"),
    "outreach.plan": both("Planeó una jornada", "Planned an event"),
    "readiness.adopt": both("Dijo desde cuándo se usa el Protocolo", "Said since when the Protocol is used"),
    "readiness.bulk_load": both("Cargó la preparación de ejemplo", "Loaded example readiness"),
    "readiness.check_space": both("Revisó el espacio privado", "Looked at the private space"),
    "readiness.look_again": both("Volvió a mirar un consulado", "Looked at a post again"),
    "readiness.name_focal_point": both("Designó a la persona enlace", "Named the focal point"),
    "readiness.remind": both("Recordó pendientes de un consulado", "Reminded of tasks of a post"),
    "readiness.review_directory": both("Revisó el directorio local", "Reviewed the local directory"),
    "readiness.save_sheet": both("Guardó la ficha de contexto", "Saved the context sheet"),
    "readiness.set_up_privacy": both("Dejó listo el aviso de privacidad", "Set up the privacy notice"),
    "selfcare.complete": both("Atendió la prueba de autocuidado", "Attended to the self-care check"),
    "training.enter": both("Anotó una capacitación", "Noted a training"),
    "training.record": both("Quedó anotado un certificado", "A certificate was noted"),
}
WANTED: dict[str, Text] = {
    "readiness.lead": both("dirigir la preparación de un consulado", "lead the readiness of a post"),
    "readiness.network": both("ver la preparación de la red", "see the readiness of the network"),
    "readiness.own": both("ver su propia preparación", "see their own readiness"),
    "readiness.read": both("ver la preparación de un consulado", "see the readiness of a post"),
    "readiness.work": both("anotar la preparación de un consulado", "note the readiness of a post"),
}
