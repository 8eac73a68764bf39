"""Files of earlier cases in words and tables."""

from __future__ import annotations

from typing import Any

from cauce.cases.models import BroughtFile
from cauce.content.loader import Edition
from cauce.content.model import both
from cauce.standards.legacy_import import Judged
from cauce.standards.legacy_import.targets import offered
from cauce.ui.words import say

SHOWN = 100  # refused rows on the page; all of them are in the file to be corrected
STATES = {
    "waiting": both("Por traer", "To be brought"),
    "bringing": both("Incompleto: se puede continuar", "Incomplete: can continue"),
    "brought": both("Traído", "Brought"),
}
SHAPES = {"waiting": "open", "bringing": "soon", "brought": "done"}


def counts(total: int, made: int, refused: int, doubled: int, *, done: bool) -> dict[str, Any]:
    """Every row accounted for, as a table."""
    first = both("Casos hechos", "Cases made") if done else both("Se harían casos", "Would become cases")
    rows = [
        [first, made],
        [both("Rechazados, con su razón", "Refused, with the reason"), refused],
        [both("Ya se habían traído", "Already brought in earlier"), doubled],
        [both("Renglones del archivo", "Rows of the file"), total],
    ]
    return {
        "caption": say("Cuenta de renglones", "Account of the rows"),
        "columns": [{"name": say("Qué", "What")}, {"name": say("Renglones", "Rows"), "number": True}],
        "rows": [[name, both(str(n), str(n))] for name, n in rows],
    }


def counts_of(file: BroughtFile) -> dict[str, Any]:
    """The account of a file that was brought."""
    return counts(file.total, file.made, file.refused, file.doubled, done=True)


def refused_table(judged: Judged) -> dict[str, Any]:
    """The first refused rows: line, column, what is wrong and the cure; never what stood in the cell."""
    rows = []
    for reasons in judged.refused[:SHOWN]:
        for one in reasons:
            where = f"{one.line} · {one.column}" if one.column else str(one.line)
            head = f" {one.head}" if one.head else ""
            rows.append([both(f"{where}{head}", f"{where}{head}"), one.what, one.cure])
    return {
        "caption": say("Renglones rechazados", "Rows refused"),
        "stack": True,
        "named": True,
        "columns": [
            {"name": say("Renglón y columna", "Line and column")},
            {"name": say("Qué pasa", "What is wrong")},
            {"name": say("Cómo se arregla", "The cure")},
        ],
        "rows": rows,
    }


def columns_table(edition: Edition, judged: Judged) -> dict[str, Any]:
    """Where each column goes."""
    ways = offered(edition)
    heads = judged.table.heads
    return {
        "caption": say("A dónde va cada columna", "Where each column goes"),
        "named": True,
        "columns": [{"name": say("Columna", "Column")}, {"name": say("Va a", "Goes to")}],
        "rows": [[both(head, head), ways[judged.answers.columns.get(head, "skip")]] for head in heads],
    }
