"""The few things typed about requests, keeping periods and records of what got out."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.content.model import Text
from cauce.staff.exports.handing import WhyForm
from cauce.staff.offices.picker import options
from cauce.ui.widgets import DayMonthYear
from cauce.ui.words import say

from .frame import ANSWERS, CLASSES, KINDS, NATURES, WAYS

AREA = {"rows": 4}


def _choices(said: dict[str, Text]) -> list[tuple[str, Any]]:
    return [(code, say(text.es, text.en)) for code, text in said.items()]


def _long(es: str, en: str, help_es: str = "", help_en: str = "", **more: Any) -> forms.CharField:
    return forms.CharField(
        max_length=4000,
        label=say(es, en),
        help_text=say(help_es, help_en) if help_es else "",
        widget=forms.Textarea(attrs=AREA),
        **more,
    )


class ReceiveForm(forms.Form):
    """What she asks, and since when."""

    kind = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=_choices(KINDS),
        label=say("¿Qué solicita?", "What is the person requesting?"),
    )
    received_on = forms.DateField(
        widget=DayMonthYear, label=say("¿Qué día lo solicitó?", "On which day was it requested?")
    )
    asked = _long(
        "En sus palabras",
        "In the person's words",
        "Queda bajo llave en su expediente.",
        "Kept sealed in the person's record.",
    )


class AnswerForm(forms.Form):
    """What she is told."""

    answer = forms.ChoiceField(
        widget=forms.RadioSelect, choices=_choices(ANSWERS), label=say("Respuesta", "Answer")
    )
    said = _long("Respuesta a la persona, y por qué", "Reply to the person, and why")


class AnnotateForm(forms.Form):
    """What is wrong and how it should read."""

    says = _long("Dice", "It says", required=False)
    should_say = _long(
        "Debe decir",
        "It should say",
        "El original no se toca: esto queda a su lado.",
        "The original is not changed: this stands beside it.",
    )
    corrected = forms.BooleanField(
        required=False,
        label=say(
            "También se escribió una versión corregida en el expediente",
            "A corrected version was also written in the record",
        ),
    )


class CopyForm(WhyForm):
    """The language of the copy, what else to cover, and why it leaves."""

    language = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[("es", "Español"), ("en", "English")],
        initial="es",
        label=say("Lengua de la copia", "Language of the copy"),
        help_text=say(
            "Si lee en otra, léasela con quien interprete.",
            "If the person reads another language, read it out with an interpreter.",
        ),
    )
    also = _long(
        "Ocultar también",
        "Also redact",
        "Una palabra o frase por renglón: otras personas que el sistema no reconoció.",
        "One word or phrase per line: other people the system did not recognise.",
        required=False,
    )
    looked = forms.BooleanField(
        label=say(
            "Leí la copia: lo que queda se refiere solo a la persona",
            "I read the copy: everything left is about the person alone",
        ),
        error_messages={
            "required": say(
                "Lea antes la copia de abajo y márquelo.", "First read the copy below, and tick this."
            )
        },
    )

    def terms(self) -> list[str]:
        """The lines typed to be covered, also while something else is wrong."""
        return self.data.get("also", "").splitlines() if self.is_bound else []


class ReasonForm(forms.Form):
    """Why, in a sentence."""

    reason = _long("¿Por qué?", "Why?", "Lo lee la segunda persona.", "The second person reads it.")


class HoldForm(forms.Form):
    """Until which day the record must stay, and why."""

    until = forms.DateField(
        widget=DayMonthYear, label=say("¿Hasta qué día debe quedarse?", "Until which day must it stay?")
    )
    reason = _long("¿Por qué?", "Why?", "Queda bajo llave.", "Kept sealed.")


class AuthorisationForm(forms.Form):
    """An archival authorisation as it was issued."""

    number = forms.CharField(max_length=60, label=say("Número del oficio", "Number of the letter"))
    issued_on = forms.DateField(widget=DayMonthYear, label=say("Fecha del oficio", "Date of the letter"))
    closed_until = forms.DateField(
        widget=DayMonthYear,
        label=say("Cubre los casos cerrados hasta el día", "It covers cases closed up to"),
    )
    where = forms.ChoiceField(required=False, label=say("Consulado", "Post"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["where"].choices = options(first=say("Todos", "All"))


class BreachForm(forms.Form):
    """What is known of data that got out."""

    nature = forms.ChoiceField(
        widget=forms.RadioSelect, choices=_choices(NATURES), label=say("¿Qué pasó?", "What happened?")
    )
    classes = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        choices=_choices(CLASSES),
        required=False,
        label=say("¿Qué datos afecta?", "Which data are affected?"),
    )
    people = forms.IntegerField(
        required=False,
        min_value=0,
        label=say("¿A cuántas personas?", "How many people?"),
        help_text=say("Vacío: todavía no se sabe.", "Empty: not known yet."),
    )
    happened_on = forms.DateField(
        widget=DayMonthYear, required=False, label=say("¿Cuándo pasó?", "When did it happen?")
    )
    what = _long(
        "Lo que se sabe",
        "What is known",
        "Sin nombres de quienes atiende el consulado.",
        "No names of people the post serves.",
    )
    actions = _long("Lo que ya se hizo", "What has been done so far", required=False)


class MoreForm(forms.Form):
    """What was done since, and how many people once it is known."""

    people = forms.IntegerField(
        required=False, min_value=0, label=say("¿A cuántas personas?", "How many people?")
    )
    actions = _long("Qué más se hizo", "What else was done", required=False)


class WarningForm(forms.Form):
    """One person it touches, by her record, and how she is told."""

    folio = forms.CharField(
        max_length=20,
        label=say("Caso", "Case"),
        help_text=say("Como HOU-2026-00001.", "Such as HOU-2026-00001."),
    )
    way = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=_choices(WAYS),
        label=say(
            "¿Cómo avisarle sin ponerla en peligro?",
            "How can the person be told without putting them in danger?",
        ),
    )
