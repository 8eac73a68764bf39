"""Abuse cases of somebody who has an account, each under its sentence (A01, A03, A04, A09, A12, A13).

The finer tests of each stand where the part is; here the sentence is tried whole, as it is written.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.models import Case, PlanItem
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.people import access as people
from cauce.sharing.disclosures import actions as disclosures
from cauce.sharing.disclosures.models import Disclosure
from cauce.sharing.disclosures.tests.conftest import approve, demand, narrow, release, review
from cauce.site.routes import OPEN_ROUTES
from cauce.staff.accounts.models import SignIn
from cauce.staff.accounts.tests.people import code_now, enter, is_in, proved, touch, with_app, with_key
from cauce.staff.accounts.tests.people import with_sheet as sheet_of
from cauce.staff.exports.actions import Content, Grounds, make, take
from cauce.staff.notices.models import Message
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Assignment
from cauce.staff.oversight.actions import Matter, NotApproved, decide, propose
from cauce.staff.oversight.actions import take as use
from cauce.staff.oversight.models import GlassOpening
from cauce.staff.oversight.tests.test_proposals import under_an_act
from tests.architecture.asking import Asking, read_once
from tests.architecture.matrix import KNOWN, METHODS, WALKED
from tests.architecture.walked import PLAINLY, walked
from tests.architecture.walking import CANARY, PLACE, canaries, filled, houston
from tests.authenticator import PRESENT
from tests.casework.conftest import open_case

pytestmark = pytest.mark.django_db
OF_A_CASE = {
    "case_id",
    "sitting_id",
    "assessment_id",
    "consent_id",
    "form_id",
    "referral_id",
    "export_id",
    "disclosure_id",
    "demand_id",
    "request_id",
    "erasure_id",
    "encounter_id",
}
WHY = "Está en nuestra ventanilla y quien la busca espera afuera."


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def refused(actor) -> int:
    return Entry.objects.filter(kind="refused", actor=actor.user).count()


def test_A01_an_officer_of_another_post_gets_404_for_a_case_as_for_an_id_of_nobody_by_every_method(
    cast,
):
    ids, client, asked = houston(cast), signed_in(cast.tomas), 0
    ask = Asking(client)
    ask("get", "/esto/no/existe/")  # that somebody is at the keyboard is noted here

    def told(method: str, address: str) -> tuple[HttpResponse, int]:
        """The answer, and how many refusals were written; it is undone before the next."""
        with transaction.atomic():
            before, answer = refused(cast.tomas.actor), ask(method, address)
            written = refused(cast.tomas.actor) - before
            transaction.set_rollback(True)
        return answer, written

    with read_once():
        for name, address in WALKED:
            if not {place for _, place in PLACE.findall(address)} & OF_A_CASE:
                continue
            for method in METHODS:
                hers, written = told(method, filled(address, ids))
                nobodys, _ = told(method, filled(address))
                assert (hers.status_code, hers.content) == (nobodys.status_code, nobodys.content), name
                if hers.status_code == 405:
                    assert method in KNOWN, name  # the page knows no such method, for anybody
                else:
                    assert (hers.status_code, written) == (404, 1), (method, name)
                assert not canaries(hers.content)
                asked += 1
    assert asked > 200
    assert client.get(f"/casos/{ids['case_id']}/").status_code == 404
    last = Entry.objects.filter(kind="refused", about_id=str(ids["case_id"])).latest("id")
    assert last.actor == str(cast.tomas.user.id) and last.at
    assert last.detail["route"] and last.detail["method"]


def test_A03_an_emergency_opening_needs_a_reason_and_a_proof_is_read_only_ends_in_an_hour_and_is_seen(
    cast,
):
    case, client = open_case(cast), Client()
    start = timezone.now()
    given = {"folio": case.folio, "code": "person_is_here", "text": WHY}
    client.force_login(cast.tomas.user)
    asked = client.post("/urgencias/", given)
    assert asked.status_code == 403 and 'href="/comprobar/?next=' in asked.content.decode()
    assert not GlassOpening.objects.exists()
    proved(client)
    client.post("/urgencias/", given | {"text": "x" * 29})
    assert not GlassOpening.objects.exists(), "29 letters were a reason"
    assert client.post("/urgencias/", given).status_code == 302
    opening = GlassOpening.objects.get()
    told = set(Message.objects.values_list("recipient", flat=True))
    assert told == {m.actor.user for m in (cast.aurora, cast.sofia, cast.ximena, cast.elena)}
    here = f"/urgencias/{opening.id}/"
    assert client.get(here).status_code == 200
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(here).status_code in (404, 405)
    assert client.post(f"/casos/{case.id}/actos/", {"do": "save"}).status_code == 404
    for minutes, status in ((59, 200), (61, 404)):
        with time_machine.travel(start + dt.timedelta(minutes=minutes), tick=True):
            later = signed_in(cast.tomas)
            assert later.get(here).status_code == status, minutes
    for hours, openings in ((73, 1), (71, 2)):  # nobody looked at the first
        with time_machine.travel(start + dt.timedelta(hours=hours), tick=True):
            later = signed_in(cast.tomas)
            proved(later)
            later.post("/urgencias/", given)
            assert GlassOpening.objects.count() == openings, hours


@pytest.mark.pages
def test_A04_an_administrator_opens_every_page_and_look_up_and_sees_no_value_of_any_case(cast):
    opened, world = 0, SimpleNamespace(cast=cast, ids=houston(cast))
    case, bruno = Case.objects.select_related("person").get(id=world.ids["case_id"]), cast.bruno.actor
    walk = walked("bruno", PLAINLY, lambda: world)
    assert walk.folio and {one.name for one in walk if one.placed} >= set(dict(WALKED))
    for answer in walk:
        opened += answer.status_code == 200 and answer.name not in OPEN_ROUTES
        shown = canaries(answer.content) or walk.folio.encode() in answer.content
        assert not shown, answer.name
    assert opened > 3
    for ask in (
        lambda: cases.case_for(bruno, case.id),
        lambda: people.identity(bruno, case.person, reason="attend"),
        lambda: people.search_in_scope(bruno, "HOU", CANARY),
    ):
        before = refused(bruno)
        with pytest.raises(Absent):
            ask()
        assert refused(bruno) == before + 1, "nothing says that it was tried"
    assert people.identity(cast.ines.actor, case.person, reason="attend"), "it can be opened at all"


def test_A09_one_person_alone_of_any_role_produces_no_disclosure_under_a_legal_demand(cast):
    case = open_case(cast)
    found = demand(cast, case)
    narrow(cast, found)
    steps = (review, approve, release)
    everybody = (
        cast.lucia,
        cast.ines,
        cast.mateo,
        cast.aurora,
        cast.tomas,
        cast.sofia,
        cast.raul,
        cast.elena,
        cast.bruno,
        cast.valeria,
        cast.clara,
    )
    for alone in everybody:
        done = 0
        for step in steps:
            try:
                step(alone, found)
                done += 1
            except CauceError:
                pass
        assert done <= 1 and not Disclosure.objects.exists(), alone.user.username
        narrow(cast, found, words=f"Es mayor de edad ({alone.user.username}).")  # signatures fall
    review(cast.valeria, found)
    approve(cast.sofia, found)
    made = release(cast.ines, found)
    assert made.fields == ["age_band"]
    assert PlanItem.objects.get(case=case, need="tell_person").state == "open"
    disclosures.tell_person(actor=cast.ines.actor, disclosure=made, at=timezone.now())


def test_A12_whoever_leaves_at_a_moment_has_no_session_file_or_approval_a_minute_later(cast, no_demo):
    key, client, now = with_key(cast.mateo), Client(), timezone.now()
    about = {"kind": "identity.export", "about": ("case", "c-1"), "payload": {"fields": ["phone"]}}
    file = make(
        actor=cast.mateo.actor,
        thing=cast.houston,
        kind="case_sheet",
        about=("case", "c-1"),
        grounds=Grounds(reason="coordination", why="Ejemplo."),
        content=Content("registro", "csv", b"a\r\n1\r\n", 1),
        at=now,
    ).export
    agreed = propose(
        actor=cast.mateo.actor,
        post="HOU",
        reason="Lo pide la defensa, por escrito.",
        at=now,
        matter=Matter(**about),
    )
    decide(actor=cast.aurora.actor, proposal=agreed, approve=True, reason="", at=now)
    no_demo.BARE_SESSIONS = False
    assert touch(client, key).status_code == 302 and is_in(client)
    assert client.get(f"/archivos/{file.id}/").status_code == 200
    Assignment.objects.filter(user=cast.mateo.user).update(ended_at=now, ended_by="x")
    cast.mateo.actor = offices.actor_for(cast.mateo.user)
    with time_machine.travel(now + dt.timedelta(seconds=60), tick=True):
        assert not is_in(client) and SignIn.objects.filter(ended_at=None).count() == 0
        for address in ("/pendientes/", f"/archivos/{file.id}/"):
            assert client.get(address).status_code == 302, address
        assert not is_in(fresh := Client()) and touch(fresh, key).status_code == 200
        with pytest.raises((Absent, Refused)):
            take(actor=cast.mateo.actor, export=file, at=timezone.now())
        with under_an_act(), pytest.raises(NotApproved):
            use(actor=cast.mateo.actor, at=timezone.now(), **about)


@pytest.mark.parametrize("username", ["bruno", "aurora", "sofia", "elena"])
def test_A13_whoever_is_privileged_gets_in_by_no_password_and_code_and_by_no_key_that_lies(
    cast, no_demo, username
):
    member, key = getattr(cast, username), with_key(getattr(cast, username))
    secret, sheet = with_app(member), sheet_of(member)
    no_demo.BARE_SESSIONS = False
    stranger = Client()
    for code in ("", code_now(secret), sheet[0], sheet[1]):
        assert enter(stranger, username, code).status_code in (200, 429)
        assert not is_in(stranger), "a password and a code were enough"
    for lie in (
        {"origin": "https://localhost.example.org"},
        {"rp_id": "example.org"},
        {"flags": PRESENT},
        {"challenge": "A" * 43},
        {"id": b"another key of nobody's"},
        {"handle": b"somebody else's"},
    ):
        client = Client()
        assert touch(client, key, **lie).status_code == 200 and not is_in(client), lie
    client = Client()
    answer = key.use(client.post("/entrar/llave/").json())
    assert client.post("/entrar/", {"credential": answer}).status_code == 302 and is_in(client)
    thief = Client()
    thief.post("/entrar/llave/")
    assert thief.post("/entrar/", {"credential": answer}).status_code == 200 and not is_in(thief)
