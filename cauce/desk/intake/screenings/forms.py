"""The ticks of the window instrument, and the turn number; a name is never asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms

from cauce.content.model_toolbox import Instrument, Item, Section
from cauce.desk.cases.screening.forms_sitting import answers_to
from cauce.protocol.editions.access import current_edition
from cauce.rules.screening import ANSWERS, next_items
from cauce.ui.fields import FOUR
from cauce.ui.words import say


def _label(item: Item) -> str:
    return say(item.text.es, item.text.en)


class CuesForm(forms.Form):
    """One list of ticks for each section of the instrument, and nothing besides."""

    def __init__(self, instrument: Instrument, noticed: Sequence[Item], data=None) -> None:
        super().__init__(data)
        self.folded: list[str] = []
        # Said once, folded: it is learnt in the first week, and thirty seconds are for the ticks.
        self.helps = [item for item in noticed if item.help]
        for section in instrument.sections:
            items = [item for item in noticed if item.section == section.id]
            if not items:
                continue
            self.fields[section.id] = forms.MultipleChoiceField(
                label=say(section.title.es, section.title.en),
                help_text=say(section.lead.es, section.lead.en) if section.lead else "",
                choices=[(item.id, _label(item)) for item in items],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            # What only explains a cue away is looked for when there is something to explain.
            if all(item.kind == "benign" for item in items):
                self.folded.append(section.id)

    def ticked(self) -> list[str]:
        """The ids of what was ticked, in the order of the page."""
        return [cue for name in self.fields for cue in self.cleaned_data[name]]

    def seen(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.folded]

    def unfolding(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]


class LinksForm(forms.Form):
    """What else was noticed, to be compared with other visits; every field may stay empty.

    Nothing typed here is kept: only keyed marks are, and none when something explains it.
    """

    def __init__(self, data=None) -> None:
        super().__init__(data)
        edition = current_edition()
        for row in edition.catalogues["link_fields"]:
            self.fields[row.id] = forms.CharField(
                label=say(row.title.es, row.title.en),
                required=False,
                max_length=120,
                help_text=say(row.note.es, row.note.en) if row.note else "",
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )
        self.compared = list(self.fields)
        self.fields["minor"] = forms.BooleanField(
            label=say("Quien viene es menor de edad", "The person is under 18"), required=False
        )
        self.fields["cleared"] = forms.MultipleChoiceField(
            label=say("Hay una explicación", "There is an explanation"),
            choices=[(row.id, say(row.title.es, row.title.en)) for row in edition.catalogues["link_clears"]],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def given(self) -> dict[str, str]:
        """What was written, by field; empty when nothing was."""
        found = {name: self.cleaned_data[name].strip() for name in self.compared}
        return {name: value for name, value in found.items() if value}

    def texts(self) -> list[forms.BoundField]:
        return [self[name] for name in self.compared]


class TurnForm(forms.Form):
    """The number on the slip; whether it will do is decided by the act."""

    turn = forms.CharField(
        label=say("Número de turno", "Turn number"),
        help_text=say("Como está en el papel. Se borra hoy mismo.", "As on the slip. It is erased today."),
        error_messages={
            "required": say("Falta. Escríbalo como aparece en el papel.", "Missing. Write it as on the slip.")
        },
        # The number is typed at once, and Enter passes it on; whoever listens hears first what to say.
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
                "aria-describedby": "diga id_turn_helptext",
            }
        ),
    )


class AnswersForm(forms.Form):
    """The questions of a place, four answers each; open is «not asked». No name, no free text."""

    def __init__(self, instrument: Instrument, answers: Mapping[str, str], data=None) -> None:
        super().__init__(data)
        asked = {item.id for item in next_items(instrument, answers)} | set(answers)
        self.items = {
            item.id: item for item in instrument.items if item.id in asked and item.kind != "free_account"
        }
        for item in self.items.values():
            self.fields[item.id] = forms.ChoiceField(
                label=say(item.text.es, item.text.en),
                help_text=say(item.help.es, item.help.en) if item.help else "",
                choices=answers_to(item, answers.get(item.id, ""), FOUR[:4]),
                required=False,
                widget=forms.RadioSelect,
                initial=answers.get(item.id),
            )
        self.instrument = instrument

    @staticmethod
    def sent(instrument: Instrument, data: Mapping[str, str]) -> dict[str, str]:
        """What came with the form, as far as it is one of the four; the rest was not asked."""
        return {item.id: data[item.id] for item in instrument.items if data.get(item.id) in ANSWERS}

    def given(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    def groups(self) -> list[tuple[Section, list[forms.BoundField]]]:
        """Each section with its questions, in the order of the instrument."""
        return [
            (one, [self[name] for name, item in self.items.items() if item.section == one.id])
            for one in self.instrument.sections
            if any(item.section == one.id for item in self.items.values())
        ]
