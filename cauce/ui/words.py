"""Words that belong to no page: names of states and dates as they are written by hand."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils.functional import lazy
from django.utils.translation import get_language

from cauce.protocol.documents.words import MONTHS


class Words(NamedTuple):
    """The same words in both languages."""

    es: str
    en: str

    def __getitem__(self, language: str) -> str:  # type: ignore[override]
        return self.en if language == "en" else self.es


STATES = {
    "danger": Words("Peligro", "Danger"),
    "overdue": Words("Vencido", "Overdue"),
    "open": Words("Por hacer", "To do"),
    "soon": Words("Vence pronto", "Due soon"),
    "blocked": Words("En espera de otro paso", "Waiting for another step"),
    "to_find_out": Words("Falta saber", "To find out"),
    "met": Words("Hecho", "Done"),
    "declined": Words("No lo quiso", "Declined"),
    "waived": Words("Exceptuado con razones", "Waived with reasons"),
    "not_required": Words("No hace falta", "Not required"),
    "yes": Words("Se cumple", "Met"),
    "no": Words("No se cumple", "Not met"),
    "unknown": Words("No se sabe", "Not known"),
}


def language_of(code: str | None) -> str:
    """«en» for English of any country; Spanish for everything else, None included."""
    return "en" if (code or "").lower().startswith("en") else "es"


def exact(moment: dt.datetime | dt.date, language: str) -> str:
    """«25 de noviembre de 2026, 10:00 h», or the day alone when no hour is known."""
    month = MONTHS[language][moment.month - 1]
    english = language == "en"
    day = f"{month} {moment.day}, {moment.year}" if english else (f"{moment.day} de {month} de {moment.year}")
    if not isinstance(moment, dt.datetime):
        return day
    return f"{day}, {moment:%H:%M}" + ("" if english else " h")


def in_both(text: str) -> Words:
    """«Español / English» as two; a text in one language alone stands for both."""
    es, _, en = text.partition(" / ")
    return Words(es, en or es)


def day_said(day: dt.date) -> Words:
    """«25 de noviembre de 2026», in both languages."""
    return Words(exact(day, "es"), exact(day, "en"))


def span_said(first: dt.date, last: dt.date) -> Words:
    """«25 de noviembre de 2026 – 3 de enero de 2027», in both languages."""
    begins, ends = day_said(first), day_said(last)
    return Words(f"{begins.es} – {ends.es}", f"{begins.en} – {ends.en}")


def hour_or_day(moment: dt.datetime, now: dt.datetime, language: str) -> str:
    """«03:26» of something said today, and with its day before that; both on the clock of the post."""
    return f"{moment:%H:%M}" if moment.date() == now.date() else exact(moment, language)


def _choose(es: str, en: str) -> str:
    return en if language_of(get_language()) == "en" else es


say = lazy(_choose, str)
"""``say("Guardar", "Save")``: chosen when it is shown, for labels of forms and messages."""
