"""Facts and acts as they come from a JSON file, read into what ``plan`` takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from cauce.content.conditions import FactValue, check_value
from cauce.content.errors import BadInput, unknown
from cauce.content.model import Fact
from cauce.rules import dates
from cauce.rules.pathway.model import Act, EditionLike


def _shape(where: str, es: str, en: str, example: str) -> BadInput:
    return BadInput(
        es,
        en,
        where=where,
        cure_es=f"Escríbalo así: {example}.",
        cure_en=f"Write it so: {example}.",
    )


def _fact_value(fact: Fact, value: object) -> FactValue | None:
    if value is None or value == "unknown":
        return None
    if fact.type == "instant":
        return dates.read_instant(value, fact.id)
    if fact.type == "date" and isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise _shape(
                fact.id, f"«{value}» no es una fecha.", f"'{value}' is not a date.", "2026-12-01"
            ) from None
    check_value(fact, value)
    assert isinstance(value, bool | int | str)
    return value


def read_facts(edition: EditionLike, written: object) -> dict[str, FactValue | None]:
    """``{"person.age": 17}`` with dates and instants as text; null or "unknown" is not known."""
    if not isinstance(written, Mapping):
        raise _shape(
            "facts",
            "los hechos no son un objeto.",
            "facts are not an object.",
            '{"person.age": 17}',
        )
    values = {}
    for name, value in written.items():
        if name not in edition.facts:
            raise unknown("hechos declarados", "declared facts", str(name), edition.facts, "facts")
        values[name] = _fact_value(edition.facts[name], value)
    return values


def read_acts(edition: EditionLike, written: object) -> list[Act]:
    """``[{"act": "case_opened", "at": "…"}]``; ``action`` ties an act to one action."""
    example = '[{"act": "case_opened", "at": "2026-12-01T10:00:00-06:00"}]'
    if not isinstance(written, list):
        raise _shape("acts", "los actos no son una lista.", "acts are not a list.", example)
    acts = []
    for index, row in enumerate(written):
        where = f"acts[{index}]"
        if not isinstance(row, Mapping) or not isinstance(row.get("act"), str) or "at" not in row:
            raise _shape(where, "falta «act» o «at».", "'act' or 'at' is missing.", example)
        if extra := sorted(set(row) - {"act", "at", "action"}):
            raise unknown("campos", "fields", extra[0], ("act", "at", "action"), where)
        action = row.get("action")
        if action is not None and action not in edition.actions:
            raise unknown("acciones", "actions", str(action), edition.actions, where)
        acts.append(Act(row["act"], dates.read_instant(row["at"], where), action))
    return acts
