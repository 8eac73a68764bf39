"""What an estimate is made from, with all that is known of it: a file of histories, or linked lists.

Beside the counts a CSV may say, in lines before its header, what its makers know: ``# recall: 0.93``. What
``cauce link`` and the page of a comparison hand over (JSON) says it by itself, and brings the ways in
which the linkage may have been otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cauce.methods.estimation.messages import Note, Unusable
from cauce.methods.estimation.reading import LARGEST, parse
from cauce.methods.estimation.refusals import Circumstances
from cauce.methods.estimation.table import Table, table

MOST_GROUPS = 50  # whose recall is told; of each some twenty tables are estimated
MOST_DRAWN = 200  # configurations of a linkage: more say no more, and each is estimated
LEAST_IN_GROUP = 20  # pairs; the recall of fewer says nothing
GROUP = "recall of "


@dataclass(frozen=True)
class Given:
    """A table, what a reader should know of how it was read, what its makers said, and configurations of
    the linkage (empty: none came)."""

    table: Table
    notes: tuple[Note, ...] = ()
    circumstances: Circumstances = Circumstances()
    drawn: tuple[Table, ...] = field(default=(), repr=False)


def read_given(path: str | Path) -> Given:
    """What a file says. Raises Unusable with the line and the cure, OSError where it cannot be opened."""
    return parse_given(Path(path).read_bytes(), where=str(path))


def parse_given(data: bytes, where: str = "") -> Given:
    """The same from bytes: CSV with its fields, or the JSON of linked lists."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _linked(data, where)
    known: dict[str, Any] = {}
    lines = data.split(b"\n")
    for at, line in enumerate(lines):
        text = line.lstrip(b"\xef\xbb\xbf").strip()
        if not text:
            continue
        if not text.startswith(b"#"):
            break
        known |= _field(text.decode("utf-8", "replace"), f"{where}:{at + 1}", known)
        lines[at] = b""  # the numbers of the lines after it stay true
    found, notes = parse(b"\n".join(lines), where)
    return Given(found, tuple(notes), Circumstances(**known))


def with_said(given: Given, **said: Any) -> Given:
    """The same with what somebody says beside the file; None leaves what the file says."""
    known = {name: value for name, value in said.items() if value is not None and value != ()}
    return replace(given, circumstances=replace(given.circumstances, **known))


def _share(text: str) -> float:
    value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if not 0 < value <= 1:
        raise ValueError
    return value


def _pairs(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError
    return value


def _one_of(**values: bool) -> Callable[[str], bool]:
    def read(text: str) -> bool:
        return values[text.casefold()]

    return read


YES_NO = _one_of(yes=True, no=False, si=True, sí=True)
# What a line may say, by its name: the field, and how its value is read.
FIELDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "routes": ("routes_without_first", _one_of(recorded=False, unrecorded=True)),
    "reviewed-pairs": ("reviewed_pairs", _pairs),
    "recall": ("recall", _share),
    "precision": ("precision", _share),
    "same-window": ("same_window", YES_NO),
    "same-population": ("same_population", YES_NO),
    "unlawful": ("unlawful", lambda text: tuple(one.strip() for one in text.split(";") if one.strip())),
}


def _field(line: str, where: str, known: dict[str, Any]) -> dict[str, Any]:
    """One line before the header; {} for a mere comment, which has no colon."""
    name, sign, value = line.lstrip("# ").partition(":")
    name, value = name.strip(), value.strip()
    if not sign:
        return {}
    try:
        if name.casefold().startswith(GROUP) and len(known.get("groups", ())) < MOST_GROUPS:
            return {"groups": (*known.get("groups", ()), (name[len(GROUP) :].strip(), _share(value)))}
        into, read = FIELDS[name.casefold()]
        return {into: read(value)}
    except (KeyError, ValueError):
        raise Unusable(
            f"«{name}: {value}» no dice nada que se entienda de las listas.",
            f"'{name}: {value}' says nothing of the lists that can be understood.",
            where=where,
            cure_es="Puede ser: routes: recorded o unrecorded; reviewed-pairs: 240; recall: 0.93; "
            "precision: 0.99; same-window: yes o no; same-population: yes o no; unlawful: LISTA; LISTA; "
            "recall of GRUPO: 0.85. Un comentario va sin dos puntos.",
            cure_en="It can be: routes: recorded or unrecorded; reviewed-pairs: 240; recall: 0.93; "
            "precision: 0.99; same-window: yes or no; same-population: yes or no; unlawful: LIST; LIST; "
            "recall of GROUP: 0.85. A comment has no colon.",
        ) from None


def _linked(data: bytes, where: str) -> Given:
    """What the linkage hands over: histories, quality, configurations."""
    try:
        told = json.loads(data, parse_constant=_no_number)
        counts = told["histories"]
        found, notes = parse(counts["csv"].encode(), where)
        drawn = tuple(_drawn(found.lists, counts.get("drawn") or {"masks": [], "counts": []}))
        return Given(found, (*notes, *_notes(counts)), _measured(told, counts), drawn)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unusable(
            "no es lo que entrega una comparación de listas: le faltan los conteos.",
            "it is not what a comparison of lists hands over: the counts are missing.",
            where=where,
            cure_es="Use «Descargar los conteos» de la comparación, o un CSV. Si se compararon consulados "
            "entre sí, no hay listas de las que estimar.",
            cure_en="Use 'Download the counts' of the comparison, or a CSV. Where posts were compared with "
            "each other there are no lists to estimate from.",
        ) from None


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _drawn(lists: tuple[str, ...], told: dict[str, Any]) -> Iterator[Table]:
    masks = [_within(mask, 1, (1 << len(lists)) - 1) for mask in told["masks"]]
    if len(told["counts"]) > MOST_DRAWN:
        raise ValueError(f"more than {MOST_DRAWN} configurations")
    for counts in told["counts"]:
        yield table(lists, masks, [_within(count, 0, LARGEST) for count in counts])


def _within(value: Any, least: int, most: int) -> int:
    """A whole number of the file. Raises ValueError for anything else."""
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{value!r} is no whole number from {least} to {most}")
    return value


def _part(value: Any) -> float | None:
    """A share of the file; None: it is not known. Raises ValueError for anything else."""
    if value is None:
        return None
    if type(value) not in (int, float) or not 0 <= value <= 1:
        raise ValueError(f"{value!r} is no share")
    return float(value)


def _notes(counts: dict[str, Any]) -> list[Note]:
    # Too few lists the rules say themselves.
    return [
        Note(str(one["id"]), str(one["es"]), str(one["en"]), one.get("value"))
        for one in counts.get("notes", ())
        if one["id"] != "fewer-than-three-lists"
    ]


def _measured(told: dict[str, Any], counts: dict[str, Any]) -> Circumstances:
    quality = told.get("quality") or {}
    overall = quality.get("overall") or {"recall": {}, "precision": {}}
    groups = [
        (f"{one['dimension']}: {one['value']}", recall)
        for one in quality.get("groups", ())
        if one["recall"].get("value") and one["recall"].get("of", 0) >= LEAST_IN_GROUP
        if (recall := _part(one["recall"]["value"])) is not None
    ]
    if len(groups) > MOST_GROUPS:
        raise ValueError(f"more than {MOST_GROUPS} groups")
    reviewed = quality.get("reviewed")
    return Circumstances(
        routes_without_first=None if counts.get("unknown") else False,
        reviewed_pairs=None if reviewed is None else _within(reviewed, 0, LARGEST),
        recall=_part(overall["recall"].get("value")),
        precision=_part(overall["precision"].get("value")),
        groups=tuple(groups),
    )
