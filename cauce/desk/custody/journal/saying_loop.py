"""Sentences of the journal about a referral that goes out and comes back."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "referral.chase_round": both(
        "Recordó a quienes no contestan, en una vuelta", "Reminded those who do not answer, in a round"
    ),
    "referral.close_link": both("Cerró un enlace para responder", "Closed a link to answer"),
    "referral.invite": both("Dio un enlace y un código para responder", "Gave a link and a code to answer"),
    "referral.look": both("Miró una solicitud por un enlace", "Looked at a request by a link"),
    "referral.record_answer": both(
        "Anotó lo que respondieron por teléfono", "Noted what was answered by telephone"
    ),
    "referral.send_group": both("Pidió por un grupo de personas", "Asked for a group of people"),
    "referral.send_several": both("Pidió a varios servicios a la vez", "Asked several services at once"),
    "referral.try_code": both("Escribió el código de un enlace", "Wrote the code of a link"),
}
READ: dict[str, Text] = {
    "referral.agreed": both(
        "Vio quiénes aceptaron que se pida a un servicio", "Saw who agreed that a service be asked"
    ),
    "referral.print": both("Imprimió una solicitud", "Printed a request"),
}
