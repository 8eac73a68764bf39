"""One plain sentence for each entry of the journal, in both languages."""

from __future__ import annotations

from cauce.content.model import Text, both
from cauce.custody.journal.models import Entry
from cauce.protocol.editions.access import current_edition

from . import saying_parts
from .saying_sharing import DID_SHARING
from .saying_wanted import WANTED

# What was done, by the name of the act.
DID: dict[str, Text] = {
    **saying_parts.DID,
    **DID_SHARING,
    "assessment.conclude": both("Concluyó, con razones", "Concluded, with reasons"),
    "assessment.contest": both("Impugnó una conclusión", "Contested a conclusion"),
    "assessment.return": both("Devolvió una conclusión sin firmar", "Returned a conclusion unsigned"),
    "assessment.sign": both("Firmó una conclusión", "Signed a conclusion"),
    "case.assign": both("Dijo quién lleva el caso", "Set who works on the case"),
    "encounter.bulk_load": both("Cargó turnos de ejemplo", "Loaded example turns"),
    "case.bulk_load": both("Cargó casos de ejemplo", "Loaded example cases"),
    "annex.approve": both("Aprobó el anexo de su consulado", "Approved the annex of the post"),
    "annex.draft": both("Escribió el anexo de su consulado", "Wrote the annex of the post"),
    "annex.drop": both("Dejó un borrador de anexo", "Left a draft annex"),
    "case.replanned": both(
        "Las obligaciones de un caso se volvieron a calcular",
        "The obligations of a case were worked out again",
    ),
    "case.edition_moved": both("Un caso pasó a la edición que rige", "A case moved to the edition in force"),
    "edition.adopt": both(
        "Registró la edición que trae el programa", "Registered the edition that came with the program"
    ),
    "edition.approve": both("Aprobó una edición", "Approved an edition"),
    "edition.draft": both("Empezó un borrador de edición", "Began a draft edition"),
    "edition.drop_file": both("Quitó un archivo de un borrador", "Removed a file of a draft"),
    "edition.propose": both("Propuso una edición", "Proposed an edition"),
    "edition.return": both("Regresó una edición a borrador", "Returned an edition to draft"),
    "edition.save_file": both("Cambió un archivo de un borrador", "Changed a file of a draft"),
    "edition.save_files": both("Subió archivos a un borrador", "Uploaded files to a draft"),
    "edition.set_date": both(
        "Dijo desde cuándo regiría una edición", "Said from when an edition would be in force"
    ),
    "edition.take": both(
        "Tomó como borrador la edición que trae el programa",
        "Took the edition that came with the program as a draft",
    ),
    "edition.try": both("Probó un borrador de edición", "Tried a draft edition"),
    "edition.withdraw": both("Retiró una edición que ya rigió", "Withdrew an edition that was in force"),
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
    "directory.edit": both("Cambió el directorio", "Changed the directory"),
    "directory.import": both("Importó un directorio", "Imported a directory"),
    "directory.link_partners": both(
        "Unió el directorio con quienes reciben", "Linked the directory with receivers"
    ),
    "directory.seal_place": both("Guardó bajo llave un domicilio", "Put an address under seal"),
    "directory.verify": both("Confirmó un servicio del directorio", "Confirmed a service of the directory"),
    "links.record": both("Marcó datos para comparar", "Marked values for comparing"),
    "links.answer": both("Vio un aviso de coincidencia", "Saw a notice of coincidence"),
    "links.complain": both("Marcó una queja previa", "Marked an earlier complaint"),
    "links.ask": both("Pidió una consulta de coincidencia", "Asked about a coincidence"),
    "links.decide": both("Decidió una consulta de coincidencia", "Decided a query of coincidence"),
    "links.expire": both("Se destruyeron llaves y marcas vencidas", "Expired keys and marks destroyed"),
    "cues.switch": both("Apagó o encendió las señales", "Turned cues off or on"),
    "encounter.acknowledge": both("Avisó que va por un turno", "Said that somebody is coming for a turn"),
    "encounter.answer": both("Anotó cómo terminó un encuentro", "Noted how an encounter ended"),
    "encounter.call_deputy": both("Llamó a quien suple", "Called the deputy"),
    "sitting.erase_refused": both(
        "Borró respuestas que no se aceptó guardar", "Erased answers that were not to be kept"
    ),
    "encounter.erase": both("Borró un turno vencido", "Erased a turn whose time was over"),
    "encounter.open_case": both("Abrió un caso para quien esperaba", "Opened a case for whoever waited"),
    "encounter.pass": both("Pasó un turno a protección", "Passed a turn to protection"),
    "encounter.record_answers": both("Valoró respuestas sin caso", "Weighed answers without a case"),
    "encounter.record_cues": both("Marcó señales en la ventanilla", "Ticked cues at the window"),
    "identity.save": both("Guardó una identidad bajo llave", "Kept an identity under seal"),
    "arrival.answer": both("Dijo cómo terminó un formato de campo", "Said how a form ended"),
    "arrival.discard": both("Desechó un formato apartado", "Discarded a form set aside"),
    "arrival.erase": both("Borró un formato de campo vencido", "Erased an expired form"),
    "arrival.open_case": both("Abrió un caso desde un formato", "Opened a case from a form"),
    "arrival.release": both("Liberó un formato apartado", "Released a form set aside"),
    "arrival.reread": both("Volvió a leer un formato apartado", "Read again a form set aside"),
    "arrival.take": both("Llegó un formato de campo", "A form came from the field"),
    "arrival.take_answers": both("Llegaron respuestas de campo", "Answers came from the field"),
    "device.lose": both("Avisó que se perdió un teléfono", "Reported a telephone lost"),
    "device.register": both("Dio de alta un teléfono", "Registered a telephone"),
    "device.revoke": both("Retiró un teléfono", "Withdrew a telephone"),
    "incident.close": both("Cerró un incidente", "Closed an incident"),
    "sitting.bring": both("Pasó a un caso lo contestado en campo", "Brought answers into a case"),
    "offices.add_partner": both("Dio de alta una organización", "Added an organisation"),
    "offices.add_user": both("Dio de alta una cuenta", "Added an account"),
    "offices.assign": both("Asignó una función", "Assigned a role"),
    "learning.answer": both("Contestó un ejercicio", "Answered an exercise"),
    "learning.bulk_load": both("Cargó lecciones de ejemplo", "Loaded example lessons"),
    "learning.certify": both("Recibió una constancia", "Received a certificate"),
    "learning.finish_lesson": both("Contestó una lección", "Answered a lesson"),
    "learning.finish_play": both("Anotó una práctica entre dos", "Noted a practice for two"),
    "interpreter.add": both("Anotó a quien interpreta", "Added an interpreter"),
    "interpreter.change": both("Cambió la ficha de quien interpreta", "Changed the record of an interpreter"),
    "case.choose_interpreter": both("Eligió quién interpreta", "Chose who interprets"),
    "case.record_tongue": both("Anotó la lengua de la persona", "Noted the person's language"),
    "offices.choose_language": both("Eligió su idioma", "Chose a language"),
    "offices.load_posts": both("Cargó los consulados", "Loaded the posts"),
    "offices.say_second_person": both("Dijo quién firma por un consulado", "Said who signs for a post"),
    "person.add": both("Abrió un expediente sin nombre", "Opened a record without a name"),
    "plan.add_item": both("Agregó una acción al plan", "Added an action to the plan"),
    "plan.agree": both("Anotó que el plan se acordó", "Noted that the plan was agreed"),
    "plan.close_item": both("Cerró una acción del plan", "Closed an action of the plan"),
    "agreement.end": both("Anotó que un acuerdo terminó", "Noted that an agreement ended"),
    "agreement.record": both("Anotó un acuerdo de coordinación", "Noted an agreement of coordination"),
    "outreach.call_off": both("Canceló una jornada", "Called off an event"),
    "outreach.hold": both("Anotó cómo fue una jornada", "Noted how an event went"),
    "outreach.plan": both("Planeó una jornada", "Planned an event"),
    "readiness.adopt": both("Dijo desde cuándo se usa el Protocolo", "Said since when the Protocol is used"),
    "readiness.bulk_load": both("Cargó la preparación de ejemplo", "Loaded example readiness"),
    "readiness.check_space": both("Revisó el espacio privado", "Looked at the private space"),
    "readiness.look_again": both("Volvió a mirar un consulado", "Looked at a post again"),
    "readiness.name_focal_point": both("Designó a la persona enlace", "Named the focal point"),
    "readiness.remind": both("Recordó pendientes de un consulado", "Reminded of tasks of a post"),
    "readiness.review_directory": both("Revisó el directorio local", "Reviewed the local directory"),
    "readiness.save_sheet": both("Guardó la ficha de contexto", "Saved the context sheet"),
    "readiness.set_up_privacy": both("Dejó listo el aviso de privacidad", "Set up the privacy notice"),
    "selfcare.complete": both("Atendió la prueba de autocuidado", "Attended to the self-care check"),
    "training.enter": both("Anotó una capacitación", "Noted a training"),
    "training.record": both("Quedó anotado un certificado", "A certificate was noted"),
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
    "journal.anchor": both("Quedó escrita un ancla", "An anchor was written"),
    "journal.rotate_key": both("Se estrenaron llaves de la bitácora", "New keys of the journal began"),
    "pace.alert": both(
        "Se avisó de una cuenta que abrió muchos expedientes",
        "An account that opened many records was reported",
    ),
    "pace.extend": both("Dijo para qué necesita ver más", "Said why more records must be seen"),
    "risk.review": both("Valoró el riesgo", "Assessed the risk"),
    "sitting.finish": both("Terminó unas preguntas", "Ended a set of questions"),
    "sitting.pause": both("Hizo una pausa", "Paused"),
    "sitting.resume": both("Continuó donde se había quedado", "Resumed where it was left off"),
    "sitting.save": both("Guardó respuestas", "Saved answers"),
    "sitting.start": both("Empezó unas preguntas", "Began a set of questions"),
}

# What was read. Every page of a case is a read of its record.
READ: dict[str, Text] = {
    **saying_parts.READ,
    "arrival.list": both("Vio la lista de formatos de campo", "Saw the list of forms from the field"),
    "case.list": both("Vio la lista de casos", "Saw the list of cases"),
    "case.list_to_sign": both("Vio lo que espera firma", "Saw what waits for a signature"),
    "case.read_to_sign": both("Leyó una conclusión para firmarla", "Read a conclusion to sign it"),
    "case.seen": both("Vio quién ha leído un expediente", "Saw who has read a record"),
    "encounter.read": both("Vio las señales de un turno", "Saw the cues of a turn"),
    "journal.looked": both("Buscó quién vio a quién", "Looked up who saw whom"),
    "journal.tab": both("Leyó una parte de la bitácora", "Read a part of the journal"),
    "journal.unusual": both("Vio la actividad inusual", "Saw unusual activity"),
    "referral.list": both("Vio su lista de solicitudes", "Saw their list of requests"),
    "arrival.read": both("Leyó un formato de campo", "Read a form from the field"),
    "case.export": both("Exportó expedientes", "Exported records"),
    "case.glass": both(
        "Leyó en emergencia un expediente de otro consulado",
        "Read in an emergency a record of another post",
    ),
    "glass.list": both("Vio las aperturas de emergencia", "Saw the emergency openings"),
    "glass.see": both("Leyó una apertura de emergencia", "Read an emergency opening"),
    "proposal.list": both("Vio lo que espera a otra persona", "Saw what waits for another person"),
    "proposal.read": both("Leyó una propuesta", "Read a proposal"),
    "directory.address": both("Leyó un domicilio reservado", "Read a confidential address"),
    "card.printed": both("Imprimió una tarjeta", "Printed a card"),
    "form.printed": both("Imprimió una hoja", "Printed a sheet"),
    "identity.open": both("Abrió una identidad, con motivo", "Opened an identity, with a reason"),
    "identity.compare": both(
        "Se comparó la fecha de nacimiento con una edad, sin mostrarla",
        "A birth date was compared with an age, without being shown",
    ),
    "identity.search": both("Buscó por identidad", "Searched by identity"),
    "interpreter.contact": both("Vio el teléfono de quien interpreta", "Saw an interpreter's telephone"),
    "journal.page": both("Leyó la bitácora", "Read the journal"),
    "journal.verify": both("Comprobó la bitácora", "Checked the journal"),
    "demand.open": both("Leyó un requerimiento", "Read a demand"),
    "disclosure.list": both("Vio lo que espera su decisión", "Saw what waits for a decision"),
    "disclosure.open": both("Leyó lo que pide compartirse", "Read what is asked to be shared"),
    "case.shared": both("Leyó con quién se compartió", "Read with whom it was shared"),
    "case.shared_sheet": both(
        "Sacó la hoja de con quién se compartió", "Printed the sheet of what was shared"
    ),
    "case.contact": both("Leyó cómo contactar a la persona", "Read how to contact the person"),
    "referral.open": both("Leyó lo compartido en una solicitud", "Read what a request shares"),
    "session.open": both("Entró al sistema", "Signed in"),
}
RECORD = both("Leyó un expediente", "Read a record")

ABOUT: dict[str, Text] = {
    "all": both("toda la bitácora", "the whole journal"),
    "anchor": both("ancla", "anchor"),
    "journal_key": both("llaves, versión", "keys, version"),
    "tab": both("parte", "part"),
    "arrival": both("formato de campo", "form from the field"),
    "case": both("caso", "case"),
    "chain": both("cadena", "chain"),
    "device": both("teléfono", "telephone"),
    "kit": both("juego de hojas", "kit of sheets"),
    "kit_batch": both("juegos numerados juntos", "kits numbered together"),
    "edition": both("edición", "edition"),
    "encounter": both("turno", "turn"),
    "link_notice": both("aviso de coincidencia", "notice of coincidence"),
    "link_query": both("consulta de coincidencia", "query of coincidence"),
    "cue_switch": both("encendido de las señales", "switch of the cues"),
    "incident": both("incidente", "incident"),
    "partner": both("organización", "organisation"),
    "person": both("expediente", "record"),
    "post": both("consulado", "post"),
    "glass": both("apertura de emergencia", "emergency opening"),
    "folio": both("folio", "folio"),
    "proposal": both("propuesta", "proposal"),
    "proposals": both("propuestas", "proposals"),
    "referral": both("solicitud", "request"),
    "service": both("servicio", "service"),
    "sitting": both("preguntas", "questions"),
    "user": both("cuenta", "account"),
}
KINDS: dict[str, Text] = {
    "act": both("Lo que se hizo", "What was done"),
    "read": both("Lo que se leyó", "What was read"),
    "refused": both("Lo que se negó", "What was refused"),
}


def sentence(entry: Entry) -> Text:
    """What happened, in a few words; a name that no list has is shown as it stands."""
    if entry.kind == "refused":
        wanted = WANTED.get(entry.what) or WANTED.get(str(entry.detail.get("permission")))
        wanted = wanted or both(f"hacer «{entry.what}»", f"do “{entry.what}”")
        return both(f"No se le permitió {wanted.es}", f"Was not allowed to {wanted.en}")
    if entry.kind == "read":
        if entry.what.startswith("case.") and entry.what not in READ:
            return RECORD
        return READ.get(entry.what) or both(f"Leyó «{entry.what}»", f"Read “{entry.what}”")
    return DID.get(entry.what) or both(f"Hizo «{entry.what}»", f"Did “{entry.what}”")


def about(entry: Entry) -> Text | None:
    """What it was about: its kind and the beginning of its number. None: it was about nothing."""
    if not entry.about_id:
        return None
    if entry.about_kind == "chain" and entry.about_id == "all":
        return ABOUT["all"]
    kind = ABOUT.get(entry.about_kind) or both(entry.about_kind, entry.about_kind)
    short = entry.about_id[:8]
    return both(f"{kind.es} {short}", f"{kind.en} {short}")


# The codes that an entry carries and that say something to a reader.
CODES: dict[str, Text] = {
    "act": both("acto", "act"),
    "action": both("paso", "step"),
    "cases": both("casos", "cases"),
    "need": both("necesidad", "need"),
    "outcome": both("resultado", "outcome"),
    "permission": both("permiso", "permission"),
    "purpose": both("para", "for"),
    "route": both("página", "page"),
    "reason": both("motivo", "reason"),
    "role": both("función", "role"),
    "what": both("respuesta", "answer"),
}


def codes(entry: Entry) -> Text | None:
    """The codes of the entry («paso P2-12»); None: it carries none of them."""
    given = [(CODES[n], _named(n, v)) for n, v in sorted(entry.detail.items()) if n in CODES and v]
    if not given:
        return None
    return both(
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
    return next((row.title for row in rows if row.id == code), both(code, code))


def whats() -> list[tuple[str, Text]]:
    """Every name that may be looked for, with its words, by name."""
    return sorted({**DID, **READ}.items())
