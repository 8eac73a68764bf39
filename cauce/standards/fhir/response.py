"""QuestionnaireResponse → answers for the same rules. What is not ours is named, never guessed."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cauce.content.errors import BadInput, BadInputs
from cauce.content.loader import Edition
from cauce.intake.collection.reading import Filled, coded
from cauce.rules.field_form import filled_under
from cauce.rules.screening import ANSWERS

from .enabling import SYSTEM

bad_input = BadInputs(__file__)

_FORM = re.compile(r"urn:cauce:form:([a-z0-9-]{1,64})\|([0-9a-f-]{1,64})")
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Answered:
    """A response as it was read. ``instance_id`` is the response's own id."""

    form_id: str
    version: str
    instance_id: str
    filled: Filled


def _bad(es: str, en: str) -> BadInput:
    return bad_input("the_response_cannot_be_read", where="QuestionnaireResponse", es=es, en=en)


def _list(node: dict[str, Any], name: str) -> list[Any]:
    found = node.get(name) or []
    if not isinstance(found, list):
        raise _bad(f"«{name}» no es una lista.", f"'{name}' is no list.")
    return found


def _items(node: dict[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        raise _bad("tiene demasiados niveles.", "it has too many levels.")
    for one in _list(node, "item"):
        if not isinstance(one, dict):
            raise _bad("un «item» no es un objeto.", "an 'item' is no object.")
        yield one
        yield from _items(one, depth + 1)
        for answer in _list(one, "answer"):
            if isinstance(answer, dict):
                yield from _items(answer, depth + 1)


def _value(item: dict[str, Any]) -> str | None:
    """The code of the only answer; "": none was given; None: it is no answer of ours."""
    answers = _list(item, "answer")
    if not answers:
        return ""
    if len(answers) != 1 or not isinstance(answers[0], dict):
        return None
    if "valueBoolean" in answers[0]:
        return "yes" if answers[0]["valueBoolean"] is True else "no"
    coding = answers[0].get("valueCoding")
    if not isinstance(coding, dict) or coding.get("system", SYSTEM) != SYSTEM:
        return None
    return coding["code"] if coding.get("code") in ANSWERS else None


def _raw(item: dict[str, Any]) -> str:
    """The code that stood there, to be shown to whoever decides; "" when there is no single one."""
    answers = _list(item, "answer")
    first = answers[0] if len(answers) == 1 else None
    coding = first.get("valueCoding") if isinstance(first, dict) else None
    return str(coding.get("code", "")) if isinstance(coding, dict) else ""


def _authored(document: dict[str, Any]) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(str(document.get("authored", "")))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def read_response(edition: Edition, data: bytes) -> Answered:
    """Read the bytes of a response. Raises ``BadInput`` when it is none, or does not say of what."""
    try:
        document = json.loads(data)
        json.dumps(document, ensure_ascii=False).encode()  # half a letter is none, and no page shows it
    except (ValueError, RecursionError) as problem:
        raise _bad("no es JSON, o llegó cortada.", "it is not JSON, or was cut.") from problem
    if not isinstance(document, dict) or document.get("resourceType") != "QuestionnaireResponse":
        raise _bad("no es un QuestionnaireResponse.", "it is no QuestionnaireResponse.")
    named = _FORM.fullmatch(str(document.get("questionnaire", "")))
    if named is None:
        raise _bad("no dice de qué formato es.", "it does not say of which form it is.")
    identifier = document.get("identifier")
    named_by = identifier.get("value") if isinstance(identifier, dict) else None
    instance = str(document.get("id") or named_by or "")
    if not instance or len(instance) > 100 or not instance.isprintable():
        raise _bad("le falta su «id».", "its 'id' is missing.")
    code, version = named[1], named[2]
    instrument = filled_under(edition, code, version)
    known = {item.id for item in instrument.items} if instrument else set()
    answers: dict[str, str] = {}
    unknown: list[str] = []
    wrong: list[str] = []
    said: dict[str, str] = {}
    for item in _items(document):
        link, value = str(item.get("linkId", "")), _value(item)
        if link in known and value:
            answers[link] = value
        elif link in known and value is None:
            wrong.append(link)
            said[link] = coded(_raw(item))
        elif link not in known and item.get("answer"):  # our own groups carry no answer
            unknown.append(link[:80])
    return Answered(
        code,
        version,
        instance,
        Filled(answers=answers, ended=_authored(document), unknown=unknown, wrong=wrong, said=said),
    )
