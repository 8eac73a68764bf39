"""What a comparison hands to whoever estimates: quality and capture histories, counts alone."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cauce.custody.journal.door import Absent, record_read
from cauce.rules.permissions import Actor

from .access_linkage import quality_of
from .models import Linkage

NOTE = {
    ("es"): (
        "Conteos exactos, de uso interno: solo se publican redondeados, en una "
        "edición de estadística firmada."
    ),
    "en": "Exact counts, for internal use: published rounded only, in a signed edition of statistics.",
}
TOO_FEW = {
    "es": "Faltan pares revisados: sin ellos ninguna estimación puede descansar en esta comparación.",
    "en": "Too few pairs were reviewed: without them no estimate may rest on this comparison.",
}


def document(actor: Actor, linkage: Linkage) -> dict[str, Any]:
    """The document, journalled. Raises ``Absent`` before it ran. ``usable`` False says why in ``refused``."""
    if linkage.state == "agreed":
        raise Absent()
    with transaction.atomic():
        record_read(actor, "linkage.hand", about=("linkage", linkage.id), post=None)
        found = quality_of(linkage)
    return {
        "protected": NOTE,
        "lists": ["consular_cases", *linkage.terms["lists"]],
        "since": linkage.terms["since"],
        "until": linkage.terms["until"],
        "model": linkage.model,
        "threshold": linkage.threshold,
        "quality": found,
        "histories": linkage.histories,
        "usable": bool(found.get("enough")),
        "refused": [] if found.get("enough") else [TOO_FEW],
    }
