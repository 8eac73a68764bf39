"""``cauce plan FILE --at INSTANT``: what the Protocol requires for these facts and acts, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cauce.content.errors import BadInputs
from cauce.operations.console import Answer, CauceCommand

bad_input = BadInputs(__file__)

_KEYS = ("post", "facts", "acts")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which each key stands once: JSON would silently keep the last."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise bad_input("something_stands_twice", where=twice, twice=twice)
    return found


def _read(path: str) -> Mapping[str, Any]:
    """The JSON object in the file; BadInput when there is none."""
    try:
        written = json.loads(Path(path).read_text(encoding="utf-8-sig"), object_pairs_hook=_once)
    except OSError as problem:
        raise bad_input("the_file_cannot_be_read_strerror", where=path, strerror=problem.strerror) from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as problem:
        line = getattr(problem, "lineno", None)
        raise bad_input(
            "it_is_not_valid_json_problem", where=f"{path}:{line}" if line else path, problem=problem
        ) from None
    if not isinstance(written, dict) or not set(written) <= set(_KEYS):
        raise bad_input("it_must_be_an_object_with_post", where=path)
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
        from cauce.content.earlier_editions import edition_on
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

        now = dates.read_instant(at, "--at")
        written = _read(file)
        edition = edition_on(now.date())
        planner = planner_for(edition)
        post = written.get("post")
        if not isinstance(post, str):
            raise bad_input("the_post_is_missing", where="post")
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
