"""The pages of a case opened in an emergency: a fresh proof, one door, nothing written, all told."""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.staff.oversight.actions import GlassCase, open_glass
from cauce.staff.oversight.models import GlassOpening

pytestmark = pytest.mark.django_db
NAME = "Citlalmina"
WHY = "Está en la ventanilla y quien la busca espera afuera."


@pytest.fixture
def case(cast) -> Case:
    now, ines = timezone.now(), cast.ines.actor
    made = cases.open_case(actor=ines, post=cast.houston, channel="walk_in", started_at=now)
    cases.record_consent(actor=ines, case=made, purpose="keeping", given=True, at=now)
    names = {"given_names": NAME}
    cases.save_identity(actor=ines, case=made, seen_version=0, fields=names, at=now)
    return made


def proved(client, who) -> None:
    """Signed in, and proved a moment ago that it is them."""
    client.force_login(who.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()


@pytest.fixture
def tomas(cast, client):
    """Tomás of Laredo, who proved a moment ago that it is him."""
    proved(client, cast.tomas)
    return client


def sent(case, **other):
    return {"folio": case.folio, "code": "person_is_here", "text": WHY} | other


@pytest.fixture
def opening(cast, case) -> GlassOpening:
    return open_glass(
        actor=cast.tomas.actor,
        case=GlassCase(case_id=case.id, person_id=case.person_id, key_id=case.key_id, post=cast.houston),
        reason_code="person_is_here",
        text=WHY,
        at=timezone.now(),
    )


def test_it_asks_first_for_a_proof_of_who_is_there(cast, case, client):
    client.force_login(cast.tomas.user)
    answer = client.post("/urgencias/", sent(case))
    assert answer.status_code == 403 and 'href="/comprobar/?next=' in answer.content.decode()
    assert not GlassOpening.objects.exists()


def test_a_folio_that_is_not_and_one_of_the_own_post_answer_alike(cast, case, tomas):
    own = cases.open_case(
        actor=cast.tomas.actor, post=cast.laredo, channel="walk_in", started_at=timezone.now()
    )
    pages = []
    for folio in (own.folio, "HOU-0000-9999", case.folio.lower(), case.folio[:-1]):
        page = tomas.post("/urgencias/", sent(case, folio=folio)).content.decode()
        # Without what is new on every page: the key of the form and the token against forgery.
        said = re.sub(r'name="(once|csrfmiddlewaretoken)" value="[^"]*"', "", page)
        pages.append(said.split("<main")[1].replace(folio, ""))
    assert len(set(pages)) == 1 and not GlassOpening.objects.exists()
    tried = Entry.objects.filter(kind="refused", what="glass.find")
    assert tried.count() == 4
    assert case.folio.lower() not in str(list(tried.values_list("about_id", "detail")))


def test_it_opens_and_what_is_read_bears_its_id(cast, case, tomas):
    answer = tomas.post("/urgencias/", sent(case), follow=True)
    assert answer.status_code == 200 and NAME not in answer.content.decode()
    row = GlassOpening.objects.get()
    page = tomas.post(f"/urgencias/{row.id}/identidad/", {"reason": "danger"}).content.decode()
    assert NAME in page
    read = Entry.objects.filter(
        kind="read", about_id__in=[str(row.case_id), str(row.person_id)], actor=row.opened_by
    )
    assert {(one.what, one.detail["glass"]) for one in read} == {
        ("case.glass", str(row.id)),
        ("identity.open", str(row.id)),
    }
    assert {one.chain for one in read} == {"HOU"}


@pytest.mark.parametrize(("minutes", "status"), [(0, 200), (59, 200), (61, 404)])
def test_it_lasts_an_hour_asked_at_each_page(cast, opening, client, minutes, status):
    with time_machine.travel(opening.opened_at + dt.timedelta(minutes=minutes, seconds=1)):
        client.force_login(cast.tomas.user)
        assert client.get(f"/urgencias/{opening.id}/").status_code == status
        who = client.post(f"/urgencias/{opening.id}/identidad/", {"reason": "danger"})
        assert (NAME in who.content.decode()) == (status == 200)


def test_the_hour_over_is_the_same_page_as_nothing(cast, opening, client):
    with time_machine.travel(opening.ends_at + dt.timedelta(minutes=1)):
        client.force_login(cast.tomas.user)
        nothing = client.get("/esto/no/existe/").content
        assert client.get(f"/urgencias/{opening.id}/").content == nothing


def test_at_no_other_address_is_the_case_there(cast, case, opening, client):
    """Nor is there anything to write, send, export, print or search by."""
    client.force_login(cast.tomas.user)
    inside = f"/casos/{case.id}/"
    acts = Entry.objects.filter(kind="act").count()
    for end in (
        "",
        "seguridad/",
        "relato/",
        "historia/",
        "identidad/",
        "plan/",
        "formatos/",
        "exportar/",
        "permisos/",
        "canalizaciones/",
        "datos/",
        "actos/",
    ):
        for method in (client.get, client.post):
            assert method(inside + end, {"do": "save"}).status_code in (404, 405), end
    found = client.post("/casos/", {"q": NAME}).content.decode()
    assert case.folio not in found
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(f"/urgencias/{opening.id}/")
        assert answer.status_code in (404, 405), method
    assert Entry.objects.filter(kind="act").count() == acts
    assert not client.get(f"/urgencias/{opening.id}/").content.decode().count('href="/casos/')


def test_nobody_else_reads_through_an_opening_of_his(cast, opening, client):
    for who in ("lucia", "aurora", "sofia", "elena", "bruno", "raul", "clara"):
        client.force_login(getattr(cast, who).user)
        assert client.get(f"/urgencias/{opening.id}/").status_code == 404
        assert client.post(f"/urgencias/{opening.id}/fin/").status_code == 404


@pytest.mark.parametrize(("hours", "blocked"), [(71, False), (73, True)])
def test_without_a_review_in_72_hours_there_is_no_other(cast, opening, case, client, hours, blocked):
    with time_machine.travel(opening.opened_at + dt.timedelta(hours=hours)):
        proved(client, cast.tomas)
        page = client.post("/urgencias/", sent(case), follow=True).content.decode()
    assert ("más de 72 horas sin revisarse" in page) == blocked
    assert GlassOpening.objects.count() == (1 if blocked else 2)


def test_whoever_is_blocked_learns_of_no_folio(cast, opening, case, tomas):
    GlassOpening.objects.update(opened_at=timezone.now() - dt.timedelta(hours=73))
    said = [
        tomas.post("/urgencias/", sent(case, folio=one)).content.decode().split("<main")[1]
        for one in (case.folio, "HOU-0000-9999")
    ]
    assert said[0] == said[1] and "más de 72 horas" in said[0] and "911" in said[0]
    assert not Entry.objects.filter(what="glass.find").exists()


def test_the_review_reads_what_was_told_and_only_the_reviewer_may_answer(cast, opening, client):
    address = f"/urgencias/revisiones/{opening.id}/"
    client.force_login(cast.elena.user)
    assert WHY in client.get(address).content.decode()
    answer = {"finding": "right", "reason": "Hacía falta."}
    assert client.post(address, answer).status_code == 404
    client.force_login(cast.aurora.user)
    assert client.post(address, {"finding": "right"}).status_code == 200
    assert client.post(address, answer).status_code == 302
    opening.refresh_from_db()
    assert opening.finding == "right" and opening.reviewed_by == cast.aurora.actor.user
