"""The form of a note: what, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.cases.notes.rules import LONGEST
from cauce.staff.offices.models import User
from cauce.ui.fields import WorkForm, choice, line
from cauce.ui.words import say


class NoteForm(WorkForm):
    """What colleagues should know; for everyone, or for one of them."""

    text = line(
        say("Nota para sus colegas", "Note for your colleagues"),
        hint=say(
            "Solo para organizarse: «Llamó, prefiere el martes». Sin nombres.",
            "To coordinate only: “Called, prefers Tuesday”. No names.",
        ),
        most=LONGEST,
    )

    def __init__(self, people: Sequence[User], data: Any = None) -> None:
        super().__init__(data)
        self.people = {str(one.id): one for one in people}
        self.fields["to"] = choice(
            say("Para", "For"),
            [
                ("", say("Todos", "Everyone")),
                *((id, one.display_name) for id, one in self.people.items()),
            ],
            required=False,
            radio=False,
        )

    def said(self) -> dict[str, Any]:
        """What was written and for whom, as the act takes it."""
        return {"text": self.cleaned_data["text"], "to": self.people.get(self.cleaned_data["to"])}
