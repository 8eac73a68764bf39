"""Sentences of the journal about requests, their envelopes and answers, and a case that changes posts."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "referral.accept": both("Aceptó una solicitud", "Accepted a request"),
    "referral.acknowledge": both("Abrió una solicitud", "Opened a request"),
    "referral.answer": both("Respondió una solicitud", "Answered a request"),
    "referral.bulk_load": both("Cargó solicitudes de ejemplo", "Loaded example requests"),
    "referral.chase": both("Recordó una solicitud sin respuesta", "Reminded of an unanswered request"),
    "referral.complete": both("Dio por concluida una solicitud", "Completed a request"),
    "referral.confirm": both("Anotó si el servicio se recibió", "Noted whether the service was received"),
    "referral.expire": both("Venció una solicitud", "A request expired"),
    "referral.inform": both("Dio la información que pidieron", "Gave the information asked for"),
    "referral.send": both("Envió una solicitud", "Sent a request"),
    "referral.start_service": both("Empezó a dar un servicio", "Began to give a service"),
    "referral.withdraw": both("Retiró una solicitud", "Withdrew a request"),
    "referral.withdraw_consent": both(
        "Retiró lo compartido, en todas partes", "Withdrew what was shared, everywhere"
    ),
    "unmet.record": both(
        "Registró que ningún servicio cubría una necesidad", "Recorded that nothing met a need"
    ),
    "envelope.prepare": both(
        "Preparó un sobre con datos de identidad", "Prepared an envelope with data of identity"
    ),
    "envelope.sign": both("Firmó un sobre que acompaña", "Signed an envelope that goes along"),
    "envelope.refuse": both("No firmó un sobre", "Left an envelope unsigned"),
    "envelope.withdraw": both("Retiró un sobre", "Withdrew an envelope"),
    "envelope.read": both("Leyó el sobre que le dieron", "Read the envelope that was given"),
    "envelope.lapse": both(
        "Destruyó un sobre que el permiso ya no cubre",
        "Destroyed an envelope that consent no longer covers",
    ),
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
    "referral.record_consent": both("Anotó una respuesta sobre compartir", "Noted an answer about sharing"),
    "referral.lapse": both(
        "Dio por terminado lo que el permiso ya no cubre", "Ended what consent no longer covers"
    ),
    "transfer.accept": both("Recibió un caso de otro consulado", "Received a case of another post"),
    "transfer.ask": both("Pidió que otro consulado reciba un caso", "Asked another post to receive a case"),
    "transfer.chase": both("Recordó lo que un consulado pidió a otro", "Reminded of what a post asked"),
    "transfer.decline": both(
        "No recibió un caso de otro consulado", "Did not receive a case of another post"
    ),
    "transfer.lapse": both("Terminó lo que se pidió a otro consulado", "What a post was asked is over"),
    "transfer.take_back": both(
        "Retiró lo que pidió a otro consulado", "Took back what was asked of another post"
    ),
    "desk.reassign": both("Repartió los casos de quien se va", "Handed on the cases of somebody who leaves"),
    "desk.ask_over": both(
        "Pidió que otro consulado reciba los casos de quien se va",
        "Asked another post for the cases of somebody who leaves",
    ),
}
READ: dict[str, Text] = {
    "referral.list": both("Vio su lista de solicitudes", "Saw their list of requests"),
    "referral.open": both("Leyó lo compartido en una solicitud", "Read what a request shares"),
    "envelope.list": both("Vio qué sobres esperan firma", "Saw which envelopes wait"),
    "envelope.read_to_sign": both("Leyó un sobre antes de firmarlo", "Read an envelope before signing"),
    "envelope.open": both(
        "Abrió un sobre con datos de identidad", "Opened an envelope with data of identity"
    ),
    "referral.agreed": both(
        "Vio quiénes aceptaron que se pida a un servicio", "Saw who agreed that a service be asked"
    ),
    "referral.print": both("Imprimió una solicitud", "Printed a request"),
    "transfer.list": both("Vio los traslados entre consulados", "Saw transfers between posts"),
    "transfer.open": both("Leyó lo que otro consulado pide", "Read what another post asks"),
}
WANTED: dict[str, Text] = {
    "envelope.sign": both("firmar un sobre", "sign an envelope"),
    "case.transfer": both("pasar un caso a otro consulado", "move a case to another post"),
    "transfer.answer": both("recibir un caso de otro consulado", "receive a case of another post"),
    "referral.answer": both("responder una solicitud", "answer a request"),
    "referral.read": both("leer una solicitud", "read a request"),
    "referral.send": both("enviar una solicitud", "send a request"),
}
ABOUT: dict[str, Text] = {
    "referral": both("solicitud", "request"),
}
