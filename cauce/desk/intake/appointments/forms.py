"""The forms of an appointment: when, how long, where, what for, with whom. Nothing is typed in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from cauce.intake.appointments import access
from cauce.intake.appointments.rules import LENGTHS, TAKEN_AS, WHYS
from cauce.staff.offices.models import Post, User
from cauce.ui.fields import WorkForm, choice, words
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

CHOOSE = ("", say("Elija", "Choose"))


class MoveForm(WorkForm):
    """Another hour, place or officer."""

    def __init__(self, post: Post, officers: Iterable[User], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["when"] = MomentField(
            post.time_zone,
            label=say("Cuándo", "When"),
            initial=None,
            help_text=say(
                "Hora local de su consulado: en punto, o a los 15, 30 o 45 minutos.",
                "Your post's local time: on the hour, or at 15, 30 or 45 minutes past.",
            ),
            widget=forms.DateTimeInput(
                attrs={"type": "datetime-local", "step": "900"}, format="%Y-%m-%dT%H:%M"
            ),
        )
        self.fields["minutes"] = choice(
            say("Cuánto dura", "How long"),
            [(str(one), say(f"{one} minutos", f"{one} minutes")) for one in LENGTHS],
            radio=False,
        )
        self.fields["place"] = choice(
            say("Dónde", "Where"),
            [CHOOSE, *((id, words(one)) for id, one in access.places().items())],
            radio=False,
        )
        self.fields["officer"] = choice(
            say("Con quién", "With whom"),
            [CHOOSE, *((str(one.id), one.display_name) for one in officers)],
            radio=False,
        )


class MakeForm(MoveForm):
    """The same with a neutral reason, and whether an interpreter is needed."""

    def __init__(self, post: Post, officers: Iterable[User], data: Any = None, initial: Any = None) -> None:
        super().__init__(post, officers, data, initial)
        self.fields["reason"] = choice(
            say("Motivo que se puede leer en voz alta", "A reason that may be read aloud"),
            [CHOOSE, *((id, words(one)) for id, one in access.reasons().items())],
            radio=False,
        )
        self.fields["interpreter"] = forms.BooleanField(
            label=say("Hace falta intérprete", "An interpreter is needed"),
            required=False,
            help_text=say(
                "No se muestra en la sala: lo ve quien lleva el caso o atiende. La lengua está en el caso.",
                "Not shown at reception: only to those who handle the case. The language is in the case.",
            ),
        )


class CancelForm(WorkForm):
    """Why it is called off, by code."""

    why = choice(say("Por qué", "Why"), [(id, words(one)) for id, one in WHYS.items()])


class TakenForm(WorkForm):
    """How the person keeps the day and the number."""

    how = choice(
        say("Cómo conserva los datos de la cita", "How the person keeps the details"),
        [(id, words(one)) for id, one in TAKEN_AS.items()],
    )
