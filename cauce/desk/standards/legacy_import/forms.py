"""What is asked of a spreadsheet: the file, and then what each column, day and word of it means."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.standards.legacy_import import Answers, Question, Table
from cauce.standards.legacy_import.column_mapping import filled, words_of
from cauce.standards.legacy_import.targets import UNKNOWN, choices_of, is_free, offered
from cauce.standards.legacy_import.workbook import letter
from cauce.ui.fields import MISSING, NOT_A_CHOICE, WorkForm, words
from cauce.ui.words import say

CHOOSE = ("", say("Elija", "Choose"))
FREE = ("note", "skip")
ORDERS = (
    ("dmy", say("Primero el día: 03/04 es 3 de abril", "Day first: 03/04 is 3 April")),
    ("mdy", say("Primero el mes: 03/04 es 4 de marzo", "Month first: 03/04 is 4 March")),
)


class FileForm(WorkForm):
    """The file. What it is called stays with whoever brings it: only its rows are read."""

    file = forms.FileField(
        label=say("El archivo", "The file"),
        help_text=say(
            "Excel (.xlsx) o CSV, hasta 4 MB. Se lee la primera hoja.",
            "Excel (.xlsx) or CSV, up to 4 MB. The first sheet is read.",
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": say("Falta el archivo.", "The file is missing."),
            "empty": say("El archivo está vacío.", "The file is empty."),
        },
    )


def _select(label: Any, choices: list[tuple[str, Any]], hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[CHOOSE, *choices],
        help_text=hint,
        error_messages={"required": MISSING, "invalid_choice": NOT_A_CHOICE},
    )


class ColumnsForm(WorkForm):
    """One question for each column; and, where a column says which, for its days and its words.

    A question about days or words appears once its column was answered: the form is then shown again.
    """

    def __init__(
        self, edition: Edition, table: Table, answers: Answers, asked: tuple[Question, ...], data: Any = None
    ) -> None:
        super().__init__(data)
        self.edition, self.table, self.answers = edition, table, answers
        self.ways = offered(edition)
        orders = {one.place: one for one in asked if one.kind == "order"}
        for place, head in enumerate(table.heads):
            self._column(place, head)
            if place in orders or head in answers.orders:
                self._order(place, head, orders.get(place))
            self._words(place, head)

    def _column(self, place: int, head: str) -> None:
        cells = filled(self.table, place)
        free = is_free(head, cells)
        ways = {way: text for way, text in self.ways.items() if not free or way in FREE}
        count = len(cells)
        hint = say(f"Celdas con contenido: {count}.", f"Cells with content: {count}.")
        if free:
            hint = say(
                "Texto libre: se guarda como nota con clave o no se trae.",
                "Free text: kept as a sealed note, or left out.",
            )
        self.fields[f"c{place}"] = _select(
            f"{letter(place)} · {head}", [(way, words(text)) for way, text in ways.items()], hint
        )
        self.initial[f"c{place}"] = self.answers.columns.get(head, "")

    def _order(self, place: int, head: str, asked: Question | None) -> None:
        hint: Any = ""
        if asked is not None:
            one, other = asked.hints.get("dmy", 0), asked.hints.get("mdy", 0)
            hint = say(
                (
                    f"Pueden ser dos días distintos: {asked.count}. De las demás, se leen solo con el día "
                    f"primero {one} y solo con el mes primero {other}."
                ),
                (
                    f"Could be two different days: {asked.count}. Of the others, {one} read only with the "
                    f"day first and {other} only with the month first."
                ),
            )
        self.fields[f"o{place}"] = forms.ChoiceField(
            label=say(
                f"{letter(place)} · {head}: ¿cómo están escritas las fechas?",
                f"{letter(place)} · {head}: how are the days written?",
            ),
            choices=ORDERS,
            widget=forms.RadioSelect,
            help_text=hint,
            error_messages={"required": MISSING, "invalid_choice": NOT_A_CHOICE},
        )
        self.initial[f"o{place}"] = self.answers.orders.get(head, "")

    def _words(self, place: int, head: str) -> None:
        target = self.answers.columns.get(head, "")
        choices = choices_of(self.edition, target)
        said = self.answers.words.get(target, {})
        if not choices:
            return
        ways: list[tuple[str, Any]] = [(value, words(text)) for value, text in choices.items()]
        if target != "status":
            ways.append((UNKNOWN, say("No se sabe: dejarlo sin dato", "Not known: leave blank")))
        for number, (word, count) in enumerate(words_of(self.table, place).items()):
            if number >= 40:
                return
            name = f"w{place}_{number}"
            shown = word.replace("_", " ")
            self.fields[name] = _select(f"{letter(place)} · {head}: «{shown}» ({count})", ways)
            self.initial[name] = said.get(word, "")

    def given(self) -> Answers:
        """What was answered, of the fields that were shown; the rest is asked next."""
        columns: dict[str, str] = {}
        orders: dict[str, str] = {}
        said: dict[str, dict[str, str]] = {}
        for place, head in enumerate(self.table.heads):
            target = columns[head] = self.cleaned_data.get(f"c{place}", "")
            if order := self.cleaned_data.get(f"o{place}", ""):
                orders[head] = order
            if target == self.answers.columns.get(head, "") and choices_of(self.edition, target):
                said[target] = {
                    word: self.cleaned_data.get(f"w{place}_{number}", "")
                    for number, word in enumerate(words_of(self.table, place))
                }
        return Answers(columns, orders, said)


def question_words(one: Question, ways: dict[str, Text]) -> str:
    """What is still to be said, as the page lists it."""
    where = f"{one.column} · {one.head}"
    way = ways.get(one.target)
    es, en = (way.es, way.en) if way else ("", "")
    said = {
        "column": (f"{where}: qué es.", f"{where}: what it is."),
        "order": (f"{where}: en qué orden van día y mes.", f"{where}: in which order day and month stand."),
        "word": (
            f"{where}: qué significa «{one.word.replace('_', ' ')}».",
            f"{where}: what '{one.word.replace('_', ' ')}' means.",
        ),
        "twice": (
            f"{where}: ya hay otra columna para «{es}».",
            f"{where}: there is another column for '{en}' already.",
        ),
        "many": (
            f"{where}: tiene {one.count} palabras distintas; no es «{es}».",
            f"{where}: it holds {one.count} different words; it is not '{en}'.",
        ),
    }
    return say(*said[one.kind])
