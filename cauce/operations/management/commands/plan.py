"""``cauce plan FILE --at INSTANT``: what the Protocol requires for these facts and acts, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cauce.content.earlier_editions import edition_on
from cauce.content.errors import BadInput
from cauce.operations.console import Answer, CauceCommand
from cauce.rules import dates
from cauce.rules.pathway import (
    CLOSED,
    planner_for,
    read_acts,
    read_facts,
    reason_words,
    state_words,
    urgency,
)

_KEYS = ("post", "facts", "acts")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which each key stands once: JSON would silently keep the last."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInput(
            f"«{twice}» aparece dos veces.",
            f"'{twice}' stands twice.",
            where=twice,
            cure_es="Deje uno solo.",
            cure_en="Keep one only.",
        )
    return found


def _read(path: str) -> Mapping[str, Any]:
    """The JSON object in the file; BadInput when there is none."""
    try:
        written = json.loads(Path(path).read_text(encoding="utf-8-sig"), object_pairs_hook=_once)
    except OSError as problem:
        raise BadInput(
            f"no se puede leer el archivo ({problem.strerror}).",
            f"the file cannot be read ({problem.strerror}).",
            where=path,
            cure_es="Revise la ruta.",
            cure_en="Check the path.",
        ) from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as problem:
        line = getattr(problem, "lineno", None)
        raise BadInput(
            f"no es JSON válido ({problem}).",
            f"it is not valid JSON ({problem}).",
            where=f"{path}:{line}" if line else path,
            cure_es="Corrija esa línea; el texto va en UTF-8.",
            cure_en="Correct that line; the text is UTF-8.",
        ) from None
    if not isinstance(written, dict) or not set(written) <= set(_KEYS):
        raise BadInput(
            "debe ser un objeto con «post», «facts» y «acts», y nada más.",
            "it must be an object with 'post', 'facts' and 'acts', and nothing else.",
            where=path,
            cure_es='Ejemplo: {"post": "HOU", "facts": {"person.age": 17}, "acts": []}.',
            cure_en='Example: {"post": "HOU", "facts": {"person.age": 17}, "acts": []}.',
        )
    return written


class Command(CauceCommand):
    help = (
        "Lo que el Protocolo requiere para unos hechos y unos actos, para cuándo y por qué. / "
        "What the Protocol requires for some facts and acts, by when and why."
    )

    def arguments(self, parser) -> None:
        parser.add_argument("file", metavar="FILE", help='JSON: {"post", "facts", "acts"}')
        parser.add_argument("--at", required=True, help="instante / instant: 2026-12-01T10:00:00-06:00")

    def answer(self, *, file: str, at: str, language: str, **options) -> Answer:
        now = dates.read_instant(at, "--at")
        written = _read(file)
        edition = edition_on(now.date())
        planner = planner_for(edition)
        post = written.get("post")
        if not isinstance(post, str):
            raise BadInput(
                "falta el consulado.",
                "the post is missing.",
                where="post",
                cure_es='Añada su código, por ejemplo "post": "HOU".',
                cure_en='Add its code, for instance "post": "HOU".',
            )
        zone, place = planner.zone(post), planner.post(post)
        facts = read_facts(edition, written.get("facts", {}))
        acts = read_acts(edition, written.get("acts", []))
        found = sorted(planner.plan(facts, acts, now, post), key=lambda o: urgency(o, now))

        def say(due, words: str) -> str:
            return dates.says_due(due, at=now, tz=zone, city=place["city"], language=words)

        def local(instant) -> str | None:
            return None if instant is None else instant.astimezone(zone).isoformat()

        rows, lines = [], []
        for obligation in found:
            reasons = [reason_words(edition, r, language, zone) for r in obligation.reasons]
            title = edition.actions[obligation.action].title[language]
            rows.append(
                {
                    "action": obligation.action,
                    "title": title,
                    "state": obligation.state,
                    "urgent": obligation.urgent,
                    "due": local(obligation.due),
                    "due_says": say(obligation.due, language),
                    "met_at": local(obligation.met_at),
                    "reasons": reasons,
                    "sources": list(obligation.sources),
                    "missing": list(obligation.missing),
                }
            )
            head = f"{obligation.action}  {title}: {state_words(obligation.state, language)}"
            if obligation.state not in CLOSED:
                head += f" ({say(obligation.due, language)})"
            lines += [head, *(f"       {reason}" for reason in reasons)]
        document = {
            "edition": edition.info.id,
            "post": post,
            "at": now.astimezone(zone).isoformat(),
            "obligations": rows,
        }
        return Answer(document, lines)
