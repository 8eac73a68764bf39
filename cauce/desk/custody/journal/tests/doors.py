"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, lists

DOORS: dict[str, Door] = {
    # the record of acts and reads; the demonstration's mail
    "auditor:journal": lists("elena"),
    "auditor:looked": lists("elena"),
    "auditor:unusual": lists("elena"),
    "auditor:glass": lists("elena"),
    "auditor:exports": lists("elena"),
    "auditor:refusals": lists("elena"),
    "auditor:key": lists("bruno"),
}
