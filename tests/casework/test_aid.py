"""Economic aid: configured by two, asked by one, approved by another, and every cent accounted for."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cauce.aid import access, actions
from cauce.aid.facts import balance_now, ledger_now, words_of
from cauce.aid.models import AidKind, AidRequest, Budget
from cauce.cases import actions as cases
from cauce.cases.facts import acts_of
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.measurement.access_closed import closed
from cauce.operations.loop.tick import tick
from cauce.staff.notices.models import Message
from cauce.staff.oversight.models import Proposal
from tests.aid import ask, configure, fund, known, put_forward, today, wanted
from tests.closing import close

from .conftest import in_thread, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture
def case(cast):
    return known(cast, open_case(cast))


def approve(cast, row, who="mateo"):
    actions.approve_aid(
        actor=getattr(cast, who).actor, aid=AidRequest.objects.get(id=row.id), at=timezone.now()
    )
    return AidRequest.objects.get(id=row.id)


def deliver(cast, row, amount="60.00"):
    actions.deliver_aid(actor=cast.ines.actor, aid=row, amount=Decimal(amount), on=today(), at=timezone.now())


def receipt(cast, row, *lines, total=None, currency="USD"):
    amounts = [("Comida", Decimal(one)) for one in lines]
    actions.record_receipt(
        actor=cast.ines.actor,
        aid=row,
        receipt=actions.Receipt(
            number="A-1",
            currency=currency,
            lines=amounts,
            total=Decimal(total) if total else sum(one for _, one in amounts),
            on=today(),
        ),
        at=timezone.now(),
    )


def test_without_amounts_it_is_written_down_and_waits_and_the_step_is_done(cast, case):
    row = ask(cast, case, amount=None)
    assert (row.state, row.kind, row.amount) == ("waits", None, None)
    assert "aid_requested" in [one.name for one in acts_of(case)]
    with pytest.raises(BadInput, match="No type|no type|held for this person|type of aid"):
        actions.price_aid(
            actor=cast.ines.actor, aid=row, kind="alimentos", amount=Decimal(5), at=timezone.now()
        )
    configure(cast)
    actions.price_aid(actor=cast.ines.actor, aid=row, kind="alimentos", amount=Decimal(5), at=timezone.now())
    assert AidRequest.objects.get(id=row.id).state == "asked"


def test_an_age_that_is_not_known_is_asked_first(cast):
    case = known(cast, open_case(cast), age=None)
    with pytest.raises(BadInput, match="age is not known"):
        ask(cast, case, amount=None)
    assert not AidRequest.objects.exists()


def test_above_the_ceiling_of_that_day_nothing_is_asked(cast, case):
    configure(cast)
    with pytest.raises(BadInput, match="ceiling is USD 60.00: USD 0.01 too much"):
        ask(cast, case, amount="60.01")


def test_whoever_asked_never_approves_not_even_past_the_door(cast, case):
    configure(cast)
    fund(cast)
    row = ask(cast, case)
    mine = actions.ask_aid(
        actor=cast.mateo.actor,
        case=case,
        asked=actions.AidAsked(
            need="food",
            starts_on=today(),
            ends_on=today(),
            words="",
            kind="alimentos",
            amount=Decimal(10),
            evidence=["signed_request"],
        ),
        at=timezone.now(),
    )
    with pytest.raises(BadInput, match="Whoever asked"):
        approve(cast, mine)
    with pytest.raises(BadInput, match="approved by"):
        approve(cast, row, who="aurora")
    for who in ("ines", "tomas", "lucia", "elena", "bruno"):
        with pytest.raises(Refused):
            approve(cast, row, who=who)
    with pytest.raises(IntegrityError), transaction.atomic():
        AidRequest.objects.filter(id=mine.id).update(decided_by=mine.asked_by)
    assert AidRequest.objects.filter(state="asked").count() == 2


def test_a_type_is_of_two_people_and_is_never_rewritten(cast):
    drafted = configure(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        AidKind.objects.filter(id=drafted.id).update(decided_by=drafted.drafted_by)
    with pytest.raises(BadInput, match="begins on that day"):
        configure(cast, ceiling=Decimal("99.00"))
    with pytest.raises(BadInput, match="first day has passed"):
        configure(cast, valid_from=today() - dt.timedelta(days=3))
    with pytest.raises(BadInput, match="given in USD"):
        configure(cast, currency="MXN", valid_from=today() + dt.timedelta(days=3))
    for who in (cast.ines, cast.aurora, cast.elena, cast.bruno):
        with pytest.raises(Refused):
            actions.decide_kind(actor=who.actor, kind=drafted, approve=True, at=timezone.now())


def test_missing_evidence_or_money_refuses_the_approval_with_the_figures(cast, case):
    configure(cast)
    row = ask(cast, case, evidence=())
    with pytest.raises(BadInput, match="signed request"):
        approve(cast, row)
    actions.show_evidence(actor=cast.ines.actor, aid=row, evidence=["signed_request"], kept="Carpeta 3")
    with pytest.raises(BadInput, match="no budget in USD"):
        approve(cast, row)
    fund(cast, "50.00")
    with pytest.raises(BadInput, match=r"60.00 is needed and there is 50.00 \(left\); 10.00 short"):
        approve(cast, row)
    fund(cast, "10.00")
    row = approve(cast, row)
    assert ledger_now(row.budget).left == 0 and ledger_now(row.budget).committed == 60
    assert words_of(row)["kept"] == "Formato T4 · Carpeta 3"
    with pytest.raises(BadInput, match="has changed"):
        approve(cast, row)


def test_the_ceiling_of_the_day_it_was_asked_counts_and_a_new_one_does_not_touch_it(cast, case):
    configure(cast)
    fund(cast)
    row = ask(cast, case)
    configure(cast, ceiling=Decimal("1.00"), valid_from=today() + dt.timedelta(days=1))
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        assert approve(cast, row).state == "approved"
        with pytest.raises(BadInput, match="ceiling is USD 3.00"):
            ask(cast, case)


def test_a_child_who_turns_18_meanwhile_keeps_what_was_asked_for_a_child(cast):
    case = known(cast, open_case(cast), age=17)
    configure(cast, population="minor")
    fund(cast)
    row = ask(cast, case)
    assert row.population == "minor"
    cases.record_facts(actor=cast.ines.actor, case=case, facts={"person.age": 18}, at=timezone.now())
    assert approve(cast, row).population == "minor"


def test_receipts_that_do_not_add_up_are_refused_with_the_difference_and_then_it_closes(cast, case):
    configure(cast)
    fund(cast)
    row = approve(cast, ask(cast, case))
    with pytest.raises(BadInput, match="USD 5.00 too much"):
        deliver(cast, row, "65.00")
    deliver(cast, row, "50.00")
    with pytest.raises(BadInput, match="difference is USD 1.00"):
        receipt(cast, row, "10.00", "20.00", total="31.00")
    with pytest.raises(BadInput, match="in MXN and the aid in USD"):
        receipt(cast, row, "10.00", currency="MXN")
    with pytest.raises(BadInput, match="USD 1.00 too much"):
        receipt(cast, row, "51.00")
    receipt(cast, row, "10.00", "35.00")
    with pytest.raises(BadInput, match="USD 5.00 is not accounted for"):
        actions.settle_aid(actor=cast.mateo.actor, aid=row, at=timezone.now())
    actions.record_return(
        actor=cast.ines.actor, aid=row, amount=Decimal("5.00"), on=today(), at=timezone.now()
    )
    actions.settle_aid(actor=cast.aurora.actor, aid=row, at=timezone.now())
    ledger = ledger_now(row.budget)
    # 60 approved: 50 handed over, 5 came back, the 10 that nobody handed over are free again.
    assert (ledger.allocated, ledger.left, ledger.committed, ledger.spent) == (1000, 955, 0, 45)
    assert balance_now(row).open == 0
    with pytest.raises(BadInput, match="has changed"):
        deliver(cast, row, "1.00")


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_once_spend_once_and_two_requests_never_pass_the_budget(cast, case):
    configure(cast)
    budget = fund(cast, "100.00")
    rows = [ask(cast, case), ask(cast, case)]
    failed = []

    @in_thread
    def one(row):
        try:
            approve(cast, row)
        except BadInput as error:
            failed.append(error)

    threads = [threading.Thread(target=one, args=(row,)) for row in [*rows, *rows]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    ledger = ledger_now(budget)
    assert (ledger.committed, ledger.left) == (60, 40) and len(failed) == 3
    assert Entry.objects.filter(what="aid.approve", kind="act").count() == 1


def test_another_post_and_whoever_does_not_approve_see_nothing(cast, case):
    configure(cast)
    row = ask(cast, case)
    for who in (cast.tomas, cast.lucia, cast.elena, cast.bruno, cast.raul, cast.clara):
        with pytest.raises(Absent):
            access.open_aid(who.actor, row.id)
    assert access.open_aid(cast.ines.actor, row.id).words["words"].startswith("Para comer")
    for who in (cast.aurora, cast.sofia):  # whoever approves without the case reads codes only
        assert access.open_aid(who.actor, row.id).words is None


def test_the_network_sees_money_and_no_small_count(cast, case):
    configure(cast)
    fund(cast)
    approve(cast, ask(cast, case))
    close("aid")
    ((_, ledger),) = access.network(cast.sofia.actor)
    assert ledger.committed == 60
    assert [one.number for one in closed(cast.sofia.actor, "aid").told.values()] == [None, None]
    for who in (cast.mateo, cast.aurora, cast.raul):
        with pytest.raises(Absent):
            access.network(who.actor)
        with pytest.raises(Absent):
            closed(who.actor, "aid")


def test_what_nobody_accounts_for_in_time_is_said_once(cast, case):
    configure(cast)
    fund(cast)
    row = approve(cast, ask(cast, case))
    deliver(cast, row)
    with time_machine.travel(timezone.now() + dt.timedelta(days=16)):
        assert tick(timezone.now())["aids_chased"] == 1
        assert tick(timezone.now())["aids_chased"] == 0
    told = Message.objects.filter(key__startswith=f"aid_open:{row.id}:")
    assert {one.recipient for one in told} == {
        str(one.user.id) for one in (cast.ines, cast.mateo, cast.aurora)
    }
    for message in told:
        assert case.folio not in message.subject + message.body


def test_nobody_confirms_the_budget_they_proposed_and_only_headquarters_does(cast):
    proposal = put_forward(cast, wanted())
    for who in (cast.sofia, cast.aurora, cast.mateo, cast.elena, cast.bruno):
        with pytest.raises(Refused):
            actions.allot(actor=who.actor, proposal=proposal, at=timezone.now())
    assert not Budget.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(id=proposal.id).update(decided_by=proposal.proposed_by)
    budget = actions.allot(actor=cast.ximena.actor, proposal=proposal, at=timezone.now())
    assert ledger_now(budget).left == 1000
    said = Entry.objects.get(what="aid.allot", kind="act")
    assert (said.actor, said.detail["proposal"]) == (str(cast.ximena.user.id), str(proposal.id))
    with pytest.raises(BadInput, match="decided already"):
        actions.allot(actor=cast.ximena.actor, proposal=proposal, at=timezone.now())
    assert ledger_now(budget).allocated == 1000


def test_a_cut_that_no_longer_fits_when_it_is_confirmed_is_refused_and_still_waits(cast, case):
    configure(cast)
    budget = fund(cast, "100.00")
    cut = put_forward(cast, wanted("50.00", cut=True))
    approve(cast, ask(cast, case))
    with pytest.raises(BadInput, match="10.00 short"):
        actions.allot(actor=cast.ximena.actor, proposal=cut, at=timezone.now())
    cut.refresh_from_db()
    assert cut.state == "waiting" and ledger_now(budget).allocated == 100
    with pytest.raises(Absent):  # a proposal of something else is none of money
        Proposal.objects.filter(id=cut.id).update(kind="key.destroy")
        actions.allot(actor=cast.ximena.actor, proposal=Proposal.objects.get(id=cut.id), at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_budgets_confirmed_at_once_never_overlap(cast):
    later = wanted()
    later = replace(later, starts_on=later.starts_on + dt.timedelta(days=5))
    rows, failed = [put_forward(cast, wanted()), put_forward(cast, later)], []

    @in_thread
    def one(proposal):
        try:
            actions.allot(actor=cast.ximena.actor, proposal=proposal, at=timezone.now())
        except BadInput as error:
            failed.append(error)

    threads = [threading.Thread(target=one, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    assert Budget.objects.count() == 1 and len(failed) == 1
