"""Where somebody is held, their next hearing and the date of removal: what is not known stays empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from cauce.cases.detention import Held
from cauce.cases.rules.detention import LONGEST
from cauce.content.loader import Edition
from cauce.rules.places import county, county_named
from cauce.ui.fields import MISSING, QuietDay, WorkForm, day, line
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

from ..frame.answers import NO, YES, as_fact, question

# What puts a person in their place on the list, beside age and danger: question by question.
TRIAGE = ("order", "medication", "at_courthouse")
DAYS = ("ordered_on", "judge_ordered_on")


class CustodyForm(WorkForm):
    """``held``: what was kept, shown to be corrected; ``known``: the facts of the case, for the list."""

    centre = line(
        say("Centro de detención", "Detention centre"),
        most=LONGEST,
        hint=say("Tal como se le informó.", "As it was told to you."),
    )
    state = forms.ChoiceField(
        label=say("Estado", "State"), required=False, choices=(), error_messages={"required": MISSING}
    )
    county = line(
        say("Condado del centro", "County of the centre"),
        required=False,
        most=60,
        hint=say(
            "Determina qué consulado lo atiende. Si no se sabe, déjelo vacío.",
            "It determines which post serves it. Leave blank if not known.",
        ),
    )

    def __init__(
        self,
        edition: Edition,
        time_zone: str,
        held: Held,
        state: str,
        known: Mapping[str, Any],
        data: Any = None,
    ) -> None:
        row = county(edition, held.county) if held.county else None
        super().__init__(
            data,
            initial={
                "centre": "" if held.ended else held.centre,
                "state": row["state"] if row else state,
                "county": row["name"] if row else "",
                "hearing_at": held.hearing_at,
                "removal_on": held.removal_on,
            },
        )
        self.edition = edition
        self.fields["state"].choices = [
            ("", say("No se sabe", "Not known")),
            *((one["code"], say(one["name_es"], one["name_en"])) for one in edition.catalogues["us_states"]),
        ]
        self.fields["hearing_at"] = MomentField(
            time_zone,
            label=say("Próxima audiencia", "Next hearing"),
            required=False,
            initial=None,
            help_text=say(
                "Fecha y hora local de su consulado. Vacío: no se sabe.",
                "Your post's local date and time. Blank: not known.",
            ),
        )
        self.fields["removal_on"] = day(
            say("Fecha prevista de salida del país", "Planned date of removal"),
            kind=QuietDay,
            hint=say("Vacía: no se sabe.", "Empty: not known."),
        )
        self.fields["removal_on"].required = False
        self.triaged = "detention.order" in edition.facts  # an earlier edition has no list
        for name in TRIAGE if self.triaged else ():
            asked = edition.facts[f"detention.{name}"].question
            value = known.get(f"detention.{name}")
            self.fields[name] = question(say(asked.es, asked.en))
            self.fields[name].initial = "" if value is None else YES if value else NO
        if not self.triaged:
            return
        for name in DAYS:
            asked = edition.facts[f"detention.{name}"].question
            self.fields[name] = day(
                say(asked.es, asked.en), kind=QuietDay, hint=say("Vacía: no se sabe.", "Empty: not known.")
            )
            self.fields[name].required = False
            self.fields[name].initial = known.get(f"detention.{name}")

    def triage(self) -> dict[str, Any]:
        """What is known for the list, by fact; None: not known."""
        if not self.triaged:
            return {}
        said = {f"detention.{name}": as_fact(self.cleaned_data[name]) for name in TRIAGE}
        days = {name: self.cleaned_data[name] for name in DAYS}
        return said | {f"detention.{name}": on.isoformat() if on else None for name, on in days.items()}

    def given(self) -> dict[str, Any]:
        """As the act takes it. Raises ``Unknown``."""
        names = ("centre", "hearing_at", "removal_on")
        said = {name: self.cleaned_data[name] for name in names}
        return said | {"county": self.county_code(), "triage": self.triage()}

    def county_code(self) -> str:
        """The code of the county; '' when not known. Raises ``Unknown`` naming the nearest."""
        said = self.cleaned_data
        if not said["county"] or not said["state"]:
            return ""
        return str(county_named(self.edition, said["state"], said["county"])["code"])
