"""Preparing an interview that supports: who, where, with whom, and nobody recording."""

from __future__ import annotations

from django import forms

from cauce.ui.words import say

from .forms_consent_work import INTERPRETER
from .forms_work import MISSING, WorkForm, choice, line, long_text

WITH = (
    ("woman", say("Con una mujer", "With a woman")),
    ("man", say("Con un hombre", "With a man")),
    ("either", say("Le da igual", "Either is fine")),
    ("not_asked", say("No se preguntó", "Not asked")),
)


class PreparationForm(WorkForm):
    """The checklist of P3-01. ``staff``: who works at the post."""

    who = choice(say("Quién entrevista", "Who interviews"), (), radio=False)
    prefers = choice(say("Con quién prefiere hablar", "Whom the person prefers"), WITH)
    interpreter = choice(
        say("Interpretación", "Interpretation"), INTERPRETER,
        hint=say("Nunca interpreta quien acompaña, ni quien conoce a su familia o a su pueblo.",
                 "Never a companion, nor anybody who knows the family or the home town."),
    )  # fmt: skip
    support = line(
        say("Quién le acompaña, si quiere compañía", "Who keeps them company, if they want it"),
        required=False,
    )
    room = line(say("Dónde, a solas", "Where, in private"))
    recording_off = forms.BooleanField(
        label=say("No se graba: ningún teléfono ni equipo encendido",
                  "Nothing is recorded: no telephone or device on"),
        error_messages={"required": MISSING},
    )  # fmt: skip

    def __init__(self, staff, data=None) -> None:
        super().__init__(data)
        self.fields["who"].choices = [(str(one.id), one.display_name) for one in staff]
        self.names = {str(one.id): one.display_name for one in staff}

    def note(self) -> str:
        """The checklist as the sealed note of the act."""
        given = self.cleaned_data
        parts = (
            ("Entrevista", self.names[given["who"]]),
            ("Prefiere hablar", dict(WITH)[given["prefers"]]),
            ("Interpretación", dict(INTERPRETER)[given["interpreter"]]),
            ("Le acompaña", given["support"] or "nadie"),
            ("Lugar", given["room"]),
            ("Grabación", "apagada"),
        )
        return " · ".join(f"{name}: {value}" for name, value in parts)


class AccountForm(WorkForm):
    """What was told, in the officer's words. ``seen`` is the version that was on the screen."""

    text = long_text(
        say("Lo que contó, en palabras de usted", "What was told, in your words"), rows=14,
        most=60_000,
        hint=say("Un resumen por temas, nunca palabra por palabra. El detalle es de la persona y "
                 "de quien lleve su defensa.",
                 "A summary by topics, never verbatim. Detail belongs to the person and their "
                 "lawyer."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)
