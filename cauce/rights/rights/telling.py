"""The record of a breach for the authority: nature, data, people, actions; nobody's name or folio.

Whom to tell and by when is not verified (LGPDPPSO, art. 34, read in a digest): the page says so.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from cauce.protocol.documents.paper import pdf

from .models import BreachRecord
from .sealing import breach as opened

TEMPLATE = "documents/incident_record.html"


def authority_pdf(one: BreachRecord, language: str) -> bytes:
    """The record on paper, in that language."""
    zone = ZoneInfo(one.post.time_zone)
    warned = one.warnings.exclude(told_at=None).count()
    context = {
        "breach": one,
        "said": opened(one),
        "post": one.post.name,
        "known_on": one.known_at.astimezone(zone).date(),
        "warned": warned,
        "waiting": one.warnings.filter(told_at=None).count(),
        "classes": set(one.classes),
    }
    title = "Record" if language == "en" else "Registro"
    return pdf(TEMPLATE, context, language=language, title=title)
