"""Why a form was set aside, what became of it, and other words of the field."""

from __future__ import annotations

from cauce.content.model import Text

REASONS: dict[str, Text] = {
    "wrong_key": Text(
        es="Se cifró para otro teléfono: no se pudo abrir con la llave de este.",
        en="It was encrypted for another telephone and could not be opened with this one's key.",
    ),
    "wrong_hash": Text(
        es="Su huella no coincide: se dañó en el teléfono o en el camino.",
        en="Its hash does not match: it was damaged on the telephone or on the way.",
    ),
    "does_not_match": Text(
        es="El contenido no corresponde a lo que indica.",
        en="The contents do not match the label.",
    ),
    "not_encrypted": Text(
        es="No venía cifrado: se llenó con un formato que no es de este teléfono.",
        en="It was not encrypted: it was filled in with a form that does not belong to this telephone.",
    ),
    "unknown_form": Text(es="No es un formato de Cauce.", en="It is not a Cauce form."),
    "unknown_version": Text(
        es="Se llenó con una versión que no existe aquí.",
        en="It was filled with a version that does not exist here.",
    ),
    "unknown_question": Text(
        es="Trae preguntas que su versión no tiene.",
        en="It has questions that its version does not have.",
    ),
    "wrong_value": Text(
        es="Trae respuestas que no son ninguna de las posibles.",
        en="It has answers that are none of the possible ones.",
    ),
    "unexpected_file": Text(
        es="Trae archivos que estos formatos no piden.",
        en="It has files that these forms do not ask for.",
    ),
    "refused_file": Text(
        es="Trae un archivo que no es texto ni imagen, o que esconde algo: no se abre.",
        en="It has a file that is neither text nor image, or that hides something: it is not opened.",
    ),
    "too_large": Text(es="Trae demasiadas preguntas.", en="It has too many questions."),
    "sealed_file": Text(
        es="Corrige un formato de un expediente sellado: nada se perdió; avise a la persona titular.",
        en="It corrects a form in a sealed file: nothing was lost; tell the head of post.",
    ),
    "same_number": Text(
        es="Otro formato llegó con el mismo número y otro contenido.",
        en="Another form came with the same number and other contents.",
    ),
}
STATES: dict[str, Text] = {
    "waiting_media": Text(es="Faltan archivos por llegar", en="Files are still to come"),
    "quarantined": Text(es="Apartado", en="Set aside"),
    "taken": Text(es="Por ver", en="To be seen"),
    "nothing": Text(es="No requiere seguimiento", en="No follow-up needed"),  # taken, and nothing to offer
    "superseded": Text(es="Corregido por otro formato", en="Corrected by another form"),
    "closed": Text(es="Atendido", en="Dealt with"),
    "discarded": Text(es="Desechado", en="Discarded"),
    "expired": Text(es="Vencido y borrado", en="Expired and erased"),
}
OUTCOMES: dict[str, Text] = {
    "information_given": Text(es="Se dio información", en="Information was given"),
    "declined_to_talk": Text(es="No quiso conversar", en="Did not want to talk"),
    "not_found": Text(es="No se encontró a la persona", en="The person was not found"),
    "case_opened": Text(es="Se abrió un caso", en="A case was opened"),
}
ENDINGS: dict[str, Text] = {
    "recovered": Text(es="Se recuperó", en="Recovered"),
    "not_recovered": Text(es="No se recuperó", en="It was not recovered"),
    "destroyed": Text(es="Se destruyó o se borró a distancia", en="Destroyed, or wiped from afar"),
}
ENDINGS_OF_PAPER: dict[str, Text] = {
    "recovered": Text(es="Apareció el papel", en="The paper was found"),
    "not_recovered": Text(es="No se recuperó", en="It was not recovered"),
    "destroyed": Text(es="Consta que se destruyó", en="It is on record that it was destroyed"),
}
LOST: dict[str, Text] = {
    "device_lost": Text(es="Se perdió un teléfono", en="A telephone was lost"),
    "kit_lost": Text(es="Faltan hojas de papel", en="Sheets of paper are missing"),
    "outing_missing": Text(es="Falta algo que salió", en="Something that went out is missing"),
}
SLIP = Text(es="Número de ficha o turno", en="Slip or turn number")
ANSWERS: dict[str, Text] = {
    "yes": Text(es="Sí", en="Yes"),
    "no": Text(es="No", en="No"),
    "does_not_know": Text(es="No sabe", en="Does not know"),
    "prefers_not_to_say": Text(es="Prefiere no responder", en="Prefers not to say"),
}
