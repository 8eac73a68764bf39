"""The page of a case."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import record_act, record_consent, record_facts
from cauce.cases.facts import facts_of, plan_of
from cauce.custody.journal.models import Entry
from tests.cast import today


def test_it_shows_what_to_do_next_and_never_a_name(desk):
    case = desk.open()
    page = desk.get(case)
    assert page.status_code == 200
    assert case.folio in page.content.decode()


def test_it_answers_another_post_exactly_as_it_answers_nonsense(desk, client, cast):
    case = desk.open()
    client.force_login(cast.tomas.user)
    other = desk.get(case)
    nonsense = client.get(f"/casos/{uuid.uuid4()}/")
    assert other.status_code == nonsense.status_code == 404
    assert other.content == nonsense.content


def test_it_says_why_with_the_marks_of_the_action_and_of_its_deadline(desk):
    page = desk.get(desk.open()).content.decode()
    assert "Por qué" in page
    assert "lo dice el Protocolo público" in page
    assert "plazo: propuesta nuestra, por confirmar" in page


def test_it_needs_at_most_fifteen_queries(desk):
    case = desk.open()
    record_act(
        actor=desk.actor, case=case, name="rights_explained", happened_at=timezone.now(), note="con folleto"
    )
    record_consent(
        actor=desk.actor, case=case, purpose="us_authority", recipient="us_fbi", given=True, at=timezone.now()
    )
    asked = desk.queries(f"/casos/{case.id}/")
    assert len(asked) <= 15, [sql[:90] for sql in asked]


def test_it_says_when_an_act_happened_and_when_it_was_typed(desk):
    case = desk.open(minutes=600)
    earlier = timezone.now() - dt.timedelta(hours=3)
    record_act(actor=desk.actor, case=case, name="rights_explained", happened_at=earlier)
    assert "se anotó el" in desk.get(case, "historia/").content.decode()


def test_a_fact_is_answered_where_it_is_asked(desk):
    case = desk.open()
    assert "¿La persona está detenida" in desk.get(case).content.decode()
    answer = desk.post(case, "datos/", fact="person.detained", value="yes")
    assert answer.headers["Location"] == f"/casos/{case.id}/"
    assert facts_of(case)["person.detained"] is True
    assert "Visitar a la persona detenida" in desk.get(case).content.decode()


def test_what_she_does_not_know_is_not_taken_for_a_no(desk):
    case = desk.open()
    desk.post(case, "datos/", fact="person.detained", value="does_not_know")
    assert "person.detained" not in facts_of(case)


def test_it_says_that_what_needs_consent_is_not_kept_yet(desk):
    case = desk.open()
    answer = desk.post(case, "datos/", fact="wish.report", value="yes").content.decode()
    assert "Este dato se guarda solo con consentimiento" in answer
    assert re.search(r'<input[^>]*name="value"[^>]*value="yes"[^>]*checked', answer), "it stays chosen"


def test_each_branch_changes_what_is_due_and_says_so(desk):
    grown = desk.open(
        person__age=30,
        person__age_doubt=False,
        person__indigenous_language=False,
        person__needs_interpreter=False,
        protection__accepted=False,
    )
    plain = desk.get(grown).content.decode()
    child = desk.get(desk.open(person__age=15, person__age_doubt=False)).content.decode()
    tongue = desk.get(desk.open(person__indigenous_language=True)).content.decode()
    assert "Se atiende como niña, niño o adolescente" in child
    assert "Verificar la edad" in child and "Verificar la edad" not in plain
    assert "Hace falta intérprete de su lengua" in tongue
    assert "Preparar la entrevista" in tongue and "Preparar la entrevista" not in plain


def test_it_answers_in_english_too(desk):
    case = desk.open()
    desk.client.cookies["idioma"] = "en"
    page = desk.get(case).content.decode()
    assert "What was done" in page and "our proposal, to be confirmed" in page


@pytest.mark.parametrize(
    "part",
    [
        "seguridad/",
        "derechos/",
        "relato/",
        "historia/",
        "actos/",
        "actos/P2-05/",
        "excepciones/P2-05/",
        "identidad/",
    ],
)
def test_no_page_of_a_case_needs_more_than_fifteen_queries(desk, part):
    case = desk.open()
    asked = desk.queries(f"/casos/{case.id}/{part}")
    assert len(asked) <= 15, [sql[:90] for sql in asked]


def test_every_opening_of_a_case_is_written_down(desk):
    case = desk.open()
    desk.get(case)
    assert Entry.objects.filter(what="case.page", about_id=str(case.id)).count() == 1


def test_the_title_of_a_page_says_nothing_of_anybody(desk):
    case = desk.open()
    for part in ("", "seguridad/", "permisos/", "identidad/"):
        title = re.search(r"<title>(.*?)</title>", desk.get(case, part).content.decode(), re.S)[1]
        assert title == "Caso · Cauce"


def test_a_deadline_that_waits_for_a_moment_is_said_in_good_spanish(desk):
    case = desk.open(violence__sexual_recent=True)
    page = desk.get(case).content.decode()
    assert "Su plazo depende del momento" in page and "depende de el" not in page


def test_a_claim_is_counted_from_the_punishment_or_the_last_unpaid_day_and_else_the_day_is_asked(
    desk,
):
    """Thirty days of law run from the retaliation, and not from when somebody came to talk about it."""
    case = desk.open()
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    record_facts(actor=desk.actor, case=case, facts={"labour.claim": True}, at=timezone.now())

    def owed():
        return next(one for one in plan_of(case, timezone.now()) if one.action == "P4-09")

    assert owed().due is None and owed().state == "open"
    page = desk.get(case).content.decode()
    assert "¿Qué día fue el último castigo por reclamar?" in page and "Su plazo depende de" in page
    day = today() - dt.timedelta(days=12)
    desk.post(case, "datos/", fact="labour.retaliation", value="yes")
    desk.post(case, "datos/", fact="labour.retaliated_on", value=day.isoformat())
    assert owed().due.date() == day + dt.timedelta(days=30)
    # No punishment: the pay that was missed has two years.
    known = {"labour.retaliation": False, "labour.last_unpaid_on": day.isoformat()}
    record_facts(actor=desk.actor, case=case, facts=known, at=timezone.now())
    assert owed().due.date() == day.replace(year=day.year + 2)
