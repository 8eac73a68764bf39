"""Sentences of the journal about the directory as a living thing, and what was not found."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "directory.edit": both("Cambió el directorio", "Changed the directory"),
    "directory.import": both("Importó un directorio", "Imported a directory"),
    "directory.link_partners": both(
        "Unió el directorio con quienes reciben", "Linked the directory with receivers"
    ),
    "directory.seal_place": both("Guardó bajo llave un domicilio", "Put an address under seal"),
    "directory.verify": both("Confirmó un servicio del directorio", "Confirmed a service of the directory"),
    "interpreter.add": both("Anotó a quien interpreta", "Added an interpreter"),
    "interpreter.change": both("Cambió la ficha de quien interpreta", "Changed the record of an interpreter"),
    "directory.agree": both(
        "Anotó un acuerdo con una organización", "Noted an agreement with an organisation"
    ),
    "directory.capacity": both("Anotó cuántos lugares libres hay", "Noted how many places are free"),
    "directory.chase": both("Pidió revisar fichas viejas", "Asked for old entries to be reviewed"),
    "directory.sharing": both(
        "Anotó qué dijo un servicio que comparte", "Recorded what a service said it shares"
    ),
    "directory.invite": both("Hizo un enlace para corregir una ficha", "Made a link to correct an entry"),
    "directory.remind_agreed": both("Avisó que un acuerdo vence", "Reported that an agreement is ending"),
    "directory.review": both(
        "Revisó lo que una organización dijo de sí", "Reviewed what an organisation said of itself"
    ),
    "directory.say": both("Dijo qué cambió de su organización", "Reported what changed in the organisation"),
    "directory.say_by_link": both(
        "Llegó por enlace lo que cambió de una organización", "An organisation's changes arrived by link"
    ),
    "directory.unwarn": both("Quitó una nota interna de una ficha", "Took an internal note off an entry"),
    "directory.warn": both("Dejó una nota interna en una ficha", "Left an internal note on an entry"),
}
READ: dict[str, Text] = {
    "directory.address": both("Leyó un domicilio reservado", "Read a confidential address"),
    "interpreter.contact": both("Vio el teléfono de quien interpreta", "Saw an interpreter's telephone"),
    "directory.caution": both("Leyó las notas internas de una ficha", "Read the internal notes of an entry"),
}
WANTED: dict[str, Text] = {
    "directory.caution": both("leer notas internas del directorio", "read internal notes of the directory"),
    "directory.warn": both("escribir notas internas del directorio", "write internal notes of the directory"),
    "entry.correct": both("corregir la ficha de una organización", "correct the entry of an organisation"),
    "unmet.count": both("ver dónde no se encontró ayuda", "see where no help was found"),
    "interpreter.find": both("buscar quién interpreta", "look for an interpreter"),
    "interpreter.keep": both("anotar a quien interpreta", "add an interpreter"),
    "directory.edit": both("cambiar el directorio", "change the directory"),
    "directory.find": both("buscar en el directorio", "search the directory"),
    "directory.import": both("importar un directorio", "import a directory"),
    "directory.read_address": both("leer un domicilio reservado", "read a confidential address"),
}
ABOUT: dict[str, Text] = {
    "service": both("servicio", "service"),
}
