"""Does each file have the shape of its format? What pydantic finds, said with line and cure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from cauce.content.bank import expanded
from cauce.content.checks.report import Finding
from cauce.content.checks.world import Document, Entry, at_line
from cauce.content.errors import nearest
from cauce.content.model_bank import ItemUse

LANGUAGES = ("es", "en")
_SHAPES = ("model_type", "model_attributes_type", "list_type", "dict_type")


def entries_of(doc: Document, bank: Mapping[str, Any]) -> tuple[list[Entry], list[Finding]]:
    """The objects of one file, and what is wrong with those that are none.

    ``bank``: the parsed items by id, from which an instrument takes its own.
    """
    form = doc.form
    if form is None or not doc.is_read:
        return [], []
    if isinstance(doc.data, list) is not form.many:
        return [], [
            at_line(
                "wrong_shape",
                doc.path,
                1,
                f"se esperaba {'una lista' if form.many else 'un solo objeto, sin guion'}.",
                f"{'a list' if form.many else 'one object, without a dash'} was expected.",
                "Compare con el esquema de ese formato.",
                "Compare with the schema of that format.",
            )
        ]
    found: list[Entry] = []
    wrong: list[Finding] = []
    parts = [((i,), row) for i, row in enumerate(doc.data)] if form.many else [((), doc.data)]
    for base, row in parts:
        empty = list(_empty_tests(doc, base, row))
        if form.name == "toolbox":
            misused = list(_uses(doc, row, bank))
            wrong += misused
            if misused:
                continue
            row = expanded(row, bank, doc.path)
        try:
            found.append(Entry(form.model.model_validate(row), doc, base))
        except ValidationError as problem:
            wrong += _said(doc, base, row, problem)
        wrong += empty
    return found, wrong


def _uses(doc: Document, row: Any, bank: Mapping[str, Any]) -> Iterator[Finding]:
    """What is wrong with the items that an instrument names, each at its own line."""
    items = row.get("items") if isinstance(row, dict) else None
    seen: dict[str, str] = {}
    for i, use in enumerate(items if isinstance(items, list) else ()):
        try:
            name = ItemUse.model_validate(use).use
        except ValidationError as problem:
            yield from _said(doc, ("items", i), use, problem)
            continue
        if name not in bank:
            near = ", ".join(nearest(name, sorted(bank)))
            yield at_line(
                "unknown_item",
                doc.path,
                doc.line("items", i, "use"),
                f"«{name}» no es un reactivo de toolbox/bank.yaml.",
                f"'{name}' is not an item of toolbox/bank.yaml.",
                f"Lo más parecido: {near}." if near else "Escríbalo en el banco.",
                f"Nearest: {near}." if near else "Write it in the bank.",
            )
            continue
        asked = str(bank[name].get("same_as") or name)
        if asked in seen:
            yield at_line("asked_twice", doc.path, doc.line("items", i, "use"), name=name, seen=seen[asked])
        seen.setdefault(asked, name)


def _empty_tests(doc: Document, base: tuple[Any, ...], node: Any) -> Iterator[Finding]:
    """A test without a value is read as None, which would otherwise be a mistake of type."""
    if isinstance(node, list):
        for i, child in enumerate(node):
            yield from _empty_tests(doc, (*base, i), child)
    elif isinstance(node, dict):
        for key, child in node.items():
            if len(base) > 1 and base[-2] == "when" and child is None:
                yield at_line("empty_test", doc.path, doc.line(*base, key), key=key)
            yield from _empty_tests(doc, (*base, key), child)


def _real(row: Any, loc: tuple[Any, ...]) -> tuple[Any, ...]:
    """The part of pydantic's location that is in the file: tags of unions are not."""
    node, real = row, []
    for step in loc:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            break
        real.append(step)
    return tuple(real)


def _said(doc: Document, base: tuple[Any, ...], row: Any, problem: ValidationError) -> Iterator[Finding]:
    seen: set[tuple[Any, ...]] = set()
    for error in problem.errors():
        loc = error["loc"]
        real = _real(row, loc)
        missing = error["type"] == "missing"
        value = doc.at(*base, *real)
        if value is None and not missing and len(real) > 2 and real[-3] == "when":
            continue  # said by _empty_tests
        mark = (real, loc if missing else None)
        if mark not in seen:
            seen.add(mark)
            words = _words(doc, base, error, real)
            yield at_line(words[0], doc.path, doc.line(*base, *real), *words[1:])


def _words(
    doc: Document, base: tuple[Any, ...], error: Any, real: tuple[Any, ...]
) -> tuple[str, str, str, str, str]:
    kind, loc = error["type"], error["loc"]
    name = str(loc[-1]) if loc else ""
    parent = doc.at(*base, *real[:-1]) if real else None
    if kind == "missing":
        return _missing(name)
    if kind == "extra_forbidden":
        return _extra(name, parent)
    if kind == "string_too_short":
        return (
            "empty_text",
            f"el texto «{name}» está vacío.",
            f"the text '{name}' is empty.",
            "Escríbalo.",
            "Write it.",
        )
    if kind == "string_pattern_mismatch":
        return _bad_id(error)
    if kind == "literal_error":
        return _bad_value(error, real)
    if kind in _SHAPES and isinstance(error["input"], str):
        return (
            "missing_translation",
            f"«{name}» está en un solo idioma.",
            f"'{name}' is in one language only.",
            "Escriba es: y en:, cada uno en su línea.",
            "Write es: and en:, each on its line.",
        )
    if kind == "value_error":
        said = error["msg"].removeprefix("Value error, ")
        return (
            "names_do_not_resolve",
            f"dentro del archivo algo no coincide: {said}.",
            f"inside the file something does not agree: {said}.",
            "Corrija el nombre o agregue lo que falta.",
            "Correct the name or add what is missing.",
        )
    where = ".".join(str(step) for step in real) or name
    return (
        "wrong_type",
        f"«{where}» no es del tipo esperado ({kind}).",
        f"'{where}' is not of the expected type ({kind}): {error['msg']}.",
        "Compare con el esquema de ese formato.",
        "Compare with the schema of that format.",
    )


def _missing(name: str) -> tuple[str, str, str, str, str]:
    if name in LANGUAGES:
        return (
            "missing_translation",
            f"falta el texto en «{name}».",
            f"the text in '{name}' is missing.",
            "Escriba es: y en:, cada uno en su línea.",
            "Write es: and en:, each on its line.",
        )
    return (
        "missing_key",
        f"falta la clave «{name}».",
        f"the key '{name}' is missing.",
        "Agréguela; el esquema del formato dice cómo.",
        "Add it; the schema of the format tells how.",
    )


def _extra(name: str, parent: Any) -> tuple[str, str, str, str, str]:
    if isinstance(parent, dict) and any(language in parent for language in LANGUAGES):
        return (
            "not_a_language",
            f"«{name}» no es un idioma: una coma cortó la frase.",
            f"'{name}' is not a language: a comma cut the sentence.",
            "Ponga el texto entre comillas.",
            "Put the text in quotes.",
        )
    return (
        "unknown_key",
        f"la clave «{name}» no existe en este formato.",
        f"the key '{name}' does not exist in this format.",
        "Corríjala o quítela.",
        "Correct or remove it.",
    )


def _bad_id(error: Any) -> tuple[str, str, str, str, str]:
    word = error["input"]
    return (
        "bad_id",
        f"«{word}» no tiene la forma de un identificador ({error['ctx']['pattern']}).",
        f"'{word}' does not have the form of an identifier ({error['ctx']['pattern']}).",
        "Use minúsculas sin acento, cifras, guion o punto; las acciones, P2-07.",
        "Use small letters, digits, hyphen or dot; actions, P2-07.",
    )


def _bad_value(error: Any, real: tuple[Any, ...]) -> tuple[str, str, str, str, str]:
    word, allowed = error["input"], error["ctx"]["expected"]
    if real and real[-1] == "validation_status":
        return (
            "validation_claim",
            f"«{word}» afirma una validación que nadie ha hecho aquí.",
            f"'{word}' claims a validation that nobody has done here.",
            "Escriba none_in_this_setting.",
            "Write none_in_this_setting.",
        )
    near = ", ".join(nearest(str(word), allowed.replace("'", "").replace(" or ", ", ").split(", ")))
    return (
        "bad_value",
        f"«{word}» no es uno de los valores posibles: {allowed}.",
        f"'{word}' is not one of the possible values: {allowed}.",
        f"Lo más parecido: {near or allowed}.",
        f"Nearest: {near or allowed}.",
    )
