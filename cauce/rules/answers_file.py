"""Reads what a person hands to ``assess`` and ``screen``: strict JSON, each mistake named."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from cauce.content.errors import BadInput, BadInputs, unknown

bad_input = BadInputs(__file__)


def _twice(where: str, names: Iterable[str]) -> BadInput:
    repeated = ", ".join(sorted(set(names)))
    return bad_input("given_twice_repeated", where=where, repeated=repeated)


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
        raise bad_input("the_file_is_not_utf_8", where=where) from problem
    except json.JSONDecodeError as problem:
        place = f"{where}, línea {problem.lineno}, columna {problem.colno}"
        raise bad_input("it_is_not_valid_json_msg", where=place, msg=problem.msg) from problem
    except RecursionError as problem:
        raise _not_an_object(where, "anidado") from problem
    if not isinstance(document, dict):
        raise _not_an_object(where, type(document).__name__)
    for key in document:
        if key not in keys:
            raise unknown("claves del archivo", "keys of the file", key, keys, where)
    return document


def _not_an_object(where: str, found: str) -> BadInput:
    return bad_input("json_object_was_expected_and_is_something", where=where, found=found)


def slugs(document: dict[str, Any], key: str, known: Collection[str], where: str) -> list[str]:
    """The list of concepts under ``key``; an absent ``key`` is an empty list.

    Raises ``BadInput`` for another type or a repeated slug, ``Unknown`` for one not in ``known``.
    """
    place = f"{where}: {key}"
    found = document.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise bad_input("a_list_of_concepts_was_expected", where=place)
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
        raise bad_input("key_is_missing", where=where, key=key)
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
    raise bad_input("answers_must_be_an_object", where=f"{where}: answers")
