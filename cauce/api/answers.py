"""JSON for machines: one way to write it, and one for what went wrong."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse

from cauce.content.errors import Bilingual


def answer(document: Any, status: int = 200, kind: str = "application/json") -> HttpResponse:
    """The document as UTF-8 JSON."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return HttpResponse(body.encode(), status=status, content_type=kind)


def mistake(error: Bilingual, status: int) -> HttpResponse:
    """What went wrong in both languages, and where. What was sent is not repeated."""
    return answer(
        {"error": error.id, "where": error.where or "", "es": error.text("es"), "en": error.text("en")},
        status,
    )
