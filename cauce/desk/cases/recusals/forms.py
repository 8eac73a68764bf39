"""Who is a party to a case and how, and who goes on with it."""

from __future__ import annotations

from collections.abc import Sequence

from cauce.cases.rules.recusals import RELATIONS
from cauce.staff.offices.models import User
from cauce.ui.fields import WorkForm, choice, long_text, words
from cauce.ui.words import say


class DeclareForm(WorkForm):
    """``people``: everybody of whom it can be said; ``me``: the id of whoever says so."""

    def __init__(self, people: Sequence[User], me: str, data=None) -> None:
        super().__init__(data)
        self.people = {str(user.id): user for user in people}
        own = [(me, say("Yo", "Me"))] if me in self.people else []
        others = [(id, user.display_name) for id, user in self.people.items() if id != me]
        self.fields["user"] = choice(say("¿Quién?", "Who?"), own + others, radio=False)
        self.fields["relation"] = choice(
            say("¿Por qué?", "Why?"), [(code, words(text)) for code, text in RELATIONS.items()]
        )
        self.fields["words"] = long_text(
            say("Qué conviene saber (opcional)", "What should be known (optional)"),
            rows=2,
            required=False,
            most=2000,
            hint=say("Lo lee quien decide. Queda bajo llave.", "Whoever decides reads it. Kept sealed."),
        )


class GoesOnForm(WorkForm):
    """``people``: who can go on with the case; ``has``: somebody else has it already."""

    def __init__(self, people: Sequence[User], has: bool, data=None) -> None:
        super().__init__(data)
        self.people = {str(user.id): user for user in people}
        left = [("", say("Que siga quien ya lo lleva", "Whoever already has it"))] if has else []
        self.fields["officer"] = choice(
            say("¿Quién sigue con el caso?", "Who takes the case over?"),
            left + [(id, user.display_name) for id, user in self.people.items()],
            radio=False,
            required=not has,
        )


class OpenForm(WorkForm):
    """Why access is given back."""

    def __init__(self, data=None) -> None:
        super().__init__(data)
        self.fields["reason"] = long_text(
            say("¿Por qué se le devuelve el acceso?", "Why is access restored?"),
            rows=2,
            most=2000,
            hint=say("En una frase. Queda bajo llave.", "In a sentence. Kept sealed."),
        )
