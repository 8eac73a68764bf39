"""Sentences of the journal about what a person asks of her data, and how a record ends."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "death.record": both(
        "Registró un fallecimiento; se selló el expediente", "Recorded a death; the file was sealed"
    ),
    "death.undo": both("Deshizo un fallecimiento: vive", "Undid a death: alive"),
    "rights.receive": both(
        "Registró una solicitud sobre los datos de la persona", "Recorded the person's data request"
    ),
    "rights.extend": both("Amplió el plazo de una petición", "Extended the time of a request"),
    "rights.answer": both("Respondió una petición sobre datos", "Answered a request about data"),
    "rights.carry_out": both("Hizo efectivo lo concedido", "Carried out what was granted"),
    "rights.annotate": both(
        "Puso al lado lo que la persona corrige", "Put beside it what the person corrects"
    ),
    "retention.propose": both("Se propuso lo que cumplió su plazo", "Proposed what reached its end"),
    "retention.confirm": both("Confirmó que una parte se borre", "Confirmed that a part be erased"),
    "retention.keep": both("Dejó que una parte se quede", "Let a part stay"),
    "retention.erase": both("Borró una parte de un expediente", "Erased a part of a record"),
    "retention.replay": both("Se borró de nuevo tras restaurar", "Erased again after a restore"),
    "retention.hold": both("Resguardó un expediente", "Held a record"),
    "retention.lift": both("Levantó un resguardo", "Lifted a hold"),
    "retention.authorise": both("Anotó una baja archivística", "Recorded an archival authorisation"),
    "retention.unblock": both("Abrió un expediente bloqueado", "Opened a blocked record"),
    "breach.record": both("Anotó que salieron datos", "Noted that data got out"),
    "breach.add_actions": both("Agregó lo que se hizo", "Added what was done"),
    "breach.plan_warning": both("Acordó cómo avisar a una persona", "Agreed how to tell a person"),
    "breach.warn": both("Anotó que se le avisó", "Recorded that the person was told"),
    "breach.tell_authority": both("Anotó que se avisó a la autoridad", "Noted that the authority was told"),
    "breach.close": both("Cerró el registro de datos que salieron", "Closed the record of data that got out"),
}
READ: dict[str, Text] = {
    "rights.read": both("Leyó lo que la persona pide", "Read what the person asks"),
    "retention.holds": both("Leyó los resguardos de un expediente", "Read the holds of a record"),
    "breach.read": both("Leyó un registro de datos que salieron", "Read a record of data that got out"),
    "rights.list": both("Leyó las peticiones con plazo", "Read the requests with a deadline"),
    "retention.list": both("Leyó lo que cumplió su plazo", "Read what reached its end"),
    "retention.read": both("Leyó una parte que cumplió su plazo", "Read a part that reached its end"),
}
WANTED: dict[str, Text] = {
    "record.erase": both("borrar un expediente", "erase a record"),
    "record.decide_erase": both("aprobar que se borre un expediente", "approve erasing a record"),
}
