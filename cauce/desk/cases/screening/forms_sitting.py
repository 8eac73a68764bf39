"""The questions of one section: four answers and «not asked», none chosen beforehand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms

from cauce.content.model_toolbox import AnswerRow, Item
from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import FOUR, NOT_A_CHOICE, OFFICERS, Quiet, WorkForm, words
from cauce.ui.words import say

from ..frame.told import Already

NAMES = dict(FOUR)


def answers_to(item: Item, held: str = "", asked: Sequence[tuple[str, Any]] = FOUR) -> list[tuple[str, Any]]:
    """The answers to an item: ``asked``, or of what the officer answers yes, no and not checked; ``held``, an
    earlier answer that is none of them ("": there is none), stays."""
    found = OFFICERS if item.answered_by == "officer" else asked
    return [*found, *((id, name) for id, name in asked if id == held and id not in dict(found))]


def conditions(rows: Iterable[AnswerRow]) -> str:
    """Rows of answers for opens.js: «can_leave=no,not_asked unpaid=yes;other=yes». Any row; in one, all."""
    return ";".join(" ".join(f"{item}={','.join(values)}" for item, values in row.items()) for row in rows)


class QuestionsForm(WorkForm):
    """One group of radios for each item. ``theirs``: what another window saved meanwhile; ``already``: what
    was told before, None: nothing was."""

    def __init__(
        self,
        items: Iterable[Item],
        answers: Mapping[str, str],
        data=None,
        theirs: Mapping[str, str] | None = None,
        already: Already | None = None,
    ) -> None:
        super().__init__(data)
        for item in items:
            self.fields[item.id] = Quiet(
                label=words(item.text),
                help_text=words(item.help) if item.help else "",
                choices=answers_to(item, answers.get(item.id, "")),
                initial=answers.get(item.id),
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": NOT_A_CHOICE},
            )
        self.items = {item.id: item for item in items}
        if already is not None:
            already.put_into(self, own=answers)
        self.theirs = dict(theirs or {})

    def given(self) -> dict[str, str]:
        """What was answered; an item left open was not asked."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def rows(
        self,
        said: Mapping[str, object],
        waiting: Mapping[str, Iterable[AnswerRow]],
        lifts: Collection[str] = (),
    ) -> list[dict[str, object]]:
        """Each question with what the page says around it; ``said``: in the person's language; ``waiting``:
        what is not asked before something beside it is answered; ``lifts``: what may lift a stop."""
        return [
            {
                "field": self[name],
                "section": item.section,
                "after_stop": item.after_stop or name in lifts,
                "trauma": item.trauma,
                "said": said.get(name),
                "theirs": NAMES.get(self.theirs.get(name, "")),
                "opens": self._opens(name, waiting.get(name, ())),
            }
            for name, item in self.items.items()
        ]

    def _opens(self, name: str, rows: Iterable[AnswerRow]) -> str:
        """The answers that open a question, for the page; "": it stands there."""
        return conditions(rows) if not self[name].value() else ""


def stop_reasons() -> list[tuple[str, str]]:
    """Why a conversation stops, as choices."""
    rows = current_edition().catalogues["stop_reasons"]
    return [(row.id, words(row.title)) for row in rows]


class StopForm(WorkForm):
    """Why it stops or pauses: may be left open."""

    reason = forms.ChoiceField(
        label=say("Por qué se detiene", "Why it is being stopped"),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None) -> None:
        super().__init__(data)
        self.fields["reason"].choices = stop_reasons()
