"""The journal, read by whoever audits; every reading of it is an entry as well."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.desk.nav import nav
from cauce.journal import access
from cauce.offices import access as offices
from cauce.rules.content.model import Text
from cauce.ui.words import exact, language_of

from . import saying

SYSTEM = Text(es="El sistema", en="The system")
TELEPHONE = Text(es="Un teléfono de campo", en="A telephone in the field")
NOBODY = Text(es="Alguien sin cuenta", en="Somebody without an account")


@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """The latest entries, as few or as many as the filters leave; a chain can be walked."""
    chains = access.chains(request.actor)
    lengths = {chain.name: chain.length for chain in chains}
    chosen = _chosen(request, set(lengths))
    start = request.GET.get("before", "")
    page = access.page(
        request.actor, **chosen, start=int(start) if start.isdecimal() and len(start) < 19 else None
    )  # fmt: skip
    names = offices.names_of({entry.actor for entry in page.entries if len(entry.actor) == 36})
    walked, language = None, language_of(get_language())
    if chosen["chain"] and request.GET.get("verify"):
        walked = access.walk(request.actor, chosen["chain"])
    query = urlencode({name: value for name, value in chosen.items() if value})
    return render(request, "auditor/journal.html", chosen | {
        "chains": [(name, _chain_name(name)) for name in sorted(lengths)],
        "kinds": list(saying.KINDS.items()), "whats": saying.whats(),
        "rows": [_row(entry, names, language) for entry in page.entries], "page": page, "query": query,
        "total": f"{sum(lengths.values()):,}", "broken": access.heads_that_differ(request.actor),
        "walked": walked, "start": start, "nav": nav(request, "auditor"),
    })  # fmt: skip


def _chosen(request: HttpRequest, chains: set[str]) -> dict[str, str]:
    """The filters; a value that no list has is no filter."""
    known = {
        "chain": chains,
        "kind": set(saying.KINDS),
        "what": {name for name, _ in saying.whats()},
    }
    given = {name: request.GET.get(name, "") for name in known}
    return {name: value if value in known[name] else "" for name, value in given.items()}


def _chain_name(name: str) -> Text:
    return Text(es="La red", en="The network") if name == "network" else Text(es=name, en=name)


def _row(entry, names: dict[str, str], language: str) -> dict[str, object]:
    other = TELEPHONE if entry.actor.startswith("tel:") else NOBODY
    who: object = names.get(entry.actor) or (SYSTEM if entry.actor == "system" else other)
    return {
        "at": exact(entry.at.astimezone(dt.UTC), language), "who": who, "what": saying.sentence(entry), "about": saying.about(entry),
        "codes": saying.codes(entry), "chain": _chain_name(entry.chain), "number": entry.number,
        "refused": entry.kind == "refused",
    }  # fmt: skip
