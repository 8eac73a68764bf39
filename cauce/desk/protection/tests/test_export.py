"""One case leaves as HTCDS, without identity, for who may; every page of the second half is closed
to everybody else."""

from __future__ import annotations

import csv
import io

import pytest
from django.utils import timezone

from cauce.cases.actions import record_consent
from cauce.journal.models import Entry

PARTS = ("preguntas", "entrevista", "entrevista/relato", "lectura", "lectura/revisar", "riesgo",
         "plan", "canalizar", "salida")  # fmt: skip


@pytest.fixture
def case(desk):
    made = desk.open(person__age=31)
    record_consent(actor=desk.actor, case=made, purpose="keeping", given=True, at=timezone.now())
    desk.client.force_login(desk.cast.mateo.user)
    return made


def test_it_gives_a_row_under_a_name_that_says_nothing(desk, case):
    for form in ("csv", "xlsx"):
        answer = desk.get(case, f"salida/?formato={form}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="registro.{form}"'
    rows = list(csv.reader(io.StringIO(desk.get(case, "salida/?formato=csv").content.decode())))
    assert len(rows) == 2 and len(rows[0]) == len(rows[1])
    assert Entry.objects.filter(what="case.export", about_id=str(case.id)).exists()


def test_it_says_what_the_format_cannot_hold(desk, case):
    assert (
        "Lo que el formato no puede decir" in desk.get(case, "salida/?formato=ver").content.decode()
    )


def test_it_exports_nothing_that_may_not_be_kept(desk):
    case = desk.open()
    desk.client.force_login(desk.cast.mateo.user)
    assert "no se exporta" in desk.get(case, "salida/").content.decode()
    assert "attachment" not in str(desk.get(case, "salida/?formato=csv").headers)


def test_it_is_for_the_consul_and_not_for_the_officer(desk, case):
    desk.client.force_login(desk.cast.ines.user)
    for query in ("", "?formato=csv", "?formato=ver"):
        assert desk.get(case, f"salida/{query}").status_code == 404


def test_it_opens_no_page_of_a_case_to_another_role_or_post(desk, case):
    cast = desk.cast
    others = (cast.tomas, cast.lucia, cast.aurora, cast.sofia, cast.raul, cast.elena, cast.bruno,
              cast.clara)  # fmt: skip
    for member in others:
        desk.client.force_login(member.user)
        for part in PARTS:
            assert desk.get(case, f"{part}/").status_code == 404, (member, part)


def test_it_asks_the_database_few_questions(desk, case):
    for query in ("", "?formato=ver"):
        assert len(desk.queries(f"/mesa/caso/{case.id}/salida/{query}")) <= 15
