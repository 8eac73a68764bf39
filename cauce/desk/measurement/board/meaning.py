"""What a figure is: its definition, its editions, and what it does not tell."""

from __future__ import annotations

from typing import Any

from cauce.content.model_indicators import Indicator
from cauce.measurement.boards.board import Board
from cauce.ui.words import Words, day_said

from .naming import HEADS, UNKNOWN, Say, lower
from .saying import figure, value_in_words

PROPOSED = Words(
    "Definición propuesta por este proyecto; ninguna fuente oficial la fija.",
    "A definition proposed by this project; no official source fixes it.",
)
COMPLETE = Words(
    "No dice cuántas personas hay: solo a cuántas llegó el servicio.",
    "It does not say how many people there are, only how many were reached.",
)


def definition(one: Indicator, version: int, editions: tuple[str, ...]) -> list[dict[str, Any]]:
    """Lines of ``ui/facts.html``: what is counted, out of what, under which law."""
    lines = [
        (
            Words(
                "Numerador" if one.denominator else "Qué se cuenta",
                "Numerator" if one.denominator else "What is counted",
            ),
            one.numerator.text,
        ),
        (Words("Denominador", "Denominator"), one.denominator.text if one.denominator else None),
        (Words("Ley mexicana", "Mexican law"), one.laws.mx),
        (Words("Ley de Estados Unidos", "United States law"), one.laws.us),
        (
            Words("Versión de la definición", "Version of the definition"),
            Words(
                f"{version}, vigente desde el {day_said(one.valid_from).es}",
                f"{version}, in force from {day_said(one.valid_from).en}",
            ),
        ),
        (
            Words("Edición del Protocolo", "Edition of the Protocol"),
            Words(", ".join(editions), ", ".join(editions)) if editions else None,
        ),
    ]
    return [{"name": name, "value": value} for name, value in lines if value is not None]


def earlier(board: Board) -> list[dict[str, Any]]:
    """In the year in which the definition changed: what the one before says."""
    if board.earlier is None:
        return []
    name = Words(
        f"Con la versión {board.earlier.version} de la definición",
        f"By version {board.earlier.version} of the definition",
    )
    return [{"name": name, "value": value_in_words(board.earlier.shown, board.wanted.one)}]


def horizons(board: Board) -> list[dict[str, Any]]:
    """The same year, within the other days that the definition names: one line."""
    if not board.horizons:
        return []
    said = [(days, value_in_words(shown, board.wanted.one)) for days, shown in board.horizons]
    value = Words(
        "; ".join(f"{days} días, {one.es}" for days, one in said),
        "; ".join(f"{days} days, {one.en}" for days, one in said),
    )
    return [{"name": Words("Con otros plazos", "At other horizons"), "value": value}]


def not_known(board: Board) -> list[Say]:
    """What the page does not tell, each in a sentence."""
    one = board.wanted.one
    said: list[Say] = [one.note] if one.note else []
    if one.unit == "person":
        said.append(COMPLETE)
    said += _unknown(board)
    if any(row.hidden for row in (*board.rows, *(s for c in board.courses.values() for s in c))):
        said.append(
            Words(
                (
                    f"Lo que llega hasta {board.small} no se muestra, ni lo que permitiría "
                    "averiguarlo. Oculto no es cero."
                ),
                (
                    f"Anything up to {board.small} is not shown, nor what would give it "
                    "away. Hidden is not zero."
                ),
            )
        )
    if board.withheld:
        said.append(
            Words(
                "Son muy pocas para separarlas así: se diría algo de cada una.",
                "There are too few to break down like this: it would reveal something about each person.",
            )
        )
    said += _young(board)
    if board.part:
        said.append(
            Words(
                "El periodo no ha terminado: lo que se anote después lo cambiará.",
                "The period is not over: later entries will change it.",
            )
        )
    if one.provenance == "proposed":
        said.append(PROPOSED)
    return [*said, *board.notes]


def _young(board: Board) -> list[Say]:
    """That somebody is still followed, and that no change is read from it."""
    found = [row for row in (board.now, *board.rows) if row.young]
    if not found:
        return []
    return [
        Words(
            "Lo hueco es una estimación (Aalen y Johansen) de a cuántas llegará el resultado en su plazo, "
            "con quienes ya se siguió; de ella no se lee un cambio.",
            "What is hollow is an estimate (Aalen and Johansen) of how many the outcome will come to in "
            "time, from those who were followed so far; no change is read from it.",
        )
    ]


def _unknown(board: Board) -> list[Say]:
    """How many have no answer in this breakdown."""
    found = next((row for row in board.rows if row.key == UNKNOWN), None)
    if found is None or not board.wanted.by:
        return []
    head = lower(HEADS[board.wanted.by])
    if found.hidden:
        return [Words(f"De algunas no se sabe: {head.es}.", f"For some, not known: {head.en}.")]
    number = figure(found.denominator or found.numerator or 0)
    return [Words(f"De {number} no se sabe: {head.es}.", f"For {number}, not known: {head.en}.")]
