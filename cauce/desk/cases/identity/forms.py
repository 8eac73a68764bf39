"""Who it is, last: names as Mexicans write them, a birth date if known, and how to reach safely."""

from __future__ import annotations

import datetime as dt

from django import forms

from cauce.protocol.editions.access import current_edition
from cauce.ui.widgets import DayMonthYear
from cauce.ui.words import say

REASONS = (
    ("attend", say("Atender a la persona hoy", "See the person today")),
    (
        "contact",
        say("Comunicarme por el medio seguro", "Contact the person through the safe channel"),
    ),
    ("documents", say("Tramitar sus documentos", "Obtain the person's documents")),
    ("referral", say("Acordar una canalización", "Arrange a referral")),
    ("danger", say("Hay peligro", "There is danger")),
)


class ReasonForm(forms.Form):
    """Why the identity is opened; the answer goes to the journal."""

    reason = forms.ChoiceField(
        label=say("¿Para qué la abre?", "Why is it being opened?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": say("Elija el motivo.", "Choose the purpose.")},
    )


def _name(es: str, en: str, hint_es: str = "", hint_en: str = "") -> forms.CharField:
    return forms.CharField(
        label=say(es, en),
        help_text=say(hint_es, hint_en) if hint_es else "",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class IdentityForm(forms.Form):
    """Nothing is compulsory; what a name may be is decided by the act that saves it."""

    given_names = _name("Nombres", "Given names")
    first_surname = _name("Primer apellido", "First surname")
    second_surname = _name("Segundo apellido", "Second surname")
    known_as = _name("Cómo prefiere que le digan", "Name the person prefers")
    birth_date = forms.DateField(
        label=say("Fecha de nacimiento", "Birth date"),
        required=False,
        widget=DayMonthYear,
        error_messages={
            "invalid": say(
                "Ese día no existe. Revise día, mes y año.",
                "There is no such day. Check day, month and year.",
            )
        },
    )
    phone = _name(
        "Teléfono u otro medio",
        "Telephone or other means",
        "Solo si la persona quiere que se use.",
        "Only if the person wants it used.",
    )
    safe_channel = forms.ChoiceField(label=say("Medio seguro", "Safe channel"), required=False, choices=[])
    safe_hours = _name(
        "Días y horas seguros",
        "Safe days and hours",
        "Y qué decir si contesta otra persona.",
        "And what to say if somebody else answers.",
    )

    def __init__(self, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        ways = current_edition().catalogues["contact_ways"]
        self.fields["safe_channel"].choices = [
            ("", say("No se sabe", "Not known")),
            *((w.id, say(w.title.es, w.title.en)) for w in ways),
        ]

    def typed(self) -> dict[str, str]:
        """The fields as the act takes them."""
        born = self.cleaned_data["birth_date"]
        words = {n: v for n, v in self.cleaned_data.items() if n != "birth_date"}
        return words | {"birth_date": born.isoformat() if isinstance(born, dt.date) else ""}
