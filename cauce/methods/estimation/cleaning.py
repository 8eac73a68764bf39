"""Lists that cannot say anything: empty, holding every case, doubled, nested, or alone.

Each is left out with a word about it (estimation reference, section 3.6); with fewer than three
left there is nothing to estimate from, and the refusals say so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cauce.methods.estimation.messages import Note
from cauce.methods.estimation.table import Table

LEAST_LISTS = 3


@dataclass(frozen=True)
class Cleaned:
    """``table`` without the lists that say nothing, or, where fewer than three would be left,
    without the empty ones alone (``short`` is then True); ``notes`` tell each list left out."""

    table: Table
    notes: tuple[Note, ...]
    short: bool


def cleaned(table: Table, *, unlawful: tuple[str, ...] = ()) -> Cleaned:
    """Leave out empty lists, those that may not be linked, and then those that say nothing."""
    notes = []
    for name in unlawful:
        if name in table.lists:
            table = table.without(name)
            notes.append(_unlawful(name))
    for name in _empty(table):
        table = table.without(name)
        notes.append(_note(name, "list-empty", "está vacía; no se usa", "is empty; it is not used"))
    kept, silent = table, []
    while (found := _silent(kept)) is not None:
        name, note = found
        kept = kept.without(name)
        silent.append(note)
    short = len(kept.lists) < LEAST_LISTS
    if not short:
        silent = [
            replace(n, es=f"{n.es[:-1]}; no se usa.", en=f"{n.en[:-1]}; it is not used.") for n in silent
        ]
    return Cleaned(table if short else kept, (*notes, *silent), short)


def _empty(table: Table) -> list[str]:
    return [name for i, name in enumerate(table.lists) if table.having(1 << i) == 0]


def _silent(table: Table) -> tuple[str, Note] | None:
    """The first list that says nothing about the others, and why; None when each says something."""
    sizes = [table.having(1 << i) for i in range(len(table.lists))]
    for i, name in enumerate(table.lists):
        if len(table.lists) > 1 and sizes[i] == table.n:
            return name, _note(name, "list-holds-all", "tiene todos los casos", "holds every case")
    for i, name in enumerate(table.lists):
        for j, other in enumerate(table.lists):
            inside = i != j and sizes[i] and table.having(1 << i | 1 << j) == sizes[i]
            if inside and sizes[i] == sizes[j] and i > j:
                return name, _note(
                    name, "list-doubled", f"repite la lista {other}", f"repeats the list {other}"
                )
            if inside and sizes[i] < sizes[j]:
                return name, _note(
                    name,
                    "list-nested",
                    f"está entera dentro de {other}, como si viniera de ella",
                    f"lies wholly inside {other}, as if it came from it",
                )
    for i, name in enumerate(table.lists):
        both = [table.having(1 << i | 1 << j) for j in range(len(table.lists)) if j != i]
        if both and not any(both):
            return name, _note(
                name,
                "list-alone",
                "no comparte ningún caso con otra",
                "shares no case with another",
            )
    return None


def _note(name: str, id_: str, es: str, en: str) -> Note:
    return Note(id_, f"La lista {name} {es}.", f"The list {name} {en}.")


def _unlawful(name: str) -> Note:
    return Note(
        "list-unlawful",
        f"La lista {name} no puede enlazarse conforme a la ley; no se usa.",
        f"The list {name} may not lawfully be linked; it is not used.",
    )
