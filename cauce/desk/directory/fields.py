"""Fields of the forms of the directory: choices, texts and days, with their messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from cauce.rules.content.model import Text
from cauce.ui.widgets import DayMonthYear
from cauce.ui.words import say

MISSING = say("Falta. Complételo para seguir.", "Missing. Complete it to go on.")
NOT_A_CHOICE = say("Elija una opción de la lista.", "Choose an option of the list.")


def words(text: Text) -> str:
    """A text of the content in the reader's language, chosen when it is shown."""
    return say(text.es, text.en)


def choice(label: Any, choices: Iterable, *, hint: Any = "", required: bool = True, radio=True):
    """One of a closed list; radios unless it is long."""
    return forms.ChoiceField(
        label=label, choices=choices, help_text=hint, required=required,
        widget=forms.RadioSelect if radio else forms.Select,
        error_messages={"required": MISSING, "invalid_choice": NOT_A_CHOICE},
    )  # fmt: skip


def line(label: Any, *, hint: Any = "", required: bool = True, most: int = 200):
    """A text of one line."""
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=most,
        error_messages={
            "required": MISSING,
            "max_length": say(f"Caben {most} letras.", f"{most} letters fit."),
        },
    )  # fmt: skip


def day(label: Any, *, hint: Any = "", kind: type[forms.DateField] = forms.DateField):
    """A day, with the month in words."""
    return kind(
        label=label, help_text=hint, widget=DayMonthYear,
        error_messages={
            "required": MISSING,
            "invalid": say("Ese día no existe. Revise la fecha.", "No such day. Check the date."),
        },
    )  # fmt: skip


class WorkForm(forms.Form):
    """A form of the desk: the browser's own bubbles never stand before our words."""

    use_required_attribute = False


def long_text(label: Any, *, hint: Any = "", rows: int = 4, most: int = 20_000):
    """A text of several lines."""
    return forms.CharField(
        label=label, help_text=hint, max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": MISSING},
    )  # fmt: skip
