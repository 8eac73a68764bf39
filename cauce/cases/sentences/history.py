"""Sentences of the journal about the cases that existed before."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "history.keep": both(
        "Leyó una hoja de cálculo con casos anteriores", "Read a spreadsheet with earlier cases"
    ),
    "history.settle": both(
        "Dijo qué es cada columna de una hoja de casos anteriores",
        "Said what each column of a spreadsheet of earlier cases is",
    ),
    "history.confirm": both(
        "Confirmó que se traigan los casos de una hoja",
        "Confirmed that the cases of a spreadsheet be brought",
    ),
    "history.bring": both("Trajo casos del registro anterior", "Brought cases of the earlier register"),
    "history.finish": both(
        "Terminó de traer una hoja, con todos sus renglones en cuenta",
        "Finished bringing a spreadsheet, every row accounted for",
    ),
    "history.undo": both(
        "Deshizo casos traídos en los que nadie había trabajado",
        "Took back cases that were brought and nobody had worked on",
    ),
    "history.drop": both(
        "Olvidó una hoja de la que no se trajo nada", "Forgot a spreadsheet of which nothing was brought"
    ),
    "history.expire": both(
        "Olvidó los renglones de una hoja, cumplido su plazo",
        "Forgot the rows of a spreadsheet, its time being over",
    ),
}
READ: dict[str, Text] = {
    "history.look": both(
        "Vio los renglones de una hoja de casos anteriores",
        "Looked at the rows of a spreadsheet of earlier cases",
    ),
}
WANTED: dict[str, Text] = {
    "history.bring": both("traer casos del registro anterior", "bring cases of the earlier register"),
}
