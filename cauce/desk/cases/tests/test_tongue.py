"""A person's language and who interprets: chosen by code, never somebody of the same small town."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.actions import open_case
from cauce.custody.journal.models import Entry
from cauce.directory import register
from cauce.directory.actions import NameAndPhone, add_interpreter
from cauce.protocol.editions.access import current_edition
from cauce.rules.interpreting import Interpreter, Tongue
from cauce.rules.municipalities import Municipality

pytestmark = pytest.mark.django_db
# Invented sizes: what matters is that one place is small and the other is not.
PLACES = (
    Municipality("20016", "Cerro Chico", "Oaxaca", 800),
    Municipality("20067", "Ciudad Grande", "Oaxaca", 270_000),
)


@pytest.fixture
def places(monkeypatch):
    from cauce.directory.access import interpreters

    monkeypatch.setattr(register, "municipalities", lambda edition: PLACES)
    monkeypatch.setattr(interpreters, "population", lambda: {one.code: one.population for one in PLACES})


@pytest.fixture
def case(cast):
    return open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=timezone.now() - dt.timedelta(minutes=5),
    )


def interpreter(cast, community, name):
    return add_interpreter(
        actor=cast.ines.actor,
        post=cast.houston,
        contact=NameAndPhone(name=name, phone="713 555 0188"),
        person=Interpreter(
            "", (Tongue("mig", "sanm1295", community), Tongue("spa")), frozenset({"phone"}), ties_asked=True
        ),
        vetted_on=dt.date(2026, 11, 1),
    )


SAID = {"language": "mig", "community": "cerro chico, oax", "into": "spa", "understands": "1", "version": "0"}


def test_it_keeps_the_language_before_any_consent_and_offers_whoever_is_not_a_neighbour(
    cast, case, client, places
):
    interpreter(cast, "20016", "Rosalba Cruz (ejemplo)")
    interpreter(cast, "20067", "Eloísa Ramos (ejemplo)")
    client.force_login(cast.ines.user)
    page = reverse("protection:tongue", args=[case.id])
    assert client.post(page, SAID).status_code == 302
    shown = client.get(page).content.decode()
    assert shown.index("HOU-I-02") < shown.index("HOU-I-01")
    assert "Elija otra persona" in shown and "Rosalba" not in shown and "Eloísa" not in shown
    version, known = cases.section(case, "tongue")
    assert (version, known["language"], known["community"]) == (1, "mig", "20016")
    assert cases.page_for(cast.ines.actor, case.id, "case", timezone.now()).facts["person.needs_interpreter"]


def test_the_journal_holds_the_code_and_never_the_name(cast, case, client, places):
    interpreter(cast, "20067", "Eloísa Ramos (ejemplo)")
    client.force_login(cast.ines.user)
    page = reverse("protection:tongue", args=[case.id])
    client.post(page, SAID)
    assert client.post(page, {"chain": "HOU-I-01"}).status_code == 302
    entry = Entry.objects.get(what="case.choose_interpreter")
    assert entry.detail == {"interpreters": ["HOU-I-01"]}
    assert cases.section(case, "tongue")[1]["chain"] == ["HOU-I-01"]
    assert "Interpreta" in client.get(page).content.decode()


def test_a_neighbour_is_refused_with_the_reason_even_when_asked_for_by_hand(cast, case, client, places):
    interpreter(cast, "20016", "Rosalba Cruz (ejemplo)")
    client.force_login(cast.ines.user)
    page = reverse("protection:tongue", args=[case.id])
    client.post(page, SAID)
    answer = client.post(page, {"chain": "HOU-I-01", "asked": "1"}, follow=True).content.decode()
    assert "mismo municipio" in answer
    assert "chain" not in cases.section(case, "tongue")[1]


def test_a_place_nobody_knows_is_said_beside_the_field_and_nothing_typed_is_lost(cast, case, client, places):
    client.force_login(cast.ines.user)
    page = reverse("protection:tongue", args=[case.id])
    shown = client.post(page, SAID | {"community": "Cerro"}).content.decode()
    assert "Cerro Chico, Oaxaca" in shown and 'value="Cerro"' in shown
    assert cases.section(case, "tongue") == (0, None)


def test_mixteco_alone_matches_nobody_asks_the_village_and_lists_whom_to_call(cast, case, client, places):
    interpreter(cast, "20067", "Eloísa Ramos (ejemplo)")
    client.force_login(cast.ines.user)
    page = reverse("protection:tongue", args=[case.id])
    assert client.post(page, SAID | {"language": "Mixteco"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Mixteco nombra muchas lenguas: pregunte el pueblo" in shown
    assert "llame para ver si se entienden" in shown and "Ciudad Grande" in shown
    assert "Nadie del registro" not in shown and "Elegir" not in shown
    answer = client.post(page, {"chain": "HOU-I-01", "asked": "1"}, follow=True).content.decode()
    assert "anote primero la lengua exacta" in answer
    assert "chain" not in cases.section(case, "tongue")[1]


def test_a_sign_language_of_nowhere_said_lists_no_municipality(cast, case, client, places):
    client.force_login(cast.ines.user)
    page = reverse("protection:tongue", args=[case.id])
    client.post(page, SAID | {"language": "mfs", "community": ""})
    shown = client.get(page).content.decode()
    assert "En su municipio la lista oficial" not in shown
    assert register.spoken_in(current_edition(), "") == []
    assert register.spoken_in(current_edition(), "12043")
