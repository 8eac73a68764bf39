"""A post's preparation in words: each task with its reasons, the whole in a sentence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from cauce.content.model import Text
from cauce.desk.cases.frame.saying import PROVENANCE, deadline_mark, reasons
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post
from cauce.staff.readiness.access import Task
from cauce.staff.readiness.required import MISSING, OVERDUE, READY, SOON, STANDINGS

# The address of each task; P1-09 is done by each person for themselves.
STEP_OF = {
    "P1-01": "contexto",
    "P1-02": "directorio",
    "P1-03": "acuerdos",
    "P1-04": "enlace",
    "P1-05": "capacitacion",
    "P1-06": "espacio",
    "P1-07": "jornadas",
    "P1-08": "aviso",
}
WORDS = {
    READY: Text(es="lista", en="ready"),
    SOON: Text(es="toca pronto", en="due soon"),
    OVERDUE: Text(es="vencida", en="overdue"),
    MISSING: Text(es="por hacer", en="to do"),
}
# The states of the look: a shape and a word each.
SHAPES = {READY: "met", SOON: "soon", OVERDUE: "overdue", MISSING: "open"}
SHORT = {
    "P1-01": Text(es="Contexto", en="Context"),
    "P1-02": Text(es="Directorio", en="Directory"),
    "P1-03": Text(es="Acuerdos", en="Agreements"),
    "P1-04": Text(es="Enlace", en="Focal point"),
    "P1-05": Text(es="Capacitación", en="Training"),
    "P1-06": Text(es="Espacio", en="Space"),
    "P1-07": Text(es="Jornadas informativas", en="Outreach"),
    "P1-08": Text(es="Aviso", en="Notice"),
    "P1-09": Text(es="Autocuidado", en="Self-care"),
}


def short_of(action: str) -> Text:
    """A column's name for an action; an action that an edition adds has its own id."""
    return SHORT.get(action, Text(es=action, en=action))


def said(task: Task, post: Post, at: dt.datetime, *, links: bool) -> dict[str, Any]:
    """One task for the list: what, how it stands, why, by when, on what it rests, where it is done."""
    edition = current_edition()
    action, planned = edition.actions[task.action], task.planned
    step = STEP_OF.get(task.action)
    href = reverse("readiness:step", args=[step]) if step else reverse("readiness:own")
    return {
        "id": task.action,
        "title": action.title,
        "why": action.why,
        "evidence": action.evidence,
        "note": action.note,
        "recurs": action.recurs,
        "mark": PROVENANCE[action.provenance],
        "state": SHAPES[task.standing],
        "standing": task.standing,
        "words": WORDS[task.standing],
        "due": task.due,
        "met_at": task.met_at,
        "met_day": task.met_at and day_at(post, task.met_at),
        "href": href if links else "",
        "reasons": reasons(edition, planned, post.time_zone) if planned else [],
        "sources": [edition.sources[one] for one in planned.sources] if planned else [],
        "deadline_mark": deadline_mark(edition, planned, at) if planned else None,
    }


def in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is overdue first, then what comes soon, then what is to be done, then what is ready."""
    return sorted(rows, key=lambda row: (STANDINGS.index(row["standing"]), row["id"]))


def summary(tasks: Iterable[Task]) -> Text:
    """How ready a post is, in one sentence."""
    count = Counter(task.standing for task in tasks)
    total = sum(count.values())
    parts_es, parts_en = [], []
    for standing, (one_es, many_es), en in (
        (OVERDUE, ("vencida", "vencidas"), "overdue"),
        (SOON, ("toca pronto", "tocan pronto"), "due soon"),
        (MISSING, ("por hacer", "por hacer"), "to do"),
    ):
        if number := count[standing]:
            parts_es.append(f"{number} {one_es if number == 1 else many_es}")
            parts_en.append(f"{number} {en}")
    es = f"{count[READY]} de {total} tareas listas"
    en = f"{count[READY]} of {total} tasks ready"
    rest_es, rest_en = "; ".join(parts_es), "; ".join(parts_en)
    return Text(
        es=f"{es}; {rest_es}." if rest_es else f"{es}.",
        en=f"{en}; {rest_en}." if rest_en else f"{en}.",
    )
