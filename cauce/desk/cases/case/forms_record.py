"""Writing down what was done, that it was offered and declined, or a departure with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from cauce.cases.rules.agreed_hour import hours_agreed
from cauce.cases.time_bounds import Reported
from cauce.content.annex import LOCAL_DONE
from cauce.content.loader import Edition
from cauce.content.model import Action, Fact
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

from ..frame.answers import NO, YES, as_fact, question

# Acts that only their own page or the program records: each carries more than a moment and a note.
OWN_PAGE = frozenset(
    {
        LOCAL_DONE,
        "concluded",
        "conclusion_signed",
        "contested",
        "classified",
        "plan_agreed",
        "plan_reviewed",
        "risk_assessed",
        "risk_reviewed",
        "protection_accepted",
        "protection_refused",
        "closed",
        "reopened",
        "screening_done",
        "interview_paused",
        "child_branch_opened",
        "age_checked",
        "referral_sent",
        "legal_referral_sent",
        "safety_checked",
        "list_placed",
        "minimum_path_taken",
        "unsafe_message_came",
        "way_checked",
        "way_agreed",  # with its hour, from its step
        # These belong to several steps: which one is said by noting them from the step itself.
        "support_declined",
        "health_declined",
        "service_gap_noted",
    }
)


UNANSWERED = say("Conteste, o diga que no se sabe.", "Answer, or say that it is not known.")


def recordable(edition: Edition, names) -> list[str]:
    """The acts among these that somebody may type: not those of the program."""
    return [n for n in names if n in edition.acts and not edition.acts[n].by_system]


def found_out(edition: Edition, action: Action) -> tuple[Fact, ...]:
    """What doing this step finds out: its yes-or-no facts, but never one that only the person may bring
    up.
    """
    unasked = {name for branch in edition.branches.values() if branch.never_asked for name in branch.facts}
    acts = {name.removeprefix("act:") for name in action.done_by}
    return tuple(
        fact
        for fact in edition.facts.values()
        if fact.type == "boolean" and fact.id not in unasked and acts & set(fact.set_by)
    )


class RecordForm(forms.Form):
    """Which act, when it happened, what the step finds out, and a sealed note. ``known``: facts of the case.
    ``hour``: what a service that said yes was told of the hour to agree; None: nothing, or it is agreed.

    What nothing else finds out is answered before the step counts as done; «no sabe» is an answer.
    """

    def __init__(
        self,
        edition: Edition,
        time_zone: str,
        action: Action | None,
        data=None,
        known: Mapping[str, Any] | None = None,
        hour: dt.datetime | None = None,
    ) -> None:
        super().__init__(data)
        refused: list[str] = []
        self.finds = found_out(edition, action) if action else ()
        self.hours = hours_agreed(edition, action) if action else {}
        self.done_by = {name.removeprefix("act:") for name in action.done_by} if action else set()
        self.awaited = False
        if action is None:
            names = [n for n, kind in edition.acts.items() if kind.scope == "case" and n not in OWN_PAGE]
        else:
            refused = recordable(edition, action.declined_by)
            # Once the hour is agreed, what is missing is that it was done, and that is asked first.
            self.awaited = any(fact.id in (known or {}) for fact in self.hours.values())
            first = [*action.done_by, *self.hours] if self.awaited else [*self.hours, *action.done_by]
            names = [*first, *refused]
        choices = []
        for name in recordable(edition, names):
            title = edition.acts[name].title
            choices.append((name, say(title.es, title.en)))
        self.fields["act"] = forms.ChoiceField(
            label=say("Qué pasó", "What happened"),
            choices=choices,
            widget=forms.RadioSelect if action else forms.Select,
            initial=choices[0][0] if self.awaited or len(choices) == 1 else None,
            error_messages={"required": say("Elija qué pasó.", "Choose what happened.")},
        )
        for fact in self.hours.values():
            self.fields["hour"] = MomentField(
                time_zone,
                label=say(fact.question.es, fact.question.en),
                help_text=say(
                    "Si ya se acordó y falta que llegue. A esa hora vence este paso, y se confirma.",
                    "If it was agreed and arrival is still to come. The step is due at that hour.",
                ),
                initial=(known or {}).get(fact.id, hour),
                required=False,
            )
        if refused:
            self.fields["act"].help_text = say(
                (
                    "Si se ofreció y la persona declinó, este paso cuenta como cumplido: "
                    "no es apartarse del Protocolo."
                ),
                (
                    "If it was offered and the person declined, this step counts as done: "
                    "it is no departure from the Protocol."
                ),
            )
            reasons = edition.catalogues["declined_reasons"]
            self.fields["why"] = forms.ChoiceField(
                label=say(
                    "Si no quiso: por qué, solo si lo dijo", "If declined: why, only if the person said so"
                ),
                choices=[("", "—"), *((r.id, say(r.title.es, r.title.en)) for r in reasons)],
                required=False,
            )
        for fact in self.finds:
            name, value = self._name(fact), (known or {}).get(fact.id)
            self.fields[name] = question(say(fact.question.es, fact.question.en))
            self.fields[name].initial = "" if value is None else YES if value else NO
        self.fields["happened_at"] = MomentField(time_zone)
        self.fields["reported"] = forms.BooleanField(
            label=say(
                "Lo refiere otra persona o institución; pudo ocurrir antes del contacto",
                "Reported by another person or institution; it may have happened before the contact",
            ),
            required=False,
        )
        self.fields["note"] = forms.CharField(
            label=say("Nota", "Note"),
            required=False,
            max_length=4000,
            help_text=say(
                "Queda bajo llave. Sin relato palabra por palabra.", "Kept sealed. No verbatim account."
            ),
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    @staticmethod
    def _name(fact: Fact) -> str:
        return fact.id.replace(".", "_")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("act") in self.hours and not given.get("hour") and "hour" not in self.errors:
            self.add_error("hour", say("Escriba el día y la hora.", "Write the day and hour."))
        if given.get("act") in self.done_by:
            for fact in self.finds:
                if len(fact.set_by) == 1 and not given.get(self._name(fact)):
                    self.add_error(self._name(fact), UNANSWERED)
        return given

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        when = Reported(said["happened_at"]) if said["reported"] else said["happened_at"]
        what = {"name": said["act"], "happened_at": when}
        return what | {"facts": self.facts(), "note": self.full_note()}

    def facts(self) -> dict[str, bool | str]:
        """What became known; empty where the step was declined or nobody knows."""
        act = self.cleaned_data["act"]
        if act in self.hours:
            return {self.hours[act].id: self.cleaned_data["hour"].isoformat()}
        if act not in self.done_by:
            return {}
        said = {fact.id: as_fact(self.cleaned_data[self._name(fact)]) for fact in self.finds}
        return {name: value for name, value in said.items() if value is not None}

    def full_note(self) -> str:
        """The note, with the reason that was said when there is one."""
        why = self.cleaned_data.get("why")
        said = str(dict(self.fields["why"].choices)[why]) if why else ""
        return ". ".join(part for part in (said, self.cleaned_data["note"].strip()) if part)


class DepartForm(forms.Form):
    """A departure: its reason of the catalogue, a sentence, and who agreed."""

    def __init__(self, edition: Edition, time_zone: str, data=None) -> None:
        super().__init__(data)
        reasons = edition.catalogues["departure_reasons"]
        self.fields["reason"] = forms.ChoiceField(
            label=say("Por qué no se sigue este paso", "Why this step is not followed"),
            choices=[(r.id, say(r.title.es, r.title.en)) for r in reasons],
            widget=forms.RadioSelect,
            error_messages={"required": say("Elija una razón.", "Choose a reason.")},
        )
        self.fields["note"] = forms.CharField(
            label=say("En una frase", "In a sentence"),
            max_length=2000,
            help_text=say(
                "La lee quien revise el caso. Queda bajo llave.",
                "Read by whoever reviews the case. Kept sealed.",
            ),
            error_messages={"required": say("Escriba una frase.", "Write a sentence.")},
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["agreed_with"] = forms.CharField(
            label=say("De acuerdo con quién", "Agreed with whom"),
            required=False,
            max_length=120,
            help_text=say(
                "Por su función, por ejemplo: la persona, cónsul de protección.",
                "By their role, for instance: the person, the protection consul.",
            ),
        )
        self.fields["happened_at"] = MomentField(
            time_zone, label=say("Cuándo se decidió", "When it was decided")
        )
