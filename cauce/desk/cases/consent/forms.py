"""What the person answered about each purpose and each recipient. Nothing is ticked beforehand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from cauce.cases.actions import ConsentTerms
from cauce.ui.fields import Quiet
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

from .forms_relay import BETWEEN, MISSING_BETWEEN, NOT_YET, relay_fields, relay_of, start_from
from .forms_rights import interpreter_field, language_field
from .recipients import Question

YES = say("Sí", "Yes")
WAYS = (
    ("voice", say("De viva voz", "Spoken")),
    ("sign", say("En lengua de señas", "In sign language")),
    ("gesture", say("Con un gesto claro", "By a clear gesture")),
    ("written", say("Por escrito", "In writing")),
)
NO_DRAFT = say(
    "No: no se guarda, y el borrador se borra",
    "No: do not keep it; the draft is erased",
)


NOT_THEM = say(
    "El sí de quien tiene la tutela vale solo si nadie le señala de hacerle daño. En la duda, es no.",
    "A guardian's yes counts only if nobody accuses them of the harm. In doubt, the answer is no.",
)


NOTHING = say(
    "No hay ninguna respuesta. Anote sí o no en lo que preguntó; si la persona no respondió, es no.",
    "Nothing was answered. Record yes or no for what you asked; if the person did not answer, record no.",
)
WHICH_DATA = say(
    "Marque qué datos aceptó compartir; sin datos, la respuesta es no.",
    "Tick what may be shared; if nothing is ticked, the answer is no.",
)
DATA_ALONE = say(
    "Hay datos marcados y falta la respuesta: anote sí o no.",
    "Items are ticked but there is no answer: record yes or no.",
)
NO_WITH_DATA = say(
    "La respuesta es no y hay datos marcados. Quite las marcas, o anote sí.",
    "The answer is no but items are ticked. Untick them, or record yes.",
)
GONE = say(
    "Una pregunta que respondió ya no está en esta página: no se guardó nada. Revise las respuestas y "
    "guárdelas otra vez.",
    "A question you answered is no longer on this page: nothing was saved. Check the answers and save them "
    "again.",
)
TWICE = say(
    "Llegaron dos respuestas distintas a lo mismo. Marque una.",
    "Two different answers to the same question arrived. Mark one.",
)
# What is said once: how the talk was held.
TALK = ("happened_at", "language", "interpreter", "way", "said_back")
ONCE = (*TALK, *BETWEEN, "withdrawing", "giver", "giver_accused")


def giver_fields() -> dict[str, forms.Field]:
    """Who says it: the person, or for a child whoever has custody and is accused of nothing."""
    return {
        "giver": forms.ChoiceField(
            label=say("Quién responde", "Who is answering"),
            required=False,
            initial="person",
            choices=[
                ("person", say("La propia persona", "The person")),
                ("guardian", say("Quien tiene su tutela (menor de 18)", "The guardian (under 18)")),
            ],
        ),
        "giver_accused": Quiet(
            label=say(
                "Si responde quien tiene la tutela: ¿alguien le señala de hacerle daño?",
                "If the guardian answers: does anybody accuse them of the harm?",
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
    """Every question with its answer, each by itself; how the talk was held is said once for all of them.

    A question is answered yes or no, or left: nothing is ticked beforehand, and what is left records nothing.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        to_one: Collection[str],
        time_zone: str,
        data: QueryDict | None = None,
        known: dict[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:
        """``to_one``: purposes of which a yes names data. ``known``: what the case knows of language and
        interpreter, to begin from. ``prefix``: of its fields, where it stands in a form with others."""
        super().__init__(data, prefix=prefix)
        self.questions, self.to_one = questions, to_one
        for one in questions:
            no = NO_DRAFT if one.card.purpose == "keeping" else say("No", "No")
            self.fields[one.key] = Quiet(
                label=say(one.name.es, one.name.en), required=False, choices=[("yes", YES), ("no", no)]
            )
            if one.card.purpose in to_one:
                choices = [(f.id, say(f.label.es, f.label.en)) for f in one.data]
                self.fields[one.told] = forms.MultipleChoiceField(
                    label=say(one.name.es, one.name.en), choices=choices, required=False
                )
        spoken = (known or {}).get("language", ""), (known or {}).get("through", "")
        self.fields["language"] = language_field(*spoken)
        self.fields["interpreter"] = interpreter_field()
        self.fields |= relay_fields(*spoken)
        start_from(self.fields, known or {})
        self.fields["way"] = forms.ChoiceField(
            label=say("Cómo lo expresó", "How the person expressed it"), choices=WAYS, initial="voice"
        )
        self.fields["withdrawing"] = forms.CharField(
            label=say("Cómo puede retirarlo", "How the person can withdraw it"),
            required=False,
            max_length=200,
            help_text=say(
                "Como prefiera: en persona, por teléfono o por medio de quien elija.",
                "However suits the person best: in person, by telephone, or through somebody they choose.",
            ),
        )
        self.fields |= giver_fields()
        self.fields["happened_at"] = MomentField(
            time_zone, label=say("Cuándo respondió", "When the person answered")
        )

    def begin_from(self, sent: QueryDict) -> None:
        """What was typed stands in a page that records nothing yet."""
        for name in ONCE:
            if name in sent:
                self.fields[name].initial = sent[name]

    def clean(self):
        given = super().clean() or {}
        for name in (*(one.key for one in self.questions), "giver", "giver_accused"):
            if self._answered_twice(name):
                self.add_error(name, TWICE)
        for one in self.questions:
            self._check(one, given.get(one.key, ""), given.get(one.told))
        said = [given.get(one.key) for one in self.questions]
        if self._answers_elsewhere():
            self.add_error(None, GONE)
        elif not self.errors and not any(said):
            self.add_error(None, NOTHING)
        if given.get("interpreter") == "relay" and not given.get("through"):
            self.add_error("through", MISSING_BETWEEN)
        if "yes" in said and given.get("said_back") == "again":
            self.add_error("said_back", NOT_YET)
        if "yes" in said and given.get("giver") == "guardian" and given.get("giver_accused") != "no":
            self.add_error("giver_accused", NOT_THEM)
        return given

    def _answers_elsewhere(self) -> bool:
        """Whether something was answered that this page does not ask, since it was opened: then none of the
        answers is taken for all that the person said."""
        asked = {self.add_prefix(name) for name in self.fields}
        # Beside a request, the rest of the page is not of this form.
        mine = f"{self.prefix}-" if self.prefix else ""
        sent = (value for name, value in self.data.items() if name.startswith(mine) and name not in asked)
        return any(value in ("yes", "no") for value in sent)

    def _answered_twice(self, name: str) -> bool:
        """Whether a question came with two answers that differ: neither is taken for what was said."""
        return name not in self.errors and len({*self.data.getlist(self.add_prefix(name))}) > 1

    def _check(self, one: Question, answer: str, told: list[str] | None) -> None:
        """A yes to somebody says which data; data without a yes is no answer at all."""
        if one.card.purpose not in self.to_one or one.key in self.errors or one.told in self.errors:
            return
        if answer == "yes" and not told:
            self.add_error(one.told, WHICH_DATA)
        elif told and answer != "yes":
            self.add_error(one.key, NO_WITH_DATA if answer else DATA_ALONE)

    def answered(self) -> list[tuple[Question, bool, tuple[str, ...]]]:
        """What was answered: yes or no, and the data of a yes; first every yes, and last that nothing be
        kept, which erases."""
        found = [
            (one, said == "yes", tuple(self.cleaned_data.get(one.told) or ()) if said == "yes" else ())
            for one in self.questions
            if (said := self.cleaned_data[one.key])
        ]
        return sorted(found, key=lambda row: (not row[1], row[0].card.purpose == "keeping"))

    def terms(self, told: tuple[str, ...]) -> ConsentTerms:
        """For which data, in which words and by whom: the same words for every answer of this talk."""
        accused = {"yes": True, "no": False}.get(self.cleaned_data["giver_accused"])
        return ConsentTerms(
            fields=told,
            language=self.cleaned_data["language"],
            interpreter=self.cleaned_data["interpreter"],
            way=self._way(),
            giver=self.cleaned_data["giver"] or "person",
            giver_accused=accused,
            **relay_of(self.cleaned_data),
        )

    def _way(self) -> str:
        """How it was said and how it may be taken back, for the sealed terms."""
        said = str(dict(WAYS)[self.cleaned_data["way"]])
        return f"{said} · {w}" if (w := self.cleaned_data["withdrawing"].strip()) else said

    @property
    def once(self) -> list[forms.BoundField]:
        """What holds for all the answers."""
        return [self[name] for name in TALK]

    @property
    def how(self) -> str:
        """How it is taken to be asked unless somebody says otherwise: language, interpreter, way."""
        said = (self[name] for name in ("language", "interpreter", "way"))
        words = (dict(one.field.choices).get(one.value(), "") for one in said)
        return " · ".join(str(one) for one in words if one)

    @property
    def how_open(self) -> bool:
        """Whether something of how it was asked is wrong, or has to be said: then it is unfolded."""
        return bool({*self.errors} & {*TALK, *BETWEEN, "withdrawing"})

    @property
    def between(self) -> list[forms.BoundField]:
        """What only an interpretation needs."""
        return [self[name] for name in BETWEEN]

    @property
    def between_open(self) -> bool:
        return any(name in self.errors or self[name].value() for name in BETWEEN[::2])

    @property
    def guardian(self) -> list[forms.BoundField]:
        """Who speaks for a child."""
        return [self["giver"], self["giver_accused"]]

    @property
    def giver_open(self) -> bool:
        return "giver_accused" in self.errors or self["giver"].value() == "guardian"


class WithdrawForm(forms.Form):
    """Taking a yes back; nothing is asked in exchange."""

    def __init__(self, time_zone: str, data=None) -> None:
        super().__init__(data)
        self.fields["happened_at"] = MomentField(
            time_zone, label=say("Cuándo lo dijo", "When the person said so")
        )
