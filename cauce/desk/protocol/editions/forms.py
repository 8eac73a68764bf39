"""The forms of a draft: its number and date, a file, a deadline, a wording, a zip."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence

from django import forms

from cauce.content.errors import BadInput, BadInputs
from cauce.content.loader import Edition
from cauce.protocol.documents.unpacking import Unread
from cauce.protocol.documents.unpacking.zips import unzipped
from cauce.rules.difference.words import TIME, amount_words
from cauce.ui.widgets import DayMonthYear
from cauce.ui.words import say

bad_input = BadInputs(__file__)

MISSING = say("Falta. Complételo para seguir.", "Missing. Complete it to go on.")
A_DATE = say("Escriba un día que exista.", "Write a day that exists.")
A_NUMBER = say("Escriba un número entero, sin signo.", "Write a whole number, without a sign.")
A_CHOICE = say("Elija una opción de la lista.", "Choose an option of the list.")
LARGEST, MOST_FILES, UNPACKED = 2_000_000, 400, 20_000_000


def _text(label, *, hint="", rows=0, required=True, most=4000):
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=widget,
        error_messages={"required": MISSING, "max_length": say("Es demasiado largo.", "It is too long.")},
    )


def _day(label, hint=""):
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=DayMonthYear(),
        error_messages={"required": MISSING, "invalid": A_DATE},
    )


class DraftForm(forms.Form):
    """A new draft."""

    id = _text(
        say("Número", "Number"),
        most=12,
        hint=say("El año y un número: 2027.1", "The year and a number: 2027.1"),
    )
    in_force_from = _day(
        say("Desde cuándo regiría", "In force from (proposed)"),
        say(
            "Todos los consulados la siguen desde el primer minuto de ese día en México.",
            "Every post follows it from 00:00 that day, Mexico City time.",
        ),
    )
    note = _text(
        say("Para qué se cambia", "What the change is for"),
        rows=3,
        hint=say("La leerá quien la apruebe.", "Read by the person who approves it."),
    )


class DateForm(forms.Form):
    """Another date for a draft."""

    in_force_from = _day(say("Desde cuándo regiría", "In force from (proposed)"))


class FileForm(forms.Form):
    """The text of one file. ``seen``: the version that is being edited."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    text = forms.CharField(
        label=say("Texto del archivo", "Text of the file"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "content-text"}),
    )


class DeadlineForm(forms.Form):
    """A new value of a deadline, from a date."""

    parameter = forms.ChoiceField(
        label=say("Cuál plazo", "Which deadline"),
        error_messages={"required": MISSING, "invalid_choice": A_CHOICE},
    )
    value = forms.IntegerField(
        label=say("Valor nuevo, en la misma unidad", "New value, in the same unit"),
        min_value=0,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": MISSING,
            "invalid": A_NUMBER,
            "min_value": A_NUMBER,
            "max_value": A_NUMBER,
        },
    )
    since = _day(
        say("En vigor desde", "In force from"),
        say(
            "Rige para los plazos que empiecen a contar desde ese día; los que ya corren siguen igual.",
            "It applies to periods that start on or after that day; those already running do not change.",
        ),
    )
    note_es = _text(say("Por qué, en español", "Why, in Spanish"), rows=2)
    note_en = _text(say("Por qué, en inglés", "Why, in English"), rows=2)

    def __init__(self, edition: Edition, since: dt.date, data=None) -> None:
        super().__init__(data, initial={"since": since})
        used = {w.parameter for action in edition.actions.values() for w in action.within}
        self.fields["parameter"].choices = [("", say("Elija", "Choose"))] + [
            (one.id, _now(one)) for one in edition.parameters.values() if one.id in used and one.unit in TIME
        ]

    def note(self) -> dict[str, str]:
        return {"es": self.cleaned_data["note_es"], "en": self.cleaned_data["note_en"]}


def _now(parameter) -> str:
    value = parameter.values[-1].value
    return say(
        f"{parameter.title.es}: {amount_words(value, parameter.unit, 'es')}",
        f"{parameter.title.en}: {amount_words(value, parameter.unit, 'en')}",
    )


WORDED = (
    ("title", say("Nombre", "Name")),
    ("why", say("Razón", "Reason")),
    ("evidence", say("Evidencia", "Evidence")),
    ("note", say("Nota", "Note")),
)


class StepForm(forms.Form):
    """Which step is to be reworded."""

    step = forms.ChoiceField(
        label=say("Cuál paso", "Which step"),
        error_messages={"required": MISSING, "invalid_choice": A_CHOICE},
    )

    def __init__(self, edition: Edition, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.fields["step"].choices = [("", say("Elija", "Choose"))] + [
            (one.id, say(f"{one.id} {one.title.es}", f"{one.id} {one.title.en}"))
            for one in edition.actions.values()
        ]


class WordingForm(forms.Form):
    """The words of one step, in both languages; the note may be left out."""

    def __init__(self, action, data=None) -> None:
        super().__init__(data)
        self.action = action
        for name, label in WORDED:
            for language, beside in (("es", "español"), ("en", "English")):
                found = getattr(action, name)
                field = _text(
                    f"{label} · {beside}",
                    rows=1 if name == "title" else 3,
                    required=name != "note",
                    most=2000,
                )
                field.initial = found[language] if found else ""
                self.fields[f"{name}_{language}"] = field

    def changed(self) -> list[tuple[str, dict[str, str]]]:
        """Each field whose words differ, in both languages."""
        found = []
        for name, _ in WORDED:
            words = {language: self.cleaned_data[f"{name}_{language}"] for language in ("es", "en")}
            was = getattr(self.action, name)
            before = {language: was[language] if was else "" for language in ("es", "en")}
            if words != before and all(words.values()):
                found.append((name, words))
        return found


class ZipForm(forms.Form):
    """A zip with files of content, as the page hands it out."""

    file = forms.FileField(
        label=say("Archivo .zip", "File .zip"),
        error_messages={"required": MISSING, "empty": MISSING, "invalid": MISSING},
    )

    def texts(self) -> tuple[dict[str, str], list[BadInput]]:
        """The files inside by their path in ``content/``, and what could not be read."""
        return unpacked(self.cleaned_data["file"].read(LARGEST + 1))


def unpacked(data: bytes) -> tuple[dict[str, str], list[BadInput]]:
    """Read a zip without writing it anywhere. Raises ``BadInput`` when it is none, or too large."""
    if len(data) > LARGEST:
        raise _no_zip()
    try:
        found = unzipped(data, files=MOST_FILES, size=UNPACKED, each=True)
    except Unread as problem:
        if problem.of_now:
            raise
        raise _no_zip() from problem
    texts: dict[str, str] = {}
    unread = list(found.refused)
    for name, body in found.files.items():
        try:
            texts[name.removeprefix("content/")] = body.decode("utf-8")
        except UnicodeDecodeError:
            unread.append(name)
    return texts, [_not_taken(name.removeprefix("content/")) for name in unread]


def _not_taken(path: str) -> BadInput:
    return bad_input("path_is_damaged", where="file", path=path[:80])


def _no_zip() -> BadInput:
    return bad_input("file_is_no_zip_can_be_read", where="file")


def packed(texts: Sequence[tuple[str, str]]) -> bytes:
    """The files as a zip, below ``content/``; the same files give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for path, text in sorted(texts):
            made.writestr(zipfile.ZipInfo(f"content/{path}", (2026, 1, 1, 0, 0, 0)), text)
    return target.getvalue()
