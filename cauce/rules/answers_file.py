"""Reads what a person hands to ``assess`` and ``screen``: strict JSON, each mistake named."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from cauce.content.errors import BadInput, unknown


def _twice(where: str, names: Iterable[str]) -> BadInput:
    repeated = ", ".join(sorted(set(names)))
    return BadInput(
        f"Está repetido: {repeated}.",
        f"Given twice: {repeated}.",
        where=where,
        cure_es="Déjelo una sola vez.",
        cure_en="Leave it once.",
    )


def _repeated(names: list[str]) -> list[str]:
    return [name for name in names if names.count(name) > 1]


def read_object(data: bytes, where: str, keys: Collection[str]) -> dict[str, Any]:
    """The JSON object in ``data``. Raises ``BadInput`` for anything else, ``Unknown`` for a key."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        repeated = _repeated([name for name, _ in found])
        if repeated:
            raise _twice(where, repeated)
        return dict(found)

    try:
        document = json.loads(data.decode("utf-8-sig"), object_pairs_hook=pairs)
    except UnicodeDecodeError as problem:
        raise BadInput(
            "El archivo no está en UTF-8.",
            "The file is not UTF-8.",
            where=where,
            cure_es="Guárdelo de nuevo como texto UTF-8.",
            cure_en="Save it again as UTF-8 text.",
        ) from problem
    except json.JSONDecodeError as problem:
        place = f"{where}, línea {problem.lineno}, columna {problem.colno}"
        raise BadInput(
            "No es JSON válido.",
            f"It is not valid JSON ({problem.msg}).",
            where=place,
            cure_es="Revise comas, comillas y llaves en ese lugar.",
            cure_en="Check commas, quotes and braces at that place.",
        ) from problem
    except RecursionError as problem:
        raise _not_an_object(where, "anidado") from problem
    if not isinstance(document, dict):
        raise _not_an_object(where, type(document).__name__)
    for key in document:
        if key not in keys:
            raise unknown("claves del archivo", "keys of the file", key, keys, where)
    return document


def _not_an_object(where: str, found: str) -> BadInput:
    return BadInput(
        f"Se esperaba un objeto JSON y hay otra cosa ({found}).",
        f"A JSON object was expected and this is something else ({found}).",
        where=where,
        cure_es="Escriba el contenido entre llaves: {…}.",
        cure_en="Write the content between braces: {…}.",
    )


def slugs(document: dict[str, Any], key: str, known: Collection[str], where: str) -> list[str]:
    """The list of concepts under ``key``; an absent ``key`` is an empty list.

    Raises ``BadInput`` for another type or a repeated slug, ``Unknown`` for one not in ``known``.
    """
    place = f"{where}: {key}"
    found = document.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise BadInput(
            "Se esperaba una lista de conceptos, cada uno un texto.",
            "A list of concepts was expected, each a text.",
            where=place,
            cure_es='Por ejemplo: ["act_recruited", "cond_no_pay"].',
            cure_en='For instance: ["act_recruited", "cond_no_pay"].',
        )
    for slug in found:
        if slug not in known:
            raise unknown("conceptos", "concepts", slug, known, place)
    repeated = _repeated(found)
    if repeated:
        raise _twice(place, repeated)
    return found


def required(document: dict[str, Any], key: str, where: str) -> Any:
    """The value under ``key``; ``BadInput`` when it is absent."""
    if key not in document:
        raise BadInput(
            f"Falta «{key}».",
            f"'{key}' is missing.",
            where=where,
            cure_es=f"Añada «{key}» al objeto.",
            cure_en=f"Add '{key}' to the object.",
        )
    return document[key]


def answers_of(document: dict[str, Any], ticks: bool, where: str) -> dict[str, object]:
    """The answers by item. An instrument of ticks also takes a plain list of what was ticked."""
    found = required(document, "answers", where)
    if ticks and isinstance(found, list) and all(isinstance(one, str) for one in found):
        repeated = _repeated(found)
        if repeated:
            raise _twice(f"{where}: answers", repeated)
        return dict.fromkeys(found, "yes")
    if isinstance(found, dict):
        return dict(found)
    raise BadInput(
        "«answers» debe ser un objeto: reactivo y respuesta.",
        "'answers' must be an object: item and answer.",
        where=f"{where}: answers",
        cure_es='Por ejemplo: {"can_leave": "no"}.',
        cure_en='For instance: {"can_leave": "no"}.',
    )
