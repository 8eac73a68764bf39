"""Forms of what leaves: nothing is ticked beforehand, and there is no field for papers or status."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from cauce.content.model_consent import ShareableField
from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import MISSING, WorkForm, choice, line, long_text, words
from cauce.ui.moment_field import MomentField
from cauce.ui.widgets import DayMonthYear
from cauce.ui.words import say

REASON = say("Por qué", "Why")
REASON_HINT = say("Una o dos frases; queda bajo llave.", "A sentence or two; it is kept sealed.")


def some_of(fields: Iterable[ShareableField]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=say("Solo estos datos", "Only these data"),
        help_text=say("Marque los menos posibles.", "Tick the fewest possible."),
        choices=[(one.id, words(one.label)) for one in fields],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": MISSING},
    )


def authorities() -> list[tuple[str, str]]:
    return [(one.id, words(one.title)) for one in current_edition().catalogues["us_authorities"]]


class ExceptionForm(WorkForm):
    """Without her yes: which exception, to whom, the least data, and why."""

    def __init__(self, least: Iterable[ShareableField], time_zone: str, data=None) -> None:
        super().__init__(data)
        edition = current_edition()
        states = [("", say("No se trata de esto", "It is not about this"))]
        names = {row["code"]: row for row in edition.catalogues["us_states"]}
        for row in edition.catalogues["child_report_rules"]:
            name = names[row["state"]]
            states.append((row["state"], say(name["name_es"], name["name_en"])))
        self.fields["exception"] = choice(
            say("De qué se trata", "What it is about"),
            [(one.id, words(one.title)) for one in edition.catalogues["sharing_exceptions"]],
        )
        self.fields["us_state"] = forms.ChoiceField(
            label=say(
                "Si es por una niña, un niño o adolescente: en qué estado",
                "If it is about a child: in which state",
            ),
            choices=states,
            required=False,
            help_text=say(
                "La regla de cada estado está sin verificar: llame al área jurídica.",
                "The rule of each state is unverified: call the legal unit.",
            ),
        )
        self.fields["recipient"] = choice(say("A quién", "To whom"), authorities(), radio=False)
        self.fields["fields"] = some_of(least)
        self.fields["reason"] = long_text(REASON, hint=REASON_HINT, rows=3, most=2000)
        self.fields["happened_at"] = MomentField(time_zone)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("exception") == "child_abuse" and not given.get("us_state"):
            self.add_error("us_state", say("Diga en qué estado.", "Say in which state."))
        return given

    def given(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        at = said.pop("happened_at")
        return said | {"fields": tuple(said["fields"]), "at": at}


class AuthorityForm(WorkForm):
    """A note before any contact: a lawyer first, unless there is danger."""

    def __init__(self, time_zone: str, agreed: Iterable[ShareableField], data=None) -> None:
        super().__init__(data)
        self.fields["lawyer"] = line(
            say("A qué abogada o abogado se consultó", "Which lawyer was consulted"),
            required=False,
            hint=say(
                "Organización y fecha; la persona puede hablar antes con una abogada o un abogado.",
                "Organisation and date; the person may speak with a lawyer first.",
            ),
        )
        self.fields["danger"] = line(
            say("Si no dio tiempo: qué peligro hay", "If there was no time: what the danger is"),
            required=False,
        )
        self.fields["fields"] = some_of(agreed)
        self.fields["words"] = long_text(
            say("Qué se dice", "What is said"),
            rows=3,
            most=2000,
            hint=say(
                "Solo lo que aceptó. Ni documentos ni situación migratoria, salvo que lo haya solicitado.",
                (
                    "Only what the person agreed to. No documents or immigration status, "
                    "unless the person asked."
                ),
            ),
        )
        self.fields["happened_at"] = MomentField(time_zone)


class DemandForm(WorkForm):
    """What came, as it came. Nothing is answered here."""

    who = line(say("Quién lo pide", "Who asks"))
    paper = line(
        say("Con qué documento", "With what document"),
        hint=say("Citatorio, orden, carta; su número.", "Subpoena, order, letter; its number."),
    )
    asked = long_text(say("Qué pide", "What is requested"), rows=3, most=4000)
    received_on = forms.DateField(
        label=say("Cuándo llegó", "When it arrived"),
        widget=DayMonthYear,
        error_messages={"required": MISSING},
    )


class NarrowForm(WorkForm):
    """The legal reviewer: the fewest data that answer it, and the words."""

    def __init__(self, allowed: Iterable[ShareableField], data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.fields["fields"] = some_of(allowed)
        self.fields["words"] = long_text(
            say("Qué se diría, palabra por palabra", "What would be said, word for word"), rows=3, most=4000
        )


class ReasonForm(WorkForm):
    """Why one signs or says no."""

    reason = long_text(REASON, hint=REASON_HINT, rows=3, most=2000)
