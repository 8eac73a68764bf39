"""Read the manual: contents and search, a page for each part, action and tool, and the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.content.errors import CauceError
from cauce.custody.journal.door import check_may
from cauce.protocol.documents.build import file_name, reader_context
from cauce.protocol.documents.model import Document, Part
from cauce.protocol.documents.pdf_cache import kept_pdf
from cauce.protocol.editions.access import current_edition
from cauce.ui.nav import nav
from cauce.ui.words import language_of

from .finding import document_in, look_for, refs

LANGUAGES = ("es", "en")
MOST = 40  # hits on one page


def _language(request: HttpRequest) -> str:
    """The language asked for in the address, else that of whoever reads."""
    asked = request.GET.get("in")
    return asked if asked in LANGUAGES else language_of(get_language())


def _document(request: HttpRequest) -> Document:
    check_may(request.actor, "protocol.read")
    return document_in(_language(request))


def _page(request: HttpRequest, name: str, doc: Document, **more: Any) -> HttpResponse:
    here = language_of(get_language())
    other = "en" if doc.language == "es" else "es"
    suffix = f"?in={doc.language}" if doc.language != here else ""
    base = reader_context(doc) | {
        "nav": nav(request, "protocol:contents"),
        "language": doc.language,
        "suffix": suffix,
        "refs": refs(suffix),
        "foreign": bool(suffix),
        "other": other,
        "here": request.path,
        "links_out": True,
    }
    return render(request, f"protocol/{name}.html", base | more)


@require_GET
def contents(request: HttpRequest) -> HttpResponse:
    """The contents, and what was found when something was asked.

    Where nothing is found the other language is looked through, and the page says so.
    """
    doc = _document(request)
    question = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = look_for(question, doc.language, MOST)
    return _page(
        request,
        "contents",
        doc,
        question=question,
        hits=found.hits,
        found=found.count,
        told=found.told,
        languages=LANGUAGES,
    )


def _beside(items: Sequence[Any], place: int) -> dict[str, Any]:
    """What comes before and after in the document; None at its ends."""
    return {
        "before_it": items[place - 1] if place else None,
        "after_it": items[place + 1] if place + 1 < len(items) else None,
    }


@require_GET
def part(request: HttpRequest, part: str) -> HttpResponse:
    """One part of the document, whole."""
    doc = _document(request)
    found = doc.part(part)
    if found is None:
        raise Http404
    template = f"documents/part_{found.kind}.html"
    beside = _beside(doc.parts, doc.parts.index(found))
    return _page(request, "part", doc, part=found, template=template, **beside)


def _phase_of(doc: Document, number: int) -> Part | None:
    return next((one for one in doc.parts if one.slug == f"phase-{number}"), None)


@require_GET
def step(request: HttpRequest, action: str) -> HttpResponse:
    """One action: who, when, why, by when, evidence, source, and what each rests on."""
    doc = _document(request)
    steps = list(doc.steps.values())
    found = doc.steps.get(action)
    if found is None:
        raise Http404
    beside = _beside(steps, steps.index(found))
    later = [one for one in steps if any(id == found.id for id, _ in one.after)]
    phase = _phase_of(doc, found.phase)
    return _page(request, "step", doc, step=found, phase=phase, later=later, **beside)


@require_GET
def tool(request: HttpRequest, tool: str) -> HttpResponse:
    """One of the twenty tools, as an annex of the document."""
    doc = _document(request)
    annexes = list(doc.annexes.values())
    found = doc.annexes.get(tool)
    if found is None:
        raise Http404
    return _page(request, "tool", doc, annex=found, **_beside(annexes, annexes.index(found)))


@require_GET
def download(request: HttpRequest, language: str) -> HttpResponse:
    """The PDF of the edition in force; made when it is first asked for, then kept."""
    check_may(request.actor, "protocol.read")
    if language not in LANGUAGES:
        raise Http404
    try:
        file = kept_pdf(current_edition(), language=language, on=timezone.localdate())
    except CauceError as problem:
        doc = _document(request)
        return _page(request, "unmade", doc, problem=problem.text(doc.language))
    name = file_name(language, "pdf")
    return FileResponse(file.open("rb"), as_attachment=True, filename=name)
