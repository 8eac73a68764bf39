"""Comparisons at the desk of headquarters: asked, agreed to, run, looked at; and for nobody else."""

from __future__ import annotations

import json
import time
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cauce.custody.journal.models import Entry
from cauce.methods import extras
from cauce.people import linkage_batch
from cauce.people.models import Linkage, LinkageLabel, LinkagePair
from cauce.staff.oversight.actions import decide
from cauce.staff.oversight.models import Proposal
from tests.cast import today
from tests.linking import PEOPLE, as_csv, named_case, same_names

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(monkeypatch):
    monkeypatch.setattr(linkage_batch.library, "link", same_names)


def at(client, member):
    client.force_login(member.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    return client


def asked(client, cast, **more):
    """Sofía fills the form; the answer of the page."""
    since, until = today() - timezone.timedelta(days=20), today() + timezone.timedelta(days=2)
    given = {
        "once": str(uuid.uuid4()),
        "lists": "sipc",
        "expected": "3",
        "basis": "consent",
        "reason": "Contar a cada persona una sola vez en el semestre.",
        "since_day": since.day,
        "since_month": since.month,
        "since_year": since.year,
        "until_day": until.day,
        "until_month": until.month,
        "until_year": until.year,
    }
    return at(client, cast.sofia).post(reverse("list_linkage:ask"), given | more)


@pytest.fixture
def run_page(client, cast, engine):
    """What Sofía asked and Ximena agreed to, and the page that runs it."""
    for person in PEOPLE[:2]:
        named_case(cast, person)
    assert asked(client, cast).status_code == 302
    row = Proposal.objects.get()
    page = at(client, cast.ximena).get(reverse("proposals:one", args=[row.id])).content.decode()
    assert "SIPC" in page and "El sí de cada persona" in page
    decide(actor=cast.ximena.actor, proposal=row, approve=True, reason="", at=timezone.now())
    return reverse("list_linkage:run", args=[row.about_id])


def send(client, address, body=None, **more):
    files = {"sipc": SimpleUploadedFile("x.csv", body)} if body is not None else {}
    return client.post(address, files | {"once": str(uuid.uuid4())} | more)


def test_a_form_that_lacks_something_keeps_what_was_typed_and_names_the_law_for_a_foreign_list(client, cast):
    page = asked(client, cast, lists="us_provider", expected="").content.decode()
    assert "94.115" in page and "Basta una estimación aproximada" in page
    assert "Contar a cada persona una sola vez en el semestre." in page
    assert not Proposal.objects.exists()
    page = asked(client, cast, basis="law", source="lgpdppso-2025").content.decode()
    assert "Ninguna persona jurista" in page and not Proposal.objects.exists()


def test_it_runs_from_the_page_and_a_bad_file_says_what_is_missing_and_uses_nothing_up(
    client, cast, run_page
):
    sofia = at(client, cast.sofia)
    page = send(sofia, run_page, b"x,y\n1,2\n").content.decode()
    assert "Falta la columna de: given, first_surname" in page and not Linkage.objects.exists()
    assert "Falta el archivo." in send(sofia, run_page).content.decode()
    body = as_csv(PEOPLE[:2], more="9,,Solo,,,,\n")
    answer = sofia.post(
        run_page,
        {"sipc": SimpleUploadedFile("x.csv", body), "once": str(uuid.uuid4())},
        follow=True,
    )
    page = answer.content.decode()
    assert "Renglón 4:" in page and "falta nombre o apellido" in page and "Guadalupe" not in page
    assert sofia.get(run_page).status_code == 404


def test_pairs_are_answered_without_a_score_and_come_one_after_the_other(client, cast, run_page):
    sofia = at(client, cast.sofia)
    send(sofia, run_page, as_csv(PEOPLE[:2]))
    linkage = Linkage.objects.get()
    address = reverse("list_linkage:pair", args=[linkage.id, 1])
    assert address in sofia.get(reverse("list_linkage:one", args=[linkage.id])).content.decode()
    shown = sofia.get(address).content.decode()
    assert "¿Son la misma persona?" in shown and "nombre: igual" in shown
    assert "0.99" not in shown and "prueba:abc" not in shown
    once = {"once": str(uuid.uuid4())}
    said = sofia.post(address, {"label": "same", **once})
    assert said.status_code == 302 and said["Location"] != address
    sofia.post(address, {"label": "same", **once})
    assert LinkageLabel.objects.count() == 1
    assert "respuestas" in sofia.post(said["Location"], {"label": "maybe"}).content.decode()
    assert LinkageLabel.objects.count() == 1
    end = sofia.post(said["Location"], {"label": "different"}, follow=True).content.decode()
    assert "Usted ya contestó todos los pares." in end


def test_the_quality_page_refuses_below_200_and_hands_counts_alone(client, cast, run_page):
    sofia = at(client, cast.sofia)
    send(sofia, run_page, as_csv(PEOPLE[:2]))
    linkage = Linkage.objects.get()
    for pair in LinkagePair.objects.all():
        address = reverse("list_linkage:pair", args=[linkage.id, pair.number])
        sofia.post(address, {"label": "same", "once": str(uuid.uuid4())})
    page = sofia.get(reverse("list_linkage:quality", args=[linkage.id])).content.decode()
    assert "Hay 2 respuestas útiles; hacen falta 200" in page and "prueba:abc" in page
    answer = sofia.get(reverse("list_linkage:counts", args=[linkage.id]))
    found = json.loads(answer.content)
    assert found["usable"] is False and found["refused"] and found["quality"]["reviewed"] == 2
    assert found["histories"]["csv"].splitlines()[0].endswith(",count")
    assert "Tzotzilmeh" not in answer.content.decode() and Entry.objects.filter(what="linkage.hand")


def test_ending_it_from_the_page_takes_a_tick(client, cast, run_page):
    sofia = at(client, cast.sofia)
    send(sofia, run_page, as_csv(PEOPLE[:2]))
    address = reverse("list_linkage:one", args=[Linkage.objects.get().id])
    sofia.post(address, {"do": "end", "once": str(uuid.uuid4())})
    assert Linkage.objects.get().state == "review"
    sofia.post(address, {"do": "end", "sure": "yes", "once": str(uuid.uuid4())})
    assert Linkage.objects.get().state == "ended"
    assert "Ya no puede verse" in sofia.get(address + "pares/1/").content.decode()


def test_where_the_engine_is_not_installed_the_pages_say_what_to_install(client, cast, run_page, monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    for address in (reverse("list_linkage:list"), run_page):
        assert "cauce[linkage]" in at(client, cast.sofia).get(address).content.decode()
