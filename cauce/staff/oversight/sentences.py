"""Sentences of the journal about what two people decide, and emergencies."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "proposal.make": both("Propuso algo que otra persona decide", "Proposed what another person decides"),
    "proposal.decide": both("Decidió lo que otra persona propuso", "Decided what another person proposed"),
    "proposal.take_back": both("Retiró su propuesta", "Took back a proposal"),
    "user.register": both("Dio de alta una cuenta sin función", "Registered an account without a role"),
    "user.leave": both("Anotó que alguien dejó el servicio", "Recorded that somebody left the service"),
    "role.grant": both("Aprobó y dio una función", "Approved and gave a role"),
    "role.end": both("Quitó una función", "Ended a role"),
    "role.end_last": both(
        "Aprobó quitar la última función de su clase", "Approved ending the last role of its kind"
    ),
    "glass.open": both(
        "Abrió en emergencia un caso de otro consulado", "Opened in an emergency a case of another post"
    ),
    "glass.close": both("Terminó una apertura de emergencia", "Ended an emergency opening"),
    "glass.review": both("Revisó una apertura de emergencia", "Reviewed an emergency opening"),
}
READ: dict[str, Text] = {
    "glass.list": both("Vio las aperturas de emergencia", "Saw the emergency openings"),
    "glass.see": both("Leyó una apertura de emergencia", "Read an emergency opening"),
    "proposal.list": both("Vio lo que espera a otra persona", "Saw what waits for another person"),
    "proposal.read": both("Leyó una propuesta", "Read a proposal"),
}
WANTED: dict[str, Text] = {
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
    "key.destroy": both("destruir una llave", "destroy a key"),
    "key.decide_destroy": both("aprobar que se destruya una llave", "approve destroying a key"),
}
ABOUT: dict[str, Text] = {
    "glass": both("apertura de emergencia", "emergency opening"),
    "proposal": both("propuesta", "proposal"),
    "proposals": both("propuestas", "proposals"),
}
