"""The network's readiness: all posts by task, what comes next, and one post in detail."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.content.model import Text
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices.access import day_at
from cauce.staff.readiness import access
from cauce.staff.readiness.required import MISSING, OVERDUE, READY, SOON
from cauce.ui.nav import nav

from . import saying
from .views_post import page_of

NEXT = 8  # lines of «what comes next»


@require_GET
def network(request: HttpRequest) -> HttpResponse:
    """Every post in one table, by name; the order is no judgement."""
    at = timezone.now()
    board = access.board(request.actor, at)
    names = access.actions_of(current_edition())
    rows = [_row(post, tasks, names) for post, tasks in board]
    begun = [row for row in rows if row["begun"]]
    late = _late(board)
    coming = sorted(
        (
            {"post": post, "task": task, "title": current_edition().actions[task.action].title}
            for post, tasks in board
            for task in tasks.values()
            if task.standing == SOON and task.due
        ),
        key=lambda one: (one["task"].due, one["post"].name),
    )
    return render(
        request,
        "readiness/network.html",
        {
            "rows": rows,
            "late": late[:NEXT],
            "more_late": max(0, len(late) - NEXT),
            "coming": coming[:NEXT],
            "more": max(0, len(coming) - NEXT),
            "columns": [
                {"id": name, "name": saying.short_of(name), "title": current_edition().actions[name].title}
                for name in names
            ],
            "summary": _summary(rows, len(begun)),
            "nav": nav(request, "readiness"),
            "totals": [
                Counter(row["cells"][place]["standing"] for row in begun)[READY]
                for place in range(len(names))
            ],
            "begun": len(begun),
        },
    )


def _late(board) -> list[dict[str, Any]]:
    """Each post with something overdue, once: what, and since when; the longest overdue first."""
    found = []
    for post, tasks in board:
        late = [task for task in tasks.values() if task.standing == OVERDUE and task.due]
        if late:
            found.append(
                {
                    "post": post,
                    "since": day_at(post, min(task.due for task in late)),
                    "tasks": [saying.short_of(task.action) for task in late],
                }
            )
    return sorted(found, key=lambda one: (one["since"], one["post"].name))


def _row(post, tasks: dict[str, access.Task], names: list[str]) -> dict[str, Any]:
    cells = []
    for name in names:
        task = tasks.get(name)
        how = task.standing if task else MISSING
        cells.append(
            {
                "standing": how,
                "state": saying.SHAPES[how],
                "words": saying.WORDS[how],
                "name": saying.short_of(name),
                "due": task.due if task else None,
            }
        )
    count = Counter(cell["standing"] for cell in cells)
    late = [cell["name"] for cell in cells if cell["standing"] == OVERDUE]
    return {
        "post": post,
        "cells": cells,
        "begun": bool(tasks),
        "overdue": count[OVERDUE],
        "ready": count[READY],
        "late": late,
        "soon": count[SOON],
    }


def _summary(rows: list[dict[str, Any]], begun: int) -> Text:
    late = sum(row["overdue"] > 0 for row in rows)
    whole = sum(row["begun"] and row["ready"] == len(row["cells"]) for row in rows)
    return Text(
        es=f"{begun} de {len(rows)} consulados adoptaron el Protocolo; {whole} tienen todo listo y {late} "
        "tienen alguna tarea vencida.",
        en=f"{begun} of {len(rows)} posts have adopted the Protocol; {whole} have everything ready "
        f"and {late} have some task overdue.",
    )


@require_GET
def post_page(request: HttpRequest, code: str) -> HttpResponse:
    """One post as its own people see it; nothing can be changed from here."""
    at, shown = timezone.now(), access.one(request.actor, code)
    page = page_of(request.actor, shown, at, links=False) | {
        "nav": nav(request, "readiness"),
        "shown": shown,
    }
    return render(request, "readiness/one.html", page)
