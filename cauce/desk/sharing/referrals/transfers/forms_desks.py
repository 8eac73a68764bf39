"""The desk of somebody who leaves: to whom it goes, and which cases; in one form."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils import timezone

from cauce.cases.models import Case
from cauce.rules.transfer import REASONS
from cauce.staff.accounts.away import choices
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User
from cauce.staff.offices.picker import post_field
from cauce.ui.fields import MISSING, WorkForm, choice, long_text, words
from cauce.ui.words import say


def _cases(cases: Sequence[Case], ticked: bool, label, hint) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        choices=[(str(one.id), one.folio) for one in cases],
        initial=[str(one.id) for one in cases] if ticked else [],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": say("Marque al menos uno.", "Tick at least one.")},
    )


class _Desk(WorkForm):
    """Keeps the folios as they were when the page was opened: what changed since is said, not refused."""

    def listed(self, data) -> list[str]:
        return data.getlist("cases") if data is not None else []


class HereForm(_Desk):
    """To people of the post. ``staff``: whoever works on cases here and stays."""

    people = forms.MultipleChoiceField(
        label=say("Entre quiénes", "Among whom"),
        widget=forms.CheckboxSelectMultiple,
        help_text=say("Se reparten por turno.", "Distributed in turn."),
        error_messages={"required": MISSING},
    )

    def __init__(self, staff: Sequence[User], cases: Sequence[Case], data=None) -> None:
        super().__init__(data, prefix=None, auto_id="id_here_%s")
        self.staff = {str(one.id): one for one in staff}
        self.fields["people"].choices = choices(self.staff.values(), timezone.now())
        self.fields["cases"] = _cases(cases, True, say("Qué casos", "Which cases"), "")


class OverForm(_Desk):
    """To another post, for those whose person wants it; nothing is ticked beforehand."""

    def __init__(self, here: str, cases: Sequence[Case], data=None) -> None:
        super().__init__(data, auto_id="id_over_%s")
        self.posts = {post.code: post for post in offices.posts() if post.code != here}
        self.fields["to"] = post_field(say("A qué consulado", "To which post"), self.posts.values())
        self.fields["reason"] = choice(
            say("Por qué", "Why"), [(id, words(text)) for id, text in REASONS.items()]
        )
        self.fields["note"] = long_text(
            say("Qué necesita saber quien recibe", "What the next officer needs to know"),
            hint=say(
                "Vale para todos: sin nombres y sin señas de nadie.",
                "It applies to all of them: no names, and nothing that identifies anybody.",
            ),
            rows=3,
            most=2000,
        )
        self.fields["cases"] = _cases(
            cases,
            False,
            say(
                "Marque solo aquellos cuya persona lo sabe y lo quiere",
                "Tick only those whose person knows and wants it",
            ),
            say("Los demás se quedan.", "The others stay."),
        )
