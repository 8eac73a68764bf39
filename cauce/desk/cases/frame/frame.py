"""What every page of a case shares: one journalled read, the parts, the ribbon and the next thing.

``case_page`` is the only way a page of a case begins. Its context holds ``page`` (facts, acts,
plan, consents), ``case``, ``post``, ``edition``, ``at``, ``nav``, ``parts``, ``consent``, ``next``,
``branches``, ``reach`` (how she may be reached now), ``to_tell``, ``tags`` (the branches of the content that
are open) and ``once``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from cauce.cases import access
from cauce.cases.facts import edition_of
from cauce.protocol.editions.access import annex_content
from cauce.rules.pathway import Holds
from cauce.ui import form_token
from cauce.ui.nav import nav

from . import branches, saying
from .closed import is_closed
from .consent_bar import ribbon
from .contact_line import reach
from .parts import parts_of, tabs_of

ONWARD = "onward"  # the button that saves, and leads to the part that follows
BEGIN = "#empezar"  # the field of a step itself, opened and focused (begin.js)


def next_thing(page: access.Page, edition, at: dt.datetime) -> dict[str, Any] | None:
    """The most urgent step to do, for ``case_next.html``; None: there is none, or the case is closed.

    What has to be found out first is a question, never the next step.
    """
    first = None if is_closed(page) else saying.to_do_first(page.plan, at, page.acts)
    if first is None:
        return None
    case = page.case
    found = saying.said(edition, first, case_id=case.id, time_zone=case.post.time_zone, at=at)
    found["brief"] = saying.brief(edition, first, case.post.time_zone)
    found["of_case"] = any(isinstance(one, Holds) and one.facts for one in first.reasons)
    found["href"] += BEGIN
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
    request: HttpRequest,
    case_id: UUID,
    what: str,
    at: dt.datetime,
    current: str = "",
    also: Sequence[str] = (),
    latest: int = 0,
) -> dict[str, Any]:
    """Read one case for a page called ``what``; the read is journalled. Raises ``Absent``.

    ``current``: the route of the part that is marked, ``protection:<what>`` when it is not given; ``also``:
    sections to be read with the facts, for ``page.sections``; ``latest``: of so many acts, who did them comes
    with ``consent``, as ``people``.
    """
    page = access.page_for(request.actor, case_id, what, at, also)
    part = current or f"protection:{what}"
    edition, people = edition_of(page.case), {row.by for row in page.written[:latest]}
    owed = () if is_closed(page) else page.plan
    return {
        "page": page,
        "case": page.case,
        "post": page.case.post,
        "edition": edition,
        "at": at,
        "nav": nav(request, "protection:worklist"),
        "case_parts": parts_of(page.case.id, part, request.path, owed, untold=page.case.untold),
        "part_tabs": tabs_of(page.case.id, part, request.path),
        "consent": ribbon(page, at, people),
        "reach": reach(page, at),
        "to_tell": page.case.untold,
        "next": next_thing(page, edition, at),
        "follows": follows(page),
        "branches": branches.shown(page.facts, page.acts),
        "tags": branches.tags(edition, page.facts),
        "once": form_token.reused(request),
    }
