"""One answer to a request; whether it is possible from where the request is, the act decides."""

from __future__ import annotations

from django import forms

from cauce.editions.access import current_edition
from cauce.ui.words import say


class AnswerForm(forms.Form):
    """What the receiver answers; a reason is asked only of who declines."""

    what = forms.CharField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=say("¿Por qué no es posible?", "Why is it not possible?"),
        help_text=say(
            "Ayuda a buscar otra opción; no la ve la persona.",
            "It helps to find another option; the person does not see it.",
        ),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *given, **named) -> None:
        super().__init__(*given, **named)
        reasons = current_edition().catalogues["rejection_reasons"]
        self.fields["reason"].choices = [
            (reason.id, say(reason.title.es, reason.title.en)) for reason in reasons
        ]

    def clean(self) -> dict[str, str]:
        data = super().clean()
        if data.get("what") == "reject" and not data.get("reason") and "reason" not in self.errors:
            self.add_error(
                "reason", say("Elija una razón para no aceptar.", "Choose a reason to decline.")
            )
        return data
