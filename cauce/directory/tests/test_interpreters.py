"""Interpreters of the network: by code for everybody, by name only with a reason."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.directory.access import interpreters as access
from cauce.directory.actions import NameAndPhone, add_interpreter, change_interpreter
from cauce.directory.models import Interpreter
from cauce.rules.interpreting import Interpreter as Known
from cauce.rules.interpreting import Need, Tongue

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 25)
# Two real municipalities by their INEGI codes; what is known of the people is invented.
SMALL, LARGE = "20016", "20067"
ROSALBA = Known(
    "", (Tongue("mig", "sanm1295", SMALL), Tongue("spa")), frozenset({"phone"}), "woman", ties_asked=True
)


def keep(cast, person=ROSALBA, by="ines", post="houston", vetted_on=ON):
    return add_interpreter(
        actor=getattr(cast, by).actor,
        post=getattr(cast, post),
        person=person,
        contact=NameAndPhone(name="Rosalba Cruz (ejemplo)", phone="713 555 0188"),
        vetted_on=vetted_on,
    )


def test_the_name_stands_nowhere_in_clear_and_opens_only_with_a_reason(cast):
    row = keep(cast)
    assert row.code == "HOU-I-01"
    assert b"Rosalba" not in bytes(row.contact) and b"sanm1295" not in bytes(row.profile)
    opened = access.contact_for(cast.tomas.actor, row.id, reason="entrevista de mañana")
    assert opened.name == "Rosalba Cruz (ejemplo)"
    entry = Entry.objects.filter(what="interpreter.contact").get()
    assert entry.about_id == str(row.id) and "Rosalba" not in str(entry.detail)


def test_the_window_and_headquarters_do_not_keep_interpreters(cast):
    for member in ("lucia", "sofia", "tomas"):
        with pytest.raises(Refused):
            keep(cast, by=member)
    with pytest.raises(Absent):
        access.interpreters_of(cast.lucia.actor)


def test_somebody_of_the_same_small_town_is_refused_by_the_census_and_shown_with_the_reason(
    cast, monkeypatch
):
    monkeypatch.setattr(access, "population", lambda: {SMALL: 800, LARGE: 270_000})
    keep(cast)
    other = Known(
        "", (Tongue("mig", "otra", LARGE), Tongue("spa")), frozenset({"phone"}), "woman", ties_asked=True
    )
    keep(cast, person=other)
    offers = access.offers_for(cast.ines.actor, Need(Tongue("mig", "sanm1295", SMALL)), ON)
    assert [one.chain[0].code for one in offers] == ["HOU-I-02", "HOU-I-01"]
    assert offers[1].conflict.level == "refuse"


def test_who_was_not_vetted_or_no_longer_interprets_is_not_offered(cast):
    keep(cast, vetted_on=None)
    row = keep(cast)
    need = Need(Tongue("mig"))
    assert len(access.offers_for(cast.ines.actor, need, ON)) == 1
    change_interpreter(
        actor=cast.ines.actor,
        interpreter=row,
        version=1,
        person=ROSALBA,
        contact=NameAndPhone(name="Rosalba Cruz", phone="713 555 0188"),
        vetted_on=ON,
        active=False,
    )
    assert access.offers_for(cast.ines.actor, need, ON) == ()


def test_two_people_do_not_overwrite_each_other(cast):
    row = keep(cast)
    given = dict(
        actor=cast.ines.actor,
        interpreter=row,
        version=1,
        person=ROSALBA,
        contact=NameAndPhone("Rosalba", "713 555 0188"),
        vetted_on=ON,
    )
    change_interpreter(**given)
    with pytest.raises(BadInput, match="meanwhile|while"):
        change_interpreter(**given)


def test_a_record_that_could_help_nobody_is_refused_and_nothing_is_kept(cast):
    for person, phone in (
        (Known("", (), frozenset({"phone"})), "713 555 0188"),
        (Known("", (Tongue("qqq"),), frozenset({"phone"})), "713 555 0188"),
        (Known("", (Tongue("spa"),), frozenset()), "713 555 0188"),
        (ROSALBA, "12"),
    ):
        with pytest.raises(BadInput):
            add_interpreter(
                actor=cast.ines.actor,
                post=cast.houston,
                person=person,
                contact=NameAndPhone(name="Rosalba", phone=phone),
            )
    assert not Interpreter.objects.exists()
