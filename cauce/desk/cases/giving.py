"""Giving a case to a colleague: the form, and what is said once it was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from cauce.cases.actions import Given
from cauce.staff.accounts.away import away_of, choices
from cauce.staff.offices.models import User
from cauce.ui.fields import WorkForm, choice
from cauce.ui.words import say


class GiveForm(WorkForm):
    """To which colleague; beside whoever is away, that it is so."""

    def __init__(self, people: Iterable[User], at: dt.datetime, data=None) -> None:
        super().__init__(data)
        self.people = {str(one.id): one for one in people}
        self.fields["to"] = choice(
            say("Asignar a", "Assign to"),
            [("", say("Elija", "Choose")), *choices(self.people.values(), at)],
            radio=False,
        )

    def whom(self) -> dict[str, Any]:
        """To whom, as the act takes it."""
        return {"to": self.people[self.cleaned_data["to"]]}


def given_says(at: dt.datetime) -> Callable[[Given], Any]:
    """What moved and to whom, what stayed where it was, and whether they are away."""

    def said(found: Given) -> Any:
        n, who = len(found.moved), found.to.display_name
        es = f"Ahora lo atiende {who}." if n == 1 else f"Ahora {who} atiende {n} casos más."
        en = f"{who} has it now." if n == 1 else f"{who} has {n} more cases now."
        if found.stayed:
            es += f" Quedaron como estaban: {len(found.stayed)}."
            en += f" Left as they were: {len(found.stayed)}."
        if away := away_of([found.to], at).get(str(found.to.id)):
            es += f" Atención: {away.es}."
            en += f" Please note: {away.en}."
        return say(es, en)

    return said
