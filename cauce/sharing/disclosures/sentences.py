"""Sentences of the journal about what leaves, and about how the person is reached."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "demand.record": both("Registró un documento que requiere datos", "Recorded a document requesting data"),
    "demand.narrow": both("Redujo lo que se entregaría", "Narrowed what would be handed over"),
    "demand.review": both("Revisó un requerimiento", "Reviewed a demand"),
    "demand.approve": both("Aprobó un requerimiento", "Approved a demand"),
    "demand.refuse": both("Negó un requerimiento", "Refused a demand"),
    "demand.decline": both(
        "Negó un requerimiento, desde oficinas centrales", "Declined a demand, at headquarters"
    ),
    "demand.release": both("Entregó lo que firmaron dos personas", "Handed over what two people signed"),
    "disclosure.propose": both("Pidió compartir sin permiso", "Asked to share without consent"),
    "disclosure.report_danger": both(
        "Avisó por peligro inmediato, sin permiso", "Reported an immediate danger, without consent"
    ),
    "disclosure.second": both("Decidió como segunda persona", "Decided as the second person"),
    "disclosure.make": both(
        "Compartió sin permiso lo que dos acordaron", "Shared without consent what two agreed to"
    ),
    "disclosure.tell_person": both(
        "Dijo a la persona lo que se compartió", "Told the person what was shared"
    ),
    "disclosure.note_contact": both(
        "Anotó un contacto con una autoridad", "Noted a contact with an authority"
    ),
    "disclosure.chase_second": both(
        "Avisó que falta una segunda persona", "Said that a second person is missing"
    ),
}
READ: dict[str, Text] = {
    "demand.open": both("Leyó un requerimiento", "Read a demand"),
    "disclosure.list": both("Vio lo que espera su decisión", "Saw what waits for a decision"),
    "disclosure.open": both("Leyó lo que pide compartirse", "Read what is asked to be shared"),
}
