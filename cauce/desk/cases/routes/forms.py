"""Where a route stands, as the lawyer, the person or a document says."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.content.model_routes import Route
from cauce.rules.routes import LABELS, SAID_BY
from cauce.ui.fields import QuietDay, WorkForm, choice, day, words
from cauce.ui.words import say


class StandingForm(WorkForm):
    """One entry of the history of a route. ``routes``: those of the edition of the case."""

    route = choice(say("Cuál", "Which one"), (), radio=False)
    state = choice(say("Estado", "Status"), [(id, words(text)) for id, text in LABELS.items()])
    on = day(
        say("Qué día", "Date"),
        hint=say(
            "Cuándo se presentó, se concedió o se negó. De ahí se cuentan las fechas.",
            "When it was filed, granted or denied. Dates run from then.",
        ),
        kind=QuietDay,
    )
    said_by = choice(say("Quién lo dice", "Who says so"), [(id, words(text)) for id, text in SAID_BY.items()])

    def __init__(self, routes: Iterable[Route], data=None) -> None:
        super().__init__(data)
        status, labour = [], []
        for one in sorted(routes, key=lambda route: route.order):
            (status if one.kind == "status" else labour).append((one.id, words(one.title)))
        self.fields["route"].choices = [
            ("", say("Elija", "Choose")),
            (say("Migratorias", "Immigration"), status),
            (say("Laborales", "Labour"), labour),
        ]
