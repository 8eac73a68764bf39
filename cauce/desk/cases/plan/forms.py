"""One line of the plan: a need, what was agreed, who answers for it, by when."""

from __future__ import annotations

import datetime as dt

from django import forms

from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import MISSING, NOT_A_CHOICE, WorkForm, choice, day, long_text, words
from cauce.ui.words import say

WHICH_DAY = say("Escriba el día que acuerden.", "Write the day that you agree on.")


def needs() -> list[tuple[str, str]]:
    """The needs of the catalogue, as choices, none chosen beforehand."""
    rows = current_edition().catalogues["needs"]
    return [("", say("Elija", "Choose")), *((row.id, words(row.title)) for row in rows)]


class PlanForm(WorkForm):
    """A new line. ``staff``: who works at the post."""

    need = choice(say("Qué necesita", "What is needed"), (), radio=False)
    agreed = long_text(say("Qué se acordó", "What was agreed"), rows=3, most=4000)
    responsible = forms.ChoiceField(
        label=say("Responsable", "Who is responsible"),
        error_messages={"required": MISSING, "invalid_choice": NOT_A_CHOICE},
    )
    due_on = day(say("Para cuándo", "By when"))

    def __init__(self, staff, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.people = {str(one.id): one for one in staff}
        self.fields["need"].choices = needs()
        if not isinstance((initial or {}).get("due_on"), dt.date):
            self.fields["due_on"].help_text = WHICH_DAY
        self.fields["responsible"].choices = [(id, one.display_name) for id, one in self.people.items()]

    def line(self) -> dict[str, object]:
        """The line as the act takes it."""
        given = dict(self.cleaned_data)
        return given | {"responsible": self.people[given["responsible"]]}
