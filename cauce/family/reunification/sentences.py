"""Sentences of the journal about families on their way."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "reunion.open": both("Abrió la página de una familia", "Opened the page of a family"),
    "reunion.tell": both("Anotó fechas de una familia", "Noted dates of a family"),
    "reunion.add_relative": both("Agregó a un familiar", "Added a relative"),
    "reunion.change_relative": both(
        "Cambió lo que se sabe de un familiar", "Changed what is known of a relative"
    ),
    "reunion.note_custody": both("Anotó la custodia de un familiar", "Noted the custody of a relative"),
    "reunion.note_papers": both("Anotó papeles de un familiar", "Noted papers of a relative"),
    "reunion.mark_step": both("Anotó un paso de un familiar", "Noted a step of a relative"),
    "reunion.take_back_step": both("Quitó un paso anotado por error", "Took back a step noted by mistake"),
    "reunion.drop_relative": both("Anotó que un familiar ya no viene", "Noted that a relative does not come"),
    "reunion.hold_up": both("Anotó lo que detiene a una familia", "Noted what holds a family up"),
    "reunion.resolve": both("Resolvió lo que detenía a una familia", "Resolved what held a family up"),
    "reunion.share": both("Compartió una familia con la OIM", "Shared a family with IOM"),
    "reunion.stop_sharing": both("Dejó de compartir una familia", "Stopped sharing a family"),
    "reunion.answer": both(
        "Anotó, desde la OIM, un paso de un familiar", "Noted a step of a relative, from IOM"
    ),
    "reunion.reopen": both("Abrió otra vez la página de una familia", "Opened the page of a family again"),
    "reunion.end": both("Dio por terminada la página de una familia", "Ended the page of a family"),
    "reunion.chase": both("Recordó a una familia que espera", "Reminded of a family that waits"),
    "reunion.forget": both(
        "Borró lo que no se quiso guardar de una familia",
        "Erased what was not to be kept of a family",
    ),
    "return.start": both("Empezó a preparar un viaje", "Began to prepare a journey"),
    "return.advise": both("Anotó la asesoría legal de un viaje", "Noted the legal advice of a journey"),
    "return.assess": both("Valoró el riesgo en el destino", "Assessed the risk at the destination"),
    "return.agree": both("Estuvo de acuerdo con un riesgo alto", "Agreed to a high risk"),
    "return.plan": both("Anotó la fecha y la compañía de un viaje", "Noted the day and company of a journey"),
    "return.count_money": both("Contó el dinero de un viaje", "Counted the money of a journey"),
    "return.agree_contact": both(
        "Anotó cómo buscar a la persona después", "Noted how to reach the person later"
    ),
    "return.ready": both("Quedó listo un viaje", "A journey is ready"),
    "return.share": both("Pidió que reciban a la persona", "Asked for the person to be received"),
    "return.confirm": both("Confirmó que recibe", "Confirmed the reception"),
    "return.note_reception": both("Anotó quién confirmó que recibe", "Noted who confirmed the reception"),
    "return.depart": both("Anotó la salida", "Noted the departure"),
    "return.receive": both("Recibió a la persona", "Received the person"),
    "return.note_received": both("Anotó quién recibió a la persona", "Noted who received the person"),
    "return.stop": both("Detuvo un viaje", "Stopped a journey"),
    "return.lapse": both("Terminó un viaje que ya no se hace", "Ended a journey no longer made"),
    "return.unshare": both(
        "Retiró lo compartido con quien recibe", "Withdrew what the receiving organisation could see"
    ),
    "return.try": both("Anotó un contacto después del viaje", "Noted a contact after the journey"),
    "return.tell_silence": both(
        "Avisó que nadie pudo hablar con la persona", "Reported that nobody could contact the person"
    ),
    "return.tell_late": both("Avisó que falta confirmar una llegada", "Reported an unconfirmed arrival"),
}
READ: dict[str, Text] = {
    "case.family": both("Vio la familia de un caso", "Saw the family of a case"),
    "reunion.list": both("Vio las familias del consulado", "Saw the families of the post"),
    "reunion.shared": both("Vio lo que se compartió con la OIM", "Saw what was shared with IOM"),
    "reunion.open_shared": both("Vio una familia compartida", "Saw a family that was shared"),
    "case.return": both("Leyó el viaje de un caso", "Read the journey of a case"),
    "return.list": both("Vio los viajes del consulado", "Saw the journeys of the post"),
    "return.look": both(
        "Leyó una valoración de riesgo alto que otro consulado no puede revisar por sí solo",
        "Read a high-risk assessment that the post cannot review alone",
    ),
    "return.to_look_at": both(
        "Vio qué riesgos altos esperan su revisión", "Saw which high risks await their review"
    ),
    "return.inbox": both("Vio las llegadas que espera", "Saw the arrivals it expects"),
    "return.open": both("Leyó lo compartido de una llegada", "Read what an arrival shares"),
}
WANTED: dict[str, Text] = {
    "reunion.see": both("ver familias", "see families"),
    "reunion.work": both("trabajar en una familia", "work on a family"),
    "reunion.answer": both("anotar pasos de una familia", "note steps of a family"),
    "return.work": both("preparar un viaje", "prepare a journey"),
    "return.receive": both("recibir a quien viaja", "receive whoever travels"),
    "return.count": both("contar los viajes de la red", "count the journeys of the network"),
}
