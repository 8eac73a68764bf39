"""Following up: safe attempts, silence that is told by risk, outcomes over time, and how a case closes."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import access_follow, actions
from cauce.cases.facts import acts_of
from cauce.cases.models import Case
from cauce.cases.rules.follow_up import may_close_as_lost
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Refused
from cauce.custody.journal.models import Entry
from cauce.operations.loop.tick import tick
from cauce.staff.notices.models import Message
from tests.cast import today as cast_today

from .conftest import consent, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]
DAY = dt.timedelta(days=1)


@pytest.fixture
def case(cast):
    """Somebody who agreed to be kept and contacted, by telephone, any hour, in Spanish."""
    made = open_case(cast)
    for purpose in ("keeping", "contact"):
        consent(cast, made, purpose)
    ways = [
        {
            "way": "phone_call",
            "days": list(range(7)),
            "start": "00:00",
            "end": "00:00",
            "languages": ["spa"],
            "address": "713 555 0101",
        }
    ]
    actions.confirm_contact(actor=cast.ines.actor, case=made, ways=ways, at=timezone.now(), word="girasol")
    return made


def tried(cast, case, result="no_answer", **more):
    given = {
        "way": "phone_call",
        "language": "spa",
        "word_said": "not_agreed",
        "note": "",
        "happened_at": timezone.now(),
    }
    return actions.log_contact(
        actor=cast.ines.actor,
        case=case,
        attempt=actions.ContactAttempt(result=result, **given | more),
    )


def close(cast, case, reason="lost_contact", **more):
    actions.close_case(actor=cast.ines.actor, case=case, reason=reason, note="", at=timezone.now(), **more)


def judged(cast, case, level):
    actions.record_facts(actor=cast.ines.actor, case=case, facts={"risk.level": level}, at=timezone.now())


def told() -> set[str]:
    return set(Message.objects.filter(key__startswith="silence:").values_list("recipient", flat=True))


def test_spoken_to_with_the_word_meets_the_step_and_without_it_does_not_count(cast, case):
    with pytest.raises(BadInput, match="agreed word"):
        tried(cast, case, "reached", word_said="no")
    assert tried(cast, case, "reached", word_said="yes").safe
    assert "safe_contact_made" in [one.name for one in acts_of(case)]


def test_an_attempt_by_another_way_is_written_down_and_counts_for_nothing(cast, case):
    assert not tried(cast, case, way="whatsapp").safe
    assert not tried(cast, case, "reached", way="whatsapp", word_said="yes").safe
    assert "safe_contact_made" not in [one.name for one in acts_of(case)]
    with pytest.raises(BadInput, match="future"):
        tried(cast, case, happened_at=timezone.now() + DAY)
    with pytest.raises(Unknown):
        tried(cast, case, way="paloma")
    assert tried(cast, case, "reached", way="comes_in").safe


def test_contact_is_not_lost_before_safe_attempts_on_different_days(cast, case):
    judged(cast, case, "low")
    start = timezone.now()
    for _ in range(5):
        tried(cast, case)
    with pytest.raises(BadInput, match="1 of 5 different days"):
        close(cast, case)
    for day in range(1, 4):
        with time_machine.travel(start + day * DAY):
            tried(cast, case)
    with time_machine.travel(start + 4 * DAY):
        tried(cast, case, way="whatsapp")  # not safe
        with pytest.raises(BadInput, match="4 of 5 different days"):
            close(cast, case)
        tried(cast, case)
        close(cast, case)
    assert Case.objects.get(id=case.id).status == "closed"
    ((_, said),) = access_follow.closings_of(case)
    assert (said["reason"], said["satisfaction"]) == ("lost_contact", "not_asked")


def test_whoever_asked_not_to_be_contacted_is_never_lost_contact(cast, case):
    actions.confirm_contact(actor=cast.ines.actor, case=case, ways=[{"way": "none"}], at=timezone.now())
    assert not tried(cast, case).safe
    assert may_close_as_lost(access_follow.tries_of(case), 1).allowed is False


def test_it_closes_with_what_the_person_says_of_the_help_and_opens_again(cast, case):
    with pytest.raises(Unknown):
        close(cast, case, "goals_met", satisfaction="mucho")
    close(cast, case, "goals_met", satisfaction="in_part", words="Me escucharon.")
    ((_, said),) = access_follow.closings_of(case)
    assert (said["satisfaction"], said["words"]) == ("in_part", "Me escucharon.")
    entry = Entry.objects.get(what="case.close", kind="act")
    assert "Me escucharon" not in str(entry.detail)
    actions.reopen_case(actor=cast.ines.actor, case=case, at=timezone.now())
    assert Case.objects.get(id=case.id).status == "active"


@pytest.mark.parametrize(("level", "tries"), [("high", 1), ("medium", 2), ("low", 3)])
def test_silence_is_told_by_risk_once_and_without_a_telling_word(cast, case, level, tries):
    judged(cast, case, level)
    for _ in range(tries - 1):
        tried(cast, case)
    assert tick(timezone.now())["silences_told"] == 0
    tried(cast, case)
    assert tick(timezone.now())["silences_told"] == 1
    assert tick(timezone.now())["silences_told"] == 0
    lead = [cast.ines, cast.mateo, *([cast.aurora] if level == "high" else [])]
    assert told() == {str(one.user.id) for one in lead}
    for message in Message.objects.filter(key__startswith="silence:"):
        assert case.folio not in message.subject + message.body


def test_a_date_that_passed_is_told_and_having_spoken_begins_again(cast, case):
    judged(cast, case, "high")
    actions.record_act(actor=cast.ines.actor, case=case, name="risk_assessed", happened_at=timezone.now())
    start = timezone.now()
    due = access_follow.contact_due(case)
    assert due is not None and due > start + 6 * DAY
    with time_machine.travel(due + DAY + dt.timedelta(minutes=1)):
        assert tick(timezone.now())["silences_told"] == 1
        tried(cast, case, "reached", way="comes_in")  # with high risk nobody telephones
        assert tick(timezone.now())["silences_told"] == 0


def test_every_silence_is_told_however_many_there_are_and_each_once(cast, monkeypatch):
    monkeypatch.setattr(access_follow, "A_PAGE", 2)
    made = [open_case(cast) for _ in range(5)]
    for one in made:
        actions.record_facts(
            actor=cast.ines.actor, case=one, facts={"risk.level": "medium"}, at=timezone.now()
        )
        tried(cast, one), tried(cast, one)
    judged(cast, made[-1], "high")
    found = [one.id for one in access_follow.silent(timezone.now())]
    assert sorted(found) == sorted(one.id for one in made) and found[0] == made[-1].id
    assert tick(timezone.now())["silences_told"] == 5
    assert tick(timezone.now())["silences_told"] == 0


def test_outcomes_are_asked_again_and_what_was_not_asked_is_not_a_no(cast, case):
    today = cast_today()
    first = {"outcome:housing": "no", "need:work": "prefers_not_to_say"}
    actions.record_outcomes(actor=cast.ines.actor, case=case, answers=first, sat_on=today)
    actions.record_outcomes(
        actor=cast.ines.actor, case=case, answers={"outcome:housing": "yes"}, sat_on=today
    )
    (one, said), (two, again) = access_follow.outcomes_of(case)
    assert (one.number, two.number, len(said)) == (1, 2, 21)
    assert (said["outcome:housing"], again["outcome:housing"]) == ("no", "yes")
    assert said["need:work"] == "prefers_not_to_say" and again["need:work"] == "not_asked"
    for wrong in ({"outcome:dicha": "yes"}, {"outcome:housing": "tal vez"}):
        with pytest.raises(Unknown):
            actions.record_outcomes(actor=cast.ines.actor, case=case, answers=wrong, sat_on=today)
    with pytest.raises(BadInput, match="Nothing was asked"):
        actions.record_outcomes(actor=cast.ines.actor, case=case, answers={}, sat_on=today)
    with pytest.raises(BadInput, match="future"):
        actions.record_outcomes(actor=cast.ines.actor, case=case, answers=first, sat_on=today + 3 * DAY)
    entry = Entry.objects.filter(what="outcome.record", kind="act").first()
    assert "housing" not in str(entry.detail)


def test_another_post_and_whoever_does_not_work_on_it_writes_nothing(cast, case):
    for who in (cast.tomas, cast.aurora, cast.lucia, cast.sofia):
        with pytest.raises(Refused):
            actions.log_contact(
                actor=who.actor,
                case=case,
                attempt=actions.ContactAttempt(
                    way="phone_call",
                    language="spa",
                    result="no_answer",
                    word_said="not_agreed",
                    note="",
                    happened_at=timezone.now(),
                ),
            )
