"""Who may be one person, as two posts wrote them down; and what is marked of an identity."""

from __future__ import annotations

import pytest

from cauce.people.alike import alike, signs


def who(given, first, second, born, code=""):
    return {"given_names": given, "first_surname": first, "second_surname": second,
            "birth_date": born, "curp": code}  # fmt: skip


LUPE = who("María Guadalupe", "Tzotzilmeh", "Pérez", "1998-02-11")
CURP = "HEGG560427MVZRRL04"  # the example of RENAPO's own instructions


@pytest.mark.parametrize("other", [
    who("Ma. Gpe.", "TZOTZILMEH", "Peres", "1998-02-11"),
    who("Lupita", "Tzotzilmé", "Pérez", "1998-02-11"),
    who("Guadalupe", "Tzotzilmeh", "", "1998-02-11"),
    who("Guadalupe", "Tzotzilmeh", "Pérez", "1998-11-02"),
    who("Guadalupe", "Tzotzilmeh", "Pérez", "1998-02-14"),
])  # fmt: skip
def test_it_takes_other_writings_of_one_person_for_one_and_they_share_a_mark(other):
    assert alike(LUPE, other) and alike(other, LUPE)
    here, there = signs(LUPE), signs(other)
    assert any(here[kind] == there.get(kind) for kind in here)


@pytest.mark.parametrize("other", [
    who("Rosa", "Tzotzilmeh", "Pérez", "1998-02-11"),  # a twin
    who("Guadalupe", "Tzotzilmeh", "Pérez", "1999-02-11"),
    who("Guadalupe", "Tzotzilmeh", "", "1998-11-02"),  # a slip needs both surnames
    who("Guadalupe", "Tzotzilmeh", "Pérez", ""),
    who("Guadalupe", "Ek", "Pérez", "1998-02-11"),
    who("", "Tzotzilmeh", "Pérez", "1998-02-11"),
])  # fmt: skip
def test_it_takes_nobody_else_for_her(other):
    assert not alike(LUPE, other)


def test_two_curp_decide_by_themselves_and_one_that_does_not_fit_says_nothing():
    assert alike(who("", "", "", "", CURP), who("Otra", "Ek", "", "1990-01-01", CURP.lower()))
    other = CURP[:-1] + ("1" if CURP[-1] != "1" else "2")
    assert "curp" in signs(who("", "", "", "", CURP))
    assert signs(who("", "", "", "", other)) == {}
    assert alike(LUPE | {"curp": CURP}, LUPE | {"curp": other})
    assert not any("1998" not in plain for plain in signs(LUPE).values())
