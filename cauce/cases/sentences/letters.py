"""Sentences of the journal about routes of relief, their dates, and letters."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "route.set": both("Anotó en qué va una opción", "Noted where an option stands"),
    "route.count": both(
        "Contó las fechas con la fecha de nacimiento", "Counted the dates with the date of birth"
    ),
    "route.show": both("Anotó que la persona vio las opciones", "Noted that the person saw the options"),
    "route.remind": both("Avisó de una fecha próxima", "Reported an upcoming date"),
    "letter.start": both("Empezó una carta", "Began a letter"),
    "letter.save": both("Guardó el borrador de una carta", "Kept the draft of a letter"),
    "letter.ask": both("Solicitó la revisión de una carta", "Requested review of a letter"),
    "letter.drop": both("Descartó el borrador de una carta", "Discarded the draft of a letter"),
    "letter.return": both("Devolvió una carta para cambiarla", "Returned a letter for changes"),
    "letter.issue": both("Emitió una carta con su número", "Issued a letter with its number"),
    "letter.void": both("Dejó sin efecto una carta", "Made a letter void"),
}
READ: dict[str, Text] = {
    "case.routes": both("Vio la hoja de opciones", "Saw the sheet of options"),
    "case.programmes": both("Vio qué programas encajan", "Saw which programmes fit"),
    "case.letters": both("Vio las cartas del caso", "Saw the letters of the case"),
    "case.letter": both("Vio una carta", "Saw a letter"),
    "case.packet": both("Vio los documentos que se pueden reunir", "Saw the documents to gather"),
    "letter.look": both("Leyó una carta para emitirla", "Read a letter in order to issue it"),
    "letter.list": both("Vio el libro de cartas", "Saw the book of letters"),
    "letter.printed": both("Imprimió una carta", "Printed a letter"),
    "letter.taken": both("Preparó una carta para extraerla", "Prepared a letter for export"),
}
WANTED: dict[str, Text] = {
    "letter.approve": both("emitir una carta", "issue a letter"),
    "letter.take": both("extraer una carta", "export a letter"),
    "letter.list": both("ver el libro de cartas", "see the book of letters"),
}
