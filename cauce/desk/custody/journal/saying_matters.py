"""Sentences for what leaves, what a person asks of her data, and how a record ends."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "export.make": both("Hizo un archivo para sacarlo", "Made a file to leave"),
    "export.take": both("Bajó un archivo", "Downloaded a file"),
    "export.expire": both("Venció un archivo sin bajarse", "A file expired, not downloaded"),
    "export.note_written": both(
        "El servidor escribió un archivo sin identidad", "The server wrote a file without identity"
    ),
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
    "withdrawal.replay": both("Se retiró de nuevo tras restaurar", "Withdrawn again after a restore"),
    "withdrawal.go_on": both(
        "Se anotó que faltan renglones de la lista de lo retirado",
        "Noted that lines of the list of what was withdrawn are lost",
    ),
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
    "case.own_copy": both("Leyó la copia para la persona", "Read the copy for the person"),
    "rights.read": both("Leyó lo que la persona pide", "Read what the person asks"),
    "retention.holds": both("Leyó los resguardos de un expediente", "Read the holds of a record"),
    "breach.read": both("Leyó un registro de datos que salieron", "Read a record of data that got out"),
    "export.list": both("Leyó la lista de lo que salió", "Read the list of what left"),
    "rights.list": both("Leyó las peticiones con plazo", "Read the requests with a deadline"),
    "retention.list": both("Leyó lo que cumplió su plazo", "Read what reached its end"),
    "retention.read": both("Leyó una parte que cumplió su plazo", "Read a part that reached its end"),
}
