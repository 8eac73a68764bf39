"""The forms beside the worklist: opening a case without a name, looking for one, ending a talk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from cauce.cases.rules.moves import REASONS
from cauce.content.model import Text
from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import WorkForm, choice, day, words
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

OTHER_WAYS = say("Otras vías", "Other ways")


class SearchForm(forms.Form):
    """A name or a part of it; it is sent apart, never in the address."""

    name = forms.CharField(
        label=say("Nombre de la persona", "Name of the person"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


def channels_by_space() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Every way in which a contact may come, under the space where it begins; last, those that no space
    names."""
    edition = current_edition()
    left = {one.id: words(one.title) for one in edition.catalogues["channels"]}
    groups = [
        (words(space.title), [(id, left.pop(id)) for id in space.channels if id in left])
        for space in edition.spaces.values()
    ]
    return [(name, ways) for name, ways in groups if ways] + [(OTHER_WAYS, list(left.items()))] * bool(left)


class OpenForm(forms.Form):
    """How the contact came and when it began."""

    def __init__(self, time_zone: str, data=None) -> None:
        super().__init__(data)
        self.fields["channel"] = forms.ChoiceField(
            label=say("Por qué vía llegó", "How the case came in"),
            choices=[("", say("Elija", "Choose")), *channels_by_space()],
            error_messages={"required": say("Elija por dónde llegó.", "Choose how it came.")},
        )
        self.fields["started_at"] = MomentField(
            time_zone,
            label=say("Cuándo empezó el contacto", "When the contact began"),
            help_text=say("Los plazos cuentan desde aquí.", "Deadlines are counted from here."),
        )
        self.fields["present"] = forms.ChoiceField(
            label=say("¿La persona está aquí?", "Is the person here?"),
            choices=[("yes", say("Sí", "Yes")), ("no", say("No", "No"))],
            widget=forms.RadioSelect,
            error_messages={"required": say("Diga sí o no.", "Say yes or no.")},
        )


class MoveForm(WorkForm):
    """Which late step, on which day, and why."""

    action = choice(say("Qué paso", "Which step"), (), radio=False)
    day = day(say("Para qué día", "On which day"))
    reason = choice(say("Por qué", "Why"), [(id, words(title)) for id, title in REASONS.items()])

    def __init__(self, steps: Iterable[tuple[str, Text]], data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.fields["action"].choices = [(id, words(title)) for id, title in steps]


class EndingForm(forms.Form):
    """How the talk ended when no case is opened."""

    outcome = forms.ChoiceField(
        label=say("Cómo terminó", "How it ended"),
        choices=[
            ("information_given", say("Se dio información", "Information was given")),
            ("declined_to_talk", say("No quiso conversar", "Preferred not to talk")),
            ("left", say("Se fue antes", "Left before")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": say("Elija cómo terminó.", "Choose how it ended.")},
    )
