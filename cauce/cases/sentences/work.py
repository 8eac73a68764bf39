"""Sentences of the journal about the work on a case."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "assessment.conclude": both("Concluyó, con razones", "Concluded, with reasons"),
    "assessment.contest": both("Impugnó una conclusión", "Contested a conclusion"),
    "assessment.return": both("Devolvió una conclusión sin firmar", "Returned a conclusion unsigned"),
    "assessment.sign": both("Firmó una conclusión", "Signed a conclusion"),
    "case.assign": both("Dijo quién lleva el caso", "Set who works on the case"),
    "case.bulk_load": both("Cargó casos de ejemplo", "Loaded example cases"),
    "case.replanned": both(
        "Las obligaciones de un caso se volvieron a calcular",
        "The obligations of a case were worked out again",
    ),
    "case.edition_moved": both("Un caso pasó a la edición que rige", "A case moved to the edition in force"),
    "case.close": both("Cerró un caso", "Closed a case"),
    "case.depart": both("Se apartó del Protocolo, con motivo", "Departed from the Protocol, with a reason"),
    "case.meet_obligation": both("Quedó cumplido un paso", "A step was met"),
    "case.open": both("Abrió un caso", "Opened a case"),
    "case.record_act": both("Anotó algo que se hizo", "Recorded something that was done"),
    "case.record_facts": both("Anotó datos de un caso", "Noted facts of a case"),
    "case.reopen": both("Reabrió un caso", "Reopened a case"),
    "case.save_section": both("Guardó una parte del expediente", "Saved a part of the record"),
    "consent.record": both("Anotó una respuesta sobre consentimiento", "Noted an answer about consent"),
    "consent.refuse_keeping": both("Anotó que no se guarde nada", "Noted that nothing be kept"),
    "consent.withdraw": both("Anotó que se retira un consentimiento", "Noted that a consent is withdrawn"),
    "form.discard": both("Descartó un borrador de formato", "Discarded a draft form"),
    "form.finish": both("Terminó un formato", "Finished a form"),
    "form.save": both("Guardó un formato", "Saved a form"),
    "form.start": both("Empezó un formato", "Began a form"),
    "identity.save": both("Guardó una identidad bajo llave", "Kept an identity under seal"),
    "case.choose_interpreter": both("Eligió quién interpreta", "Chose who interprets"),
    "case.record_tongue": both("Anotó la lengua de la persona", "Noted the person's language"),
    "plan.add_item": both("Agregó una acción al plan", "Added an action to the plan"),
    "plan.agree": both("Anotó que el plan se acordó", "Noted that the plan was agreed"),
    "plan.close_item": both("Cerró una acción del plan", "Closed an action of the plan"),
    "pace.alert": both(
        "Se avisó de una cuenta que abrió muchos expedientes",
        "An account that opened many records was reported",
    ),
    "pace.extend": both("Dijo para qué necesita ver más", "Said why more records must be seen"),
    "risk.review": both("Valoró el riesgo", "Assessed the risk"),
    "case.open_many": both("Abrió varios casos a la vez", "Opened several cases at once"),
    "death.propose": both("Pidió registrar un fallecimiento", "Asked for a death to be recorded"),
    "death.ask_undo": both("Pidió deshacer un fallecimiento", "Asked to undo a death"),
    "death.tell": both("Anotó a quién se le dijo un fallecimiento", "Noted who was told of a death"),
    "death.correct": both("Dijo a alguien que la persona vive", "Told somebody that the person is alive"),
    "contact.confirm": both("Confirmó cómo buscar a la persona", "Confirmed how to reach the person"),
    "contact.remind": both("Pidió recordar algo a la persona", "Asked to send the person a reminder"),
    "case.hand_over": both("Un caso pasó a otro consulado", "A case went to another post"),
    "case.renew_key": both("Se cambió la llave de un caso", "The key of a case was changed"),
    "key.rotate": both("Cambió la llave de un consulado", "Changed the key of a post"),
    "reserved.make_key": both("Hizo su llave para partes reservadas", "Made a key for reserved parts"),
    "reserved.write": both("Escribió una parte reservada", "Wrote a reserved part"),
}
READ: dict[str, Text] = {
    "case.list": both("Vio la lista de casos", "Saw the list of cases"),
    "case.list_to_sign": both("Vio lo que espera firma", "Saw what waits for a signature"),
    "case.read_to_sign": both("Leyó una conclusión para firmarla", "Read a conclusion to sign it"),
    "case.seen": both("Vio quién ha leído un expediente", "Saw who has read a record"),
    "case.export": both("Exportó expedientes", "Exported records"),
    "case.glass": both(
        "Leyó en emergencia un expediente de otro consulado",
        "Read in an emergency a record of another post",
    ),
    "card.printed": both("Imprimió una tarjeta", "Printed a card"),
    "form.printed": both("Imprimió una hoja", "Printed a sheet"),
    "case.shared": both("Leyó con quién se compartió", "Read with whom it was shared"),
    "case.shared_sheet": both(
        "Sacó la hoja de con quién se compartió", "Printed the sheet of what was shared"
    ),
    "case.contact": both("Leyó cómo contactar a la persona", "Read how to contact the person"),
    "reserved.read": both("Leyó una parte reservada", "Read a reserved part"),
    "case.own_copy": both("Leyó la copia para la persona", "Read the copy for the person"),
}
WANTED: dict[str, Text] = {
    "death.propose": both("pedir que se registre un fallecimiento", "ask for a death to be recorded"),
    "death.agree": both("estar de acuerdo con un fallecimiento", "agree to a death"),
    "death.undo": both("pedir que se deshaga un fallecimiento", "ask for a death to be undone"),
    "death.tell": both("anotar a quién se le dijo", "note who was told"),
    "case.conclude": both("concluir un caso", "conclude a case"),
    "case.export": both("exportar expedientes", "export records"),
    "case.list": both("ver la lista de casos", "see the list of cases"),
    "case.read": both("leer un expediente", "read a record"),
    "case.read_to_sign": both("leer un caso para firmarlo", "read a case to sign it"),
    "case.sign": both("firmar una conclusión", "sign a conclusion"),
    "case.work": both("trabajar en un caso", "work on a case"),
}
ABOUT: dict[str, Text] = {
    "case": both("caso", "case"),
    "folio": both("folio", "folio"),
}
