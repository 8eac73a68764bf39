"""Who may be one person, as two posts wrote them down; and what is marked of an identity."""

from __future__ import annotations

import pytest

from cauce.people.identity_match import alike, signs


def who(given, first, second, born):
    return {"given_names": given, "first_surname": first, "second_surname": second, "birth_date": born}


LUPE = who("María Guadalupe", "Tzotzilmeh", "Pérez", "1998-02-11")


@pytest.mark.parametrize(
    "other",
    [
        who("Ma. Gpe.", "TZOTZILMEH", "Peres", "1998-02-11"),
        who("Lupita", "Tzotzilmé", "Pérez", "1998-02-11"),
        who("Guadalupe", "Tzotzilmeh", "", "1998-02-11"),
        who("Guadalupe", "Tzotzilmeh", "Pérez", "1998-11-02"),
        who("Guadalupe", "Tzotzilmeh", "Pérez", "1998-02-14"),
    ],
)
def test_it_takes_other_writings_of_one_person_for_one_and_they_share_a_mark(other):
    assert alike(LUPE, other) and alike(other, LUPE)
    here, there = signs(LUPE), signs(other)
    assert any(here[kind] == there.get(kind) for kind in here)


@pytest.mark.parametrize(
    "other",
    [
        who("Rosa", "Tzotzilmeh", "Pérez", "1998-02-11"),  # a twin
        who("Guadalupe", "Tzotzilmeh", "Pérez", "1999-02-11"),
        who("Guadalupe", "Tzotzilmeh", "", "1998-11-02"),  # a slip needs both surnames
        who("Guadalupe", "Tzotzilmeh", "Pérez", ""),
        who("Guadalupe", "Ek", "Pérez", "1998-02-11"),
        who("", "Tzotzilmeh", "Pérez", "1998-02-11"),
    ],
)
def test_it_takes_nobody_else_for_her(other):
    assert not alike(LUPE, other)


def test_nothing_is_marked_without_a_date():
    assert signs(who("Guadalupe", "Tzotzilmeh", "Pérez", "")) == {}
    assert not any("1998" not in plain for plain in signs(LUPE).values())
