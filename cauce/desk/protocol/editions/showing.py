"""What the pages show of an edition: its state in words, its difference, its trial, its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from cauce.content.errors import CauceError
from cauce.content.loader import Edition as Content
from cauce.content.model import Text, both
from cauce.protocol.editions import access, schedule
from cauce.protocol.editions.models import Edition, Trial
from cauce.rules.difference import AREAS, Change, difference
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices import access as offices

KINDS = {
    "added": both("Se agrega", "Added"),
    "changed": both("Cambia", "Changed"),
    "ended": both("Termina", "Ended"),
}
TONES = {
    "stricter": ("done", both("más estricto", "stricter")),
    "weaker": ("warn", both("más laxo", "weaker")),
}
COUNTS = (
    ("gained", both("Se requiere y antes no", "Newly required")),
    ("lost", both("Ya no se requiere", "No longer required")),
    ("kept", both("Terminó; se conserva lo hecho", "Ended; what was done is kept")),
    ("sooner", both("Vence antes", "Due sooner")),
    ("later", both("Vence después", "Due later")),
    ("other", both("Cambia", "Changed")),
    ("waiting", both("Usará el plazo nuevo", "Will use the new deadline")),
)
# So many are read at a glance; of more, each area opens by itself.
FEW = 20
ENDED = both("paso que ya no está", "a step that no longer exists")


def state_of(edition: Edition, in_force: str, today: dt.date) -> tuple[str, Text]:
    """The shape and the words of where an edition stands."""
    if edition.state == "draft":
        return "open", both("Borrador", "Draft")
    if edition.state == "proposed":
        return "soon", both("Propuesta: falta otra persona", "Proposed: another person is needed")
    if edition.id == in_force:
        words = both("Rige ahora", "In force now")
        if edition.state == "withdrawn":
            words = both(
                "Rige hasta que empiece la que la sustituye; se retiró",
                "Withdrawn; in force until its replacement begins",
            )
        return "met", words
    if edition.in_force_from > today:
        return "info", both("Aprobada, aún no rige", "Approved, not yet in force")
    if edition.state == "withdrawn":
        return "waived", both("Rigió y se retiró", "Was in force and was withdrawn")
    return "done", both("Rigió antes", "Was in force before")


def line(edition: Edition, in_force: str, today: dt.date) -> dict[str, Any]:
    """One edition in the list."""
    shape, words = state_of(edition, in_force, today)
    return {"edition": edition, "shape": shape, "state": words}


def until(edition: Edition) -> dt.date | None:
    """The last day of an edition in use; None: until another replaces it, or it is not in use."""
    later = [one for one in schedule.dated() if one.in_force_from > edition.in_force_from]
    if not edition.in_use or not later:
        return None
    return later[0].in_force_from - dt.timedelta(days=1)


def changes_of(edition: Edition) -> tuple[list[dict[str, Any]], CauceError | None]:
    """The difference from the edition before, by area; and why there is none, if it cannot be read."""
    try:
        base = access.base_of(edition)
        if base is None:
            return [], None
        return grouped(difference(base, access.content_of(edition))), None
    except CauceError as problem:
        return [], problem


def grouped(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The changes by area, in the order of the areas; ``open``: there are few in all."""
    found: dict[str, list[dict[str, Any]]] = {area: [] for area in AREAS}
    for one in changes:
        found[one.area].append(
            {
                "title": one.title,
                "kind": KINDS[one.kind],
                "ended": one.kind == "ended",
                "text": one.text,
                "tone": TONES.get(one.tone),
                "pieces": _pieces(one),
            }
        )
    few = sum(map(len, found.values())) <= FEW
    return [{"title": AREAS[area], "changes": rows, "open": few} for area, rows in found.items() if rows]


def _pieces(change: Change) -> list[dict[str, Any]]:
    same = len(change.pieces) == 2 and change.pieces[0][1] == change.pieces[1][1]
    rows = change.pieces[:1] if same else change.pieces
    return [{"language": "" if same else language, "pieces": _short(found)} for language, found in rows]


def _short(pieces) -> list[dict[str, str]]:
    """Long stretches that stayed the same are cut in the middle: what changed is what is read."""
    found = []
    for piece in pieces:
        words = piece.words.split(" ")
        if piece.kind == "same" and len(words) > 24:
            found.append({"kind": "same", "words": " ".join(words[:10])})
            found.append({"kind": "cut", "words": "…"})
            found.append({"kind": "same", "words": " ".join(words[-10:])})
        else:
            found.append({"kind": piece.kind, "words": piece.words})
    return found


def trial_of(trial: Trial, edition: Edition) -> dict[str, Any]:
    """What a trial found, ready for its page."""
    found, content = trial.found, _content(edition)
    return {
        "at": trial.at,
        "errors": found.get("errors", ()),
        "warnings": found.get("warnings", 0),
        "cases": _cases(found.get("cases"), content),
        "open": _open(found.get("open"), content),
    }


def _content(edition: Edition) -> list[Content]:
    try:
        return [one for one in (access.content_of(edition), access.base_of(edition)) if one]
    except CauceError:
        return []


def _named(action: str, known: list[Content]) -> Text:
    for content in known:
        if action in content.actions:
            title = content.actions[action].title
            return both(f"{action} {title.es}", f"{action} {title.en}")
    return both(f"{action} ({ENDED.es})", f"{action} ({ENDED.en})")


def _cases(found: dict[str, Any] | None, known: list[Content]) -> dict[str, Any] | None:
    if found is None:
        return None
    columns = (
        ("gained", both("Se requiere y antes no", "Newly required")),
        ("lost", both("Ya no se requiere", "No longer required")),
        ("due", both("Otra fecha", "Another date")),
    )
    rows = [
        [_named(id, known), *(counts.get(name, 0) for name, _ in columns)]
        for id, counts in found["moved"].items()
    ]
    return {
        "total": found["total"],
        "wrong": found["wrong"],
        "table": _table(both("Casos de ejemplo, por paso", "Example cases, by step"), columns, rows),
    }


def _open(found: dict[str, Any] | None, known: list[Content]) -> dict[str, Any] | None:
    if found is None:
        return None
    used = [
        (name, words)
        for name, words in COUNTS
        if any(counts.get(name) for counts in found["by_action"].values())
    ]
    rows = [
        [_named(id, known), *(counts.get(name, 0) for name, _ in used)]
        for id, counts in found["by_action"].items()
    ]
    return {
        "cases": found["cases"],
        "changed": found["changed"],
        "later": found.get("later", 0),
        "table": _table(both("Casos abiertos, por paso", "Open cases, by step"), used, rows),
    }


def _table(caption: Text, columns, rows) -> dict[str, Any] | None:
    if not rows:
        return None
    return {
        "caption": caption,
        "rows": rows,
        "stack": True,
        "columns": [
            {"name": both("Paso", "Step")},
            *({"name": words, "number": True} for _, words in columns),
        ],
    }


def approvals_of(edition: Edition) -> list[dict[str, Any]]:
    """Who stands for it, in order."""
    found = access.approvals(edition)
    names = offices.names_of({one.user for one in found} | {edition.drafted_by})
    return [{"who": names.get(one.user, ""), "at": one.at} for one in found]


def may(actor: Actor) -> dict[str, bool]:
    """What the actor may do with editions."""
    return {
        "may_draft": permits(actor, "edition.draft").allowed,
        "may_approve": permits(actor, "edition.approve").allowed,
        "may_annex": bool(actor.posts) and permits(actor, "annex.read").allowed,
    }
