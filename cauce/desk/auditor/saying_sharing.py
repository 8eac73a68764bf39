"""Sentences of the journal about what leaves, and about how the person is reached."""

from __future__ import annotations

from cauce.rules.content.model import Text


def _t(es: str, en: str) -> Text:
    return Text(es=es, en=en)


DID_SHARING: dict[str, Text] = {
    "contact.confirm": _t("Confirmó cómo buscar a la persona", "Confirmed how to reach the person"),
    "contact.remind": _t(
        "Quiso recordar algo a la persona", "Wanted to remind the person of something"
    ),
    "demand.record": _t("Anotó un papel que pide datos", "Noted a paper that asks for data"),
    "demand.narrow": _t("Redujo lo que se entregaría", "Narrowed what would be handed over"),
    "demand.review": _t("Revisó un requerimiento", "Reviewed a demand"),
    "demand.approve": _t("Aprobó un requerimiento", "Approved a demand"),
    "demand.refuse": _t("Negó un requerimiento", "Refused a demand"),
    "demand.decline": _t(
        "Negó un requerimiento, desde oficinas centrales", "Declined a demand, at headquarters"
    ),
    "demand.release": _t(
        "Entregó lo que firmaron dos personas", "Handed over what two people signed"
    ),
    "disclosure.propose": _t("Pidió compartir sin permiso", "Asked to share without consent"),
    "disclosure.report_danger": _t(
        "Avisó por peligro inmediato, sin permiso", "Reported an immediate danger, without consent"
    ),
    "disclosure.second": _t("Decidió como segunda persona", "Decided as the second person"),
    "disclosure.make": _t(
        "Compartió sin permiso lo que dos acordaron", "Shared without consent what two agreed to"
    ),
    "disclosure.tell_person": _t(
        "Dijo a la persona lo que se compartió", "Told the person what was shared"
    ),
    "disclosure.note_contact": _t(
        "Anotó un contacto con una autoridad", "Noted a contact with an authority"
    ),
    "disclosure.chase_second": _t(
        "Avisó que falta una segunda persona", "Said that a second person is missing"
    ),
    "referral.record_consent": _t(
        "Anotó una respuesta sobre compartir", "Noted an answer about sharing"
    ),
    "referral.lapse": _t(
        "Dio por terminado lo que el permiso ya no cubre", "Ended what consent no longer carries"
    ),
}
