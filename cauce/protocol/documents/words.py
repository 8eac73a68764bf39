"""Words of a document, whose language is always said and never asked of the reader's session."""

from __future__ import annotations

import datetime as dt
from typing import Any

MONTHS = {
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def pick(text: Any, language: str) -> str:
    """A bilingual text in that language; plain words pass as they are, None is the empty string."""
    if text is None:
        return ""
    if isinstance(text, dict) and "es" in text:
        return str(text.get(language) or text["es"])
    if hasattr(text, "es") and hasattr(text, "en"):
        return str(text.en if language == "en" else text.es)
    return str(text)


def day(date: dt.date | None, language: str) -> str:
    """«25 de noviembre de 2026»; None is the empty string."""
    if date is None:
        return ""
    month = MONTHS["en" if language == "en" else "es"][date.month - 1]
    if language == "en":
        return f"{month} {date.day}, {date.year}"
    return f"{date.day} de {month} de {date.year}"
