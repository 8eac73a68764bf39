"""Sentences for what leaves, what a person asks of her data, and how a record ends."""

from __future__ import annotations

from cauce.rules.content.model import Text


def _t(es: str, en: str) -> Text:
    return Text(es=es, en=en)


DID: dict[str, Text] = {
    "export.make": _t("Hizo un archivo para sacarlo", "Made a file to leave"),
    "export.take": _t("Bajó un archivo", "Downloaded a file"),
    "export.expire": _t("Venció un archivo sin bajarse", "A file expired, not downloaded"),
    "export.note_written": _t("El servidor escribió un archivo sin identidad",
                              "The server wrote a file without identity"),
    "rights.receive": _t("Anotó lo que la persona pide de sus datos", "Noted what the person asks of her data"),
    "rights.extend": _t("Amplió el plazo de una petición", "Extended the time of a request"),
    "rights.answer": _t("Respondió una petición sobre datos", "Answered a request about data"),
    "rights.carry_out": _t("Hizo efectivo lo concedido", "Carried out what was granted"),
    "rights.annotate": _t("Puso al lado lo que la persona corrige", "Put beside it what the person corrects"),
    "retention.propose": _t("Se propuso lo que cumplió su plazo", "Proposed what reached its end"),
    "retention.confirm": _t("Confirmó que una parte se borre", "Confirmed that a part be erased"),
    "retention.keep": _t("Dejó que una parte se quede", "Let a part stay"),
    "retention.erase": _t("Borró una parte de un expediente", "Erased a part of a record"),
    "retention.replay": _t("Se borró de nuevo tras restaurar", "Erased again after a restore"),
    "retention.hold": _t("Resguardó un expediente", "Held a record"),
    "retention.lift": _t("Levantó un resguardo", "Lifted a hold"),
    "retention.authorise": _t("Anotó una baja archivística", "Recorded an archival authorisation"),
    "retention.unblock": _t("Abrió un expediente bloqueado", "Opened a blocked record"),
    "breach.record": _t("Anotó que salieron datos", "Noted that data got out"),
    "breach.add_actions": _t("Agregó lo que se hizo", "Added what was done"),
    "breach.plan_warning": _t("Acordó cómo avisar a una persona", "Agreed how to tell a person"),
    "breach.warn": _t("Anotó que se le avisó", "Noted that she was told"),
    "breach.tell_authority": _t("Anotó que se avisó a la autoridad", "Noted that the authority was told"),
    "breach.close": _t("Cerró el registro de datos que salieron", "Closed the record of data that got out"),
}  # fmt: skip

READ: dict[str, Text] = {
    "case.own_copy": _t("Leyó la copia para la persona", "Read the copy for the person"),
    "rights.read": _t("Leyó lo que la persona pide", "Read what the person asks"),
    "retention.holds": _t("Leyó los resguardos de un expediente", "Read the holds of a record"),
    "breach.read": _t(
        "Leyó un registro de datos que salieron", "Read a record of data that got out"
    ),
    "export.list": _t("Leyó la lista de lo que salió", "Read the list of what left"),
    "rights.list": _t("Leyó las peticiones con plazo", "Read the requests with a clock"),
    "retention.list": _t("Leyó lo que cumplió su plazo", "Read what reached its end"),
    "retention.read": _t("Leyó una parte que cumplió su plazo", "Read a part that reached its end"),
}  # fmt: skip
