"""Who it is: last, for a reason, and nobody's words are lost."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import record_consent
from cauce.cases.facts import facts_of
from cauce.custody.journal.models import Entry
from cauce.people.access import identity
from cauce.people.models import Identity
from tests.canaries import stands
from tests.cast import minute_now

NAME = {"given_names": "Marisol", "first_surname": "Xicale", "second_surname": "Ñuu"}


@pytest.fixture
def desk(desk):
    """Inés, with people who agreed that their data be kept."""
    opened = desk.open

    def open_and_ask(**facts):
        case = opened(**facts)
        record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=case.opened_at)
        return case

    desk.unasked, desk.open = opened, open_and_ask
    return desk


def save(desk, case, seen=0, **fields):
    return desk.post(case, "identidad/", do="save", seen=str(seen), **fields)


def test_it_shows_no_name_before_a_reason_is_given(desk):
    case = desk.open()
    save(desk, case, **NAME)
    assert "Xicale" not in desk.get(case, "identidad/").content.decode()
    assert "Xicale" not in desk.get(case).content.decode()
    assert "Elija el motivo" in desk.post(case, "identidad/", do="open").content.decode()


def test_opening_it_is_written_down_with_its_reason(desk):
    case = desk.open()
    save(desk, case, **NAME)
    page = desk.post(case, "identidad/", do="open", reason="contact").content.decode()
    assert 'value="Marisol"' in page and 'value="Ñuu"' in page
    read = Entry.objects.get(what="identity.open")
    assert read.detail == {"reason": "contact"}
    assert not Entry.objects.filter(detail__icontains="Xicale").exists()


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"given_names": "a" * 400}, "El nombre tiene 400 letras; caben 120."),
        ({"known_as": "Mar 🙂"}, "un signo que no es letra"),
        ({"birth_date_day": "3", "birth_date_month": "4", "birth_date_year": "2090"}, "está en el futuro"),
        ({"birth_date_day": "31", "birth_date_month": "2", "birth_date_year": "2001"}, "Ese día no existe"),
    ],
)
def test_a_clear_error_keeps_what_was_typed_and_saves_nothing(desk, wrong, words):
    case = desk.open()
    page = save(desk, case, first_surname="Xicale", **wrong).content.decode()
    assert words in page and 'value="Xicale"' in page
    for typed in wrong.values():
        assert typed in page
    assert not Identity.objects.exists()


def test_two_officers_on_the_same_identity_see_both_versions(desk, client, cast):
    case = desk.open()
    save(desk, case, **NAME)
    client.force_login(cast.mateo.user)
    page = save(desk, case, given_names="María del Sol", first_surname="Xicale").content.decode()
    assert "María del Sol" in page and "Marisol" in page
    assert identity(desk.actor, case.person, reason="attend").fields["given_names"] == "Marisol"
    save(desk, case, seen=1, given_names="María del Sol", first_surname="Xicale")
    assert identity(desk.actor, case.person, reason="attend").name == "María del Sol Xicale"


def test_a_double_click_saves_one_version(desk):
    case, once = desk.open(), str(uuid.uuid4())
    for _ in range(2):
        save(desk, case, once=once, **NAME)
    assert Identity.objects.count() == 1


def test_a_name_with_apostrophe_and_accents_is_a_name(desk):
    case = desk.open()
    save(desk, case, given_names="Itzá Ma’alob", first_surname="De la O", second_surname="Ñ")
    found = identity(desk.actor, case.person, reason="attend")
    assert found.name == "Itzá Ma’alob De la O Ñ"


def test_it_waits_for_the_yes_to_keep_and_says_so(desk):
    case = desk.unasked()
    opened = desk.post(case, "identidad/", do="open", reason="contact").content.decode()
    assert "Aún no hay consentimiento para guardar" in opened
    refused = save(desk, case, **NAME).content.decode()
    assert "Aún no hay consentimiento para guardar la identidad" in refused and "Xicale" in refused
    assert not Identity.objects.exists()


BORN_A_CHILD = {"birth_date_day": "3", "birth_date_month": "4", "birth_date_year": "2011"}
BORN_AN_ADULT = {"birth_date_day": "3", "birth_date_month": "4", "birth_date_year": "1985"}


def known(case):
    return facts_of(case).get("person.age"), facts_of(case).get("person.age_doubt")


def test_a_birth_date_against_the_age_is_said_kept_and_attended_as_a_childs(desk):
    case = desk.open(person__age=31, person__age_doubt=False)
    said = desk.client.get(save(desk, case, **BORN_A_CHILD).headers["Location"]).content.decode()
    assert "no coinciden" in said and "se atiende como niña, niño o adolescente" in said
    assert not stands("2011", said) and known(case) == (31, True)
    assert identity(desk.actor, case.person, reason="attend").fields["birth_date"] == "2011-04-03"
    circumstances = desk.get(case, "circunstancias/").content.decode()
    assert "La fecha de nacimiento y la edad que se dijo no coinciden" in circumstances
    assert desk.get(case, "formatos/").content.decode().count("T18")


def test_a_birth_date_of_a_child_counts_when_nobody_said_an_age(desk):
    case = desk.open()
    said = desk.client.get(save(desk, case, **BORN_A_CHILD).headers["Location"]).content.decode()
    assert "hay duda de que la persona ya cumplió 18 años" in said
    assert known(case) == (None, True)


def test_two_ages_of_a_grown_person_are_said_and_cast_no_doubt(desk):
    case = desk.open(person__age=31, person__age_doubt=False)
    said = desk.client.get(save(desk, case, **BORN_AN_ADULT).headers["Location"]).content.decode()
    assert "no coinciden" in said and "niña, niño" not in said
    assert known(case) == (31, False)


def test_an_age_said_after_the_birth_date_is_compared_without_showing_it(desk):
    case = desk.open()
    save(desk, case, **BORN_A_CHILD)
    grown = {"happened_at": minute_now(), "age": "31"}
    said = desk.post(case, "seguridad/", seen="0", doubt="no", **grown)
    page = desk.client.get(said.headers["Location"]).content.decode()
    assert "no coinciden" in page and "abril de 2011" not in page and known(case) == (31, True)
    assert Entry.objects.filter(what="identity.compare").exists()
    assert not any(stands("2011", str(one.detail)) for one in Entry.objects.all())


def test_the_doubt_ends_when_both_agree_and_somebody_says_so(desk):
    case = desk.open(person__age=31, person__age_doubt=False)
    save(desk, case, **BORN_A_CHILD)
    save(
        desk,
        case,
        seen=1,
        birth_date_day="3",
        birth_date_month="4",
        birth_date_year=str(timezone.now().year - 31),
    )
    assert known(case) == (31, True)  # nobody concluded yet
    desk.post(case, "seguridad/", seen="0", age="31", doubt="no", happened_at=minute_now())
    assert known(case) == (31, False)
