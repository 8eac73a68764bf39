"""Each row judged: a case that may be brought, or refused with its line, its column, what, and the cure.

Nothing is repaired or guessed. What a refusal says never repeats what stood in a cell about a person.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cauce.cases.legacy_case import Earlier
from cauce.content.errors import BadInput, NotInForce
from cauce.content.loader import Edition, parameter_on
from cauce.content.model import Text, both
from cauce.people.facts import clean_birth_date, clean_name
from cauce.rules.pathway import read_facts
from cauce.rules.tools import age_on, doubts_adulthood

from .column_mapping import LONGEST_WORD, Answers
from .days import read_day
from .targets import AGE, DAYS, IDENTITY, NOTE, SKIP, UNKNOWN, YES_NO, choices_of, plain
from .workbook import FORMULA, Row, Table, letter

LONGEST_NOTE, LONGEST_NUMBER = 50_000, 60
DOUBT = "person.age_doubt"
NAMES = ("given_names", "first_surname", "second_surname", "known_as")
# Two people in one cell. «y» between two surnames alone is a surname: Ramón y Cajal.
_TWO = re.compile(r"[\n;/&+]|\s(?:y|e|and)\s|\(\s*[2-9]\s*\)", re.IGNORECASE)
_TWO_SURNAMES = re.compile(r"[\n;/&+]|,|\(\s*[2-9]\s*\)")
_AGE = re.compile(r"(\d{1,3})(?:\s*(?:años|anos|a\.?|years?))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row is not brought. ``column`` '': it is about the row."""

    line: int
    column: str
    head: str
    what: Text
    cure: Text


@dataclass(slots=True)
class _Reading:
    """One row while it is read: what it says by where it goes, and what is wrong with it."""

    row: Row
    cells: dict[str, tuple[int, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    wrong: list[Refusal] = field(default_factory=list)
    heads: tuple[str, ...] = ()

    def refuse(self, place: int | None, what: Text, cure: Text) -> None:
        column = "" if place is None else letter(place)
        head = "" if place is None else self.heads[place]
        self.wrong.append(Refusal(self.row.line, column, head, what, cure))

    def text(self, target: str) -> str:
        return self.cells.get(target, (0, ""))[1]

    def place(self, target: str) -> int | None:
        return self.cells[target][0] if target in self.cells else None


class Judge:
    """Judges the rows of one table by the answers about its columns, as of a day at the post."""

    def __init__(self, edition: Edition, table: Table, answers: Answers, on: dt.date) -> None:
        self.edition, self.table, self.answers, self.on = edition, table, answers, on
        self.numbers: dict[str, int] = {}
        self.taken: set[str] = set()  # folios of other cases, which no row may bear as its old number
        self.ways = [answers.columns.get(head, SKIP) for head in table.heads]
        self.lists = {target: choices_of(edition, target) for target in set(self.ways)}

    def row(self, row: Row) -> Earlier | list[Refusal]:
        """A case, or every reason why not. Rows come in their order: a number repeats the first one."""
        found = _Reading(row, heads=self.table.heads)
        self._cells(found)
        number = self._number(found)
        identity = self._identity(found)
        began, closed = self._dates(found)
        facts = self._facts(found, began, identity)
        note = "\n".join(found.notes)
        if len(note) > LONGEST_NOTE:
            found.refuse(
                None,
                both(
                    f"Sus notas pasan de {LONGEST_NOTE} letras.",
                    f"Its notes are over {LONGEST_NOTE} letters.",
                ),
                both("Acórtelas, o no traiga esa columna.", "Shorten them, or leave that column out."),
            )
        if not found.wrong and not (number or note or any(identity.values())):
            found.refuse(
                None,
                both("No dice de quién es.", "It does not say whose it is."),
                both(
                    "Escriba un número, un nombre o una nota; si sobra, borre el renglón.",
                    "Write a number, a name or a note; if it is not needed, delete the row.",
                ),
            )
        if found.wrong:
            return found.wrong
        return Earlier(row.line, number, began, closed, identity, facts, note)

    def number_of(self, row: Row) -> str:
        """The old number of a row as it stands there; '' when it has none."""
        return next(
            (
                " ".join(cell.split())
                for way, cell in zip(self.ways, row.cells, strict=True)
                if way == "number" and cell and cell != FORMULA
            ),
            "",
        )

    # ---- cell by cell

    def _cells(self, found: _Reading) -> None:
        row = found.row
        for place, (target, cell) in enumerate(zip(self.ways, row.cells, strict=True)):
            if target == SKIP:
                continue
            if place in row.merged:
                coord = row.merged[place]
                found.refuse(
                    place,
                    both(
                        f"Las celdas {coord} están combinadas: no se sabe de qué renglón es lo que dicen.",
                        f"Cells {coord} are merged: it is not known of which row they speak.",
                    ),
                    both(
                        "Descombínelas y escriba el valor en cada renglón que lo lleva.",
                        "Unmerge them and write the value in each row that has it.",
                    ),
                )
            elif cell == FORMULA:
                found.refuse(
                    place,
                    both(
                        "Tiene una fórmula; aquí no se calcula nada.",
                        "It holds a formula; nothing is worked out here.",
                    ),
                    both(
                        "Copie la columna y péguela como valores.", "Copy the column and paste it as values."
                    ),
                )
            elif not cell:
                continue
            elif target == NOTE:
                found.notes.append(f"{self.table.heads[place]}: {cell}")
            else:
                found.cells[target] = (place, cell)

    def _number(self, found: _Reading) -> str:
        number = " ".join(found.text("number").split())
        if not number:
            return ""
        if len(number) > LONGEST_NUMBER:
            found.refuse(
                found.place("number"),
                both("El número es demasiado largo.", "The number is too long."),
                both("Deje solo el número del caso.", "Leave only the number of the case."),
            )
            return ""
        if number.upper() in self.taken:
            found.refuse(
                found.place("number"),
                both(
                    "Ese número es el folio de otro caso de este consulado.",
                    "That number is the folio of another case of this post.",
                ),
                both(
                    "Si es la misma persona, siga en ese caso y borre el renglón; si no, corrija el número.",
                    (
                        "If it is the same person, go on in that case and delete the row; if "
                        "not, correct the number."
                    ),
                ),
            )
        first = self.numbers.setdefault(number.casefold(), found.row.line)
        if first != found.row.line:
            found.refuse(
                found.place("number"),
                both(
                    f"Ese número ya está en el renglón {first}.",
                    f"That number stands in line {first} already.",
                ),
                both(
                    "Un caso por número: corrija uno de los dos.",
                    "One case for each number: correct one of the two.",
                ),
            )
        return number

    def _identity(self, found: _Reading) -> dict[str, str]:
        said: dict[str, str] = {}
        for target in IDENTITY:
            place, cell = found.place(target), found.text(target)
            if place is None:
                continue
            if target in NAMES and self._two(target, cell):
                found.refuse(
                    place,
                    both(
                        "Parece que hay dos personas en este renglón.",
                        "There seem to be two people in this row.",
                    ),
                    both(
                        "Un renglón por persona. Si es un solo apellido, únalo con guion: Ramón-y-Cajal.",
                        "One row for each person. If it is one surname, join it with hyphens: Ramón-y-Cajal.",
                    ),
                )
                continue
            clean = self._day if target == "birth_date" else _name
            said[target] = _tried(found, place, lambda c=clean, t=target, v=cell: c(t, v, found))
        return {name: value for name, value in said.items() if value}

    @staticmethod
    def _two(target: str, cell: str) -> bool:
        surname = target in ("first_surname", "second_surname")
        return bool((_TWO_SURNAMES if surname else _TWO).search(cell))

    def _day(self, target: str, cell: str, found: _Reading) -> str:
        day = self._read(target, cell, found)
        return clean_birth_date(day.isoformat(), target, self.on) if day else ""

    def _read(self, target: str, cell: str, found: _Reading) -> dt.date | None:
        place = found.place(target)
        assert place is not None
        day = read_day(cell, self.answers.orders.get(self.table.heads[place], ""))
        if day is None:
            found.refuse(
                place,
                both(
                    "No es una fecha que se pueda leer de una sola manera.",
                    "It is no date that can be read in one way alone.",
                ),
                both(
                    "Escríbala como 2019-04-03 (año-mes-día), o deje la celda vacía.",
                    "Write it as 2019-04-03 (year-month-day), or leave the cell empty.",
                ),
            )
        return day

    # ---- what the cells say together

    def _dates(self, found: _Reading) -> tuple[dt.date | None, dt.date | None]:
        days: dict[str, dt.date | None] = {}
        for target in ("began", "closed"):
            cell, place = found.text(target), found.place(target)
            days[target] = day = self._read(target, cell, found) if cell else None
            if day and not dt.date(1950, 1, 1) <= day <= self.on:
                found.refuse(
                    place,
                    both(
                        "La fecha está en el futuro o es muy antigua.", "The date lies ahead or is very old."
                    ),
                    both("Revise el año.", "Check the year."),
                )
        began, closed = days["began"], days["closed"]
        if began and closed and closed < began:
            found.refuse(
                found.place("closed"),
                both("Se cerró antes de empezar.", "It was closed before it began."),
                both("Revise las dos fechas.", "Check both dates."),
            )
        self._status(found, closed)
        return began, closed

    def _status(self, found: _Reading, closed: dt.date | None) -> None:
        said = self._word(found, "status")
        if said == "closed" and not found.text("closed"):
            found.refuse(
                found.place("status"),
                both("Está cerrado y no dice cuándo.", "It is closed and does not say when."),
                both(
                    "Escriba la fecha de cierre: de ahí corre cuánto se conserva.",
                    "Write when it was closed: how long it is kept runs from there.",
                ),
            )
        if said == "open" and closed:
            found.refuse(
                found.place("status"),
                both("Está abierto y tiene fecha de cierre.", "It is open and has a closing date."),
                both("Deje una de las dos cosas.", "Leave one of the two."),
            )
        if closed and not self._kept_since(closed):
            found.refuse(
                found.place("closed"),
                both(
                    "Se cerró antes de los plazos de conservación que esta edición conoce.",
                    "It was closed before the periods of keeping that this edition knows.",
                ),
                both(
                    "No se trae: déjelo en el archivo del consulado.",
                    "It is not brought: leave it in the archive of the post.",
                ),
            )

    def _kept_since(self, closed: dt.date) -> bool:
        try:
            parameter_on(self.edition, "retention-record", closed)
        except NotInForce:
            return False
        return True

    def _word(self, found: _Reading, target: str) -> str:
        """The value that the word of a cell stands for; '': the cell is empty or says nothing."""
        word = plain(found.text(target))[:LONGEST_WORD]
        value = self.answers.words.get(target, {}).get(word, "") if word else ""
        return "" if value == UNKNOWN else value

    def _facts(self, found: _Reading, began: dt.date | None, identity: Mapping[str, str]) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        for target, choices in self.lists.items():
            if target != "status" and choices and (value := self._word(found, target)):
                facts[target] = value == "yes" if choices is YES_NO else value
        age = self._age(found, began)
        born = dt.date.fromisoformat(identity["birth_date"]) if identity.get("birth_date") else None
        if age is not None:
            facts[AGE] = age
        elif born:
            facts[AGE] = age_on(born, self.on)
        if born and doubts_adulthood(born, facts.get(AGE), self.on):
            facts[DOUBT] = True
        return read_facts(self.edition, facts)

    def _age(self, found: _Reading, began: dt.date | None) -> int | None:
        """At least how old now: the age said then, and the whole years since."""
        place, cell = found.place(AGE), found.text(AGE)
        if place is None:
            return None
        said = _AGE.fullmatch(cell)
        if said is None or int(said[1]) > 110:
            found.refuse(
                place,
                both("La edad no es un número de años.", "The age is no number of years."),
                both(
                    "Escriba los años cumplidos, o deje la celda vacía.",
                    "Write the years of age, or leave the cell empty.",
                ),
            )
            return None
        if began is None:
            if not found.text("began"):
                found.refuse(
                    place,
                    both(
                        "Hay edad y no hay fecha de inicio: no se sabe de cuándo es.",
                        "There is an age and no beginning: it is not known of when it is.",
                    ),
                    both(
                        "Escriba cuándo empezó el caso, o deje vacía la edad.",
                        "Write when the case began, or leave the age empty.",
                    ),
                )
            return None
        return min(int(said[1]) + max((self.on - began).days // 366, 0), 120)


def _name(target: str, cell: str, found: _Reading) -> str:
    return clean_name(cell, target)


def _tried(found: _Reading, place: int, clean: Callable[[], str]) -> str:
    """A cleaned text; '' and a refusal when it is none."""
    try:
        return clean()
    except BadInput as error:
        # Without what stood there: the reasons of the vault may quote it.
        days = found.heads and error.where in DAYS
        found.refuse(
            place,
            both("La fecha de nacimiento no puede ser.", "The birth date cannot be.")
            if days
            else both(
                "Es muy largo o lleva signos que no son letras.",
                "It is too long or has signs that are no letters.",
            ),
            both("Corríjalo, o deje la celda vacía.", "Correct it, or leave the cell empty."),
        )
        return ""
