"""What stands on the worklist, as rows of one shape: cases, actions of plans, and what waits as a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from cauce.cases.access import WORKING, Row
from cauce.cases.facts import edition_of
from cauce.cases.models import Case, PlanItem
from cauce.cases.required import moves_of
from cauce.content.loader import Edition
from cauce.content.model import Text, both
from cauce.desk.cases.frame import saying
from cauce.desk.cases.frame.branches import first_of_all
from cauce.desk.cases.frame.consent_bar import danger_words
from cauce.intake.screenings.models import Encounter
from cauce.protocol.editions.access import current_edition
from cauce.rules.bands import Band, Edges, band
from cauce.rules.dates import local_instant, zone
from cauce.rules.disclosure import TASKS
from cauce.rules.pathway import Obligation, asked_of_others, leads_there, moved, on_the_way
from cauce.staff.offices.models import Post
from cauce.ui import form_token
from cauce.ui.words import say

SOON = dt.timedelta(hours=2)
NOTHING = both("Nada pendiente por ahora", "Nothing to do for now")
NOBODY = both("sin responsable", "nobody in charge yet")
PLAN = both("acción del plan", "action of the plan")
END = dt.time(23, 59)  # until when a day that a plan names lasts


def _state(row: Row, first, at: dt.datetime) -> str:
    if row.case.danger:
        return "danger"
    if first is None:
        return "met"
    if first.state == "open" and first.due and first.due - at < SOON:
        return "soon"
    return first.state


def row_of(row: Row, edition: Edition, post: Post, at: dt.datetime, reader: str = "") -> dict[str, Any]:
    """One case: what is next, by when and why; the folio, and who works on it unless it is the ``reader``."""
    case = row.case
    moves = moves_of(case)
    plan = moved(row.plan, moves, at)
    first = saying.most_urgent(plan, at, row.acts)
    title, route = saying.title_of(edition, first) if first else NOTHING, "protection:case"
    if first and first.action in asked_of_others(plan, row.acts):
        title = saying.awaited(edition, post, first, row.acts)
    step = first.action if first else ""  # on paper, where nothing is said in words
    # As the page of the case says it: in danger, what comes first is no step of the plan, and no hour of one.
    if (before_all := first_of_all(row.facts)) is not None:
        (title, route), first = before_all, None
    lang = saying.language()
    about = [case.folio]
    if case.officer is None or str(case.officer_id) != reader:
        about.append(case.officer.display_name if case.officer else NOBODY[lang])
    return {
        "case": case,
        "id": str(case.id),
        "title": title,
        "step": step,
        "href": reverse(route, args=[case.id]),
        "about": " · ".join(about),
        "why": saying.brief(edition, first, post.time_zone) if first else None,
        "danger": danger_words(row.facts),
        "due": first.due if first else None,
        "arrives": _arrives(row, plan, first),
        "passed": saying.passed(first) if first else None,
        "state": _state(row, first, at),
        "first_of_all": before_all is not None,
        "overdue": bool(first and first.state == "overdue"),
        "awaited": bool(first and leads_there(first)),
        "move": f"{reverse('protection:move', args=[case.id])}?paso={first.action}"
        if first and first.state == "overdue"
        else "",
        "moved": bool(first and any(one.action == first.action and one.until == first.due for one in moves)),
        "once": "" if case.officer_id or case.status not in WORKING else form_token.new(),
    }


def _arrives(row: Row, plan: Iterable[Obligation], first: Obligation | None) -> dt.datetime | None:
    """When the person of a case is expected where the way was agreed, though another step comes first."""
    agreed = on_the_way(plan, row.acts)
    dues = (one.due for one in plan if one.action in agreed and one is not first)
    return min((due for due in dues if due), default=None)


def rows_of(rows: Iterable[Row], post: Post, at: dt.datetime, reader: str = "") -> list[dict[str, Any]]:
    """The same of several cases, each by its own edition; what comes before any step of a plan stands before
    the steps."""
    found = [row_of(one, edition_of(one.case), post, at, reader) for one in rows]
    return sorted(found, key=lambda one: not one["first_of_all"])


def waiting_rows(found: Iterable[Encounter], names: dict[str, str], at: dt.datetime) -> list[dict[str, Any]]:
    """Who waits at the window, and whether somebody is on the way."""
    return [
        {
            "encounter": e,
            "minutes": int((at - e.raised_at).total_seconds() // 60),
            "late": e.acknowledged_at is None and at > e.due_at,
            "by": names.get(e.acknowledged_by, ""),
            "once": form_token.new(),
        }
        for e in found
    ]


def plan_rows(items: Iterable[PlanItem], post: Post, ends: Edges) -> dict[Band, list[dict[str, Any]]]:
    """Actions of plans in their bands. What was agreed is read in the case alone."""
    needs = {row.id: row.title for row in current_edition().catalogues["needs"]} | TASKS
    lang, place = saying.language(), zone(post.time_zone)
    found: dict[Band, list[dict[str, Any]]] = {}
    for item in items:
        due = local_instant(item.due_on, END, place)
        title = needs.get(item.need) or both(item.need, item.need)
        late = due < ends.at
        found.setdefault(band(due, ends), []).append(
            {
                "title": title,
                "href": reverse("protection:plan", args=[item.case_id]) + f"#linea-{item.id}",
                "about": f"{item.case.folio} · {PLAN[lang]}",
                "day": item.due_on,
                "overdue": late,
                "state": "overdue" if late else "open",
            }
        )
    return found


def date_rows(near: Iterable[tuple[Case, tuple[str, ...]]]) -> list[dict[str, Any]]:
    """Cases with a date of a route that is near, and what it is."""
    lang, rows = saying.language(), []
    for case, ids in near:
        titles = {d.id: d.title for one in edition_of(case).routes.values() for d in one.dates}
        said = [titles[id][lang] for id in ids if id in titles]
        rows.append(
            {
                "title": both("Fecha próxima", "Upcoming date"),
                "href": reverse("routes:sheet", args=[case.id]),
                "about": " · ".join([case.folio, *said]),
                "state": "soon",
            }
        )
    return rows


Said = Callable[[int], Text]


def _one_or(one: Text, es: str, en: str) -> Said:
    return lambda n: one if n == 1 else both(es.format(n=n), en.format(n=n))


DANGER = say("Alguno menciona peligro", "One of them mentions danger")
# What waits as a number: its name, where it leads, what it says, and what stands beneath.
COUNTED: tuple[tuple[str, str, Said, Any], ...] = (
    (
        "transfers",
        "transfers:list",
        _one_or(
            both("Contestar si pueden recibir un caso", "Say whether you can take a case"),
            "Contestar si pueden recibir {n} casos",
            "Say whether you can take {n} cases",
        ),
        say("De otro consulado. Conteste el mismo día.", "From another post. Answer the same day."),
    ),
    (
        "returns",
        "returning:list",
        _one_or(
            both("Contactar a una persona que regresó", "Contact one returnee"),
            "Contactar a {n} personas que regresaron",
            "Contact {n} returnees",
        ),
        say("Por el medio seguro que acordaron.", "Through the agreed safe channel."),
    ),
    (
        "conclusions",
        "protection:signatures",
        _one_or(
            both("Una conclusión espera su firma", "One conclusion awaits your signature"),
            "{n} conclusiones esperan su firma",
            "{n} conclusions await your signature",
        ),
        "",
    ),
    (
        "letters",
        "letters:list",
        _one_or(
            both("Un oficio o carta espera su revisión", "One letter awaits your review"),
            "{n} oficios o cartas esperan su revisión",
            "{n} letters await your review",
        ),
        "",
    ),
    (
        "envelopes",
        "protection:envelopes",
        _one_or(
            both("Un sobre espera su firma", "One envelope awaits your signature"),
            "{n} sobres esperan su firma",
            "{n} envelopes await your signature",
        ),
        "",
    ),
    (
        "drafts",
        "rights:drafts",
        _one_or(
            both("Un borrador espera su decisión", "One draft awaits your decision"),
            "{n} borradores esperan su decisión",
            "{n} drafts await your decision",
        ),
        "",
    ),
    (
        "lapsed",
        "aid:home",
        _one_or(
            both("Ver un apoyo y solicitarlo de nuevo", "See one aid item and request it again"),
            "Ver {n} apoyos y solicitarlos de nuevo",
            "See {n} aid items and request them again",
        ),
        say("Lo aprobó otro consulado y no se entregó.", "Another post approved it; it was not handed over."),
    ),
)
FORMS = _one_or(
    both("Formato que requiere seguimiento", "Form needing follow-up"),
    "{n} formatos que requieren seguimiento",
    "{n} forms needing follow-up",
)
ASIDE = _one_or(
    both("Revisar un formato apartado", "Review a form set aside"),
    "Revisar {n} formatos apartados",
    "Review {n} forms set aside",
)
FIELD = say("Llegó de campo", "Came from the field")


def counted_rows(counts: dict[str, int]) -> list[dict[str, Any]]:
    """What waits for somebody as a number, each in a row."""
    return [
        {"title": said(counts[name]), "href": reverse(route), "about": about, "state": "soon"}
        for name, route, said, about in COUNTED
        if counts.get(name)
    ]


def field_rows(came: dict[str, int]) -> dict[Band, list[dict[str, Any]]]:
    """What came from the field: with danger it is for now, else for today."""
    found: dict[Band, list[dict[str, Any]]] = {}
    for number, urgent, said, query, state in (
        (came["to_see"], came["urgent"], FORMS, "", "soon"),
        (came["set_aside"], came["urgent_aside"], ASIDE, "?ver=apartados", "to_find_out"),
    ):
        if number:
            found.setdefault("now" if urgent else "today", []).append(
                {
                    "title": said(number),
                    "href": reverse("field:arrivals") + query,
                    "about": FIELD,
                    "danger": DANGER if urgent else None,
                    "state": "danger" if urgent else state,
                }
            )
    return found
