"""Every route × seven methods × everybody × theirs, another post's and nothing: 0 deviations."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cauce.custody.journal.door import check_may
from cauce.custody.journal.models import Entry
from cauce.desk.cases.identity.forms import REASONS
from cauce.desk.intake.screenings import urls
from cauce.intake.collection import actions as collection
from cauce.rules.roles import ROLES
from cauce.site.routes import OPEN_ROUTES
from tests import quickcast

from .asking import Asking, read_once
from .doors import DOORS, EVERYBODY, Door
from .matrix import (
    ALL,
    KNOWN,
    METHODS,
    OF_WHOM,
    WALKED,
    Question,
    headers_of,
    how_many,
    judge,
    questions,
    refusals,
    walk,
)
from .walked import PLAINLY, walked
from .walking import FORM, canaries, filled, houston, laredo, planted

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
# Starting over takes seconds, and has its own tests.
OPEN = [(name, address) for name, address in ALL if name in OPEN_ROUTES and name != "demo:reset"]
AT_THE_DOOR = ("nobody", "ines", "bruno")  # who tries the open routes
LINES = ("unknown", "own", "withdrawn")  # what a telephone may have for a secret
TELEPHONE = [(name, address) for name, address in OPEN if name.startswith("openrosa:")]
# As many as there were when they were last counted: a route more is more of them, and never less.
LEAST = 85_314
READ_ONCE = ("django_session", "offices_")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast and one thing of each kind of two posts, made once for all the walks and undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = quickcast.build()
        ids = {"houston": houston(cast), "laredo": laredo(cast), "nothing": None}
        yield SimpleNamespace(cast=cast, ids=ids)
        transaction.set_rollback(True)


def signed_in(world, who: str) -> Client:
    """A mistake of ours is an answer to be judged, not the end of the walk."""
    client = Client(raise_request_exception=False)
    client.force_login(getattr(world.cast, who).user)
    return client


@pytest.mark.parametrize("may", [True, False], ids=["may", "may not"])
@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_each_finds_what_is_theirs_and_nothing_else(world, who, may):
    """Same bytes and same headers for absent and forbidden; one refusal written for each denial.

    The table is no wish: each door opens for everybody it names, at their own post. Two walks: what a page
    of theirs asks of the database is asked on PostgreSQL without five thousand refusals.
    """
    found = walk(who, signed_in(world, who), WALKED, world.ids, only=lambda one: one.may is may)
    assert found.asked == how_many(who, WALKED, may)
    assert found.wrong == [] and found.shut == []
    assert found.answers[200] > 5 if may else found.answers[404] > 1000


@pytest.mark.parametrize("method", METHODS)
def test_nobody_is_led_to_the_door_from_every_route(world, method):
    ask, wrong = Asking(Client()), []
    for name, address in WALKED:
        for given in world.ids.values():
            answer = ask(method, filled(address, given))
            leads = answer.status_code == 302 and answer["Location"].startswith(settings.LOGIN_URL)
            if not leads or answer.content or answer.cookies:
                wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("who", AT_THE_DOOR)
def test_an_open_route_knows_three_methods_shows_no_case_and_breaks_for_nobody(world, who):
    wrong = []
    ask = Asking(Client() if who == "nobody" else signed_in(world, who))
    with read_once():
        for name, address in OPEN:
            for method in METHODS:
                with transaction.atomic():
                    answer = ask(method, filled(address))
                    transaction.set_rollback(True)
                code = answer.status_code
                if (method, name) == ("put", "fhir:task") and code == 401:
                    code = 405  # the one page that knows it, for whoever has a key
                if name in ("fhir:base", "fhir:nothing") and code == 404:
                    code = 405  # where there is nothing, nothing can be done
                if name == "ready" and method in KNOWN and code == 503:
                    code = 200  # nothing goes round here: nobody could work, and it says so
                if code >= 500 or (method not in KNOWN and code != 405):
                    wrong.append(f"{method} {name}: {code}")
                if canaries(answer.content):
                    wrong.append(f"{method} {name}: shows {canaries(answer.content)}")
    assert wrong == []


def test_a_telephone_fetches_and_sends_with_its_own_secret_alone(world):
    """Own, withdrawn, and unknown: five addresses × seven methods; no answer shows what was sent."""
    cast, now, wrong = world.cast, timezone.now(), []
    lines = dict.fromkeys(LINES, "nada")
    for name, number in (("own", 7), ("withdrawn", 8)):
        made = collection.register(
            actor=cast.mateo.actor, post=cast.houston, name=f"Teléfono {number}", forms=[], at=now
        )
        lines[name] = made.secret
    collection.lose(actor=cast.mateo.actor, device=made.device, at=now)
    for whose, secret in lines.items():
        for name, address in TELEPHONE:
            given = {"secret": secret, "code": "formato-a", "name": "nada.wav"}
            for method in METHODS:
                client = Client(raise_request_exception=False)
                answer = getattr(client, method)(filled(address, given))
                opens = answer.status_code in (200, 201, 204)
                if answer.status_code >= 500 or canaries(answer.content):
                    wrong.append(f"{whose} {method} {name}: {answer.status_code}")
                if opens and (whose != "own" or method not in KNOWN):
                    wrong.append(f"{whose} {method} {name}: opens")
    assert wrong == []
    own = Client().get(f"/campo/{lines['own']}/formList")
    assert own.status_code == 200, "a telephone that is in use gets its forms"


def test_each_planted_text_is_seen_by_whoever_may(world):
    """Otherwise no page could fail to hide it."""
    client, ids = signed_in(world, "ines"), world.ids["houston"]
    shown = [
        one.content for one in walked("ines", PLAINLY, lambda: SimpleNamespace(cast=world.cast, ids=ids))
    ]
    identity = filled(dict(WALKED)["protection:identity"], ids)
    assert not canaries(client.get(identity).content), "it opens without a reason"
    shown.append(client.post(identity, {"reason": REASONS[0][0]}).content)
    seen = {part for page in shown for post, part in canaries(page) if post == "HOU"}
    assert seen == set(planted("HOU")) - {"breach"}, "that is for whoever leads"


def test_a_refusal_names_who_what_where_and_when(world):
    case = str(world.ids["houston"]["case_id"])
    signed_in(world, "tomas").get(f"/casos/{case}/")
    entry = Entry.objects.filter(kind="refused").latest("id")
    assert entry.actor == str(world.cast.tomas.user.id) and entry.about_id == case and entry.at
    assert entry.detail["route"].startswith("protection:") and entry.detail["method"] == "GET"


def test_a_refusal_stands_though_the_act_around_it_was_undone(world, monkeypatch):
    """Whatever looked something up inside an act, and was refused, wrote inside what was undone."""

    def view(request, **ids):
        with transaction.atomic():
            check_may(request.actor, "system.run")

    pattern = next(one for one in urls.urlpatterns if one.name == "offer")
    monkeypatch.setattr(pattern, "callback", view)
    before, client = refusals(), signed_in(world, "lucia")
    assert client.get(dict(WALKED)["window:offer"]).status_code == 404
    assert refusals() == before + 1


def test_the_matrix_is_whole():
    """A route without a line has no place in it; the number of questions does not shrink.

    Each walk above asks as many as are counted here, whichever process it is asked in.
    """
    assert {name for name, _ in WALKED} == set(DOORS) - {"close"}
    assert len(EVERYBODY) + 1 >= 13 and len(METHODS) == 7
    total = sum(how_many(who, WALKED) for who in EVERYBODY)
    assert total == sum(how_many(who, WALKED, may) for who in EVERYBODY for may in (True, False))
    total += len(METHODS) * len(WALKED) * len(OF_WHOM)
    total += len(METHODS) * (len(OPEN) * len(AT_THE_DOOR) + len(TELEPHONE) * len(LINES))
    print(f"\nmatrix: {total} requests, {len(ALL)} routes, {len(EVERYBODY) + 1} people")
    assert total >= LEAST


def test_the_judge_knows_what_is_wrong():
    def said(code, method="get", may=False, body=b"nada", written=1, **headers):
        one = Question("a", method, "houston", "/a/", may)
        answer = HttpResponse(body, status=code, headers=headers)
        return judge(one, answer, HttpResponse(b"nada", status=404), written)

    assert said(404) == said(200, may=True) == said(405, written=0) == said(404, "put") == ""
    assert said(500) == "breaks (500)" and said(200) == "opens (200)"
    assert said(200, "put", may=True) == "opens (200)" and said(405, "put") == "opens (405)"
    assert said(404, body=b"otra") == "other bytes than what is not there"
    assert said(404, Expires="0") == "other headers than what is not there"
    assert said(404, written=0) == "0 refusals written" and said(404, written=2)[0] == "2"
    assert said(403, may=True) == "answers 403"


def test_what_opens_at_laredo_follows_from_what_opens_at_houston():
    assert Door(thing=frozenset({"ines", "mateo"})).laredo == {"tomas"}
    assert Door(thing=frozenset({"mateo", "aurora", "sofia"})).laredo == {"sofia"}
    assert Door(thing=frozenset({"clara"})).laredo == {"omar"}
    assert Door(thing=frozenset({"lucia", "tomas"})).laredo == {"lucia", "tomas"}


def test_a_question_is_answered_as_a_client_would_be(world):
    """The positive control of asking without a client, and of reading once who it is that asks."""
    for who in ("ines", "bruno", "nora"):
        client, same = signed_in(world, who), 0
        ask, slow_ask = Asking(client), partial(_by_client, client)
        some = [*questions(who, WALKED, world.ids)][::97]
        with read_once():
            quick = [_told(ask, one) for one in some]
        for one, told in zip(some, quick, strict=True):
            slow = _told(slow_ask, one)
            assert told[:2] == slow[:2], one
            same += told == slow
        assert same > len(some) * 0.8  # the rest are pages with a key or an instant of their own


def test_who_asks_is_read_once_for_all_their_questions(world):
    """Session, account and roles: whoever reads them in another place makes each walk twice as long."""
    ask = Asking(signed_in(world, "mateo"))
    address = filled(dict(WALKED)["window:offer"])
    ask("get", "/esto/no/existe/")  # that somebody is at the keyboard is noted here, as in a walk
    with read_once():
        asked = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as sent, transaction.atomic():
                ask("put", address)
                transaction.set_rollback(True)
            asked.append([one["sql"] for one in sent if "journal_" not in one["sql"]])
    assert [any(table in "".join(sql) for table in READ_ONCE) for sql in asked] == [True, False]


def _told(ask, one: Question) -> tuple:
    with transaction.atomic():
        before, answer = refusals(), ask(one.method, one.address)
        told = answer.status_code, refusals() - before, headers_of(answer), answer.content
        transaction.set_rollback(True)
    return told


def _by_client(client: Client, method: str, address: str):
    return getattr(client, method)(address, FORM if method == "post" else None)


def test_a_weakened_map_is_found(world, monkeypatch):
    """The positive control: each of these mistakes in the map makes the walk find deviations."""
    mistakes = [
        ("case.read", "protection_officer", ("network",), "tomas"),
        ("case.read", "administrator", ("network",), "bruno"),
        ("numbers.network", "partner_staff", ("network",), "omar"),
        ("journal.read", "analyst", ("network",), "raul"),
    ]
    for permission, role, relations, who in mistakes:
        with monkeypatch.context() as patch, transaction.atomic():
            patch.setitem(ROLES[permission], role, relations)
            few = [
                one
                for one in WALKED
                if one[0] in ("protection:case", "headquarters:numbers", "auditor:journal")
            ]
            found = walk(who, signed_in(world, who), few, world.ids)
            transaction.set_rollback(True)
        assert any("opens" in one for one in found.wrong), permission


def test_a_door_that_stays_shut_to_its_own_people_is_found(world, monkeypatch):
    monkeypatch.setitem(ROLES["case.read"], "protection_officer", ())
    few = [one for one in WALKED if one[0] == "protection:case"]
    assert walk("ines", signed_in(world, "ines"), few, world.ids).shut == ["protection:case"]
