"""The auditor's desk: who saw whom, what to ask about, what was refused; and it is watched itself."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases import actions as case_actions
from cauce.custody.journal.chain import Link, append_many
from cauce.custody.journal.models import Entry

pytestmark = pytest.mark.django_db
PAGES = ("lecturas/", "preguntas/", "negativas/", "emergencias/", "salidas/")


@pytest.fixture
def case(cast):
    case = case_actions.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )
    cases.page_for(cast.ines.actor, case.id, "page", timezone.now())
    with pytest.raises(cases.Absent):
        cases.case_for(cast.tomas.actor, case.id)
    return case


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.elena.user)

    def get(address: str, status: int = 200) -> str:
        answer = client.get(f"/bitacora/{address}")
        assert answer.status_code == status
        return answer.content.decode()

    return get


def body(shown: str) -> str:
    return shown[shown.index("<tbody>") : shown.index("</tbody>")] if "<tbody>" in shown else ""


def newest() -> Entry:
    return Entry.objects.order_by("-id").first()


def test_it_finds_a_case_by_its_folio_and_shows_who_looked(desk, client, cast, case):
    answer = client.post("/bitacora/lecturas/", {"q": case.folio})
    assert answer["Location"] == f"/bitacora/lecturas/?caso={case.id}"
    whole = desk(f"lecturas/?caso={case.id}")
    shown = body(whole)
    assert f"Ver quién vio: {case.folio}" in whole, "in the words in which it was asked for"
    assert f"caso {case.folio}" in shown and str(case.id)[:8] not in shown
    assert "Inés Carranza" in shown and "Tomás Arriaga" in shown and "No se le permitió" in shown
    assert (newest().what, newest().about_kind, newest().about_id) == ("journal.looked", "case", str(case.id))


def test_it_finds_somebody_of_the_staff_and_shows_what_they_read(desk, client, cast, case):
    found = client.post("/bitacora/lecturas/", {"q": "carranza"}).content.decode()
    assert f"?quien={cast.ines.user.id}" in found
    shown = body(desk(f"lecturas/?quien={cast.ines.user.id}"))
    assert "Leyó un expediente" in shown and "Abrió un caso" not in shown
    assert (newest().about_kind, newest().about_id) == ("user", str(cast.ines.user.id))


def test_it_says_when_nobody_and_no_folio_is_called_that(client, desk):
    answer = client.post("/bitacora/lecturas/", {"q": "Nadie Sabe"})
    assert answer.status_code == 422 and "No hay folio ni nombre así" in answer.content.decode()
    assert "Nadie Sabe" in answer.content.decode(), "what was typed is kept"
    desk("lecturas/?quien=x&antes=y")


def test_it_asks_about_many_records_in_an_hour(desk, cast):
    at = timezone.now() - dt.timedelta(minutes=30)
    append_many(
        Link("read", "case.page", str(cast.ines.user.id), at, "HOU", "case", str(uuid.uuid4()))
        for _ in range(26)
    )
    shown = desk("preguntas/")
    assert "Muchos expedientes distintos" in body(shown) and "Inés Carranza" in body(shown)
    assert newest().what == "journal.unusual"


def test_it_asks_nothing_about_a_quiet_day(desk, case):
    assert "Sin actividad inusual" in desk("preguntas/")


def test_it_lists_refusals_emergencies_and_what_went_out(desk, cast, case):
    assert "Tomás Arriaga" in body(desk("negativas/")) and newest().about_id == "refusals"
    append_many([Link("act", "glass.open", str(cast.ines.user.id), timezone.now(), "LAR", "case", "1")])
    assert "Inés Carranza" in body(desk("emergencias/"))
    append_many([Link("read", "case.export", str(cast.mateo.user.id), timezone.now(), "HOU", "case", "1")])
    assert "Mateo Villegas" in body(desk("salidas/"))


@pytest.mark.parametrize("tab", ["negativas/", "lecturas/", "salidas/"])
@pytest.mark.usefixtures("told")
def test_it_turns_pages_without_losing_or_repeating_an_entry(client, cast, tab):
    at = timezone.now()
    what, kind = ("case.export", "read") if tab != "negativas/" else ("case.read", "refused")
    append_many(
        Link(
            kind,
            what,
            str(cast.ines.user.id),
            at - dt.timedelta(seconds=n // 3),
            "HOU",
            "case",
            str(n),
        )
        for n in range(100)
    )
    client.force_login(cast.elena.user)
    query = f"quien={cast.ines.user.id}&" if tab == "lecturas/" else ""
    seen, mark = [], ""
    for _ in range(5):
        page = client.get(f"/bitacora/{tab}?{query}{mark}").context["page"]
        seen += [entry.id for entry in page.entries]
        mark = f"antes={page.older}"
        if not page.older:
            break
    assert len(seen) == len(set(seen)) == 100


def test_E17_reading_the_journal_is_read_and_no_page_ranks_people(client, cast, case):
    client.force_login(cast.elena.user)
    for address in PAGES:
        before = Entry.objects.count()
        shown = client.get(f"/bitacora/{address}").content.decode()
        assert Entry.objects.count() == before + 1
        assert not any(word in shown.lower() for word in ("ranking", "productividad", "más casos"))


def test_it_opens_for_nobody_else(client, cast):
    for member in (cast.sofia, cast.aurora, cast.mateo, cast.bruno, cast.clara):
        client.force_login(member.user)
        assert {client.get(f"/bitacora/{page}").status_code for page in PAGES} == {404}
