"""The twenty tools: to read, to print blank, and the small card that tells nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.access_forms import library, record_blank, record_card
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_tools import Tool
from cauce.custody.journal.door import Absent
from cauce.protocol.documents.letterhead import house
from cauce.protocol.documents.paper import page, pdf
from cauce.protocol.documents.toolsheet import Leaf, leaf_of
from cauce.protocol.editions.access import current_edition
from cauce.rules.tools import actions_of
from cauce.staff.exports.marking import Mark, mark_pdf
from cauce.staff.offices.access import day_at
from cauce.ui.nav import nav

from ..frame.saying import language
from .forms_card import CardForm
from .printed_directory import tables

KINDS = {
    "form": Text(es="Formatos que se llenan", en="Forms to fill"),
    "guide": Text(es="Guías", en="Guides"),
    "directory": Text(es="Directorios", en="Directories"),
    "reference": Text(es="De consulta", en="For reference"),
}
SHEET = "documents/tool.html"


def tool_named(edition: Edition, number: str) -> Tool:
    """The tool of an address («t18»). Raises ``Absent``."""
    found = edition.tools.get(number.upper())
    if found is None:
        raise Absent()
    return found


def sheet(
    request: HttpRequest, leaf: Leaf, *, from_: str, draft: bool = False, mark: Mark | None = None
) -> HttpResponse:
    """The sheet as a file with a name that says nothing, or as a page (``?como=pagina``).

    ``mark``: who printed it, when and why, at the foot of every page; None: a blank sheet.
    """
    context = {"leaf": leaf, "from": from_, "draft": draft, "mark": mark.line() if mark else ""}
    if _wish(request, "como") == "pagina":
        return HttpResponse(page(SHEET, context, language=leaf.language, title=leaf.title, medium="browser"))
    body = pdf(SHEET, context, language=leaf.language, title=leaf.title)
    if mark is not None:
        body = mark_pdf(body, mark, label="")
    return as_file(body, f"formato-{leaf.number}")


def as_file(body: bytes, name: str) -> HttpResponse:
    """A PDF to be kept or printed; nothing of it stays in a shared memory of pages."""
    head = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/pdf", headers=head)


def _wish(request: HttpRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name, "")


def wanted_language(request: HttpRequest) -> str:
    """The language of the paper, which need not be that of the screen."""
    found = _wish(request, "lengua")
    return found if found in ("es", "en") else language()


@require_GET
def tools(request: HttpRequest) -> HttpResponse:
    """All twenty by kind, each with what it is for."""
    library(request.actor)
    edition = current_edition()
    groups = [
        {"title": title, "tools": [t for t in edition.tools.values() if t.kind == kind]}
        for kind, title in KINDS.items()
    ]
    return render(request, "tools/tools.html", _context(request, groups=groups))


def _context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    return {"nav": nav(request, "protection:tools"), "post": request.post} | more


@require_GET
def tool(request: HttpRequest, number: str) -> HttpResponse:
    """One tool to read, with what it serves and where its words come from."""
    library(request.actor)
    edition = current_edition()
    found = tool_named(edition, number)
    return render(
        request,
        "tools/tool.html",
        _context(
            request,
            tool=found,
            leaf=_leaf(request, edition, found, language()),
            serves=[edition.actions[id] for id in actions_of(edition, found)],
            sources=[edition.sources[id] for id in found.sources],
        ),
    )


@require_GET
def tool_sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The blank sheet."""
    library(request.actor)
    edition = current_edition()
    found = tool_named(edition, number)
    record_blank(request.actor, request.post, found)
    lang = wanted_language(request)
    return sheet(request, _leaf(request, edition, found, lang), from_=house(request.post, lang))


def _leaf(request: HttpRequest, edition: Edition, found: Tool, lang: str) -> Leaf:
    on = day_at(request.post, timezone.now())
    shelf = tables(request.actor, edition, found, request.post, lang, on)
    return leaf_of(edition, found, lang, tables=shelf)


@require_http_methods(["GET", "POST"])
def card(request: HttpRequest) -> HttpResponse:
    """A card for whoever asked for one: what is typed goes to the printer and is kept nowhere."""
    library(request.actor)
    form = CardForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        record_card(request.actor, request.post)
        shown, lang = form.shown(), wanted_language(request)
        body = pdf("documents/card.html", shown, language=lang, title=shown["head"])
        return as_file(body, "horarios")
    return render(request, "tools/card.html", _context(request, form=form))
