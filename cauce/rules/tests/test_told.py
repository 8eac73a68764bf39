"""What was told once stands everywhere it is asked, passes when it must, and says where it disagrees."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from cauce.content.loader import load_edition
from cauce.rules.told import Contact, Telling, filled, told

BEGAN = dt.datetime(2026, 11, 29, 3, 0, tzinfo=dt.UTC)
TOPICS = tuple(load_edition().topics.values())


def say(place: str, answer: str, minutes: int) -> Telling:
    return Telling(place, answer, BEGAN + dt.timedelta(minutes=minutes))


def asked(place: str, *tellings: Telling, minutes: int = 60, since: int = 0, hours: int = 12):
    """What a question knows, some minutes after the first contact began; ``since``: where another one did."""
    contact = Contact(BEGAN + dt.timedelta(minutes=since), BEGAN + dt.timedelta(minutes=minutes), hours)
    return filled(TOPICS, told(TOPICS, tellings, contact), place)


def test_what_was_told_in_a_talk_is_known_on_the_page_of_safety_and_of_risk():
    for place in ("safety:phone_watched", "risk:tracking", "bank:phone_watched"):
        found = asked(place, say("bank:phone_watched", "yes", 26))
        assert found.answer == "yes" and found.stands and found.at == BEGAN + dt.timedelta(minutes=26)


def test_what_nobody_asked_is_asked_and_so_is_what_was_not_answered():
    assert asked("safety:phone_watched") is None
    for answer in ("does_not_know", "prefers_not_to_say"):
        assert asked("safety:phone_watched", say("bank:phone_watched", answer, 5)) is None


def test_an_answer_in_the_other_sense_is_turned_round():
    assert asked("risk:documents", say("bank:has_papers", "yes", 5)).answer == "no"
    assert asked("bank:can_leave", say("bank:core_afraid_to_leave", "yes", 5)).answer == "no"


def test_a_bed_that_is_not_safe_is_never_a_safe_bed():
    assert asked("safety:sleeps_safe", say("bank:bed_and_food", "yes", 5)) is None
    both = (say("safety:sleeps_safe", "yes", 5), say("safety:eaten", "yes", 5))
    assert asked("bank:bed_and_food", *both).answer == "yes"
    assert asked("bank:bed_and_food", both[0]) is None, "whether she ate is not known"


def test_no_papers_leaves_open_who_has_them():
    assert asked("risk:documents", say("bank:has_papers", "no", 5)) is None
    assert asked("bank:has_papers", say("risk:documents", "yes", 5)).answer == "no"


def test_one_threat_is_enough_and_all_are_needed_for_none():
    assert asked("risk:threats", say("bank:threats_family", "yes", 5)).answer == "yes"
    assert asked("risk:threats", say("bank:threats_family", "no", 5)) is None
    every = [say(f"bank:threats_{one}", "no", 5) for one in ("self", "family", "authorities")]
    assert asked("risk:threats", *every).answer == "no"
    assert asked("bank:threats_self", say("bank:short_threats", "yes", 5)) is None
    assert asked("bank:threats_self", say("bank:short_threats", "no", 5)).answer == "no"


@pytest.mark.parametrize(("since", "minutes", "stands"), [(0, 60, True), (180, 200, False), (0, 722, False)])
def test_what_changes_from_hour_to_hour_is_asked_again_at_a_new_contact(since, minutes, stands):
    for place, answer in (("phone_watched", "yes"), ("self_harm", "no"), ("expected", "yes")):
        found = asked(f"safety:{place}", say(f"safety:{place}", answer, 1), since=since, minutes=minutes)
        assert found.stands is stands and found.answer == answer


def test_what_does_not_change_stands_at_every_contact():
    found = asked("safety:pregnant", say("fact:person.pregnant", "yes", 1), since=9000, minutes=9100)
    assert found.stands and found.answer == "yes"


def test_a_call_that_is_written_down_when_it_ends_asks_nothing_of_it_again():
    assert asked("safety:phone_watched", say("safety:phone_watched", "no", 30), since=80, minutes=90).stands


def test_the_last_answer_stands_and_the_other_is_said():
    first, last = say("bank:owes_debt", "yes", 10), say("risk:debt", "no", 26)
    found = asked("bank:owes_debt", first, last)
    assert found.answer == "no" and found.against == first
    again = say("bank:owes_debt", "no", 40)
    assert asked("risk:debt", first, last, again).against is None, "said again, it agrees"


def test_an_answer_that_was_said_again_in_sight_of_the_other_ends_the_disagreement():
    first, last = say("bank:owes_debt", "yes", 10), replace(say("risk:debt", "no", 26), settles=True)
    assert asked("risk:debt", first, last).against is None
    later = say("bank:owes_debt", "yes", 40)
    assert asked("risk:debt", last, later).against == last, "told otherwise again, it disagrees again"


def test_what_may_have_changed_between_two_contacts_is_no_disagreement():
    tellings = say("bank:phone_watched", "yes", 1), say("safety:phone_watched", "no", 300)
    assert asked("risk:tracking", *tellings, since=290, minutes=310).against is None
    assert asked("risk:tracking", *tellings, minutes=310).against == tellings[0]


def test_a_fact_that_followed_from_an_answer_does_not_make_it_younger():
    tellings = say("safety:sleeps_safe", "no", 1), say("fact:need.shelter", "yes", 50)
    assert asked("safety:sleeps_safe", *tellings).at == BEGAN + dt.timedelta(minutes=1)


def test_whether_she_is_alone_is_asked_each_time():
    assert asked("safety:alone", say("bank:alone_and_safe", "yes", 59)) is None
