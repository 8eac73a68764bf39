"""What was done, as a quiet timeline: when it happened, and when it was typed if that differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from cauce.cases.withheld import OUT_OF_SIGHT, WITHHELD
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.rules.pathway import DECLINED, DEPARTED
from cauce.staff.offices import access as offices
from cauce.ui.words import exact

from . import saying

LATE = dt.timedelta(minutes=5)
PROGRAM = Text(es="el sistema", en="the system")


def act_title(edition: Edition, act: Any) -> str:
    lang = saying.language()
    if act.name in edition.acts:
        return edition.acts[act.name].title[lang]
    action = edition.actions.get(act.action)
    title = action.title[lang] if action else act.action
    if act.name == DEPARTED:
        return f"Departed from: {title}" if lang == "en" else f"Se decidió apartarse: {title}"
    if act.name == DECLINED:
        return f"Offered and declined: {title}" if lang == "en" else f"Se ofreció y no quiso: {title}"
    return act.name


def note_words(edition: Edition, note: Any) -> str:
    if not isinstance(note, dict):
        return note or ""
    lang = saying.language()
    if note == WITHHELD:
        return OUT_OF_SIGHT[lang]
    reasons = {r.id: r.title[lang] for r in edition.catalogues["departure_reasons"]}
    reason = reasons.get(note.get("reason", ""), "")
    agreed = note.get("agreed_with", "")
    with_whom = f"Agreed with: {agreed}." if lang == "en" else f"De acuerdo con: {agreed}."
    parts = [f"{reason}." if reason else "", note.get("note", ""), with_whom if agreed else ""]
    return " ".join(part for part in parts if part)


def closing_words(edition: Edition, note: str) -> str:
    """What stands with the act of closing, its reason in the reader's language."""
    code, colon, rest = note.partition(":")
    titles = {r.id: r.title[saying.language()] for r in edition.catalogues["closing_reasons"]}
    return " ".join(part for part in (f"{titles[code]}.", rest.strip()) if part) if code in titles else note


def _who(act: Any, names: dict[str, str], time_zone) -> str:
    lang = saying.language()
    who = PROGRAM[lang] if act.by == "system" else names.get(act.by, "")
    if act.corrects_id is not None:
        corrected = exact(act.typed_at.astimezone(time_zone), lang)
        said = f"corrected on {corrected}" if lang == "en" else f"se corrigió el {corrected}"
        return f"{who} · {said}" if who else said
    if act.typed_at - act.happened_at <= LATE:
        return who
    typed = exact(act.typed_at.astimezone(time_zone), lang)
    late = f"written down on {typed}" if lang == "en" else f"se anotó el {typed}"
    return f"{who} · {late}" if who else late


def timeline(
    edition: Edition, notes: list[dict[str, Any]], time_zone, people: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The acts for ``ui/timeline.html``, newest first as they come. ``people``: the names of who did them;
    None: they are asked for."""
    names = offices.names_of({n["act"].by for n in notes}) if people is None else people
    return [
        {
            "at": n["act"].happened_at,
            "what": act_title(edition, n["act"]),
            "note": closing_words(edition, words) if n["act"].name == "closed" else words,
            "who": _who(n["act"], names, time_zone),
        }
        for n in notes
        for words in (note_words(edition, n["note"]),)
    ]
