"""One answer of the person about one purpose and one recipient. Nothing is ticked beforehand."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.content.vocabulary import Vocabulary
from cauce.ui.fields import Quiet
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

from .forms_relay import BETWEEN, MISSING_BETWEEN, NOT_YET, relay_fields, relay_of, start_from
from .forms_rights import interpreter_field, language_field
from .recipients import Card

WAYS = (
    ("voice", say("De viva voz", "In words")),
    ("sign", say("En lengua de señas", "In sign language")),
    ("gesture", say("Con un gesto claro", "With a clear gesture")),
    ("written", say("Por escrito", "In writing")),
)
NO_DRAFT = say(
    "No: no se guarda, y lo que esté en el borrador se borra",
    "No: it is not kept, and what is in the draft is erased",
)


NOT_THEM = say(
    "Solo vale el sí de quien la cuida si nadie le señala de hacerle daño. Si se duda, la respuesta es no.",
    "A guardian's yes counts only if nobody accuses them of the harm. In doubt, the answer is no.",
)


def giver_fields() -> dict[str, forms.Field]:
    """Who says it: the person, or for a child whoever has custody and is accused of nothing."""
    return {
        "giver": forms.ChoiceField(
            label=say("Quién lo dice", "Who says it"),
            required=False,
            initial="person",
            choices=[
                ("person", say("La propia persona", "The person")),
                ("guardian", say("Quien tiene su tutela (menor de 18)", "The guardian (under 18)")),
            ],
        ),
        "giver_accused": Quiet(
            label=say(
                "Si es quien tiene la tutela: ¿alguien le señala de hacerle daño?",
                "If it is the guardian: does anybody accuse them of the harm?",
            ),
            required=False,
            choices=[
                ("", say("No se preguntó", "Not asked")),
                ("no", say("No", "No")),
                ("yes", say("Sí, o hay duda", "Yes, or there is doubt")),
            ],
        ),
    }


class ConsentForm(forms.Form):
    """Yes or no, and how it was said; for a provider, which data exactly."""

    def __init__(
        self,
        card: Card,
        vocabulary: Vocabulary,
        time_zone: str,
        data=None,
        known: dict[str, Any] | None = None,
    ) -> None:
        """``known``: what the case knows of language and interpreter, to begin from."""
        super().__init__(data, prefix=card.key)
        spoken = (known or {}).get("language", ""), (known or {}).get("through", "")
        no = NO_DRAFT if card.purpose == "keeping" else say("No", "No")
        self.fields["answer"] = forms.ChoiceField(
            label=say("¿Qué respondió?", "What was the answer?"),
            choices=[("yes", say("Sí", "Yes")), ("no", no)],
            widget=forms.RadioSelect,
            error_messages={
                "required": say(
                    "Anote sí o no. Si no respondió, es no.", "Note yes or no. No answer is a no."
                )
            },
        )
        if card.purpose in vocabulary.to_one:
            self.fields["fields"] = forms.MultipleChoiceField(
                label=say("Solo estos datos", "Only these data"),
                help_text=say(
                    "Léalos uno por uno; marque solo los que aceptó.",
                    "Read them one by one; tick only those agreed to.",
                ),
                choices=[(f.id, say(f.label.es, f.label.en)) for f in vocabulary.asked(card.purpose)],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.fields["language"] = language_field(*spoken)
        self.fields["interpreter"] = interpreter_field()
        self.fields |= relay_fields(*spoken)
        start_from(self.fields, known or {})
        self.fields["way"] = forms.ChoiceField(
            label=say("Cómo lo expresó", "How it was expressed"), choices=WAYS, initial="voice"
        )
        self.fields["withdrawing"] = forms.CharField(
            label=say("Cómo puede retirarlo", "How it can be withdrawn"),
            required=False,
            max_length=200,
            help_text=say(
                "Como prefiera: en persona, por teléfono o por medio de quien elija.",
                "However suits the person best: in person, by telephone, or through somebody they choose.",
            ),
        )
        self.fields |= giver_fields()
        self.fields["happened_at"] = MomentField(
            time_zone, label=say("Cuándo lo dijo", "When the person was told")
        )

    def clean(self):
        given = super().clean() or {}
        if given.get("interpreter") == "relay" and not given.get("through"):
            self.add_error("through", MISSING_BETWEEN)
        if given.get("answer") == "yes" and given.get("said_back") == "again":
            self.add_error("said_back", NOT_YET)
        if given.get("answer") == "yes" and given.get("giver") == "guardian":
            if given.get("giver_accused") != "no":
                self.add_error("giver_accused", NOT_THEM)
        if "fields" in self.fields and given.get("answer") == "yes" and not given.get("fields"):
            self.add_error(
                "fields",
                say(
                    "Marque qué datos aceptó compartir; sin datos, la respuesta es no.",
                    "Tick what may be shared; if nothing is ticked, the answer is no.",
                ),
            )
        return given

    def giver(self) -> dict[str, Any]:
        """Who said it, and whether a guardian is accused of the harm (None: it was not asked)."""
        accused = {"yes": True, "no": False}.get(self.cleaned_data["giver_accused"])
        return {"giver": self.cleaned_data["giver"] or "person", "giver_accused": accused}

    @property
    def main(self) -> list[forms.BoundField]:
        """What is asked of everybody; what only a relay needs is apart."""
        return [self[name] for name in self.fields if name not in BETWEEN]

    @property
    def between(self) -> list[forms.BoundField]:
        return [self[name] for name in BETWEEN]

    @property
    def between_open(self) -> bool:
        return any(name in self.errors or self[name].value() for name in BETWEEN[::2])

    def relay(self) -> dict[str, Any]:
        """The languages, the codes and how it was said back, as the act takes them."""
        return relay_of(self.cleaned_data)

    def way(self) -> str:
        """How it was said and how it may be taken back, for the sealed terms."""
        said = str(dict(WAYS)[self.cleaned_data["way"]])
        return f"{said} · {w}" if (w := self.cleaned_data["withdrawing"].strip()) else said


class WithdrawForm(forms.Form):
    """Taking a yes back; nothing is asked in exchange."""

    def __init__(self, time_zone: str, data=None) -> None:
        super().__init__(data)
        self.fields["happened_at"] = MomentField(
            time_zone, label=say("Cuándo lo dijo", "When the person was told")
        )
