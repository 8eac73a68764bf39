"""The matrix: every route × every method × everybody × what is theirs, another post's, and nothing.

What an answer must be is worked out from the one line that the route has in doors.py. Every request
is undone before the next, so that no order of asking matters and nothing is left behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.http import HttpResponse
from django.test import Client

from cauce.custody.journal.models import Entry
from cauce.site.routes import OPEN_ROUTES

from .asking import Asking, read_once, undoing
from .doors import DOORS
from .walking import PLACE, canaries, filled, routes

ALL = sorted(set(routes()))
# ``close`` signs out, which would end the walk of whoever walks; it is tried by itself.
WALKED = [(name, address) for name, address in ALL if name not in OPEN_ROUTES and name != "close"]
KNOWN = ("get", "head", "post")
TOGETHER = 200  # so many questions are put before who asks is read from the database again
METHODS = (*KNOWN, "put", "patch", "delete", "options")
# Opening it is an act of its own: the sender is told that it was seen.
MARKS = {"partner:request", "mexico:one"}
# Printing takes seconds each: whoever may is asked once, with GET; who may not, always.
PRINTED = {
    "learning:booklet",
    "learning:lesson_paper",
    "protection:tool_sheet",
    "protection:form_sheet",
    "protection:card",
    "window:poster",
    "field:form",
    "directory:tongues",
    "protection:export",
}

# Texts that somebody reads without working on the case, and who reads them of every post.
SPECIAL = {
    "aurora": {
        ("HOU", "reasons"),
        ("HOU", "breach"),
        ("HOU", "petition"),
        ("HOU", "papers"),
        ("HOU", "call"),
    },  # whoever signs reads, and whoever is called at night
    "clara": {("HOU", "shared")},
    "omar": {("LAR", "shared")},
    "nora": {("HOU", "petition"), ("LAR", "petition")},
}
OPENED = {"tomas": "HOU", "ines": "LAR"}  # in an emergency, at those pages alone
EVERYWHERE = {
    ("sofia", "demand"),
    ("valeria", "demand"),
    ("sofia", "breach"),
    ("sofia", "name"),  # of a pair of records that is looked at
    ("sofia", "destination"),  # the risk of a return, where the post has nobody else to look
}


@dataclass(frozen=True)
class Question:
    """One request of the matrix, and whether who asks may."""

    route: str
    method: str
    whose: str  # one of OF_WHOM
    address: str
    may: bool
    own: bool = False  # to look at it is what they are there for, at their own post


@dataclass
class Found:
    """What a walk found: what is wrong, which doors stayed shut to whoever may open them at their own
    post, how many were asked, and which planted texts were seen."""

    wrong: list[str] = field(default_factory=list)
    shut: list[str] = field(default_factory=list)
    asked: int = 0
    answers: Counter = field(default_factory=Counter)
    seen: set[tuple[str, str]] = field(default_factory=set)


OF_WHOM = ("houston", "laredo", "nothing")


def home(who: str) -> str:
    return "laredo" if who in ("tomas", "omar") else "houston"


def allowed(route: str, who: str, whose: str) -> bool:
    door = DOORS[route]
    by = {"houston": door.thing, "laredo": door.laredo, "nothing": door.listing}
    return who in by[whose]


def questions(who: str, routes, ids: dict[str, dict[str, Any] | None]) -> Iterator[Question]:
    """Every question for one person; a route without places is asked once for each method."""
    for route, address in routes:
        placed = PLACE.search(address)
        asked, own = (ids, home(who)) if placed else ({"nothing": None}, "nothing")
        for whose, given in asked.items():
            for method in METHODS:
                may = allowed(route, who, whose)
                if may and route in PRINTED and method != "get":
                    continue
                looks = may and method == "get" and whose == own
                yield Question(route, method, whose, filled(address, given), may, looks)


def how_many(who: str, routes, may: bool | None = None) -> int:
    """How many questions there are for one person; ``may``: of what they may ask, or may not."""
    return sum(
        len(METHODS) if route not in PRINTED or not allowed(route, who, whose) else 1
        for route, address in routes
        for whose in (OF_WHOM if PLACE.search(address) else ("nothing",))
        if may is None or allowed(route, who, whose) is may
    )


def may_act(one: Question) -> bool:
    """Whether this request may leave an act behind, given that whoever asks may ask it."""
    return one.may and (one.method == "post" or one.route in MARKS)


def sees(who: str, post: str, part: str, route: str) -> bool:
    """Whether this person may see such a text of a case of the post, at this route."""
    if route.startswith("emergency_access:") and OPENED.get(who) == post:
        return True
    if (who, part) in EVERYWHERE:
        return True
    if who in ("ines", "mateo", "tomas"):
        return post == ("LAR" if who == "tomas" else "HOU")
    return (post, part) in SPECIAL.get(who, ())


def headers_of(response: HttpResponse) -> dict[str, str]:
    return dict(response.headers)


def judge(one: Question, response: HttpResponse, absent: HttpResponse, written: int) -> str:
    """What is wrong with an answer to somebody who signed in, or ''.

    ``written``: how many refusals the journal has more than before.
    """
    code = response.status_code
    if code >= 500:
        return f"breaks ({code})"
    if one.method not in KNOWN or not one.may:
        if code == 405 and one.method in KNOWN:
            return ""  # the page knows no such method, for anybody
        if code != 404:
            return f"opens ({code})"
        if one.method != "head" and response.content != absent.content:
            return "other bytes than what is not there"
        if headers_of(response) != headers_of(absent):
            return "other headers than what is not there"
        return "" if written == 1 else f"{written} refusals written"
    if code not in (200, 204, 302, 400, 404, 405, 409, 422):
        return f"answers {code}"
    return ""


def refusals() -> int:
    return Entry.objects.filter(kind="refused").count()


def walk(who: str, client: Client, routes, ids, only=None) -> Found:
    """Ask everything as one person who signed in, or ``only`` the questions that this says."""
    ask, asked, found = Asking(client), filter(only, questions(who, routes, ids)), Found()
    while some := list(islice(asked, TOGETHER)):
        # Not among the questions: that somebody is at the keyboard is noted here, once for them all.
        absent = ask("get", "/esto/no/existe/")
        assert absent.status_code == 404
        with read_once():
            _walk(who, ask, some, absent, found)
    return found


def _walk(who: str, ask: Asking, asked: list[Question], absent: HttpResponse, found: Found) -> None:
    # So it is before each question: what each leaves is taken back.
    last = Entry.objects.aggregate(last=Max("id"))["last"] or 0
    with transaction.atomic(), undoing() as undo:
        for one in asked:
            response = ask(one.method, one.address)
            given = _given()
            refused, done = _written(last, given)
            wrong = judge(one, response, absent, refused)
            if not wrong and not may_act(one) and done:
                wrong = "did something"
            content = b"".join(response) if response.streaming else response.content
            undo()
            # From there on, or each question would walk over all that the ones before it left.
            last = last if given is None else given
            shown = canaries(content)
            found.seen |= shown
            for post, part in sorted(shown):
                if not sees(who, post, part, one.route):
                    wrong = wrong or f"shows {part} of {post}"
            found.asked += 1
            found.answers[response.status_code] += 1
            if one.own and response.status_code == 404:
                found.shut.append(one.route)
            if wrong:
                found.wrong.append(f"{one.method} {one.route} ({one.whose}): {wrong}")


def _given() -> int | None:
    """On PostgreSQL the newest number that the journal gave, also to what was undone: it keeps its number
    there and lies in the table. None: numbers are given again."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM journal_entry_id_seq")
        return cursor.fetchone()[0]


def _written(last: int, given: int | None) -> tuple[int, int]:
    """How many refusals and how many acts the journal has after that entry, up to the number ``given``."""
    with connection.cursor() as cursor:
        if given is None:
            cursor.execute("SELECT kind FROM journal_entry WHERE id > %s", [last])
        else:  # of an open end PostgreSQL expects a third of the table, and reads it all
            cursor.execute("SELECT kind FROM journal_entry WHERE id > %s AND id <= %s", [last, given])
        of = Counter(kind for (kind,) in cursor.fetchall())
    return of["refused"], of["act"]
