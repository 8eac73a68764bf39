"""One plain sentence for each entry of the journal, in both languages."""

from __future__ import annotations

from cauce.editions.access import current_edition
from cauce.journal.models import Entry
from cauce.rules.content.model import Text

from . import saying_accounts, saying_matters
from .saying_sharing import DID_SHARING


def _t(es: str, en: str) -> Text:
    return Text(es=es, en=en)


# What was done, by the name of the act.
DID: dict[str, Text] = {
    **saying_accounts.DID,
    **saying_matters.DID,
    **DID_SHARING,
    "assessment.conclude": _t("Concluyó, con razones", "Concluded, with reasons"),
    "assessment.contest": _t("Impugnó una conclusión", "Contested a conclusion"),
    "assessment.return": _t("Devolvió una conclusión sin firmar", "Returned a conclusion unsigned"),
    "assessment.sign": _t("Firmó una conclusión", "Signed a conclusion"),
    "case.assign": _t("Dijo quién lleva el caso", "Said who works on the case"),
    "encounter.bulk_load": _t("Cargó turnos de ejemplo", "Loaded example turns"),
    "case.bulk_load": _t("Cargó casos de ejemplo", "Loaded example cases"),
    "annex.approve": _t("Aprobó el anexo de su oficina", "Approved the annex of the post"),
    "annex.draft": _t("Escribió el anexo de su oficina", "Wrote the annex of the post"),
    "annex.drop": _t("Dejó un borrador de anexo", "Left a draft annex"),
    "case.edition_moved": _t("Un caso pasó a la edición que rige", "A case moved to the edition in force"),
    "edition.adopt": _t("Registró la edición que trae el programa", "Registered the edition that came with the program"),
    "edition.approve": _t("Aprobó una edición", "Approved an edition"),
    "edition.draft": _t("Empezó un borrador de edición", "Began a draft edition"),
    "edition.drop_file": _t("Quitó un archivo de un borrador", "Removed a file of a draft"),
    "edition.propose": _t("Propuso una edición", "Proposed an edition"),
    "edition.return": _t("Regresó una edición a borrador", "Returned an edition to draft"),
    "edition.save_file": _t("Cambió un archivo de un borrador", "Changed a file of a draft"),
    "edition.save_files": _t("Subió archivos a un borrador", "Uploaded files to a draft"),
    "edition.set_date": _t("Dijo desde cuándo regiría una edición", "Said from when an edition would be in force"),
    "edition.try": _t("Probó un borrador de edición", "Tried a draft edition"),
    "edition.withdraw": _t("Retiró una edición que ya rigió", "Withdrew an edition that was in force"),
    "case.close": _t("Cerró un caso", "Closed a case"),
    "case.depart": _t("Se apartó del Protocolo, con motivo", "Departed from the Protocol, with a reason"),
    "case.meet_obligation": _t("Quedó cumplido un paso", "A step was met"),
    "case.open": _t("Abrió un caso", "Opened a case"),
    "case.record_act": _t("Anotó algo que se hizo", "Noted something that was done"),
    "case.record_facts": _t("Anotó datos de un caso", "Noted facts of a case"),
    "case.reopen": _t("Reabrió un caso", "Reopened a case"),
    "case.save_section": _t("Guardó una parte del expediente", "Saved a part of the record"),
    "consent.record": _t("Anotó una respuesta sobre consentimiento", "Noted an answer about consent"),
    "consent.refuse_keeping": _t("Anotó que no se guarde nada", "Noted that nothing be kept"),
    "consent.withdraw": _t("Anotó que se retira un consentimiento", "Noted that a consent is withdrawn"),
    "form.discard": _t("Tiró un borrador de formato", "Threw away a draft form"),
    "form.finish": _t("Terminó un formato", "Finished a form"),
    "form.save": _t("Guardó un formato", "Saved a form"),
    "form.start": _t("Empezó un formato", "Began a form"),
    "directory.edit": _t("Cambió el directorio", "Changed the directory"),
    "directory.import": _t("Importó un directorio", "Imported a directory"),
    "directory.link_partners": _t("Unió el directorio con quienes reciben", "Linked the directory with receivers"),
    "directory.seal_place": _t("Guardó bajo llave un domicilio", "Put an address under seal"),
    "directory.verify": _t("Confirmó un servicio del directorio", "Confirmed a service of the directory"),
    "links.record": _t("Marcó datos para comparar", "Marked values for comparing"),
    "links.answer": _t("Vio un aviso de coincidencia", "Saw a notice of coincidence"),
    "links.complain": _t("Marcó una queja previa", "Marked an earlier complaint"),
    "links.ask": _t("Pidió una consulta de coincidencia", "Asked about a coincidence"),
    "links.decide": _t("Decidió una consulta de coincidencia", "Decided a query of coincidence"),
    "links.expire": _t("Se destruyeron llaves y marcas vencidas", "Expired keys and marks destroyed"),
    "cues.switch": _t("Apagó o encendió las señales", "Turned cues off or on"),
    "encounter.acknowledge": _t("Avisó que va por un turno", "Said that somebody is coming for a turn"),
    "encounter.answer": _t("Anotó cómo terminó un encuentro", "Noted how an encounter ended"),
    "encounter.call_deputy": _t("Llamó a quien suple", "Called the deputy"),
    "sitting.erase_refused": _t("Borró respuestas que no se aceptó guardar",
                                "Erased answers that were not to be kept"),
    "encounter.erase": _t("Borró un turno vencido", "Erased a turn whose time was over"),
    "encounter.open_case": _t("Abrió un caso para quien esperaba", "Opened a case for whoever waited"),
    "encounter.pass": _t("Pasó un turno a protección", "Passed a turn to protection"),
    "encounter.record_answers": _t("Valoró respuestas sin caso", "Weighed answers without a case"),
    "encounter.record_cues": _t("Marcó señales en la ventanilla", "Ticked cues at the window"),
    "identity.save": _t("Guardó una identidad bajo llave", "Kept an identity under seal"),
    "notices.sent": _t("Salió un aviso", "A notice was sent"),
    "arrival.answer": _t("Dijo cómo terminó un formato de campo", "Said how a form ended"),
    "arrival.discard": _t("Desechó un formato apartado", "Discarded a form set aside"),
    "arrival.erase": _t("Borró un formato de campo vencido", "Erased an expired form"),
    "arrival.open_case": _t("Abrió un caso desde un formato", "Opened a case from a form"),
    "arrival.release": _t("Liberó un formato apartado", "Released a form set aside"),
    "arrival.reread": _t("Volvió a leer un formato apartado", "Read again a form set aside"),
    "arrival.take": _t("Llegó un formato de campo", "A form came from the field"),
    "arrival.take_answers": _t("Llegaron respuestas de campo", "Answers came from the field"),
    "device.lose": _t("Avisó que se perdió un teléfono", "Reported a telephone lost"),
    "device.register": _t("Dio de alta un teléfono", "Registered a telephone"),
    "device.revoke": _t("Retiró un teléfono", "Withdrew a telephone"),
    "incident.close": _t("Cerró un incidente", "Closed an incident"),
    "sitting.bring": _t("Pasó a un caso lo contestado en campo", "Brought answers into a case"),
    "offices.add_partner": _t("Dio de alta una organización", "Added an organisation"),
    "offices.add_user": _t("Dio de alta una cuenta", "Added an account"),
    "offices.assign": _t("Asignó una función", "Assigned a role"),
    "learning.answer": _t("Contestó un ejercicio", "Answered an exercise"),
    "learning.bulk_load": _t("Cargó lecciones de ejemplo", "Loaded example lessons"),
    "learning.certify": _t("Recibió una constancia", "Received a certificate"),
    "learning.finish_lesson": _t("Contestó una lección", "Answered a lesson"),
    "interpreter.add": _t("Anotó a quien interpreta", "Added an interpreter"),
    "interpreter.change": _t("Cambió la ficha de quien interpreta", "Changed the record of an interpreter"),
    "case.choose_interpreter": _t("Eligió quién interpreta", "Chose who interprets"),
    "case.record_tongue": _t("Anotó la lengua de la persona", "Noted the person's language"),
    "offices.choose_language": _t("Eligió su idioma", "Chose a language"),
    "offices.load_posts": _t("Cargó las representaciones", "Loaded the posts"),
    "offices.say_second_person": _t("Dijo quién firma por una representación", "Said who signs for a post"),
    "person.add": _t("Abrió un expediente sin nombre", "Opened a record without a name"),
    "plan.add_item": _t("Agregó un renglón al plan", "Added a line to the plan"),
    "plan.agree": _t("Anotó que el plan se acordó", "Noted that the plan was agreed"),
    "plan.close_item": _t("Cerró un renglón del plan", "Closed a line of the plan"),
    "agreement.end": _t("Anotó que un acuerdo terminó", "Noted that an agreement ended"),
    "agreement.record": _t("Anotó un acuerdo de coordinación", "Noted an agreement of coordination"),
    "outreach.call_off": _t("Canceló una jornada", "Called off an event"),
    "outreach.hold": _t("Anotó cómo fue una jornada", "Noted how an event went"),
    "outreach.plan": _t("Planeó una jornada", "Planned an event"),
    "readiness.adopt": _t("Dijo desde cuándo se usa el Protocolo", "Said since when the Protocol is used"),
    "readiness.bulk_load": _t("Cargó la preparación de ejemplo", "Loaded example readiness"),
    "readiness.check_space": _t("Revisó el espacio privado", "Looked at the private space"),
    "readiness.look_again": _t("Volvió a mirar una representación", "Looked at a post again"),
    "readiness.name_focal_point": _t("Designó a la persona enlace", "Named the focal point"),
    "readiness.remind": _t("Recordó pendientes de una representación", "Reminded of tasks of a post"),
    "readiness.review_directory": _t("Revisó el directorio local", "Reviewed the local directory"),
    "readiness.save_sheet": _t("Guardó la ficha de contexto", "Saved the context sheet"),
    "readiness.set_up_privacy": _t("Dejó listo el aviso de privacidad", "Set up the privacy notice"),
    "selfcare.complete": _t("Atendió la prueba de autocuidado", "Attended to the self-care check"),
    "training.enter": _t("Anotó una capacitación", "Noted a training"),
    "training.record": _t("Quedó anotado un certificado", "A certificate was noted"),
    "referral.accept": _t("Aceptó una solicitud", "Accepted a request"),
    "referral.acknowledge": _t("Abrió una solicitud", "Opened a request"),
    "referral.answer": _t("Respondió una solicitud", "Answered a request"),
    "referral.bulk_load": _t("Cargó solicitudes de ejemplo", "Loaded example requests"),
    "referral.chase": _t("Recordó una solicitud sin respuesta", "Reminded of an unanswered request"),
    "referral.complete": _t("Dio por concluida una solicitud", "Completed a request"),
    "referral.confirm": _t("Anotó si el servicio se recibió", "Noted whether the service was received"),
    "referral.expire": _t("Venció una solicitud", "A request expired"),
    "referral.inform": _t("Dio la información que pidieron", "Gave the information asked for"),
    "referral.send": _t("Envió una solicitud", "Sent a request"),
    "referral.start_service": _t("Empezó a dar un servicio", "Began to give a service"),
    "referral.withdraw": _t("Retiró una solicitud", "Withdrew a request"),
    "referral.withdraw_consent": _t("Retiró lo compartido, en todas partes", "Withdrew what was shared, everywhere"),
    "journal.anchor": _t("Quedó escrita un ancla", "An anchor was written"),
    "journal.rotate_key": _t("Se estrenaron llaves de la bitácora", "New keys of the journal began"),
    "pace.alert": _t("Se avisó de una cuenta que abrió mucho", "An account that opened much was told of"),
    "pace.extend": _t("Dijo para qué necesita ver más", "Said why more must be seen"),
    "risk.review": _t("Valoró el riesgo", "Assessed the risk"),
    "sitting.finish": _t("Terminó unas preguntas", "Ended a set of questions"),
    "sitting.pause": _t("Hizo una pausa", "Paused"),
    "sitting.resume": _t("Siguió donde se quedó", "Went on from where it was left"),
    "sitting.save": _t("Guardó respuestas", "Saved answers"),
    "sitting.start": _t("Empezó unas preguntas", "Began a set of questions"),
}  # fmt: skip

# What was read. Every page of a case is a read of its record.
READ: dict[str, Text] = {
    **saying_accounts.READ,
    **saying_matters.READ,
    "arrival.list": _t("Vio la lista de formatos de campo", "Saw the list of forms from the field"),
    "case.list": _t("Vio la lista de casos", "Saw the list of cases"),
    "case.list_to_sign": _t("Vio lo que espera firma", "Saw what waits for a signature"),
    "case.read_to_sign": _t("Leyó una conclusión para firmarla", "Read a conclusion to sign it"),
    "case.seen": _t("Vio quién ha leído un expediente", "Saw who has read a record"),
    "encounter.read": _t("Vio las señales de un turno", "Saw the cues of a turn"),
    "journal.looked": _t("Buscó quién vio a quién", "Looked up who saw whom"),
    "journal.tab": _t("Leyó una parte de la bitácora", "Read a part of the journal"),
    "journal.unusual": _t("Vio lo fuera de lo común", "Saw what is out of the ordinary"),
    "referral.list": _t("Vio su lista de solicitudes", "Saw their list of requests"),
    "arrival.read": _t("Leyó un formato de campo", "Read a form from the field"),
    "case.export": _t("Exportó expedientes", "Exported records"),
    "case.glass": _t(
        "Leyó en emergencia un expediente de otra oficina",
        "Read in an emergency a record of another post",
    ),
    "glass.list": _t("Vio las aperturas de emergencia", "Saw the emergency openings"),
    "glass.see": _t("Leyó una apertura de emergencia", "Read an emergency opening"),
    "proposal.list": _t("Vio lo que espera a otra persona", "Saw what waits for another person"),
    "proposal.read": _t("Leyó una propuesta", "Read a proposal"),
    "directory.address": _t("Leyó un domicilio reservado", "Read a confidential address"),
    "card.printed": _t("Imprimió una tarjeta", "Printed a card"),
    "form.printed": _t("Imprimió una hoja", "Printed a sheet"),
    "identity.open": _t("Abrió una identidad, con motivo", "Opened an identity, with a reason"),
    "identity.compare": _t(
        "Se comparó la fecha de nacimiento con una edad, sin mostrarla",
        "A birth date was compared with an age, without being shown",
    ),
    "identity.search": _t("Buscó por identidad", "Searched by identity"),
    "interpreter.contact": _t(
        "Vio el teléfono de quien interpreta", "Saw an interpreter's telephone"
    ),
    "journal.page": _t("Leyó la bitácora", "Read the journal"),
    "journal.verify": _t("Comprobó la bitácora", "Checked the journal"),
    "demand.open": _t("Leyó un requerimiento", "Read a demand"),
    "disclosure.list": _t("Vio lo que espera su decisión", "Saw what waits for a decision"),
    "disclosure.open": _t("Leyó lo que pide compartirse", "Read what is asked to be shared"),
    "case.shared": _t("Leyó con quién se compartió", "Read with whom it was shared"),
    "case.shared_sheet": _t(
        "Sacó la hoja de con quién se compartió", "Took out the sheet of what was shared"
    ),
    "case.contact": _t("Leyó cómo buscar a la persona", "Read how to reach the person"),
    "referral.open": _t("Leyó lo compartido en una solicitud", "Read what a request shares"),
    "session.open": _t("Entró al sistema", "Signed in"),
}
RECORD = _t("Leyó un expediente", "Read a record")

# What somebody had no right to, by permission.
WANTED: dict[str, Text] = {
    "arrival.answer": _t("atender formatos de campo", "answer forms from the field"),
    "arrival.send": _t("enviar desde un teléfono retirado", "send from a withdrawn telephone"),
    "device.manage": _t("administrar teléfonos", "look after telephones"),
    "form.fetch": _t("bajar formatos", "fetch forms"),
    "incident.close": _t("cerrar un incidente", "close an incident"),
    "incident.read": _t("ver los incidentes", "see the incidents"),
    "learning.see": _t("ver la formación de una oficina", "see a post's training"),
    "learning.see_network": _t("ver la formación de la red", "see the network's training"),
    "learning.use": _t("aprender", "learn"),
    "interpreter.find": _t("buscar quién interpreta", "look for an interpreter"),
    "interpreter.keep": _t("anotar a quien interpreta", "keep an interpreter"),
    "account.see": _t("ver las cuentas", "see the accounts"),
    "glass.find": _t(
        "abrir en emergencia un folio que no abre nada",
        "open in an emergency a folio that opens nothing",
    ),
    "glass.open": _t("abrir un caso en emergencia", "open a case in an emergency"),
    "glass.read": _t(
        "seguir leyendo una apertura terminada", "go on reading an opening that ended"
    ),
    "glass.review": _t("revisar una apertura de emergencia", "review an emergency opening"),
    "glass.see": _t("ver las aperturas de emergencia", "see the emergency openings"),
    "proposal.see": _t("ver una propuesta", "see a proposal"),
    "role.propose": _t("proponer una función", "propose a role"),
    "role.decide": _t("aprobar una función", "approve a role"),
    "role.end": _t("quitar una función", "end a role"),
    "identity.export": _t("sacar datos de quién es", "take out who somebody is"),
    "identity.decide_export": _t(
        "aprobar que salgan datos de quién es", "approve taking out who somebody is"
    ),
    "record.erase": _t("borrar un expediente", "erase a record"),
    "record.decide_erase": _t("aprobar que se borre un expediente", "approve erasing a record"),
    "key.destroy": _t("destruir una llave", "destroy a key"),
    "key.decide_destroy": _t("aprobar que se destruya una llave", "approve destroying a key"),
    "recovery.propose": _t(
        "proponer que una cuenta vuelva a entrar", "propose an account's way back in"
    ),
    "recovery.decide": _t(
        "aprobar que una cuenta vuelva a entrar", "approve an account's way back in"
    ),
    "audit_key.rotate": _t("cambiar la llave de la bitácora", "change the key of the journal"),
    "audit_key.decide": _t(
        "aprobar el cambio de llave de la bitácora", "approve the journal's new key"
    ),
    "case.conclude": _t("concluir un caso", "conclude a case"),
    "case.export": _t("exportar expedientes", "export records"),
    "case.list": _t("ver la lista de casos", "see the list of cases"),
    "case.read": _t("leer un expediente", "read a record"),
    "case.read_to_sign": _t("leer un caso para firmarlo", "read a case to sign it"),
    "case.sign": _t("firmar una conclusión", "sign a conclusion"),
    "case.work": _t("trabajar en un caso", "work on a case"),
    "annex.approve": _t("aprobar un anexo", "approve an annex"),
    "annex.draft": _t("escribir un anexo", "write an annex"),
    "annex.read": _t("leer un anexo", "read an annex"),
    "edition.approve": _t("aprobar una edición", "approve an edition"),
    "edition.draft": _t("redactar una edición", "draft an edition"),
    "edition.read": _t("leer las ediciones", "read the editions"),
    "directory.edit": _t("cambiar el directorio", "change the directory"),
    "directory.find": _t("buscar en el directorio", "search the directory"),
    "directory.import": _t("importar un directorio", "import a directory"),
    "directory.read_address": _t("leer un domicilio reservado", "read a confidential address"),
    "encounter.answer": _t("atender un turno", "answer a turn"),
    "encounter.raise": _t("usar la ventanilla", "use the window"),
    "identity.read": _t("abrir una identidad", "open an identity"),
    "identity.search": _t("buscar por identidad", "search by identity"),
    "journal.read": _t("leer la bitácora", "read the journal"),
    "numbers.network": _t("ver los números de la red", "see the numbers of the network"),
    "numbers.post": _t("ver los números de una representación", "see the numbers of a post"),
    "outbox.read": _t("leer el correo de ejemplo", "read the example mail"),
    "referral.answer": _t("responder una solicitud", "answer a request"),
    "referral.read": _t("leer una solicitud", "read a request"),
    "referral.send": _t("enviar una solicitud", "send a request"),
    "pace.exceeded": _t("abrir un expediente más", "open one more record"),
    "session.prove": _t("comprobar quién es, sin acertar", "prove who it is, without success"),
    "session.open": _t("entrar, sin acertar", "sign in, without success"),
    "readiness.lead": _t(
        "dirigir la preparación de una representación", "lead the readiness of a post"
    ),
    "readiness.network": _t("ver la preparación de la red", "see the readiness of the network"),
    "readiness.own": _t("ver su propia preparación", "see their own readiness"),
    "readiness.read": _t("ver la preparación de una representación", "see the readiness of a post"),
    "readiness.work": _t(
        "anotar la preparación de una representación", "note the readiness of a post"
    ),
    "page.open": _t(
        "abrir una página que no hay o no es suya", "open a page that is not there or not theirs"
    ),
    "tour.reset": _t("reiniciar el recorrido", "reset the tour"),
}

ABOUT: dict[str, Text] = {
    "all": _t("toda la bitácora", "the whole journal"),
    "anchor": _t("ancla", "anchor"),
    "journal_key": _t("llaves, versión", "keys, version"),
    "tab": _t("parte", "part"),
    "arrival": _t("formato de campo", "form from the field"),
    "case": _t("caso", "case"),
    "chain": _t("cadena", "chain"),
    "device": _t("teléfono", "telephone"),
    "edition": _t("edición", "edition"),
    "encounter": _t("turno", "turn"),
    "link_notice": _t("aviso de coincidencia", "notice of coincidence"),
    "link_query": _t("consulta de coincidencia", "query of coincidence"),
    "cue_switch": _t("encendido de las señales", "switch of the cues"),
    "incident": _t("incidente", "incident"),
    "partner": _t("organización", "organisation"),
    "person": _t("expediente", "record"),
    "post": _t("representación", "post"),
    "glass": _t("apertura de emergencia", "emergency opening"),
    "folio": _t("folio", "folio"),
    "proposal": _t("propuesta", "proposal"),
    "proposals": _t("propuestas", "proposals"),
    "referral": _t("solicitud", "request"),
    "service": _t("servicio", "service"),
    "sitting": _t("preguntas", "questions"),
    "user": _t("cuenta", "account"),
}
KINDS: dict[str, Text] = {
    "act": _t("Lo que se hizo", "What was done"),
    "read": _t("Lo que se leyó", "What was read"),
    "refused": _t("Lo que se negó", "What was refused"),
}


def sentence(entry: Entry) -> Text:
    """What happened, in a few words; a name that no list has is shown as it stands."""
    if entry.kind == "refused":
        wanted = WANTED.get(entry.what) or WANTED.get(str(entry.detail.get("permission")))
        wanted = wanted or _t(f"hacer «{entry.what}»", f"do “{entry.what}”")
        return _t(f"Se le negó {wanted.es}", f"Was refused to {wanted.en}")
    if entry.kind == "read":
        if entry.what.startswith("case.") and entry.what not in READ:
            return RECORD
        return READ.get(entry.what) or _t(f"Leyó «{entry.what}»", f"Read “{entry.what}”")
    return DID.get(entry.what) or _t(f"Hizo «{entry.what}»", f"Did “{entry.what}”")


def about(entry: Entry) -> Text | None:
    """What it was about: its kind and the beginning of its number. None: it was about nothing."""
    if not entry.about_id:
        return None
    if entry.about_kind == "chain" and entry.about_id == "all":
        return ABOUT["all"]
    kind = ABOUT.get(entry.about_kind) or _t(entry.about_kind, entry.about_kind)
    short = entry.about_id[:8]
    return _t(f"{kind.es} {short}", f"{kind.en} {short}")


# The codes that an entry carries and that say something to a reader.
CODES: dict[str, Text] = {
    "act": _t("acto", "act"),
    "action": _t("paso", "step"),
    "cases": _t("casos", "cases"),
    "need": _t("necesidad", "need"),
    "outcome": _t("resultado", "outcome"),
    "permission": _t("permiso", "permission"),
    "purpose": _t("para", "for"),
    "route": _t("página", "page"),
    "reason": _t("motivo", "reason"),
    "role": _t("función", "role"),
    "what": _t("respuesta", "answer"),
}


def codes(entry: Entry) -> Text | None:
    """The codes of the entry («paso P2-12»); None: it carries none of them."""
    given = [(CODES[n], _named(n, v)) for n, v in sorted(entry.detail.items()) if n in CODES and v]
    if not given:
        return None
    return _t(
        " · ".join(f"{words.es}: {value.es}" for words, value in given),
        " · ".join(f"{words.en}: {value.en}" for words, value in given),
    )


def _named(name: str, value: object) -> Text:
    """A code in the words of the edition; one that no list has, as it stands."""
    edition, code = current_edition(), str(value)
    if name == "act" and code in edition.acts:
        return edition.acts[code].title
    if name == "permission" and code in WANTED:
        return WANTED[code]
    lists = {"need": "needs", "purpose": "consent_purposes", "reason": "rejection_reasons"}
    rows = edition.catalogues[lists[name]] if name in lists else ()
    return next((row.title for row in rows if row.id == code), _t(code, code))


def whats() -> list[tuple[str, Text]]:
    """Every name that may be looked for, with its words, by name."""
    return sorted({**DID, **READ}.items())
