"""Files that leave: one's own, each taken once, and all of them for whoever audits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.model import Text
from cauce.protocol.editions.access import current_edition
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.exports import access, actions
from cauce.staff.exports.kinds import kinds
from cauce.staff.exports.models import Export
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.nav import nav

STATES = {
    "waiting": Text(es="Por bajar", en="To be downloaded"),
    "taken": Text(es="Ya se bajó", en="Downloaded"),
    "expired": Text(es="Venció sin bajarse", en="Expired, not downloaded"),
}
TYPES = {"pdf": "application/pdf", "zip": "application/zip"}
GONE = 410


def _row(one: Export, reasons: dict[str, Text]) -> dict[str, Any]:
    over = one.state == "waiting" and one.expires_at <= timezone.now()
    return {
        "export": one,
        "short": str(one.id)[:8],
        "kind": kinds()[one.kind].title,
        "reason": reasons.get(one.reason),
        "state": STATES["expired" if over else one.state],
        "waits": one.state == "waiting" and not over,
    }


def _reasons() -> dict[str, Text]:
    return {row.id: row.title for row in current_edition().catalogues["export_reasons"]}


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """The files that one made, the newest first."""
    reasons = _reasons()
    rows = [_row(one, reasons) for one in access.own(request.actor)]
    return render(
        request, "exports/list.html", {"rows": rows, "nav": nav(request, "files"), "post": request.post}
    )


@require_GET
def file_page(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """One file of one's own: what it is, and the button that takes it."""
    found = access.own_for(request.actor, export_id)
    return render(
        request,
        "exports/file.html",
        {
            **_row(found, _reasons()),
            "once": form_token.reused(request),
            "nav": nav(request, "files"),
            "post": request.post,
        },
    )


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """The file itself, once. A link followed again says that it is gone."""
    found = access.own_for(request.actor, export_id)
    if request.method == "GET":
        return file_page(request, export_id)
    return _take(request, found)


@fresh
def _take(request: HttpRequest, found: Export) -> HttpResponse:
    try:
        body = actions.take(actor=request.actor, export=found, at=timezone.now())
    except actions.Gone:
        context = {**_row(found, _reasons()), "nav": nav(request, "files"), "post": request.post}
        return render(request, "exports/gone.html", context, status=GONE)
    return HttpResponse(
        body,
        headers={
            "Content-Type": TYPES[found.name.rpartition(".")[2]],
            "Content-Disposition": f'attachment; filename="{found.name}"',
            "Cache-Control": "no-store",
        },
    )


@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """Every file that left, with its hash, for whoever audits."""
    found, reasons = access.all_that_left(request.actor), _reasons()
    names = offices.names_of({row.made_by for row, _ in found})
    rows = [
        _row(row, reasons) | {"why": why, "who": names.get(row.made_by, row.made_by)} for row, why in found
    ]
    return render(
        request, "exports/left.html", {"rows": rows, "nav": nav(request, "files:left"), "post": request.post}
    )
