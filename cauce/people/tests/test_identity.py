"""Names as people have them, dates that can be, two officers on one identity, and reasoned reads."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.content.errors import BadInput
from cauce.custody.journal import door
from cauce.custody.journal.door import Absent, Refused, act
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import create_key
from cauce.people import access
from cauce.people.actions import Conflict, erase_identity, write_identity
from cauce.people.facts import LONGEST, clean_birth_date, clean_name
from cauce.people.models import Identity, Person

CANARY = "Xilonen Tlamacazqui"
TODAY = dt.date(2026, 11, 24)


def make(cast) -> Person:
    key = uuid.uuid4()
    create_key(key, "HOU")
    return Person.objects.create(post=cast.houston, key_id=key)


@pytest.fixture
def person(cast):
    return make(cast)


@act("test.name", requires="case.work", on="person")
def name(*, actor, entry, person, seen, fields):
    """Stands for the act of the floor above that names the person."""
    return write_identity(person=person, seen_version=seen, fields=fields, at=timezone.now(), by=actor.user)


@act("test.forget", requires="case.work", on="person")
def forget(*, actor, entry, person):
    """Stands for the act of the floor above that erases who it is."""
    erase_identity(person)


# The lists of acts that the house's own tests read are not to know these.
for made in ("test.name", "test.forget"):
    door.ACTS.pop(made, None)


def save(actor, person, seen=0, **fields):
    return name(actor=actor, person=person, seen=seen, fields=fields)


@pytest.mark.parametrize(
    "name",
    [
        "María José",
        "Ñandú-Ibáñez",
        "O'Higgins",
        "D’Angelo",
        "Ix Chel",
        "Mʼbaya",
        "Łukasz",
        "José  de   la O",
        "Nguyễn",
        "李小龍",
        "عائشة",
        "J.",
        "José María (Chema)",
    ],
)
def test_it_takes_every_script_accent_and_apostrophe(name):
    assert clean_name(name, "given_names") == " ".join(name.split())


@pytest.mark.parametrize("name", ["Ana 🌺", "Ana\x00", "Ana\u202egro", "Ana\ue000", "😀"])
def test_it_refuses_emoji_and_hidden_signs_and_says_which_field(name):
    with pytest.raises(BadInput) as refused:
        clean_name(name, "first_surname")
    assert refused.value.where == "first_surname"
    assert refused.value.cure_es


def test_it_refuses_a_name_of_400_letters_and_says_how_many_fit():
    with pytest.raises(BadInput) as refused:
        clean_name("a" * 400, "given_names")
    assert "400" in refused.value.es
    assert str(LONGEST) in refused.value.es
    assert clean_name("á" * LONGEST, "given_names")


@pytest.mark.parametrize("born", ["2026-11-25", "2190-01-01", "1899-12-31", "ayer", "2026-02-30"])
def test_it_refuses_a_birth_date_ahead_too_old_or_not_understood(born):
    with pytest.raises(BadInput):
        clean_birth_date(born, "birth_date", TODAY)


def test_it_keeps_a_birth_date_in_one_form_and_none_as_not_known():
    assert clean_birth_date("20100312", "birth_date", TODAY) == "2010-03-12"
    assert clean_birth_date("2026-11-24", "birth_date", TODAY) == "2026-11-24"
    assert clean_birth_date("  ", "birth_date", TODAY) == ""


@pytest.mark.django_db
def test_it_saves_nothing_when_one_field_is_bad(cast, person):
    with pytest.raises(BadInput):
        save(cast.ines.actor, person, given_names="Ana", birth_date="2999-01-01")
    assert not Identity.objects.exists()


@pytest.mark.django_db
def test_it_never_saves_a_second_officer_over_the_first(cast, person):
    assert save(cast.ines.actor, person, given_names="Ana") == 1
    with pytest.raises(Conflict) as conflict:
        save(cast.mateo.actor, person, given_names="Juana")
    assert conflict.value.current["given_names"] == "Ana"
    assert save(cast.mateo.actor, person, 1, given_names="Juana") == 2
    opened = access.identity(cast.ines.actor, person, reason="contact")
    assert (opened.version, opened.name) == (2, "Juana")


@pytest.mark.django_db
def test_it_opens_for_a_reason_that_is_written_down_and_for_nobody_else(cast, person):
    save(cast.ines.actor, person, given_names=CANARY)
    assert access.identity(cast.ines.actor, person, reason="contact").name == CANARY
    entry = Entry.objects.get(what="identity.open")
    assert entry.detail == {"reason": "contact"}
    for stranger in (cast.tomas, cast.lucia, cast.aurora, cast.sofia, cast.elena, cast.clara):
        with pytest.raises(Absent):
            access.identity(stranger.actor, person, reason="contact")
        with pytest.raises(Refused):
            save(stranger.actor, person, 1, given_names="Otra")
    assert Entry.objects.filter(what="identity.read", kind="refused").count() == 6


@pytest.mark.django_db
def test_it_forgets_who_it_is_when_the_person_wants_it_so(cast, person):
    save(cast.ines.actor, person, given_names=CANARY)
    forget(actor=cast.ines.actor, person=person)
    assert access.identity(cast.ines.actor, person, reason="contact").name == ""


@pytest.mark.django_db
def test_it_finds_the_closest_name_first_and_what_she_is_called_counts(cast):
    people = []
    for given, first, called in (
        ("María Guadalupe", "Tzotzilmeh", ""),
        ("Rosa", "Lupita", ""),
        ("Ana", "Cruz", "La Lupe"),
        ("Elena", "Prado", ""),
    ):
        one = make(cast)
        save(cast.ines.actor, one, given_names=given, first_surname=first, known_as=called)
        people.append(one.id)
    found = list(access.search_in_scope(cast.ines.actor, "HOU", "lupita"))
    assert found[:2] == [people[1], people[0]]
    assert next(iter(access.search_in_scope(cast.ines.actor, "HOU", "lupe"))) == people[2]
    assert people[3] not in found
    assert access.search_in_scope(cast.ines.actor, "HOU", "lupita", most=1) == {people[1]: "same"}


@pytest.mark.django_db
def test_it_finds_a_person_of_its_post_and_keeps_no_name_of_the_question(cast, person):
    save(cast.ines.actor, person, given_names="Xilonen", first_surname="Tlamacázqui")
    assert access.search_in_scope(cast.ines.actor, "HOU", "tlamacazqui XILO") == {person.id: "beginning"}
    assert access.search_in_scope(cast.tomas.actor, "LAR", "xilonen") == {}
    with pytest.raises(Absent):
        access.search_in_scope(cast.tomas.actor, "HOU", "xilonen")
    assert "xilo" not in str(list(Entry.objects.values_list("detail", flat=True))).lower()
