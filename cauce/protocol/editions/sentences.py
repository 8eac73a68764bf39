"""Sentences of the journal about editions and annexes."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "annex.approve": both("Aprobó el anexo de su consulado", "Approved the annex of the post"),
    "annex.draft": both("Escribió el anexo de su consulado", "Wrote the annex of the post"),
    "annex.drop": both("Dejó un borrador de anexo", "Left a draft annex"),
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
}
WANTED: dict[str, Text] = {
    "annex.approve": both("aprobar un anexo", "approve an annex"),
    "annex.draft": both("escribir un anexo", "write an annex"),
    "annex.read": both("leer un anexo", "read an annex"),
    "edition.approve": both("aprobar una edición", "approve an edition"),
    "edition.draft": both("redactar una edición", "draft an edition"),
    "edition.read": both("leer las ediciones", "read the editions"),
}
ABOUT: dict[str, Text] = {
    "edition": both("edición", "edition"),
}
