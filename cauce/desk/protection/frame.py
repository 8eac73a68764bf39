"""What every page of a case shares: one journalled read, the tabs, the ribbon and the next thing.

``case_page`` is the only way a page of a case begins. Its context holds ``page`` (facts, acts,
plan, consents), ``case``, ``post``, ``edition``, ``at``, ``nav``, ``tabs``, ``consent``, ``next``,
``branches``, ``reach`` (how she may be reached now), ``to_tell``, ``tags`` (the branches of the content that are open) and ``once``.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from cauce.cases import access
from cauce.cases.facts import edition_of
from cauce.desk.nav import nav
from cauce.desk.once import kept
from cauce.editions.access import annex_content
from cauce.rules.content.model import Text

from . import branches, saying
from .reach import reach
from .ribbon import ribbon
from .where import page_of

# Route and name of each part of a case, in the order of the work; who it is comes last.
TABS = (
    ("protection:case", Text(es="Caso", en="Case")),
    ("protection:safety", Text(es="Seguridad", en="Safety")),
    ("protection:rights", Text(es="Derechos", en="Rights")),
    ("protection:consent", Text(es="Consentimiento", en="Consent")),
    ("protection:told", Text(es="Lo que contó", en="What was told")),
    ("protection:screening", Text(es="Preguntas", en="Questions")),
    ("protection:interview", Text(es="Entrevista", en="Interview")),
    ("protection:assess", Text(es="Lectura", en="Reading")),
    ("protection:risk", Text(es="Riesgo", en="Risk")),
    ("disclosures:contact", Text(es="Contacto", en="Contact")),
    ("protection:plan", Text(es="Plan", en="Plan")),
    ("protection:refer", Text(es="Canalizaciones", en="Referrals")),
    ("routes:sheet", Text(es="Opciones", en="Options")),
    ("mexico:case", Text(es="México", en="Mexico")),
    ("families:case", Text(es="Familia", en="Family")),
    ("aid:case", Text(es="Apoyos", en="Aid")),
    ("follow:case", Text(es="Seguimiento", en="Follow-up")),
    ("letters:case", Text(es="Cartas", en="Letters")),
    ("protection:forms", Text(es="Formatos", en="Forms")),
    ("disclosures:log", Text(es="Con quién se compartió", en="Shared with")),
    ("protection:history", Text(es="Historia", en="History")),
    ("protection:identity", Text(es="Quién es", en="Who it is")),
    ("rights:case", Text(es="Sus datos", en="Her data")),
)


def tabs_of(case_id: UUID, current: str) -> list[dict[str, Any]]:
    """The parts of a case; ``current`` is the route of the page that is shown."""
    found = []
    for route, label in TABS:
        if href := page_of(route, case_id):
            found.append({"href": href, "label": label, "current": route == current, "count": None})
    return found


def next_thing(page: access.Page, edition, at: dt.datetime) -> dict[str, Any] | None:
    """The most urgent obligation, for ``ui/next.html``; None: nothing waits."""
    first = saying.most_urgent(page.plan, at)
    if first is None:
        return None
    case = page.case
    found = saying.said(edition, first, case_id=case.id, time_zone=case.post.time_zone, at=at)
    found["brief"] = saying.brief(edition, first, case.post.time_zone)
    if first.state == "to_find_out" and found["href"] == reverse(
        "protection:record", args=[case.id, first.action]
    ):
        found["href"] = reverse("protection:case", args=[case.id]) + "#averiguar"
    return found


def follows(page: access.Page) -> dict[str, Any]:
    """Which edition the case follows, since when, and the steps that ended and had been done."""
    case = page.case
    # A case that only went to another post, or took up its annex, follows the same edition.
    others = [row for row in case.followed if row["edition"] != case.edition]
    since = dt.datetime.fromisoformat(others[-1]["until"]) if others else None
    return {
        "edition": case.edition,
        "since": since or case.opened_at,
        "annex": case.annex,
        "contacts": annex_content(case.edition, case.post_id, case.annex).contacts,
        "before": list(dict.fromkeys(row["edition"] for row in others)),
        "kept": [
            {"title": one.edition.actions[one.obligation.action].title, "at": one.obligation.met_at}
            for one in page.kept
        ],
    }


def case_page(
    request: HttpRequest, case_id: UUID, what: str, at: dt.datetime, current: str = ""
) -> dict[str, Any]:
    """Read one case for a page called ``what``; the read is journalled. Raises ``Absent``.

    ``current``: the route whose tab is marked, ``protection:<what>`` when it is not given.
    """
    page = access.page_for(request.actor, case_id, what, at)
    edition = edition_of(page.case)
    return {
        "page": page,
        "case": page.case,
        "post": page.case.post,
        "edition": edition,
        "at": at,
        "nav": nav(request, "protection:worklist"),
        "tabs": tabs_of(page.case.id, current or f"protection:{what}"),
        "consent": ribbon(page, at),
        "reach": reach(page, at),
        "to_tell": page.case.untold,
        "next": next_thing(page, edition, at),
        "follows": follows(page),
        "branches": branches.shown(page.facts, page.acts),
        "tags": branches.tags(edition, page.facts),
        "once": kept(request),
    }
