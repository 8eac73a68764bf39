"""Inés looks for who can help, and is told what is known and what is not."""

from __future__ import annotations

import re
import uuid

import pytest

from cauce.custody.journal.models import Entry
from cauce.directory.models import Service
from cauce.directory.tests.network import id_of

SECRETS = ("Papalote", "75123", "70456", "555-0142", "5550142", "Sede Casa Jacaranda")
CASE = "5f0c6c1e-9d55-4a67-b0a1-2f6a3a1c9b10"


def test_it_shows_what_is_in_the_state_of_the_post_before_anything_is_asked(looking):
    page = looking.find()
    assert "Clínica Colibrí" in page and "Casa Jacaranda" in page


def test_it_finds_by_need_and_tells_it_in_sentences(looking):
    page = looking.find(need="shelter", state="TX")
    assert "3 opciones" in page and "Puente Legal" not in page
    assert (
        "Recibe mujeres, familias, casos de trabajo y casos" in page and "No recibe menores de edad." in page
    )
    assert "No recibe familias ni casos de trabajo." in page and "aunque no haya papeles" in page
    assert "Atiende en español." in page
    assert "Revisada el 5 de noviembre de 2026" in page


def test_it_says_which_entries_are_old_and_what_nobody_has_said(looking):
    page = looking.find(need="shelter")
    assert "hace mucho: confirme por teléfono" in page
    assert "Sin fecha de revisión" in page and "No se sabe a quién recibe" in page


def test_it_leaves_out_old_entries_when_asked(looking):
    page = looking.find(need="shelter", current="on")
    assert "Casa Jacaranda" in page and "Casa Girasol" not in page


def test_it_finds_by_language_city_and_whom_it_takes(looking):
    assert "Casa Girasol" in looking.find(language="mixteco")
    assert "Casa Jacaranda" not in looking.find(state="TX", city="Austin")
    assert "Casa Jacaranda" not in looking.find(need="shelter", takes="minors")


def test_it_says_how_to_go_on_when_nobody_fits(looking):
    page = looking.find(need="phone")
    assert "Sin resultados con esos criterios" in page and "Quite un criterio" in page


@pytest.mark.parametrize("wrong", [{"need": "💥"}, {"state": "ZZ"}, {"city": "x" * 400}])
def test_it_says_what_is_wrong_with_a_search_and_keeps_it(looking, wrong):
    answer = looking.client.get("/directorio/", wrong)
    assert answer.status_code == 200 and "Falta corregir algo" in answer.content.decode()


@pytest.mark.parametrize("who", ["ines", "mateo", "aurora", "sofia"])
def test_it_never_shows_a_reserved_address_in_a_list_or_an_entry(looking, who):
    looking.as_(who)
    page = looking.find(need="shelter") + looking.entry("Casa Jacaranda")
    assert "Dallas" in page and "Dirección reservada" in page
    assert [secret for secret in SECRETS if secret in page] == []


def test_it_shows_the_open_address_and_telephone_of_who_hides_nothing(looking):
    page = looking.entry("Puente Legal Ceiba")
    assert "15 Paperboat Lane" in page and "(214) 555-0177" in page


def test_it_shows_the_reserved_address_to_protection_and_writes_it_down(looking):
    page = looking.client.post(looking.address("Casa Jacaranda", "direccion/")).content.decode()
    assert "742 Papalote Street" in page
    assert Entry.objects.filter(kind="read", what="directory.address").count() == 1


@pytest.mark.parametrize("who", ["aurora", "sofia"])
def test_it_neither_offers_nor_gives_the_reserved_address_to_others(looking, who):
    looking.as_(who)
    assert "Ver la dirección" not in looking.entry("Casa Jacaranda")
    answer = looking.client.post(looking.address("Casa Jacaranda", "direccion/"))
    assert answer.status_code == 404 and "Papalote" not in answer.content.decode()


def test_it_makes_an_entry_fresh_again_once_it_was_checked(looking):
    address = looking.address("Casa Girasol")
    once, version = re.findall(r'name="(?:once|version)" value="([^"]+)"', looking.entry("Casa Girasol"))
    form = {"once": once, "version": version}
    for _ in range(2):
        assert looking.client.post(address + "revision/", form).headers["Location"] == address
    row = Service.objects.get(id=id_of("service", "Casa Girasol"))
    assert row.verified_role == "protection_officer" and row.version == int(version) + 1
    assert "Revisada el 25 de noviembre de 2026" in looking.entry("Casa Girasol")


def test_it_asks_to_look_again_when_somebody_changed_the_entry_meanwhile(looking):
    form = {"once": str(uuid.uuid4()), "version": "99"}
    answer = looking.client.post(looking.address("Casa Girasol", "revision/"), form, follow=True)
    assert "Alguien más cambió esta ficha" in answer.content.decode()


def test_it_carries_the_case_along_every_link_and_drops_what_is_no_id(looking):
    page = looking.find(need="shelter", **{"for": CASE})
    assert f'name="for" value="{CASE}"' in page
    assert f"{looking.address('Casa Jacaranda')}?need=shelter&amp;for={CASE}" in page
    assert f"/directorio/?for={CASE}" in looking.entry("Casa Jacaranda", **{"for": CASE})
    page = looking.find(need="shelter", **{"for": "<script>xyzzy"})
    assert "xyzzy" not in page.partition("<main")[2]


def test_it_offers_a_referral_only_for_a_case_and_to_who_may_send_one(looking):
    service = id_of("service", "Casa Jacaranda")
    link = f"/casos/{CASE}/canalizaciones/?service={service}"
    assert link in looking.entry("Casa Jacaranda", **{"for": CASE})
    assert "canalizar" not in looking.entry("Casa Jacaranda")
    looking.as_("sofia")
    assert "canalizar" not in looking.entry("Casa Jacaranda", **{"for": CASE})


def test_it_answers_a_guess_as_it_answers_nonsense(looking):
    Service.objects.filter(id=id_of("service", "Casa Fresno")).update(visibility="sealed")
    hidden = looking.client.get(looking.address("Casa Fresno"))
    nothing = looking.client.get(f"/directorio/{uuid.uuid4()}/")
    assert hidden.status_code == 404 and hidden.content == nothing.content


@pytest.mark.parametrize("who", ["lucia", "clara", "raul", "elena", "bruno"])
def test_it_is_no_page_for_who_sends_nobody_anywhere(looking, who):
    looking.as_(who)
    for address in ("/directorio/", looking.address("Casa Jacaranda")):
        assert looking.client.get(address).status_code == 404
    for part in ("revision/", "direccion/"):
        assert looking.client.post(looking.address("Casa Jacaranda", part)).status_code == 404


def test_it_never_needs_more_than_twenty_queries(looking, django_assert_max_num_queries):
    looking.find()
    for address in ("/directorio/?state=TX", looking.address("Casa Jacaranda")):
        with django_assert_max_num_queries(20):
            looking.client.get(address)


def test_it_speaks_english_to_who_chose_it(looking):
    looking.client.cookies["idioma"] = "en"
    page = looking.find(need="shelter")
    assert "Find who can help" in page and "Takes women, families" in page
