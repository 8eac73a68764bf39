"""Sentences of the journal about lists that two people compare."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
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
    "linkage.merge": both(
        "Anotó casos de una misma persona para contarla una vez",
        "Noted cases of one person, to count them once",
    ),
    "linkage.end": both(
        "Terminó la revisión y destruyó quiénes eran",
        "Ended the review and destroyed who they were",
    ),
}
READ: dict[str, Text] = {
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
}
