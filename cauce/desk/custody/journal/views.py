"""The journal, read by whoever audits; every reading of it is an entry as well."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.custody.journal import access
from cauce.custody.journal.access_desk import last_anchor
from cauce.ui.words import language_of

from . import saying
from .showing import chain_name, frame, moment, rows

LATE = dt.timedelta(hours=2)


@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """The latest entries, as few or as many as the filters leave; a chain can be walked."""
    chains = access.chains(request.actor)
    lengths = {chain.name: chain.length for chain in chains}
    chosen = _chosen(request, set(lengths))
    start = request.GET.get("before", "")
    page = access.page(
        request.actor, **chosen, start=int(start) if start.isdecimal() and len(start) < 19 else None
    )
    walked = None
    if chosen["chain"] and request.GET.get("verify"):
        walked = access.walk(request.actor, chosen["chain"])
    query = urlencode({name: value for name, value in chosen.items() if value})
    anchored = last_anchor(request.actor)
    context = frame(
        request,
        "auditor:journal",
        chains=[(name, chain_name(name)) for name in sorted(lengths)],
        kinds=list(saying.KINDS.items()),
        whats=saying.whats(),
        page=page,
        query=query,
        rows=rows(page.entries, get_language()),
        total=f"{sum(lengths.values()):,}",
        broken=access.heads_that_differ(request.actor),
        walked=walked,
        start=start,
        anchored=moment(anchored, language_of(get_language())) if anchored else "",
        late=anchored is None or timezone.now() - anchored > LATE,
    )
    return render(request, "auditor/journal.html", chosen | context)


def _chosen(request: HttpRequest, chains: set[str]) -> dict[str, str]:
    """The filters; a value that no list has is no filter."""
    known = {
        "chain": chains,
        "kind": set(saying.KINDS),
        "what": {name for name, _ in saying.whats()},
    }
    given = {name: request.GET.get(name, "") for name in known}
    return {name: value if value in known[name] else "" for name, value in given.items()}
