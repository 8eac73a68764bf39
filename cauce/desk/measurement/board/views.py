"""The boards: one indicator, one period, one way of breaking it down; a sentence, a drawing, a table."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.errors import BadInput, NotInForce
from cauce.custody.journal.door import check_may
from cauce.measurement.access_board import POST, board
from cauce.measurement.boards.board import Board
from cauce.protocol.editions.access import current_edition
from cauce.rules.pathway.planner import HEADQUARTERS_ZONE
from cauce.rules.permissions import Scope, permits
from cauce.staff.exports.handing import WhyForm, hand_over
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.errors import words
from cauce.ui.nav import nav
from cauce.ui.words import language_of

from .asking import asked, filters, query
from .drawing import drawn
from .meaning import definition, earlier, horizons, not_known
from .naming import HEADS, namer
from .saying import headline
from .table_file import file_of

TAKE = "figures.take"


@require_GET
def post(request: HttpRequest) -> HttpResponse:
    """The figures of one's own post, with the network's beside them."""
    return _page(request, post_here(request, POST).code, "board:post")


@require_GET
def network(request: HttpRequest) -> HttpResponse:
    """The figures of the whole network."""
    return _page(request, None, "board:network")


@require_http_methods(["GET", "POST"])
def post_file(request: HttpRequest) -> HttpResponse:
    """The table on view of one's own post, as a file that leaves."""
    return _file(request, post_here(request, POST).code, "board:post")


@require_http_methods(["GET", "POST"])
def network_file(request: HttpRequest) -> HttpResponse:
    """The table on view of the network, as a file that leaves."""
    return _file(request, None, "board:network")


def _today(request: HttpRequest, code: str | None) -> tuple[dt.date, dt.datetime]:
    at = timezone.now()
    here = request.post if request.post and request.post.code == code else None
    return offices.day_at(here, at), at


def _page(request: HttpRequest, code: str | None, route: str) -> HttpResponse:
    content = current_edition()
    today, at = _today(request, code)
    wanted = asked(request, content, code, today)
    context = {
        "nav": nav(request, route),
        "one": wanted.one,
        "where": request.post if code else None,
        "clock": request.post if code else HEADQUARTERS_ZONE,
        "filters": filters(request, wanted, content, today),
        "query": query(wanted),
        "by": HEADS[wanted.by],
        "period": wanted.period,
        "last": wanted.period.until - dt.timedelta(days=1),
        "may_take": permits(request.actor, TAKE, Scope(post=code)).allowed,
        "route": route,
        "file": f"{route}_file",
        "dropped": _dropped(request, wanted.by),
    }
    try:
        found = board(request.actor, wanted, today, at)
    except (BadInput, NotInForce) as refusal:
        context |= {
            "refusal": True,
            "refusal_words": words(refusal),
            "definition": definition(wanted.one, wanted.one.version, ()),
        }
        return render(request, "board/board.html", context)
    posts = offices.posts() if wanted.by == "post" else []
    name = namer(wanted.by, content, {one.code: one.name for one in posts})
    context |= {
        "board": found,
        "headline": headline(found, wanted.period.since <= today < wanted.period.until),
        "figure": drawn(found, name, posts),
        "not_known": not_known(found),
        "at": found.closed_at or at,
        "definition": definition(wanted.one, found.version, found.editions)
        + earlier(found)
        + horizons(found),
        "map": wanted.by == "post" and wanted.one.measure == "count",
    }
    return render(request, "board/board.html", context)


def _dropped(request: HttpRequest, by: str) -> bool:
    """Whether a breakdown was asked that this indicator does not allow here."""
    return request.GET.get("por", "") not in ("", by)


def _file(request: HttpRequest, code: str | None, route: str) -> HttpResponse:
    check_may(request.actor, TAKE, Scope(post=code), about=("figures", code or "network"))
    content = current_edition()
    today, at = _today(request, code)
    wanted = asked(request, content, code, today)
    found = board(request.actor, wanted, today, at)

    def page(form: WhyForm) -> HttpResponse:
        context: dict[str, Any] = {
            "form": form,
            "one": wanted.one,
            "by": HEADS[wanted.by],
            "query": query(wanted),
            "nav": nav(request, route),
            "route": route,
            "once": form_token.reused(request),
            "file": f"{route}_file",
        }
        return render(request, "board/file.html", context)

    if request.method == "GET":
        return page(WhyForm())
    form = WhyForm(request.POST)
    return hand_over(
        request,
        form,
        thing=found,
        kind="figures",
        about=("figures", code or "network"),
        content=lambda: _content(found, content),
        again=lambda: page(form),
    )


def _content(found: Board, content: Any) -> Any:
    posts: list[Post] = offices.posts() if found.wanted.by == "post" else []
    name = namer(found.wanted.by, content, {one.code: one.name for one in posts})
    return file_of(found, name, language_of(get_language()))
