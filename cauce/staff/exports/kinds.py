"""What may leave at all: each kind with the permission it needs and whether it names a person."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.content.model import Text

MOST_ROWS = 500
HOURS = 24
# What a second person approves before an identity leaves.
APPROVAL = "identity.export"


@dataclass(frozen=True, slots=True)
class Kind:
    """``identity``: it names somebody, so a second person approves it first. The person's own copy
    names her to herself: it is hers, and needs nobody's approval."""

    title: Text
    permission: str
    identity: bool = False


KINDS = {
    "case_sheet": Kind(Text(es="Renglón sin identidad", en="Row without identity"), "case.export"),
    "case_identity": Kind(
        Text(es="Hoja con identidad", en="Sheet with identity"), "case.export", identity=True
    ),
    # A second person looked at its words and issued it: that was the second signature.
    "letter": Kind(Text(es="Carta", en="Letter"), "letter.take"),
    "packet": Kind(Text(es="Documentos reunidos", en="Documents gathered"), "case.export", identity=True),
    "own_copy": Kind(Text(es="Copia para la persona", en="Copy for the person"), "rights.work"),
    # Rows that whoever takes them brought in themselves, days ago, to be corrected: nothing they did
    # not hold before, so no second person; marked, closed and taken once like all that leaves.
    "earlier_rows": Kind(Text(es="Renglones por corregir", en="Rows to correct"), "history.bring"),
    # Numbers of a board, small ones hidden: nobody is named.
    "figures": Kind(Text(es="Tabla de cifras", en="Table of figures"), "figures.take"),
    # Cases that wait for a number of another register: folios and codes, nobody's name.
    "register_waiting": Kind(Text(es="Casos sin folio", en="Cases without a folio"), "register.see"),
    "incident_record": Kind(Text(es="Registro de un incidente", en="Record of an incident"), "breach.work"),
}
