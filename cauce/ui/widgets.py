"""Controls that Django does not bring."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import get_language

from .words import MONTHS, language_of


class DayMonthYear(forms.Widget):
    """Three boxes for a ``DateField``: the month in words, because 3/4 is two days.

    All three empty is None (not known). A day that does not exist is handed on as it was typed,
    so that the field refuses it and shows it again.
    """

    template_name = "ui/widgets/day_month_year.html"
    use_fieldset = True
    parts = ("day", "month", "year")

    def format_value(self, value: Any) -> tuple[str, str, str]:
        if isinstance(value, dt.date):
            return str(value.day), str(value.month), str(value.year)
        pieces = str(value or "").split("-")
        if len(pieces) != 3:
            return "", "", ""
        year, month, day = pieces
        return day.lstrip("0"), month.lstrip("0"), year

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        day, month, year = self.format_value(value)
        names = MONTHS[language_of(get_language())]
        context["widget"].update(day=day, month=month, year=year, months=list(enumerate(names, start=1)))
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        day, month, year = ((data.get(f"{name}_{part}") or "").strip() for part in self.parts)
        if not (day or month or year):
            return data.get(name) or None
        return f"{year.zfill(4) if year else ''}-{month.zfill(2)}-{day.zfill(2)}"

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_
