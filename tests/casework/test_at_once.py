"""Two people at the same instant: real threads, real connections, on either database."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases.drift import differences
from cauce.cases.models import Assessment, Case, CaseAct, Section
from cauce.cases.sections import SectionConflict
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.chain import verify
from cauce.custody.journal.door import AlreadyDone
from cauce.custody.journal.models import Entry
from cauce.intake.appointments.actions import Hour, make_appointment
from cauce.intake.appointments.models import KeptHour, Quarter
from cauce.people import access as people
from cauce.people.actions import Conflict
from cauce.people.models import Identity
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals import actions as referrals
from cauce.sharing.referrals.models import Referral, Step
from tests.cast import HOUSTON, shelter, today

from .conftest import concluded, consent, in_thread, open_case, send

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Do all of them at the same instant; what each returned or raised, in order."""
    start = threading.Barrier(len(works))

    def run(work):
        start.wait(20)
        try:
            return work()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(in_thread(run), works))


def test_two_officers_save_the_same_part_and_exactly_one_wins(cast):
    case = open_case(cast)
    consent(cast, case, "keeping")

    def save(who):
        def work():
            here = Case.objects.get(id=case.id)
            return actions.save_section(
                actor=getattr(cast, who).actor, case=here, kind="narrative", content=f"de {who}", seen=0
            )

        return work

    answers = at_once(save("ines"), save("mateo"))
    assert sorted(type(a) is int for a in answers) == [False, True]
    lost = next(a for a in answers if not isinstance(a, int))
    assert isinstance(lost, SectionConflict), lost
    version, text = access.section(case, "narrative")
    assert (version, lost.current, lost.version) == (1, text, 1)
    assert Section.objects.filter(kind="narrative").count() == 1


def test_two_officers_name_the_same_person_and_exactly_one_wins(cast):
    case = open_case(cast)
    consent(cast, case, "keeping")
    person = case.person

    def save(name):
        return lambda: actions.save_identity(
            actor=cast.ines.actor, case=case, seen_version=0, fields={"given_names": name}, at=timezone.now()
        )

    answers = at_once(save("Ana"), save("Juana"))
    assert sum(isinstance(a, Conflict) for a in answers) == 1, answers
    assert Identity.objects.count() == 1
    assert people.identity(cast.ines.actor, person, reason="x").name in ("Ana", "Juana")


def test_twenty_identical_forms_have_one_effect(cast):
    case, key = open_case(cast), uuid.uuid4()
    happened = timezone.now()

    def submit():
        return actions.record_act(
            actor=cast.ines.actor,
            case=Case.objects.get(id=case.id),
            name="safety_checked",
            happened_at=happened,
            once=key,
        )

    answers = at_once(*[submit] * 20)
    assert sum(isinstance(a, AlreadyDone) for a in answers) == 19, answers
    assert {a.about_id for a in answers if a is not None} == {str(case.id)}
    assert CaseAct.objects.filter(name="safety_checked").count() == 1
    assert Entry.objects.filter(what="case.record_act").count() == 1


def test_cases_opened_at_once_have_each_their_folio(cast):
    answers = at_once(*[lambda: open_case(cast)] * 6)
    assert {a.folio[-5:] for a in answers} == {f"{n:05d}" for n in range(1, 7)}
    assert verify()[1] == []


def test_acts_at_once_on_one_case_leave_rows_that_the_rules_agree_with(cast):
    case = open_case(cast)
    names = (
        "safety_checked",
        "nationality_presumed",
        "urgent_needs_checked",
        "risk_assessed",
        "headquarters_informed",
        "protection_accepted",
    )
    facts = (
        {"need.shelter": True},
        {"person.age": 30},
        {"danger.immediate": True},
        {"person.detained": True},
        {"need.food": True},
        {"danger.family": True},
    )

    def work(name, known):
        return lambda: actions.record_act(
            actor=cast.ines.actor,
            case=Case.objects.get(id=case.id),
            name=name,
            happened_at=timezone.now(),
            facts=known,
        )

    answers = at_once(*[work(*pair) for pair in zip(names, facts, strict=True)])
    assert answers == [None] * 6
    assert differences(timezone.now()) == (1, [])
    known = access.page_for(cast.ines.actor, case.id, "page", timezone.now()).facts
    assert all(known[name] == value for one in facts for name, value in one.items())
    assert verify()[1] == []


def test_acts_at_once_at_two_posts_leave_chains_that_hold(cast):
    here = [open_case(cast) for _ in range(3)]
    answers = at_once(
        *[
            (
                lambda case=case: actions.record_act(
                    actor=cast.ines.actor,
                    case=Case.objects.get(id=case.id),
                    name="safety_checked",
                    happened_at=timezone.now(),
                )
            )
            for case in here
        ],
        *[
            lambda: actions.open_case(
                actor=cast.tomas.actor, post=cast.laredo, channel="walk_in", started_at=timezone.now()
            )
        ]
        * 3,
    )
    assert not [a for a in answers if isinstance(a, Exception)]
    assert verify()[1] == []
    numbers = list(Entry.objects.filter(chain="HOU").order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_conclusion_is_signed_by_one_of_two(cast):
    case, made = concluded(cast)

    def sign(who):
        return lambda: actions.sign(
            actor=who.actor,
            case=Case.objects.get(id=case.id),
            assessment=Assessment.objects.get(id=made.id),
            at=timezone.now(),
        )

    answers = at_once(sign(cast.mateo), sign(cast.aurora))
    assert sum(isinstance(a, CauceError) for a in answers) == 1, answers
    assert CaseAct.objects.filter(name="conclusion_signed").count() == 1


@pytest.mark.parametrize("round", range(3))
def test_an_answer_a_withdrawal_and_a_silence_at_once_leave_one_end(cast, round):
    case, service = open_case(cast), shelter(cast.jacaranda)
    referral, agreed = send(cast, case, service)

    def fresh():
        return Referral.objects.select_related("case__post", "partner").get(id=referral.id)

    answers = at_once(
        lambda: referrals.answer(actor=cast.clara.actor, referral=fresh(), what="accept", at=timezone.now()),
        lambda: referrals.withdraw_consent_everywhere(
            actor=cast.ines.actor, case=Case.objects.get(id=case.id), consent=agreed, at=timezone.now()
        ),
        lambda: referrals.expire(actor=SYSTEM, referral=fresh(), at=timezone.now()),
        lambda: referrals.acknowledge(actor=cast.clara.actor, referral=fresh(), at=timezone.now()),
    )
    unexpected = [a for a in answers if isinstance(a, Exception) and not isinstance(a, CauceError)]
    assert unexpected == []
    # Whatever came first, her withdrawal is never undone and nothing readable is left.
    last = Referral.objects.get(id=referral.id)
    assert last.state in ("withdrawn", "expired")
    assert last.shared is None
    numbers = list(Step.objects.filter(referral=referral).order_by("number").values_list("number", "state"))
    assert [n for n, _ in numbers] == list(range(1, len(numbers) + 1))
    assert numbers[-1][1] == last.state
    assert differences(timezone.now())[1] == []
    assert verify()[1] == []


def test_officers_who_take_one_room_or_one_officer_at_once_and_exactly_one_has_it(cast):
    starts_at = dt.datetime.combine(today() + dt.timedelta(days=1), dt.time(10), HOUSTON)
    ines, mateo = cast.ines, cast.mateo

    def keep(case, by, with_whom, place):
        return lambda: make_appointment(
            actor=by.actor,
            case=case,
            hour=Hour(starts_at=starts_at, minutes=30, place=place, officer=with_whom.user),
            reason="talk",
            interpreter=False,
            at=timezone.now(),
        )

    one, two, three = (open_case(cast) for _ in range(3))
    answers = at_once(keep(one, ines, ines, "room_1"), keep(two, mateo, mateo, "room_1"))
    refused = [answer for answer in answers if isinstance(answer, BadInput)]
    assert [answer.where for answer in refused] == ["place"] and KeptHour.objects.count() == 1
    KeptHour.objects.all().delete()
    answers = at_once(keep(one, ines, ines, "room_1"), keep(three, mateo, ines, "room_2"))
    refused = [answer for answer in answers if isinstance(answer, BadInput)]
    assert [answer.where for answer in refused] == ["officer"] and KeptHour.objects.count() == 1
    assert Quarter.objects.count() == 2 * 3 and verify()[1] == []
