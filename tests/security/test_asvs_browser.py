"""What a browser is told: the kind of each answer, who may ask, and that asking changes nothing."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client

from cauce.site.routes import OPEN_ROUTES
from tests import quickcast
from tests.architecture.walked import PLAINLY, URGED, How, Walk, walked
from tests.architecture.walking import filled, houston, routes

from .asking import asking, heard, written
from .room import owed

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
ALL = sorted(set(routes()))
# Starting over takes seconds, and printing the manual half a minute; both have their own tests.
WALKED = [(name, address) for name, address in ALL if name not in ("demo:reset", "demo:scene")]
WHO = ("ines", "aurora", "sofia", "bruno", "clara")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast and one thing of each kind of Houston, made once and undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = quickcast.build()
        yield SimpleNamespace(cast=cast, ids=houston(cast))
        transaction.set_rollback(True)


def place(world, address: str) -> str:
    """The address with Houston's ids in it, or with an id of nothing where Houston has none."""
    try:
        return filled(address, world.ids)
    except KeyError:
        return filled(address)


def answers(world, who: str | None, how: How) -> Walk:
    """The answer of each route to somebody; every request was undone before the next."""
    return walked(who, how, lambda: world)


KINDS = re.compile(
    (
        r"(text/(html|plain|css|csv|xml); "
        r"charset=\"?utf-8\"?|application/(json|ld\+json|fhir\+json|pdf|zip)|application/fhir\+json; "
        r"charset=utf-8|text/xml; charset=utf-8|"
        r"image/(png|jpeg|svg\+xml|webp)|audio/[a-z0-9]+|application/xml; charset=utf-8|"
        r"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet)"
    ),
    re.IGNORECASE,
)
BEGINS = {
    "text/html": (b"<!doctype html", b"<"),
    "application/json": (b"{", b"["),
    "application/ld+json": (b"{",),
    "application/pdf": (b"%PDF-",),
    "application/zip": (b"PK",),
    "image/png": (b"\x89PNG",),
    "image/jpeg": (b"\xff\xd8\xff",),
}


@pytest.mark.parametrize("who", [None, "ines", "sofia", "bruno"])
def test_each_answer_says_what_it_is_and_in_which_alphabet(world, who):
    wrong, seen = [], 0
    for answer in answers(world, who, PLAINLY):
        body = answer.content
        if not body:
            continue
        seen += 1
        kind = answer.headers.get("Content-Type", "")
        begins = BEGINS.get(kind.partition(";")[0].lower(), (b"",))
        if not KINDS.fullmatch(kind) or not body.lstrip().lower().startswith(
            tuple(one.lower() for one in begins)
        ):
            wrong.append(f"{answer.name}: {kind} {body[:20]!r}")
    assert seen > 10 and wrong == []


@pytest.mark.parametrize("who", [None, "ines"])
def test_no_answer_opens_itself_to_another_origin_or_becomes_a_script(world, who):
    """No CORS, no JSONP, and nothing of anybody in what a page of another site could load as a script."""
    wrong = []
    for answer in answers(world, who, URGED):
        name, body = answer.name, answer.content.lstrip()
        if any(one.lower().startswith("access-control-") for one in answer.headers):
            wrong.append(f"{name}: CORS")
        if "javascript" in answer.headers.get("Content-Type", "") or body.startswith(b"robar("):
            wrong.append(f"{name}: a script")
        if answer.headers.get("Cross-Origin-Resource-Policy") != "same-origin":
            wrong.append(f"{name}: may be embedded elsewhere")
    assert wrong == []
    asked = Client().post("/entrar/llave/?callback=robar", headers={"Origin": URGED.headers["HTTP_ORIGIN"]})
    assert isinstance(json.loads(asked.content), dict)


def kept_by(answer) -> list[str]:
    """By what in its head a browser or a cache on the way could keep an answer, or ask whether it changed."""
    said = answer.headers
    found = [] if said.get("Cache-Control") == "no-store" else [f"Cache-Control: {said.get('Cache-Control')}"]
    return found + [name for name in ("ETag", "Last-Modified", "Expires", "Age") if name in said]


@pytest.mark.parametrize("who", [None, "ines", "lucia", "sofia", "bruno", "clara", "raul"])
def test_no_answer_may_be_kept_whatever_it_is_and_whoever_asked(world, who):
    """Pages, drawings, sound, files and papers of something that is there; redirects and refusals too."""
    found, kinds = [], set()
    for answer in answers(world, who, PLAINLY):
        found += [f"{answer.name}: {one}" for one in kept_by(answer)]
        if answer.status_code == 200:
            kinds.add(answer.headers.get("Content-Type", "").partition(";")[0])
    assert found == []
    assert "text/html" in kinds
    if who == "ines":
        assert {"application/pdf", "text/csv"} & kinds, kinds
    assert kept_by(SimpleNamespace(headers={"Cache-Control": "private", "ETag": "x"})) == [
        "Cache-Control: private",
        "ETag",
    ]


# The doors without a session: a telephone's secret is in its address, and a system's key in a header that
# no page of another site can set. Whoever complains has no account, so nothing is done in anybody's name.
# The directory takes nothing, and says so of every method.
BY_SECRET = frozenset(
    name for name, _ in ALL if name.startswith(("openrosa:", "fhir:", "hsds:", "voice:tell", "voice:see"))
)


@pytest.mark.parametrize("who", [None, "ines", "mateo", "bruno"])
def test_no_form_counts_without_the_token_of_its_page(world, who):
    """Every route there is: what another site had a browser send is answered before any page sees it."""
    user, taken = getattr(world.cast, who).user if who else None, []
    with asking(user, {"do": "yes"}, strict=True) as ask:
        for name, address in WALKED:
            if name in BY_SECRET or name in ("close", "leave"):
                continue
            with heard() as sent:
                answer = ask("post", place(world, address))
            if answer.status_code != 403 or written(sent):
                taken.append(f"{name}: {answer.status_code} {written(sent)}")
    assert taken == []
    assert Client(enforce_csrf_checks=True).post("/cerrar/").status_code == 403


# Route → table that opening its page writes, and why that is no order of anybody.
NOTED = {
    ("partner:request", "referrals_referral"): "that a request was read: its clock starts",
    ("partner:request", "referrals_step"): "the same, as a step of its history",
}


@pytest.mark.parametrize("who", WHO)
def test_opening_a_page_does_nothing(world, who):
    """A link, a picture or a page loaded ahead orders nothing, and owes nothing to a shared machine."""
    found, lacks = set(), []
    for answer in answers(world, who, URGED):
        if answer.name not in OPEN_ROUTES:
            found |= {(answer.name, table) for table in answer.written}
            lacks += owed(answer.name, answer)
    assert found - set(NOTED) == set()
    assert lacks == []


def test_a_write_would_be_seen(world):
    with transaction.atomic(), heard() as sent:
        from cauce.staff.notices.models import Message

        Message.objects.update(body="x")
        transaction.set_rollback(True)
    assert written(sent) == {"notices_message"}
