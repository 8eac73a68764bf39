"""The help as it was made, file by file; a server where it was not says how to make it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils._os import safe_join
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cauce.ui.words import language_of

# What the pages are made of; nothing else in the folder is given out.
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
LANGUAGES = ("es", "en")


def folder() -> Path | None:
    """Where the help lies: what this server made, else what came with the package; None: nowhere."""
    return next((one for one in settings.HELP_ROOTS if (one / "made-of").is_file()), None)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Its first page, in the reader's language."""
    if folder() is None:
        return render(request, "help/none.html")
    return redirect("help:page", language_of(get_language()), "index.html")


@require_safe
def page(request: HttpRequest, language: str, path: str) -> HttpResponse:
    """One file. Whoever was led to a part of it before it was made reads how to make it."""
    root = folder()
    if root is None:
        return redirect("help:home")
    try:
        file = Path(safe_join(root / language, path)) if language in LANGUAGES else None
    except (SuspiciousFileOperation, ValueError):
        file = None
    if file is None or file.suffix not in KINDS or not file.is_file():
        raise Http404
    return HttpResponse(file.read_bytes(), content_type=KINDS[file.suffix])
