"""Sentences of the journal about the numbers of other registers, and persons in detention."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "register.write": both(
        "Escribió el folio que un caso tiene en otro registro",
        "Wrote down the folio that a case has in another register",
    ),
    "register.tell_taken": both(
        "Avisó que una cuenta escribió varios folios de otros consulados",
        "Reported that an account typed several numbers of other posts",
    ),
    "register.set_order": both(
        "Fijó el orden de la hoja para copiar a otro registro",
        "Set the order of the sheet that is copied to another register",
    ),
    "detention.record": both(
        "Anotó dónde está la persona y sus fechas", "Noted where the person is, and the dates"
    ),
    "detention.end": both(
        "Anotó que la persona ya no está en detención", "Noted that the person is no longer held"
    ),
}
READ: dict[str, Text] = {
    "case.custody": both("Vio dónde está la persona", "Saw where the person is"),
    "case.folios": both("Vio los folios del caso", "Saw the folios of the case"),
    "register.waiting": both("Vio la lista de casos sin folio", "Saw the list of cases without a folio"),
}
WANTED: dict[str, Text] = {
    "register.see": both("ver los casos sin folio", "see the cases without a folio"),
    "register.count": both("contar los casos sin folio", "count the cases without a folio"),
    "register.order": both("fijar el orden de la hoja", "set the order of the sheet"),
    "register.taken": both("escribir un folio que es de otro caso", "write a folio that is another case's"),
}
