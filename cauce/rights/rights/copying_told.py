"""What the person answered, for the person's own copy: each question in the words in which it was asked, and
the answer in words. No code stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from cauce.cases import sections
from cauce.cases.models import Case
from cauce.content.loader import Edition
from cauce.content.model import Text, both
from cauce.intake.screenings.access import talks
from cauce.intake.screenings.facts import hour_of, instrument_of
from cauce.protocol.editions.access import current_edition
from cauce.ui.words import exact

ANSWERS = {
    "yes": both("sí", "yes"),
    "no": both("no", "no"),
    "does_not_know": both("no sabe", "does not know"),
    "prefers_not_to_say": both("prefiere no contestar", "prefers not to say"),
}
SAFETY = both("Seguridad", "Safety")
# What was written on the page of safety, beside its questions.
WRITTEN = {
    "expected_when": both("Quién espera, y a qué hora", "Who waits, and by when"),
    "sought_in": both("En qué ciudad le buscarían", "In which city they would look for you"),
    "tongue": both("Qué lengua, y de qué comunidad", "Which language, of which community"),
    "note": both("Cuidados de seguridad", "Safety notes"),
}
Answered = tuple[str, list[tuple[str, str]]]  # where and when; each question with its answer
Safe = Callable[[str], str]


def answered(case: Case, edition: Edition, zone: ZoneInfo, language: str, safe: Safe) -> list[Answered]:
    """The talks of a case, oldest first, then the page of safety; what is out of sight is not in it."""
    spaces = current_edition().spaces
    found = []
    for sitting, content in reversed(talks(case)):
        instrument = instrument_of(sitting)
        items = {one.id: one.text for one in instrument.items}
        rows = [
            _row(items[name], answer, hour_of(sitting, content, name), zone, language)
            for name, answer in content["answers"].items()
            if answer in ANSWERS and name in items
        ]
        if rows:
            found.append((spaces[instrument.spaces[0]].title[language], rows))
    if rows := _safety(sections.latest(case, "safety")[1] or {}, edition, zone, language, safe):
        found.append((SAFETY[language], rows))
    return found


def _safety(
    held: Mapping[str, Any], edition: Edition, zone: ZoneInfo, language: str, safe: Safe
) -> list[tuple[str, str]]:
    titles = {
        row.at.removeprefix("safety:"): topic.title
        for topic in edition.topics.values()
        for row in topic.asked
        if row.at.startswith("safety:") and row.tells is None
    }
    hours = held.get(sections.HOURS, {})
    rows = []
    for name, said in held.items():
        if name in titles and said in ANSWERS:
            hour = hours.get(name)
            at = dt.datetime.fromisoformat(hour) if hour else None
            rows.append(_row(titles[name], said, at, zone, language))
        elif name in WRITTEN and isinstance(said, str) and said.strip():
            # Who waits may be a name at the very beginning, where a capital tells nothing: covered too.
            covered = safe(f"a {said}")[2:] if name == "expected_when" else safe(said)
            rows.append((WRITTEN[name][language], covered))
    return rows


def _row(asked: Text, answer: str, at: dt.datetime | None, zone: ZoneInfo, language: str) -> tuple[str, str]:
    said = str(ANSWERS[answer][language])
    return str(asked[language]), f"{said} · {exact(at.astimezone(zone), language)}" if at else said
