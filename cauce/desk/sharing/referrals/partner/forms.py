"""One answer to a request; whether it is possible from where the request is, the act decides."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from cauce.protocol.editions.access import current_edition
from cauce.sharing.referrals.actions.answering import CODES, MOST_PLACES
from cauce.ui.fields import NOT_A_CHOICE
from cauce.ui.words import say


class AnswerForm(forms.Form):
    """What the receiver answers: codes and a number, never words about anybody.

    A reason is needed of who declines; what came of it and the free places are said by who wants.
    """

    use_required_attribute = False
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
    result = forms.ChoiceField(
        label=say("¿Cuál fue el resultado?", "What was the outcome?"),
        widget=forms.RadioSelect,
        required=False,
    )
    ended = forms.ChoiceField(
        label=say("¿Por qué no se concluyó?", "Why was it not completed?"),
        widget=forms.RadioSelect,
        required=False,
    )
    wanted = forms.MultipleChoiceField(
        label=say("¿Qué hace falta saber?", "What do you need to know?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": NOT_A_CHOICE},
    )
    places = forms.IntegerField(
        label=say("¿Cuántos lugares libres tienen hoy?", "How many free places today?"),
        help_text=say(
            "Solo un número, sin contar el lugar de esta persona: así nadie les pide uno que no tienen.",
            "Just a number, not counting this person's place: so nobody asks for one that you do not have.",
        ),
        required=False,
        min_value=0,
        max_value=MOST_PLACES,
        error_messages={
            "invalid": say("Escriba solo un número.", "Write only a number."),
            "min_value": say("El número va de 0 a 999.", "The number goes from 0 to 999."),
            "max_value": say("El número va de 0 a 999.", "The number goes from 0 to 999."),
        },
    )
    # Which field brings the code of which answer.
    FIELD = {"reject": "reason", "complete": "result", "not_complete": "ended"}

    def __init__(self, data=None, *, askable: Iterable[tuple[str, object]] = ()) -> None:
        """``askable``: the data that may be asked for, with their names."""
        super().__init__(data)
        self.fields["wanted"].choices = list(askable)
        for what, field in self.FIELD.items():
            rows = current_edition().catalogues[CODES[what][0]]
            self.fields[field].choices = [(row.id, say(row.title.es, row.title.en)) for row in rows]

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if data.get("what") == "reject" and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", say("Elija una razón para no aceptar.", "Choose a reason to decline."))
        if data.get("what") == "ask_info" and not data.get("wanted") and "wanted" not in self.errors:
            self.add_error("wanted", say("Marque lo que hace falta.", "Tick what you need."))
        return data

    def answered(self) -> dict[str, object]:
        """What the act takes: the answer, its code if it brought one, the number if any, what is asked."""
        data = self.cleaned_data
        field = self.FIELD.get(data["what"])
        return {
            "what": data["what"],
            "reason": data[field] if field else "",
            "places": data["places"],
            "wanted": data["wanted"],
        }
