"""Numbers as a reader says them, for the desk and for anybody."""

from __future__ import annotations

from cauce.content.model import Text

PHASES = (
    ("P1", Text(es="Preparación", en="Preparation")),
    ("P2", Text(es="Identificación", en="Identification")),
    ("P3", Text(es="Entrevista", en="Interview")),
    ("P4", Text(es="Asistencia y protección", en="Assistance and protection")),
)
HIDDEN = Text(es="oculto", en="hidden")


def number_or_hidden(number: int | None) -> Text:
    """A number as it is read; None: hidden, which is no zero."""
    return HIDDEN if number is None else Text(es=f"{number:,}", en=f"{number:,}")


def percent(share: float) -> str:
    return f"{100 * share:.0f}\u00a0%"
