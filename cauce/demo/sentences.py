"""Sentences of the journal about the tour."""

from __future__ import annotations

from cauce.content.model import Text, both

WANTED: dict[str, Text] = {
    "tour.reset": both("reiniciar el recorrido", "reset the tour"),
}
