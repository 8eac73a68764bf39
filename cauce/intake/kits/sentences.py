"""Sentences of the journal about sheets on paper and their later entry."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "kit.chase": both("Recordó capturar un juego de hojas", "Reminded of entering a kit of sheets"),
    "kit.enter": both("Capturó un juego de hojas en un caso", "Entered a kit of sheets into a case"),
    "kit.enter_sheet": both("Capturó una hoja de papel", "Entered a sheet of paper"),
    "kit.give": both("Anotó dónde se guarda un juego de hojas", "Noted where a kit of sheets is kept"),
    "kit.lose": both("Reportó perdido un juego de hojas", "Reported a kit of sheets lost"),
    "kit.print": both("Numeró juegos de hojas en blanco", "Numbered blank kits of sheets"),
    "kit.spoil": both("Anotó inutilizado un juego de hojas", "Noted a kit of sheets as spoiled"),
    "kit.unspoil": both(
        "Corrigió que un juego de hojas no estaba en blanco",
        "Corrected that a kit of sheets was not blank",
    ),
    "kit.use": both("Anotó que un juego de hojas se usó", "Noted that a kit of sheets was used"),
}
WANTED: dict[str, Text] = {
    "kit.enter": both("capturar un juego de hojas", "enter a kit of sheets"),
    "kit.manage": both("ver los juegos de hojas", "see the kits of sheets"),
}
ABOUT: dict[str, Text] = {
    "kit": both("juego de hojas", "kit of sheets"),
    "kit_batch": both("juegos numerados juntos", "kits numbered together"),
}
