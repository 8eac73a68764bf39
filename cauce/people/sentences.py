"""Sentences of the journal about who somebody is, and of lists that two people compare."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "person.add": both("Abrió un expediente sin nombre", "Opened a record without a name"),
    "linkage.start": both(
        "Empezó a comparar listas, como dos personas acordaron",
        "Began to compare lists, as two people agreed",
    ),
    "linkage.keep": both(
        "Comparó listas y guardó solo conteos y pares por revisar",
        "Compared lists and kept only counts and pairs to look at",
    ),
    "linkage.label": both(
        "Dijo si dos registros son la misma persona", "Said whether two records are one person"
    ),
    "linkage.end": both(
        "Terminó la revisión y destruyó quiénes eran",
        "Ended the review and destroyed who they were",
    ),
}
READ: dict[str, Text] = {
    "identity.open": both("Abrió una identidad, con motivo", "Opened an identity, with a reason"),
    "identity.compare": both(
        "Se comparó la fecha de nacimiento con una edad, sin mostrarla",
        "A birth date was compared with an age, without being shown",
    ),
    "identity.search": both("Buscó por identidad", "Searched by identity"),
    "linkage.take": both(
        "Leyó nombres para compararlos, sin mostrarlos", "Read names to compare them, showing none"
    ),
    "identity.match": both(
        "Vio un nombre y una fecha de nacimiento, para contar una sola vez",
        "Saw a name and a birth date, to count once",
    ),
    "linkage.look": both("Vio un par de registros", "Looked at a pair of records"),
    "linkage.hand": both("Descargó los conteos de una comparación", "Downloaded the counts of a comparison"),
}
WANTED: dict[str, Text] = {
    "linkage.ask": both("pedir que se comparen listas", "ask for lists to be compared"),
    "linkage.agree": both("acordar que se comparen listas", "agree to lists being compared"),
    "linkage.run": both("comparar listas", "compare lists"),
    "linkage.review": both("revisar pares de registros", "look at pairs of records"),
    "identity.export": both("extraer datos de identidad", "export identity data"),
    "identity.decide_export": both(
        "aprobar la extracción de datos de identidad", "approve exporting identity data"
    ),
    "identity.read": both("abrir una identidad", "open an identity"),
    "identity.search": both("buscar por identidad", "search by identity"),
}
ABOUT: dict[str, Text] = {
    "person": both("expediente", "record"),
}
