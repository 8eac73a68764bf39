"""Sentences of the journal about the journal itself."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "journal.anchor": both("Quedó escrita un ancla", "An anchor was written"),
    "journal.rotate_key": both("Se estrenaron llaves de la bitácora", "New keys of the journal began"),
    "withdrawal.replay": both("Se retiró de nuevo tras restaurar", "Withdrawn again after a restore"),
    "withdrawal.go_on": both(
        "Se anotó que faltan renglones de la lista de lo retirado",
        "Noted that lines of the list of what was withdrawn are lost",
    ),
}
READ: dict[str, Text] = {
    "journal.looked": both("Buscó quién vio a quién", "Looked up who saw whom"),
    "journal.tab": both("Leyó una parte de la bitácora", "Read a part of the journal"),
    "journal.unusual": both("Vio la actividad inusual", "Saw unusual activity"),
    "journal.page": both("Leyó la bitácora", "Read the journal"),
    "journal.verify": both("Comprobó la bitácora", "Checked the journal"),
}
WANTED: dict[str, Text] = {
    "audit_key.rotate": both("cambiar la llave de la bitácora", "change the key of the journal"),
    "audit_key.decide": both("aprobar el cambio de llave de la bitácora", "approve the journal's new key"),
    "journal.read": both("leer la bitácora", "read the journal"),
}
ABOUT: dict[str, Text] = {
    "all": both("toda la bitácora", "the whole journal"),
    "anchor": both("ancla", "anchor"),
    "journal_key": both("llaves, versión", "keys, version"),
    "tab": both("parte", "part"),
    "chain": both("cadena", "chain"),
}
