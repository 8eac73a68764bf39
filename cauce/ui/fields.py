"""Fields that the forms of the desk share: choices, texts and days, with their messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html

from cauce.content.model import Text
from cauce.ui.widgets import DayMonthYear
from cauce.ui.words import say

FOUR = (
    ("yes", say("Sí", "Yes")),
    ("no", say("No", "No")),
    ("does_not_know", say("No sabe", "Does not know")),
    ("prefers_not_to_say", say("Prefiere no contestar", "Prefers not to say")),
    ("not_asked", say("No se preguntó", "Not asked")),
)
# To what an officer answers without asking: nobody declines.
OFFICERS = (*FOUR[:2], ("does_not_know", say("Sin comprobar", "Not checked")))
NO_DAY = say(
    "Falta el día o ese día no existe. Revise la fecha.",
    "The day is missing, or there is no such day. Check the date.",
)
MISSING = say("Falta. Complételo para seguir.", "Missing. Complete it to go on.")
NOT_A_CHOICE = say("Elija una opción de la lista.", "Choose an option of the list.")


def words(text: Text) -> str:
    """A text of the content in the reader's language, chosen when it is shown."""
    return say(text.es, text.en)


def with_hint(text: Any, hint: Any) -> Any:
    """A label with a smaller line below it; ``hint`` empty: the label alone."""
    return format_html('{}<span class="hint">{}</span>', text, hint) if hint else text


class _Open:
    """May stay open without a note beside it that says so."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)


class Quiet(_Open, forms.ChoiceField):
    """A choice that may stay open: open is «not asked»."""


class QuietText(_Open, forms.CharField):
    """A text that is asked for only when something else was chosen."""


class QuietDay(_Open, forms.DateField):
    """A day that is worked out when it is left open."""


def choice(label: Any, choices: Iterable, *, hint: Any = "", required: bool = True, radio=True):
    """One of a closed list; radios unless it is long."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        required=required,
        widget=forms.RadioSelect if radio else forms.Select,
        error_messages={"required": MISSING, "invalid_choice": NOT_A_CHOICE},
    )


def long_text(
    label: Any,
    *,
    hint: Any = "",
    rows: int = 4,
    required: bool = True,
    most=20_000,
    kind: type[forms.CharField] = forms.CharField,
):
    """A text of several lines."""
    return kind(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": MISSING},
    )


def line(label: Any, *, hint: Any = "", required: bool = True, most: int = 200):
    """A text of one line."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        error_messages={
            "required": MISSING,
            "max_length": say(f"Máximo {most} caracteres.", f"At most {most} characters."),
        },
    )


def day(label: Any, *, hint: Any = "", kind: type[forms.DateField] = forms.DateField):
    """A day, with the month in words."""
    return kind(
        label=label,
        help_text=hint,
        widget=DayMonthYear,
        error_messages={
            "required": MISSING,
            "invalid": NO_DAY,
        },
    )


class WorkForm(forms.Form):
    """A form of the desk: the browser's own bubbles never stand before our words."""

    use_required_attribute = False
