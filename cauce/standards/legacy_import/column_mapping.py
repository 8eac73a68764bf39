"""What must be said of a spreadsheet before its rows can be judged: what each column is, in which order
its days are written, and what its words stand for. The answers of the last file are kept for the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cauce.content.errors import BadInputs
from cauce.content.loader import Edition

from .days import ORDERS, Order, hints, is_double
from .targets import (
    DAYS,
    NOTE,
    SKIP,
    UNKNOWN,
    choices_of,
    is_free,
    offered,
    plain,
    target_of,
    value_of,
)
from .workbook import FORMULA, Table, letter

bad_input = BadInputs(__file__)

MOST_WORDS = 40  # different words in a column that is said to hold values of a list
LONGEST_WORD = 60
MANY = (SKIP, NOTE)  # several columns may go these ways; any other is one column


@dataclass(frozen=True, slots=True)
class Answers:
    """``columns``: heading → where it goes. ``orders``: heading → how its days are written.
    ``words``: where → word → the value it stands for («-»: it says nothing that may be kept)."""

    columns: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As they are kept sealed."""
        return {
            "columns": dict(self.columns),
            "orders": dict(self.orders),
            "words": {target: dict(words) for target, words in self.words.items()},
        }


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person must still say. ``word`` '': it is about the column. ``hints``: how many
    cells of the column can be read in one order alone."""

    kind: Literal["column", "order", "word", "twice", "many"]
    place: int
    head: str
    target: str = ""
    word: str = ""
    count: int = 0
    hints: Mapping[Order, int] = field(default_factory=dict)

    @property
    def column(self) -> str:
        return letter(self.place)


def read_answers(edition: Edition, held: Mapping[str, Any]) -> Answers:
    """What was kept, without what no longer exists: another edition may offer other ways."""
    known = offered(edition)
    columns = {h: t for h, t in held.get("columns", {}).items() if t in known}
    orders = {h: o for h, o in held.get("orders", {}).items() if o in ORDERS}
    words = {}
    for target, said in held.get("words", {}).items():
        choices = choices_of(edition, target)
        words[target] = {w: v for w, v in said.items() if v in choices or v == UNKNOWN}
    return Answers(columns, orders, words)


def suggested(edition: Edition, table: Table, kept: Answers) -> Answers:
    """The answers kept, and for what they do not say what the headings and the words suggest.

    How ambiguous days are to be read, and what to do with free text, is suggested by nobody.
    """
    columns: dict[str, str] = {}
    used = set()
    for place, head in enumerate(table.heads):
        target = kept.columns.get(head) or target_of(head, filled(table, place))
        if target and target not in MANY and target in used:
            target = ""
        used.add(target)
        columns[head] = target
    words: dict[str, dict[str, str]] = {}
    for head, target in columns.items():
        if not choices_of(edition, target):
            continue
        said = kept.words.get(target, {})
        place = table.heads.index(head)
        words[target] = {
            word: said.get(word) or value_of(edition, target, word) for word in words_of(table, place)
        }
    orders = {head: kept.orders[head] for head in columns if head in kept.orders}
    return Answers({h: t for h, t in columns.items() if t}, orders, words)


def filled(table: Table, place: int) -> list[str]:
    """The cells of a column that hold a text."""
    return [row.cells[place] for row in table.rows if row.cells[place] not in ("", FORMULA)]


def words_of(table: Table, place: int) -> Counter[str]:
    """The different words of a column, folded, with how often each stands there."""
    return Counter(plain(cell)[:LONGEST_WORD] for cell in filled(table, place) if plain(cell))


def questions(edition: Edition, table: Table, answers: Answers) -> list[Question]:
    """What is still to be said, in the order of the columns; empty: the rows can be judged."""
    found: list[Question] = []
    used: dict[str, int] = {}
    for place, head in enumerate(table.heads):
        cells = filled(table, place)
        target = answers.columns.get(head, "")
        if not target:
            if cells or any(place in row.merged for row in table.rows):
                found.append(Question("column", place, head, count=len(cells)))
            continue
        if target not in MANY and target in used:
            found.append(Question("twice", place, head, target))
        used.setdefault(target, place)
        if target in DAYS and head not in answers.orders:
            doubles = sum(map(is_double, cells))
            if doubles:
                found.append(Question("order", place, head, target, "", doubles, hints(cells)))
        found += _words(edition, table, answers, place, head, target)
    return found


def _words(
    edition: Edition, table: Table, answers: Answers, place: int, head: str, target: str
) -> list[Question]:
    if not choices_of(edition, target):
        return []
    words = words_of(table, place)
    if len(words) > MOST_WORDS:
        return [Question("many", place, head, target, count=len(words))]
    said = answers.words.get(target, {})
    return [
        Question("word", place, head, target, word, count)
        for word, count in words.items()
        if not said.get(word)
    ]


def check_free(edition: Edition, table: Table, answers: Answers) -> None:
    """Free text goes to a sealed note or stays out. Raises ``BadInput`` naming the column."""
    known = offered(edition)
    for place, head in enumerate(table.heads):
        target = answers.columns.get(head, "")
        if target and target not in known:
            raise bad_input("target_is_no_place_to_go", where=head, target=target)
        if target and target not in MANY and is_free(head, filled(table, place)):
            raise bad_input("column_place_is_free_text", where=head, place=letter(place))
