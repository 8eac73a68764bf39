"""What somebody wanted to do and may not, by the permission that was missing."""

from __future__ import annotations

from cauce.content.model import Text, both

from . import saying_parts

# What somebody had no right to, by permission.
WANTED: dict[str, Text] = {
    **saying_parts.WANTED,
    "arrival.answer": both("atender formatos de campo", "answer forms from the field"),
    "arrival.send": both("enviar desde un teléfono retirado", "send from a withdrawn telephone"),
    "device.manage": both("administrar teléfonos", "manage telephones"),
    "form.fetch": both("bajar formatos", "fetch forms"),
    "incident.close": both("cerrar un incidente", "close an incident"),
    "incident.read": both("ver los incidentes", "see the incidents"),
    "learning.see": both("ver la formación de un consulado", "see a post's training"),
    "learning.see_network": both("ver la formación de la red", "see the network's training"),
    "learning.use": both("aprender", "learn"),
    "interpreter.find": both("buscar quién interpreta", "look for an interpreter"),
    "interpreter.keep": both("anotar a quien interpreta", "add an interpreter"),
    "account.see": both("ver las cuentas", "see the accounts"),
    "glass.find": both(
        "abrir en emergencia un folio sin caso correspondiente",
        "open in an emergency a folio with no matching case",
    ),
    "glass.open": both("abrir un caso en emergencia", "open a case in an emergency"),
    "glass.read": both("seguir leyendo una apertura terminada", "go on reading an opening that ended"),
    "glass.review": both("revisar una apertura de emergencia", "review an emergency opening"),
    "glass.see": both("ver las aperturas de emergencia", "see the emergency openings"),
    "proposal.see": both("ver una propuesta", "see a proposal"),
    "role.propose": both("proponer una función", "propose a role"),
    "role.decide": both("aprobar una función", "approve a role"),
    "role.end": both("quitar una función", "end a role"),
    "identity.export": both("extraer datos de identidad", "export identity data"),
    "identity.decide_export": both(
        "aprobar la extracción de datos de identidad", "approve exporting identity data"
    ),
    "record.erase": both("borrar un expediente", "erase a record"),
    "record.decide_erase": both("aprobar que se borre un expediente", "approve erasing a record"),
    "key.destroy": both("destruir una llave", "destroy a key"),
    "key.decide_destroy": both("aprobar que se destruya una llave", "approve destroying a key"),
    "recovery.propose": both(
        "proponer que una cuenta recupere el acceso", "propose restoring access to an account"
    ),
    "recovery.decide": both(
        "aprobar que una cuenta recupere el acceso", "approve restoring access to an account"
    ),
    "audit_key.rotate": both("cambiar la llave de la bitácora", "change the key of the journal"),
    "audit_key.decide": both("aprobar el cambio de llave de la bitácora", "approve the journal's new key"),
    "case.conclude": both("concluir un caso", "conclude a case"),
    "case.export": both("exportar expedientes", "export records"),
    "case.list": both("ver la lista de casos", "see the list of cases"),
    "case.read": both("leer un expediente", "read a record"),
    "case.read_to_sign": both("leer un caso para firmarlo", "read a case to sign it"),
    "case.sign": both("firmar una conclusión", "sign a conclusion"),
    "case.work": both("trabajar en un caso", "work on a case"),
    "annex.approve": both("aprobar un anexo", "approve an annex"),
    "annex.draft": both("escribir un anexo", "write an annex"),
    "annex.read": both("leer un anexo", "read an annex"),
    "edition.approve": both("aprobar una edición", "approve an edition"),
    "edition.draft": both("redactar una edición", "draft an edition"),
    "edition.read": both("leer las ediciones", "read the editions"),
    "directory.edit": both("cambiar el directorio", "change the directory"),
    "directory.find": both("buscar en el directorio", "search the directory"),
    "directory.import": both("importar un directorio", "import a directory"),
    "directory.read_address": both("leer un domicilio reservado", "read a confidential address"),
    "encounter.answer": both("atender un turno", "answer a turn"),
    "encounter.raise": both("usar la ventanilla", "use the window"),
    "identity.read": both("abrir una identidad", "open an identity"),
    "identity.search": both("buscar por identidad", "search by identity"),
    "journal.read": both("leer la bitácora", "read the journal"),
    "numbers.network": both("ver los números de la red", "see the numbers of the network"),
    "numbers.post": both("ver los números de un consulado", "see the numbers of a post"),
    "outbox.read": both("leer el correo de ejemplo", "read the example mail"),
    "referral.answer": both("responder una solicitud", "answer a request"),
    "referral.read": both("leer una solicitud", "read a request"),
    "referral.send": both("enviar una solicitud", "send a request"),
    "pace.exceeded": both("abrir un expediente más", "open one more record"),
    "session.prove": both("confirmar su identidad, sin éxito", "confirm identity, without success"),
    "session.open": both("entrar, sin éxito", "sign in, without success"),
    "readiness.lead": both("dirigir la preparación de un consulado", "lead the readiness of a post"),
    "readiness.network": both("ver la preparación de la red", "see the readiness of the network"),
    "readiness.own": both("ver su propia preparación", "see their own readiness"),
    "readiness.read": both("ver la preparación de un consulado", "see the readiness of a post"),
    "readiness.work": both("anotar la preparación de un consulado", "note the readiness of a post"),
    "page.open": both(
        "abrir una página que no hay o no es suya",
        "open a page that does not exist or is not theirs",
    ),
    "tour.reset": both("reiniciar el recorrido", "reset the tour"),
}
