"""Sentences of the journal about totals of other organisations."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "totals.take": both("Trajo totales de otra organización", "Brought in totals of another organisation"),
    "totals.withdraw": both("Quitó totales de otra organización", "Took out totals of another organisation"),
}
READ: dict[str, Text] = {}
WANTED: dict[str, Text] = {
    "totals.take": both(
        "ver o traer totales de otra organización", "see or bring in totals of another organisation"
    ),
}
