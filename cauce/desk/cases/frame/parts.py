"""The parts of a case in six groups, in the order of the work, and what waits in each.

A group opens in its place without loading anything: going through the list reads nothing of the case,
so the journal keeps only the pages that somebody meant to see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.content.model import Text
from cauce.rules.pathway import Obligation

from .where import PLACES, page_of

CASE = "protection:case"
LOG = "disclosures:log"

# Each group and its pages: route and name.
GROUPS: tuple[tuple[Text, tuple[tuple[str, Text], ...]], ...] = (
    (Text(es="Lo siguiente", en="Next"), ((CASE, Text(es="Lo siguiente", en="Next")),)),
    (
        Text(es="La persona", en="The person"),
        (
            ("protection:safety", Text(es="Seguridad", en="Safety")),
            ("protection:rights", Text(es="Derechos", en="Rights")),
            ("protection:consent", Text(es="Consentimiento", en="Consent")),
            ("protection:risk", Text(es="Riesgo", en="Risk")),
            ("disclosures:contact", Text(es="Contacto", en="Contact")),
            ("appointments:case", Text(es="Citas", en="Appointments")),
            ("protection:custody", Text(es="Detención", en="Detention")),
            ("protection:identity", Text(es="Quién es", en="Who it is")),
            ("crews:case", Text(es="Otra nacionalidad", en="Other nationality")),
        ),
    ),
    (
        Text(es="Qué pasó", en="What happened"),
        (
            ("protection:told", Text(es="Lo que contó", en="What was told")),
            ("protection:screening", Text(es="Preguntas", en="Questions")),
            ("protection:interview", Text(es="Entrevista", en="Interview")),
            ("protection:assess", Text(es="Conclusión", en="Conclusion")),
        ),
    ),
    (
        Text(es="Ayuda", en="Help"),
        (
            ("protection:plan", Text(es="Plan", en="Plan")),
            ("protection:refer", Text(es="Canalizaciones", en="Referrals")),
            ("routes:sheet", Text(es="Opciones legales", en="Legal options")),
            ("aid:case", Text(es="Apoyos", en="Aid")),
            ("follow:case", Text(es="Seguimiento", en="Follow-up")),
        ),
    ),
    (
        Text(es="Familia y regreso", en="Family and return"),
        (
            ("families:case", Text(es="Familia", en="Family")),
            ("mexico:case", Text(es="Pedir a México", en="Ask Mexico")),
            ("returning:case", Text(es="Viaje", en="Journey")),
        ),
    ),
    (
        Text(es="Expediente", en="File"),
        (
            ("registers:case", Text(es="Folios", en="Folios")),
            ("letters:case", Text(es="Cartas", en="Letters")),
            ("protection:forms", Text(es="Formatos", en="Forms")),
            (LOG, Text(es="Con quién se compartió", en="Shared with")),
            ("protection:history", Text(es="Historia", en="History")),
            ("rights:case", Text(es="Sus datos", en="Personal data")),
            ("colleagues:sheet", Text(es="Relevo", en="Handover")),
            ("colleagues:case", Text(es="Entre colegas", en="Among colleagues")),
        ),
    ),
)


def waiting(plan: Iterable[Obligation], untold: bool) -> tuple[Counter[str], set[str]]:
    """How many steps wait on each page, by route, and the pages where one is overdue.

    ``untold``: the person has not been told of something that was shared. What is done on the page
    of the case itself, or not yet known to apply, is not counted.
    """
    owed: Counter[str] = Counter()
    late = set()
    for one in plan:
        route = PLACES.get(one.action)
        if route is None or one.state not in ("open", "overdue"):
            continue
        owed[route] += 1
        if one.state == "overdue":
            late.add(route)
    if untold:
        owed[LOG] += 1
    return owed, late


def parts_of(
    case_id: UUID, current: str, path: str, plan: Iterable[Obligation] = (), untold: bool = False
) -> list[dict[str, Any]]:
    """The groups with their pages for ``ui/parts.html``; a page that this server has not is left out.

    ``current``: the route of the part that is shown; ``path``: the address that is shown, which is
    the part itself or a page under it.
    """
    owed, late = waiting(plan, untold)
    found = []
    for label, members in GROUPS:
        pages = []
        for route, name in members:
            if href := page_of(route, case_id):
                here = ("page" if href == path else "true") if route == current else ""
                pages.append(
                    {
                        "href": href,
                        "label": name,
                        "current": here,
                        "count": owed[route],
                        "late": route in late,
                    }
                )
        if pages:
            found.append(
                {
                    "label": label,
                    "pages": pages,
                    "only": len(members) == 1,
                    "current": any(page["current"] for page in pages),
                    "count": sum(page["count"] for page in pages),
                    "late": any(page["late"] for page in pages),
                }
            )
    return found
