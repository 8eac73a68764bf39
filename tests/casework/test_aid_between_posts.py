"""A case goes to another post with an aid on its way: every cent stays in one budget, and both know."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from cauce.aid import access, actions
from cauce.aid.facts import balance_now, ledger_now
from cauce.aid.models import AidRequest
from cauce.aid.rules.ledger import Ledger
from cauce.content.errors import BadInput
from cauce.operations.loop.tick import tick
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices.models import Message
from tests.aid import ask, configure, fund, known, today
from tests.transfers import moved

from .conftest import open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture
def here(cast):
    configure(cast)
    return fund(cast)


@pytest.fixture
def there(cast, here):
    return fund(cast, "500.00", cast.laredo)


@pytest.fixture
def row(cast, here):
    made = ask(cast, known(cast, open_case(cast)))
    actions.approve_aid(actor=cast.mateo.actor, aid=made, at=timezone.now())
    return again(made)


def again(row) -> AidRequest:
    return AidRequest.objects.get(id=row.id)


def deliver(who, row, amount: str) -> None:
    actions.deliver_aid(
        actor=who.actor, aid=again(row), amount=Decimal(amount), on=today(), at=timezone.now()
    )


def go(cast, row) -> AidRequest:
    moved(row.case, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    return again(row)


def sums(ledger: Ledger) -> tuple[int, ...]:
    return tuple(map(int, (ledger.allocated, ledger.left, ledger.committed, ledger.spent)))


def test_what_was_approved_and_not_given_goes_back_once_and_is_asked_anew_there(cast, here, there, row):
    assert sums(ledger_now(here)) == (1000, 940, 60, 0)
    row = go(cast, row)
    with pytest.raises(BadInput, match="moved to another post"):  # before the loop found it too
        deliver(cast.tomas, row, "60.00")
    assert tick(timezone.now())["aids_lapsed"] == 1
    assert tick(timezone.now())["aids_lapsed"] == 0
    row = again(row)
    assert row.state == "lapsed" and balance_now(row).undelivered == 0
    assert sums(ledger_now(here)) == (1000, 1000, 0, 0)
    with pytest.raises(BadInput, match="has changed"):
        deliver(cast.tomas, row, "60.00")
    assert access.lapsed_here(cast.tomas.actor, "LAR").count() == 1
    assert access.lapsed_here(cast.ines.actor, "HOU").count() == 0
    assert [one.id for one, _ in access.home(cast.tomas.actor, cast.laredo).open] == [row.id]

    anew = actions.ask_aid(
        actor=cast.tomas.actor,
        case=row.case,
        asked=actions.AidAsked(
            need="food",
            starts_on=today(),
            ends_on=today(),
            words="",
            kind="alimentos",
            amount=Decimal(20),
            evidence=["signed_request"],
        ),
        at=timezone.now(),
    )
    assert again(row).state == "taken_back" and access.lapsed_here(cast.tomas.actor, "LAR").count() == 0
    assert (anew.state, anew.budget) == ("asked", None)
    assert sums(ledger_now(there)) == (500, 500, 0, 0)


def test_what_was_given_stays_spent_where_it_was_and_is_accounted_for_from_the_other_post(
    cast, here, there, row
):
    deliver(cast.ines, row, "25.00")
    row = go(cast, row)
    tick(timezone.now())
    assert again(row).state == "given"
    assert sums(ledger_now(here)) == (1000, 975, 0, 25)
    with pytest.raises(BadInput, match="another post"):
        deliver(cast.tomas, row, "35.00")
    given = {"actor": cast.tomas.actor, "aid": again(row), "at": timezone.now()}
    actions.record_receipt(
        **given,
        receipt=actions.Receipt("A-1", "USD", [("Comida", Decimal(20))], Decimal(20), today()),
    )
    actions.record_return(**given, on=today(), amount=Decimal(5))
    assert sums(ledger_now(here)) == (1000, 980, 0, 20)
    assert sums(ledger_now(there)) == (500, 500, 0, 0)
    assert balance_now(again(row)).open == 0


def test_what_was_given_whole_moves_nothing_and_a_case_that_came_back_loses_nothing(cast, here, row):
    back = moved(go(cast, row).case, by=cast.tomas, to=cast.houston, received_by=cast.mateo)
    assert access.to_lapse() == []
    assert actions.lapse_aid(actor=SYSTEM, aid=again(row), at=timezone.now()) is False
    deliver(cast.mateo, row, "60.00")
    moved(back, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    assert tick(timezone.now())["aids_lapsed"] == 0
    assert (again(row).state, sums(ledger_now(here))) == ("given", (1000, 940, 0, 60))


def test_both_posts_are_told_once_without_a_telling_word(cast, row):
    row = go(cast, row)
    for _ in range(2):
        tick(timezone.now())
    new = Message.objects.filter(key__startswith=f"aid_lapsed:{row.id}:")
    old = Message.objects.filter(key__startswith=f"aid_released:{row.id}:")
    assert [one.recipient for one in new] == [str(cast.tomas.user.id)]
    assert {one.recipient for one in old} == {str(one.user.id) for one in (cast.mateo, cast.aurora)}
    for message in (*new, *old):
        said = message.subject + message.body
        assert row.case.folio not in said and "60" not in said


def test_who_no_longer_needs_it_takes_it_off_the_list(cast, row):
    row = go(cast, row)
    tick(timezone.now())
    actions.take_back_aid(actor=cast.tomas.actor, aid=again(row), at=timezone.now())
    assert again(row).state == "taken_back" and access.lapsed_here(cast.tomas.actor, "LAR").count() == 0
