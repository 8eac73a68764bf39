"""The journal, read by whoever audits; every reading of it is an entry as well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.content.model import Text
from cauce.custody.journal import access
from cauce.custody.journal.access_desk import last_anchor
from cauce.ui.fields import words
from cauce.ui.listed import BY_TIME, Filters, Pages, address, picks
from cauce.ui.words import language_of, say

from . import saying
from .showing import chain_name, frame, moment, rows

LATE = dt.timedelta(hours=2)
WALK = say("Recorrer esta cadena", "Walk this chain")


@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """The latest entries, as few or as many as the filters leave; a chain can be walked."""
    chains = access.chains(request.actor)
    lengths = {chain.name: chain.length for chain in chains}
    filters = _filters(request, sorted(lengths))
    chosen = filters.chosen
    start = request.GET.get("before", "")
    page = access.page(
        request.actor, **chosen, start=int(start) if start.isdecimal() and len(start) < 19 else None
    )
    walked = None
    if chosen["chain"] and request.GET.get("verify"):
        walked = access.walk(request.actor, chosen["chain"])
    anchored = last_anchor(request.actor)
    context = frame(
        request,
        "auditor:journal",
        filters=filters,
        also={"name": "verify", "value": "1", "label": WALK} if chosen["chain"] else None,
        clear=request.path if filters.values or start else "",
        page=page,
        pages=_pages(page, start, filters.values),
        rows=rows(page.entries, get_language()),
        total=f"{sum(lengths.values()):,}",
        broken=access.heads_that_differ(request.actor),
        walked=walked,
        start=start,
        anchored=moment(anchored, language_of(get_language())) if anchored else "",
        late=anchored is None or timezone.now() - anchored > LATE,
    )
    return render(request, "journal/journal.html", context)


def _filters(request: HttpRequest, chains: list[str]) -> Filters:
    def named(rows: Iterable[tuple[str, Text]]) -> list[tuple[str, Any]]:
        return [(name, words(text)) for name, text in rows]

    return Filters(
        request,
        {
            "chain": picks(
                say("De dónde", "Where"),
                named((name, chain_name(name)) for name in chains),
                say("Todas las cadenas", "All chains"),
            ),
            "kind": picks(
                say("De qué clase", "Kind"), named(saying.KINDS.items()), say("Todo", "Everything")
            ),
            "what": picks(say("Qué", "What"), named(saying.whats()), say("Cualquier cosa", "Anything")),
        },
    )


def _pages(page: access.Page, start: str, values: dict[str, str]) -> Pages | None:
    """The way to entries after and before these; None: all are shown."""
    if not (page.older or start):
        return None
    return Pages(
        address(values, before=page.newer) if start else "",
        address(values, before=page.older) if page.older else "",
        words=BY_TIME,
    )
