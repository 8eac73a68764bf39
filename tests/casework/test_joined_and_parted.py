"""Two files that were joined and parted again: each as if it never was, with what was written since."""

from __future__ import annotations

import datetime as dt
import random

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.contact import verdict_for
from cauce.cases.drift import differences
from cauce.cases.facts import acts_of, consents_of, facts_of, plan_of
from cauce.cases.models import Case
from cauce.sharing.joins import actions as joins
from cauce.sharing.joins.join_side import Leg
from cauce.sharing.joins.models import Join, Possible
from cauce.staff.obligations.models import Obligation
from tests.cast import shelter
from tests.joins import MORNING, both, joined, loop, notices, says, see, told_same, two

from .conftest import send

pytestmark = pytest.mark.django_db


def dump(case: Case) -> dict:
    """All of a file that acts write, without what tells one row from another."""
    case.refresh_from_db()
    now = timezone.now()
    return {
        "row": (
            case.status,
            case.next_action,
            case.next_due_at,
            case.danger,
            case.keeping,
            case.joined_with_id,
            case.joined_at,
            case.leads,
        ),
        "facts": facts_of(case),
        "acts": sorted((a.name, a.at, a.action or "") for a in acts_of(case)),
        "owed": sorted(
            Obligation.objects.filter(subject_id=case.id).values_list(
                "action", "state", "due_at", "met_at", "urgent"
            )
        ),
        "plan": [(o.action, o.state, o.due) for o in plan_of(case, now)],
        "consents": [
            (c.purpose, c.decision, c.recipient, c.given_at, c.withdrawn_at) for c in consents_of(case)
        ],
        "contact": verdict_for(case, "phone_call", "spa", now),
    }


ACTS = (
    lambda by, case: cases.record_act(
        actor=by.actor, case=case, name="rights_explained", happened_at=timezone.now()
    ),
    lambda by, case: cases.record_act(
        actor=by.actor,
        case=case,
        name="safety_checked",
        happened_at=timezone.now(),
        facts={"danger.immediate": False},
    ),
    lambda by, case: cases.record_facts(
        actor=by.actor, case=case, at=timezone.now(), facts={"person.age": 17, "need.shelter": True}
    ),
    lambda by, case: cases.record_facts(
        actor=by.actor, case=case, at=timezone.now(), facts={"danger.immediate": True}
    ),
    lambda by, case: says(by, case, "contact"),
    lambda by, case: says(by, case, "contact", given=False),
    lambda by, case: says(by, case, "screening", given=False),
    lambda by, case: cases.confirm_contact(
        actor=by.actor,
        case=case,
        at=timezone.now(),
        ways=[{"way": "phone_call", "days": list(range(7)), "languages": ["spa"]}],
    ),
    lambda by, case: cases.confirm_contact(
        actor=by.actor, case=case, ways=[{"way": "none"}], at=timezone.now()
    ),
)


@pytest.mark.parametrize("seed", range(4))
def test_joined_and_parted_each_file_is_as_if_it_never_was_with_what_was_written_since(cast, seed):
    """Two pairs of files live through the same; one of them is joined for a while in between."""
    chance = random.Random(seed)
    with time_machine.travel(MORNING, tick=False) as clock:
        pair = two(cast)
        told_same(cast, pair)
        for by, case in both(cast, pair):
            says(by, case, "joining")
        others = two(
            cast, ("Ana", "Ixbalanqué", "Sol", "1990-01-02"), ("Ana", "Ixbalanqué", "Sol", "1990-01-02")
        )
        for by, case in both(cast, others):
            says(by, case, "joining")
        steps = [(chance.choice(ACTS), chance.randrange(2)) for _ in range(8)]
        start, end = chance.randrange(3), chance.randrange(4, 8)
        for number, (do, side) in enumerate(steps):
            clock.shift(dt.timedelta(minutes=chance.randrange(1, 300)))
            if number == start:
                joined(cast, pair)
            for which in (pair, others):
                by, case = both(cast, which)[side]
                do(by, case)
            if number == end:
                join = Join.objects.get()
                joins.part(
                    actor=cast.tomas.actor, leg=Leg(join, pair.there.id), why="not_needed", at=timezone.now()
                )
        # The two that were joined were asked once more whether to be, and nothing else is unlike.
        for mine, never in ((pair.here, others.here), (pair.there, others.there)):
            left, right = dump(mine), dump(never)
            for one in (left, right):
                one["consents"] = [c for c in one["consents"] if c[0] != "joining"]
            assert left == right
        assert differences(timezone.now())[1] == []


def test_two_joined_files_that_were_two_people_are_parted_for_good_and_both_can_be_warned(cast, client):
    pair = two(cast)
    told_same(cast, pair)
    join = joined(cast, pair)
    seen = see(client, cast.tomas, "joins:joint", join.id)
    assert seen.status_code == 200 and "Inés Carranza" in seen.content.decode()
    send(cast, pair.here, shelter(cast.jacaranda))
    address = reverse("joins:joint", args=[join.id])
    client.force_login(cast.ines.user)
    client.post(address, {"why": "two_people"})
    join.refresh_from_db()
    pair.possible.refresh_from_db()
    assert (join.why, pair.possible.state) == ("two_people", "not_same")
    page = see(client, cast.ines, "joins:touched", join.id).content.decode()
    assert "Tomás Arriaga" in page and "avise a la que usted atiende" in page
    assert page.count("<li>") >= 2 and "Citlali" not in page
    theirs = see(client, cast.tomas, "joins:touched", join.id).content.decode()
    assert "Inés Carranza" not in theirs.split('id="salio"')[0].split('id="leyo"')[1]
    # Nothing of the other is read any more, and the loop never brings the two together again.
    assert see(client, cast.tomas, "joins:joint", join.id).status_code == 302
    loop()
    assert Possible.objects.count() == 1
    assert [m.recipient for m in notices("join_parted")] == [str(cast.tomas.user.id)]
