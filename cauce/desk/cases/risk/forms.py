"""Structured judgement of risk: what to look at, a level for whom, on what it rests, until when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import FOUR, Quiet, QuietDay, WorkForm, choice, day, long_text, words
from cauce.ui.words import say

from ..frame.told import Already

# What to look at before judging (toolbox 3.2). No cut-off: no validated scale was found.
DOMAINS = {
    "control_now": say(
        "¿Alguien controla hoy lo que hace, con quién habla o a dónde va?",
        "Does anybody currently control what they do, who they talk to or where they go?",
    ),
    "knows_home": say(
        "¿Quien le hizo daño sabe dónde vive o dónde vive su familia?",
        "Does the person who harmed them know where they or their family live?",
    ),
    "threats": say("¿Ha habido amenazas?", "Have there been threats?"),
    "capacity": say(
        "¿Puede cumplirlas: armas, gente, contactos con autoridades?",
        "Could the threats be carried out: weapons, people, links to authorities?",
    ),
    "debt": say("¿Le reclaman una deuda?", "Are they being charged with a debt?"),
    "documents": say("¿Otra persona tiene sus documentos?", "Does somebody hold their documents?"),
    "hostages": say(
        "¿Hay familiares o bienes retenidos como garantía?",
        "Are relatives or property held as security for a debt?",
    ),
    "tracking": say(
        "¿Vigilan su teléfono o conocen su ubicación?",
        "Is their telephone monitored, or their location known?",
    ),
    "date_ahead": say(
        "¿Se acerca un regreso, una audiencia u otra fecha que cambie el riesgo?",
        "Is there an upcoming return, hearing or other date that changes the risk?",
    ),
    "protection": say(
        "¿Hay algo que le protege: gente, un lugar, un plan?",
        "Is there anything that protects them: people, a place, a plan?",
    ),
}
ABOUT = {
    "person": say("La persona", "The person"),
    "family": say("Su familia en México", "The family in Mexico"),
    "staff": say("El personal", "The staff"),
}
REASONS = {
    "person": say("Razones, sobre la persona", "Reasons about the person"),
    "family": say("Razones, sobre su familia en México", "Reasons about the family in Mexico"),
    "staff": say("Razones, sobre el personal", "Reasons about the staff"),
}


def levels() -> list[tuple[str, Any]]:
    fact = current_edition().facts["risk.level"]
    return [(value, words(fact.value_labels[value])) for value in fact.values]


PLACES = {f"d_{name}": f"risk:{name}" for name in DOMAINS}


class RiskForm(WorkForm):
    """Prompts with four answers, a level and its reasons for each, measures, the next date."""

    def __init__(self, data=None, already: Already | None = None) -> None:
        super().__init__(data)
        self.already = already  # None: nothing was told before
        for name, label in DOMAINS.items():
            self.fields[f"d_{name}"] = Quiet(label=label, choices=FOUR, widget=forms.RadioSelect)
        if already is not None:
            already.put_into(self)
        for about, label in ABOUT.items():
            self.fields[about] = choice(label, levels())
            self.fields[f"{about}_reasons"] = long_text(REASONS[about], rows=2, most=4000)
        self.fields["measures"] = long_text(
            say("Qué se acordó para bajarlo", "What was agreed to reduce it"),
            required=False,
            hint=say(
                "Salidas, señal segura, quién llama a quién, qué hacer con el teléfono.",
                "Ways out, a safe signal, who calls whom, what to do with the telephone.",
            ),
        )
        self.fields["review_on"] = day(
            say("Volver a revisar", "Review again on"),
            kind=QuietDay,
            hint=say(
                "Si la deja en blanco: en 7 días con riesgo alto, en 30 si no.",
                "If left blank: in 7 days if the risk is high, otherwise in 30.",
            ),
        )

    def prompts(self) -> list[forms.BoundField]:
        return [self[f"d_{name}"] for name in DOMAINS]

    def judgements(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[about], self[f"{about}_reasons"]) for about in ABOUT]

    def _settles(self, name: str) -> bool:
        return self.already is not None and self.already.settles(name, self.cleaned_data[name])

    def judged(self) -> dict[str, dict[str, str]]:
        """Levels and reasons, as the act takes them."""
        given = self.cleaned_data
        return {
            "levels": {about: given[about] for about in ABOUT},
            "reasons": {about: given[f"{about}_reasons"] for about in ABOUT},
        }

    def answered(self, at: dt.datetime) -> dict[str, Any]:
        """The prompts that were answered on this page, now or at a judgement before, and when each was; what
        was told elsewhere is not among them."""
        found = {}
        for name in DOMAINS:
            value = self.cleaned_data[f"d_{name}"]
            kept = self.already.kept(f"d_{name}", value, at) if self.already else (value, at)
            if kept is not None and kept[0]:
                found[name] = kept
        return {
            "domains": {name: value for name, (value, _) in found.items()},
            "hours": {name: hour.isoformat() for name, (_, hour) in found.items()},
            "settled": [name for name in found if self._settles(f"d_{name}")],
        }
