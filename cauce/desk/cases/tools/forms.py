"""A form built from the fields of a tool: what nobody typed may always stay open until it is finished."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from cauce.content.loader import Edition
from cauce.content.model_tools import Tool, ToolField
from cauce.rules.tools import YES_NO, choices_of
from cauce.ui.fields import NO_DAY, Quiet, QuietDay, QuietText, WorkForm, words
from cauce.ui.moment_field import MomentField
from cauce.ui.widgets import DayMonthYear
from cauce.ui.words import say

SAYS = {"yes": say("Sí", "Yes"), "no": say("No", "No"), "unknown": say("No se sabe", "Not known")}
FEW = 7  # as many choices are shown as buttons; more, as a list


class QuietMoment(MomentField):
    """A day and hour that may stay open."""

    def validate(self, value: Any) -> None:
        """Open is no mistake in a draft."""


class QuietNumber(forms.IntegerField):
    """A number that may stay open."""

    def validate(self, value: Any) -> None:
        """Open is no mistake in a draft."""


class QuietMany(forms.MultipleChoiceField):
    """Choices of which none may be ticked."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class Rows(forms.Widget):
    """A table of boxes: one row a line, one column a name; nothing to add, nothing to remove."""

    template_name = "tools/rows.html"
    use_fieldset = True
    parts = True  # drawn in a fieldset, like a date

    def __init__(self, field: ToolField) -> None:
        super().__init__()
        self.of = field

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = list(value or [])
        context["widget"]["columns"] = [(c.id, words(c.title), c.kind) for c in self.of.columns]
        context["widget"]["rows"] = [
            (
                number,
                [
                    (
                        f"{name}-{number}-{c.id}",
                        words(c.title),
                        c.kind,
                        rows[number - 1].get(c.id, "") if number <= len(rows) else "",
                    )
                    for c in self.of.columns
                ],
            )
            for number in range(1, max(self.of.rows, len(rows)) + 1)
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        found = [
            {c.id: (data.get(f"{name}-{number}-{c.id}") or "").strip() for c in self.of.columns}
            for number in range(1, self.of.rows + 1)
        ]
        while found and not any(found[-1].values()):
            found.pop()
        return found

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class RowsField(forms.Field):
    """The rows as they were typed; the act says what in them cannot be."""

    def validate(self, value: Any) -> None:
        """Open is no mistake in a draft."""


def _field(edition: Edition, one: ToolField, zone: str) -> forms.Field:
    given: dict[str, Any] = {
        "label": words(one.label),
        "required": one.required,
        "help_text": words(one.hint) if one.hint else "",
    }
    match one.kind:
        case "text" | "money":
            return QuietText(**given, max_length=200)
        case "paragraph":
            return QuietText(**given, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
        case "date":
            return QuietDay(**given, widget=DayMonthYear, error_messages={"invalid": NO_DAY})
        case "moment":
            return QuietMoment(zone, **given, initial=None)
        case "number":
            return QuietNumber(**given, min_value=0)
        case "table":
            return RowsField(**given, widget=Rows(one))
    if one.kind == "yes_no":
        choices = [(id, SAYS[id]) for id in YES_NO]
    else:
        choices = [(choice.id, words(choice.title)) for choice in choices_of(edition, one)]
    if one.kind == "many":
        return QuietMany(**given, choices=choices, widget=forms.CheckboxSelectMultiple)
    if len(choices) > FEW:
        return Quiet(**given, choices=[("", "—"), *choices])
    return Quiet(**given, choices=choices, widget=forms.RadioSelect)


class ToolForm(WorkForm):
    """The typed fields of one tool. ``answers`` are those of the draft."""

    def __init__(
        self, edition: Edition, tool: Tool, zone: str, data: Any = None, answers: dict[str, Any] | None = None
    ) -> None:
        # With a prefix no field of a tool can be taken for a word of the page («seen», «do»).
        super().__init__(data, initial=self._initial(tool, answers or {}), prefix="f")
        self.tool = tool
        for one in tool.typed:
            self.fields[one.id] = _field(edition, one, zone)

    @staticmethod
    def _initial(tool: Tool, answers: dict[str, Any]) -> dict[str, Any]:
        found = dict(answers)
        for one in tool.typed:
            value = found.get(one.id)
            if value and one.kind == "moment":
                found[one.id] = dt.datetime.fromisoformat(value)
            elif value and one.kind == "date":
                found[one.id] = dt.date.fromisoformat(value)
        return found

    def values(self) -> dict[str, Any]:
        """What was typed, as the act takes it."""
        found = {}
        for one in self.tool.typed:
            value = self.cleaned_data.get(one.id)
            found[one.id] = value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else value
        return found
