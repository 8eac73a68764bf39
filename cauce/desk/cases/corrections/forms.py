"""What is put right in an act: its hour or that it never happened, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from cauce.cases.corrections.actions import Line
from cauce.cases.corrections.reasons import LONGEST
from cauce.cases.models import CaseAct, PlanItem
from cauce.cases.time_bounds import Reported
from cauce.content.model import Text
from cauce.content.model_toolbox import Item
from cauce.desk.cases.plan.forms import PlanForm
from cauce.desk.cases.screening.forms_sitting import QuestionsForm
from cauce.ui.fields import WorkForm, choice, long_text, words
from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

LINE_STATES = (
    ("open", say("Pendiente", "To do")),
    ("done", say("Hecho", "Done")),
    ("declined", say("Se ofreció y declinó", "Offered and declined")),
    ("dropped", say("Ya no hace falta", "No longer needed")),
)
HOUR, NEVER = "hour", "never"
WHAT = (
    (HOUR, say("Ocurrió, a esta hora", "It happened, at this time")),
    (NEVER, say("No ocurrió: se anotó por error", "It did not happen: recorded by mistake")),
)


def why() -> Any:
    """Why it is corrected."""
    return long_text(
        say("Por qué se corrige", "Why it is corrected"),
        rows=3,
        most=LONGEST,
        hint=say("Queda bajo llave. Sin datos de la persona.", "Kept sealed. Nothing about the person."),
    )


def hide() -> Any:
    """Whether internal control alone reads what stood before."""
    return forms.BooleanField(
        label=say(
            "Lo anterior no debió escribirse: que lo lea solo el control interno",
            "What was there should not have been written: internal control alone may read it",
        ),
        required=False,
    )


class ActForm(WorkForm):
    """``mistake``: whether it may be said never to have happened; it opens with what stands."""

    def __init__(self, row: CaseAct, time_zone: str, mistake: bool, sent: Any = None) -> None:
        super().__init__(sent)
        if mistake:
            self.fields["what"] = choice(say("Qué es lo correcto", "What is right"), WHAT)
            self.fields["what"].initial = HOUR
        self.fields["happened_at"] = MomentField(
            time_zone,
            required=not mistake,
            initial=row.happened_at,
            help_text=say(
                "Lo que se había anotado; escriba la hora correcta.",
                "As it was recorded; write the right time.",
            ),
        )
        self.fields["reported"] = forms.BooleanField(
            label=say(
                "Lo refiere otra persona o institución; pudo ocurrir antes del contacto",
                "Reported by another person or institution; it may have happened before the contact",
            ),
            required=False,
            initial=row.reported,
        )
        self.fields["why"] = why()
        self.fields["hide"] = forms.BooleanField(
            label=say(
                "La nota no debió escribirse: que la lea solo el control interno",
                "The note should not have been written: internal control alone may read it",
            ),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("what", HOUR) == HOUR and "happened_at" in said and not said["happened_at"]:
            self.add_error("happened_at", say("Escriba la fecha y la hora.", "Write the date and time."))
        return said

    def given(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        reported = said.pop("reported")
        if said.pop("what", HOUR) == NEVER:
            said["happened_at"] = None
        elif reported:
            said["happened_at"] = Reported(said["happened_at"])
        return said


class AnswersForm(QuestionsForm):
    """The questions of a talk that ended, filled with what was answered, and why they are corrected."""

    def __init__(self, items: Iterable[Item], answers: Mapping[str, str], sent: Any = None) -> None:
        super().__init__(items, answers, sent)
        self.fields["why"] = why()
        self.fields["hide"] = hide()

    def given(self) -> dict[str, Any]:
        said = super().given()
        more = {name: self.cleaned_data[name] for name in ("why", "hide")}
        return {"answers": {name: value for name, value in said.items() if name in self.items}} | more


class LineForm(PlanForm):
    """A line of the plan, filled as it stands, and why it is corrected."""

    def __init__(self, staff: Any, row: PlanItem, agreed: str, sent: Any = None) -> None:
        first = {"need": row.need, "agreed": agreed, "due_on": row.due_on, "state": row.state}
        super().__init__(staff, sent, first | {"responsible": str(row.responsible_id or "")})
        self.fields["state"] = choice(say("Cómo va", "How it stands"), LINE_STATES)
        self.fields["why"] = why()
        self.fields["hide"] = hide()

    def given(self) -> dict[str, Any]:
        said = self.line()
        return {"line": Line(**{name: said[name] for name in Line._fields})} | {
            name: said[name] for name in ("why", "hide")
        }


class RecipientForm(WorkForm):
    """Why it should not have gone there."""

    def __init__(self, sent: Any = None) -> None:
        super().__init__(sent, prefix="to")
        self.fields["why"] = why()


class SharedForm(WorkForm):
    """What was shared, as the person agreed for this organisation, filled with what it says."""

    def __init__(self, labels: Mapping[str, Text], said: Mapping[str, Any], sent: Any = None) -> None:
        super().__init__(sent)
        self.shared = list(labels)
        for name, label in labels.items():
            self.fields[name] = long_text(words(label), rows=2, required=False, most=2000)
            self.fields[name].initial = said.get(name, "")
        self.fields["why"] = why()
        self.fields["seen_twice"] = forms.BooleanField(
            label=say(
                "Releí las palabras señaladas: pueden revelar de más, pero hacen falta",
                "I reread the flagged words: they may reveal too much, but they are needed",
            ),
            required=False,
        )

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        shared = {name: said[name].strip() for name in self.shared if said[name].strip()}
        return {"shared": shared, "why": said["why"], "seen_twice": said["seen_twice"]}


class DayForm(forms.Form):
    """The day of which somebody asks what was known at its end."""

    dia = forms.DateField(
        label=say("Lo que constaba al terminar el día", "What was on record at the end of the day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
