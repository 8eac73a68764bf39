"""What is asked of whoever draws invented records."""

from __future__ import annotations

from decimal import Decimal

from django import forms

from cauce.measurement.rules.privacy_budget import Pool
from cauce.ui.fields import MISSING, WorkForm, choice
from cauce.ui.words import say

AMOUNTS = ("0.5", "1", "2")
WHOLE = say("Escriba un año con cuatro cifras.", "Write a year with four digits.")


def _year(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=2000,
        max_value=2199,
        error_messages={one: WHOLE for one in ("invalid", "min_value", "max_value")} | {"required": MISSING},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )


class DrawForm(WorkForm):
    """Which years together, and how much of the budget."""

    first = _year(say("Primer año", "First year"))
    last = _year(say("Último año", "Last year"))
    epsilon = choice(
        say("Cuánto gastar (ε)", "How much to spend (ε)"),
        [(one, one) for one in AMOUNTS],
        hint=say(
            "Más ε: más parecido a lo real, y menos protección.",
            "More ε: closer to what is real, and less protection.",
        ),
    )

    @property
    def pool(self) -> Pool:
        return Pool(self.cleaned_data["first"], self.cleaned_data["last"])

    @property
    def amount(self) -> Decimal:
        return Decimal(self.cleaned_data["epsilon"])
