"""Nobody finds out who is known elsewhere by writing one name after another."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.journal.models import Entry
from cauce.people.access_marks import A_DAY, A_MONTH
from cauce.people.models import Mark, Marking

from .test_same_elsewhere import HERE, known, loop

pytestmark = pytest.mark.django_db


def test_nobody_finds_out_by_typing_one_name_after_another(cast):
    case = known(cast, cast.ines, cast.houston, HERE)
    for number in range(1, A_MONTH + 2):
        loop()
        cases.save_identity(
            actor=cast.ines.actor, case=case, seen_version=number, at=timezone.now(),
            fields={"given_names": f"Ana {number}", "first_surname": "Sol", "second_surname": "Ek",
                    "birth_date": "1990-01-02"},
        )  # fmt: skip
    loop()
    assert Marking.objects.filter(person=case.person).count() == A_MONTH
    assert not Mark.objects.filter(person=case.person).exists()
    for _ in range(A_DAY):
        known(cast, cast.ines, cast.houston, ("Ana", "Sol", "Ek", "1990-01-02"))
    loop()
    assert Marking.objects.count() == A_DAY
    held = Entry.objects.filter(what="join.mark").order_by("-id").first()
    assert held.detail["held"] == A_DAY - (A_DAY - A_MONTH) + 1
