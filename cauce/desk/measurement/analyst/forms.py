"""The form of what is prepared: one announced publication of one period that has ended."""

from __future__ import annotations

import datetime as dt

from django import forms

from cauce.measurement.publishing import announced
from cauce.measurement.publishing.edition_makers import makers
from cauce.measurement.publishing.printing.captions import title_of
from cauce.ui.words import say


class PrepareForm(forms.Form):
    """Which publication of which period; only those that are announced and have ended."""

    what = forms.ChoiceField(
        label=say("Qué publicación y de qué periodo", "Which publication, of which period"),
        help_text=say(
            "Solo lo anunciado y ya terminado. Prepararla no publica nada.",
            "Only announced periods that have ended. Preparing it publishes nothing.",
        ),
        error_messages={
            "required": say("Elija una.", "Choose one."),
            "invalid_choice": say("Elija una de la lista.", "Choose one of the list."),
        },
    )

    def __init__(self, *given, today: dt.date, **more) -> None:
        super().__init__(*given, **more)
        self.fields["what"].choices = [("", say("Elija", "Choose")), *_choices(today)]

    def chosen(self) -> dict[str, str]:
        """The kind and the period."""
        kind, _, period = self.cleaned_data["what"].partition(":")
        return {"kind": kind, "period": period}


def _choices(today: dt.date) -> list[tuple[str, str]]:
    found = []
    for release in announced.releases():
        if release.id not in makers():
            continue
        for period in announced.recent(release, today):
            title = title_of(release.id, period.code)
            found.append((f"{release.id}:{period.code}", say(title.es, title.en)))
    return found
