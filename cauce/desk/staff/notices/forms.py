"""How somebody wants to be told, and who is told as well while they are away."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from cauce.staff.notices.rules import MODES, Preference
from cauce.staff.offices.models import User
from cauce.ui.fields import MISSING, WorkForm, choice, words
from cauce.ui.words import say


def _day(label) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": say("Escriba el día como 31/12/2026.", "Write the day like 2026-12-31.")},
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )


class CodeForm(WorkForm):
    """The figures that came by e-mail."""

    code = forms.CharField(
        label=say("Código", "Code"),
        max_length=40,
        help_text=say(
            "Seis cifras. Válido una hora y una sola vez.", "Six digits. Valid for one hour, once only."
        ),
        error_messages={"required": MISSING},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
    )


class ChooseForm(WorkForm):
    """``near``: who could stand in."""

    optional = say("(si quiere)", "(if you like)")

    mode = choice(
        say("Cuándo avisarle por correo", "When to notify you by e-mail"),
        [(id, words(text)) for id, text in MODES.items()],
    )
    email = forms.CharField(
        label=say("Correo de trabajo", "Work e-mail"),
        required=False,
        max_length=254,
        help_text=say(
            "El mensaje solo dice cuántos avisos hay: ni folios, ni nombres, ni enlaces.",
            "The message only says how many notices there are: no folios, no names, no links.",
        ),
        widget=forms.TextInput(
            attrs={
                "type": "email",
                "autocomplete": "email",
                "autocapitalize": "none",
                "spellcheck": "false",
                "inputmode": "email",
            }
        ),
    )
    hour = forms.TypedChoiceField(
        label=say("Si es una vez al día, a qué hora", "If once a day, at what time"),
        coerce=int,
        choices=[(one, f"{one:02}:00") for one in range(24)],
    )
    away_from = _day(say("No estaré desde", "I am away from"))
    away_to = _day(say("Hasta (ese día incluido)", "Until (that day included)"))
    stand_in = forms.ChoiceField(
        label=say("Quién recibe mientras también mis avisos", "Who also gets my notices meanwhile"),
        required=False,
        help_text=say(
            "Alguien de su consulado con su función. Solo recibe los avisos: no da accesos nuevos.",
            "Somebody at your post with your role. They only get the notices: it gives no new access.",
        ),
    )

    def __init__(self, near: Iterable[User], data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.fields["stand_in"].choices = [
            ("", say("Nadie", "Nobody")),
            *((str(one.id), one.display_name) for one in near),
        ]

    def chosen(self, tz: str) -> Preference:
        given = self.cleaned_data
        return Preference(
            given["email"].strip(),
            given["mode"],
            given["hour"],
            tz,
            given["away_from"],
            given["away_to"],
            given["stand_in"],
        )
