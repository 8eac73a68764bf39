"""The forms of an incident: what all share, a list of codes, who goes in a vehicle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from cauce.intake.crews.rules import MOST
from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import (
    MISSING,
    NOT_A_CHOICE,
    Quiet,
    QuietText,
    WorkForm,
    choice,
    day,
    line,
    long_text,
    words,
)
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

from .words import ANSWERS, MAY_TELL

LETTERS = 20_000


class SharedForm(WorkForm):
    """What is told once for everybody. Nothing that one person told."""

    place = line(
        say("Dónde", "Where"),
        required=False,
        hint=say("El lugar de trabajo o donde se les encontró.", "The workplace, or where they were found."),
    )
    employer = line(say("Para quién se trabajaba", "For whom they worked"), required=False)
    recruiter = line(say("Persona reclutadora", "Recruiter"), required=False)
    since = day(say("Desde qué día", "From which day"), kind=forms.DateField)
    until = day(say("Hasta qué día", "Until which day"), kind=forms.DateField)
    shared = long_text(
        say("Lo que se sabe por otras fuentes", "What is known from other sources"),
        hint=say(
            "Por ejemplo, lo que dice la autoridad o un aviso. Lo que cuenta una persona va solo en su caso.",
            (
                "For example, what an authority or a notice says. What a person tells you goes "
                "only into their own case."
            ),
        ),
        required=False,
        most=4000,
    )

    def __init__(self, data: Any = None, said: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=said or {})
        self.fields["since"].required = self.fields["until"].required = False


class ListForm(WorkForm):
    """A code on each line, with what was seen at sight after it."""

    text = long_text(
        say("Un código por línea", "One code per line"),
        rows=12,
        most=LETTERS,
        hint=say(
            (
                "El número de la pulsera, sin nombres. Puede seguir, en cualquier orden: lengua, mujer u "
                f"hombre, edad, sola o con niños, médico, menor. También «A-01…A-40». Hasta {MOST}."
            ),
            (
                "The number of the wristband, no names. Then, in any order: language, woman or man, age, "
                f"alone or with children, doctor, minor. Also «A-01…A-40». Up to {MOST}."
            ),
        ),
    )
    sure = forms.BooleanField(
        label=say("Son códigos, no nombres", "They are codes, not names"), required=False
    )
    leave = forms.BooleanField(
        label=say(
            "Abrir las que están bien y dejar las demás aquí para corregirlas",
            "Open those that are right and leave the others here to be corrected",
        ),
        required=False,
    )

    def __init__(self, time_zone: str, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        channels = current_edition().catalogues["channels"]
        self.fields["channel"] = choice(
            say("Por qué vía llegaron", "How they came to the consulate"),
            [("", say("Elija", "Choose")), *((c.id, say(c.title.es, c.title.en)) for c in channels)],
            radio=False,
        )
        self.fields["started_at"] = MomentField(
            time_zone,
            label=say("Cuándo empezó el contacto", "When the contact began"),
            help_text=say(
                "El mismo para todas estas líneas; los plazos cuentan desde aquí.",
                "The same for all these lines; deadlines are counted from here.",
            ),
        )


class FolioForm(WorkForm):
    """A case that was opened another way joins the incident."""

    folio = line(say("Folio del caso", "Folio of the case"), most=20)
    code = line(say("Código de su pulsera", "Code of the wristband"), required=False, most=12)


class RideForm(WorkForm):
    """Who goes in one vehicle."""

    chosen = forms.MultipleChoiceField(
        label=say("Quiénes van", "Who goes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": MISSING, "invalid_choice": NOT_A_CHOICE},
    )
    where = line(say("A dónde", "Where to"))
    driver = line(
        say("Quién maneja o de qué institución", "Who drives, or of which institution"), required=False
    )

    def __init__(self, people: Iterable[tuple[str, Any]], time_zone: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields["chosen"].choices = list(people)
        self.fields["leaves_at"] = MomentField(
            time_zone, label=say("Cuándo sale", "When it leaves"), help_text=""
        )


class ConsulateForm(WorkForm):
    """Whether the person's own consulate is to be told: three answers, none is chosen beforehand."""

    answer = choice(
        say("¿Quiere que avisemos a su consulado?", "Do you want us to tell your consulate?"),
        [(id, words(text)) for id, text in ANSWERS.items()],
    )
    country = QuietText(
        label=say("De qué país (solo si dijo que sí)", "Of which country (only with a yes)"), max_length=60
    )
    may_tell = Quiet(
        label=say("Qué se le puede decir (solo si dijo que sí)", "What it may be told (only with a yes)"),
        choices=[(id, words(text)) for id, text in MAY_TELL.items()],
        widget=forms.RadioSelect,
    )
