"""Preparing an interview that supports: who, where, with whom, and nobody recording."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.ui.fields import MISSING, WorkForm, choice, line, long_text
from cauce.ui.words import say

from ..frame.spoken import INTERPRETER

WITH = (
    ("woman", say("Con una mujer", "With a woman")),
    ("man", say("Con un hombre", "With a man")),
    ("either", say("Sin preferencia", "No preference")),
    ("not_asked", say("No se preguntó", "Not asked")),
)
CHILDCARE = (
    ("yes", say("Sí", "Yes")),
    ("no", say("No", "No")),
    ("not_asked", say("No se preguntó", "Not asked")),
)


class PreparationForm(WorkForm):
    """The checklist of P3-01. ``staff``: who works at the post. ``known``: what was said already.
    ``children`` False: nobody is in the person's care, and nobody to look after them is asked for."""

    who = choice(say("Quién entrevista", "Who interviews"), (), radio=False)
    prefers = choice(say("Con quién prefiere hablar", "Whom the person prefers"), WITH)
    childcare = choice(
        say(
            "Mientras conversan, ¿se necesita quien cuide a sus hijas o hijos?",
            "Is childcare needed during the conversation?",
        ),
        CHILDCARE,
        hint=say(
            (
                "Se pregunta por igual a mujeres y hombres. Quien acompaña a la persona no "
                "cuida a las niñas o niños."
            ),
            "Asked of women and men alike. The companion is not the one who looks after the children.",
        ),
    )
    apart = forms.BooleanField(
        label=say(
            "Quien acompaña espera afuera, también si es la pareja o un familiar",
            "Companions wait outside, including a partner or relative",
        ),
        help_text=say(
            "Puede ser quien la controla. Si la persona quiere compañía, la elige a solas.",
            "It may be the person who controls them. If they want company, they choose it in private.",
        ),
        error_messages={"required": MISSING},
    )
    interpreter = choice(
        say("Interpretación", "Interpretation"),
        INTERPRETER,
        hint=say(
            "Nunca interpreta quien acompaña, ni quien conoce a su familia o a su pueblo.",
            "Never a companion, nor anybody who knows the family or the home town.",
        ),
    )
    support = line(
        say("Persona de apoyo, si la quiere", "Support person, if wanted"),
        required=False,
    )
    room = line(say("Dónde, a solas", "Where, in private"))
    recording_off = forms.BooleanField(
        label=say(
            "No se graba: ningún teléfono ni equipo encendido",
            "Nothing is recorded: no telephone or device on",
        ),
        error_messages={"required": MISSING},
    )

    def __init__(
        self, staff, data=None, known: dict[str, Any] | None = None, *, children: bool | None = None
    ) -> None:
        super().__init__(data, initial=known)
        if children is False:
            del self.fields["childcare"]
        self.fields["who"].choices = [(str(one.id), one.display_name) for one in staff]
        self.names = {str(one.id): one.display_name for one in staff}

    def facts(self) -> dict[str, Any]:
        """What the person asked for, kept once; what was not asked says nothing."""
        given = self.cleaned_data
        asked = {
            "interview.interviewer": given["prefers"],
            "interview.childcare": {"yes": True, "no": False}.get(given.get("childcare")),
        }
        return {name: v for name, v in asked.items() if v not in (None, "not_asked")}

    def given(self) -> dict[str, Any]:
        """What the act of preparing takes."""
        return {"note": self.note(), "facts": self.facts()}

    def note(self) -> str:
        """The checklist as the sealed note of the act."""
        given = self.cleaned_data
        parts = (
            ("Entrevista", self.names[given["who"]]),
            ("Prefiere hablar", dict(WITH)[given["prefers"]]),
            ("Cuidado de hijas e hijos", dict(CHILDCARE)[given.get("childcare", "no")]),
            ("Interpretación", dict(INTERPRETER)[given["interpreter"]]),
            ("Le acompaña", given["support"] or "nadie"),
            ("Lugar", given["room"]),
            ("Grabación", "apagada"),
        )
        return " · ".join(f"{name}: {value}" for name, value in parts)


class AccountForm(WorkForm):
    """What was told, in the officer's words. ``seen`` is the version that was on the screen."""

    text = long_text(
        say("Lo que contó, resumido por usted", "What the person told, summarised by you"),
        rows=14,
        most=60_000,
        hint=say(
            "Un resumen por temas, nunca palabra por palabra. El detalle pertenece a la persona y a su "
            "abogada o abogado.",
            "A summary by topic, never verbatim. Details belong to the person and their lawyer.",
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
