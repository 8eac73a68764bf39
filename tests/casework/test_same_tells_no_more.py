"""What two posts may know together tells nobody more: not by writing names, nor after a death."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.custody.journal.models import Entry
from cauce.people.access_marks import A_DAY, A_MONTH
from cauce.people.models import Mark, Marking
from cauce.sharing.disclosures.models import Disclosure
from tests.joins import HERE, joined, known, loop, see, told_same, two

from .test_deaths import die

pytestmark = pytest.mark.django_db


def test_nobody_finds_out_by_typing_one_name_after_another(cast):
    case = known(cast, cast.ines, cast.houston, HERE)
    for number in range(1, A_MONTH + 2):
        loop()
        cases.save_identity(
            actor=cast.ines.actor,
            case=case,
            seen_version=number,
            at=timezone.now(),
            fields={
                "given_names": f"Ana {number}",
                "first_surname": "Sol",
                "second_surname": "Ek",
                "birth_date": "1990-01-02",
            },
        )
    loop()
    assert Marking.objects.filter(person=case.person).count() == A_MONTH
    assert not Mark.objects.filter(person=case.person).exists()
    for _ in range(A_DAY):
        known(cast, cast.ines, cast.houston, ("Ana", "Sol", "Ek", "1990-01-02"))
    loop()
    assert Marking.objects.count() == A_DAY
    held = Entry.objects.filter(what="join.mark").order_by("-id").first()
    assert held.detail["held"] == A_DAY - (A_DAY - A_MONTH) + 1


def test_after_a_death_no_list_of_either_post_names_that_file_and_the_other_can_still_be_warned(cast, client):
    pair = two(cast)
    told_same(cast, pair)
    join = joined(cast, pair)
    assert pair.here.folio in see(client, cast.mateo, "joins:list").content.decode()
    Disclosure.objects.create(
        case=pair.here,
        kind="exception",
        state="proposed",
        exception="x",
        fields=[],
        by="x",
        at=timezone.now(),
        sealed=b"\x01cannot be opened",
    )
    die(cast, pair.here)
    loop()
    assert pair.here.folio not in see(client, cast.mateo, "joins:list").content.decode()
    assert see(client, cast.mateo, "joins:touched", join.id).status_code == 404
    # Nothing of it is opened for that: what can be opened by nobody any more is in nobody's way.
    assert see(client, cast.tomas, "joins:touched", join.id).status_code == 200


def test_a_yes_taken_back_parts_them_at_once_for_reading_and_then_for_all(cast, client):
    pair = two(cast)
    told_same(cast, pair)
    join = joined(cast, pair)
    yes = pair.there.consents.get(purpose="joining")
    cases.withdraw_consent(actor=cast.tomas.actor, case=pair.there, consent=yes, at=timezone.now())
    assert see(client, cast.ines, "joins:joint", join.id).status_code == 302
    loop()
    for row in (join, pair.here):
        row.refresh_from_db()
    assert (join.why, pair.here.joined_with_id) == ("over", None)
