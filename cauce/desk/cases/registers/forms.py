"""One number of one case, a file of them, and the order of a copy-sheet."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.cases.rules.registers import LONGEST, MOST_ROWS
from cauce.content.model_registers import RegisterField, RegisterSheet
from cauce.staff.exports.handing import WhyForm
from cauce.ui.fields import MISSING, WorkForm, line, words
from cauce.ui.numbers import whole
from cauce.ui.words import say

MEETS = say(
    "Oficinas centrales ya quedó informada: anotarlo también en el plan del caso",
    "Headquarters is now informed: record that in the case plan too",
)


def _meets() -> forms.BooleanField:
    return forms.BooleanField(
        label=MEETS,
        required=False,
        initial=True,
        help_text=say(
            "Quite la marca si todavía no se le ha informado.",
            "Untick if headquarters has not been informed yet.",
        ),
    )


class NumberForm(WorkForm):
    """The number of one case. ``corrects``: the case has one already."""

    def __init__(self, sheet: RegisterSheet, data: Any = None, *, meets: bool = True) -> None:
        super().__init__(data)
        self.fields["number"] = _number(sheet)
        if meets and sheet.meets:
            self.fields["meets"] = _meets()


class QuickForm(WorkForm):
    """A local folio and the number that it has elsewhere, from the list."""

    def __init__(self, sheet: RegisterSheet, data: Any = None) -> None:
        super().__init__(data)
        self.fields["folio"] = line(say("Folio local", "Local folio"), most=20)
        self.fields["number"] = _number(sheet)
        if sheet.meets:
            self.fields["meets"] = _meets()


def _number(sheet: RegisterSheet) -> forms.CharField:
    field = line(words(sheet.number), most=LONGEST)
    field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
    return field


class FileForm(WorkForm):
    """The file that comes back with its numbers."""

    def __init__(self, sheet: RegisterSheet, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["file"] = forms.FileField(
            label=say("El archivo con los folios", "The file with the folios"),
            widget=forms.FileInput(attrs={"accept": ".csv"}),
            help_text=say(
                f"CSV con los títulos «folio» y «numero»; hasta {MOST_ROWS} renglones.",
                f"CSV with the headings 'folio' and 'numero'; up to {MOST_ROWS} rows.",
            ),
            error_messages={
                "required": say("Falta el archivo.", "The file is missing."),
                "empty": say("El archivo está vacío.", "The file is empty."),
                "invalid": MISSING,
            },
        )
        if sheet.meets:
            self.fields["meets"] = _meets()


class OutForm(WhyForm):
    """Why the list leaves."""


class OrderForm(WorkForm):
    """A place for each field of a sheet; one without a place is left out of it."""

    def __init__(self, sheet: RegisterSheet, now: tuple[RegisterField, ...], data: Any = None) -> None:
        super().__init__(data)
        places = {one.id: str(at) for at, one in enumerate(now, 1)}
        rest = [one for one in sheet.fields if one.id not in places]
        for one in (*now, *rest):
            self.fields[f"place_{one.id}"] = forms.CharField(
                label=words(one.label),
                required=False,
                max_length=2,
                initial=places.get(one.id, ""),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )

    def shown(self) -> list[str]:
        """The ids of the fields that have a place, in their order; of two with one place, as listed."""
        given = [
            (whole(value, 0), at, name.removeprefix("place_"))
            for at, (name, value) in enumerate(self.cleaned_data.items())
        ]
        return [name for place, _, name in sorted(given) if place]
