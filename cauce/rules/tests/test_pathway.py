"""The plan of one invented person, Lucía, in Houston: what is due, by when, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.content.errors import BadInput, NotInForce, Unknown
from cauce.content.loader import load_edition
from cauce.content.model import Within
from cauce.content.tests.fixture_edition import ACTIONS, action, fixture_edition
from cauce.rules import dates
from cauce.rules.pathway import (
    Act,
    BlockedBy,
    Clock,
    Holds,
    Missing,
    Obligation,
    asked_of_others,
    in_turn,
    on_the_way,
    plan,
    read_acts,
    read_facts,
    reason_words,
    urgency,
)

EDITION = fixture_edition()
HOUSTON = dates.zone("America/Chicago")
NOON = dt.datetime.fromisoformat("2026-11-24T12:00:00-06:00")
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def lucia(facts=None, acts=(), at=NOON, **rest):
    obligations = plan(EDITION, facts or {}, acts, at, "HOU", **rest)
    return {obligation.action: obligation for obligation in obligations}


def says(obligation, language="es"):
    return [reason_words(EDITION, reason, language, HOUSTON) for reason in obligation.reasons]


CONTACT = Act("contact_started", NOON)
CONCERNS = {"screening.outcome": "concerns"}


def test_a_reason_is_a_whole_sentence_and_a_day_is_said_as_people_say_it():
    age = Holds("P2-07", 0, (("person.age", 16),))
    assert reason_words(EDITION, age, "es", HOUSTON) == "Porque la edad de la persona es 16."
    ends = Holds("P2-07", 0, (("permit.expires_on", dt.date(2026, 12, 19)),))
    said = [reason_words(EDITION, ends, language, HOUSTON) for language in ("es", "en")]
    assert said == [
        "Porque la fecha de vencimiento es el 19 de diciembre de 2026.",
        "Because the expiry date is December 19, 2026.",
    ]


def test_it_lists_every_action_of_the_scope_in_the_order_of_the_protocol():
    assert list(lucia()) == [entry.id for entry in ACTIONS if entry.scope == "case"]
    assert list(lucia(scope="post")) == ["P1-01"]


def test_it_makes_a_safety_step_due_at_once_and_overdue_a_minute_later():
    assert lucia(acts=[CONTACT])["P2-02"].state == "open"
    assert lucia(acts=[CONTACT])["P2-02"].due == NOON
    assert lucia(acts=[CONTACT], at=NOON + MINUTE)["P2-02"].state == "overdue"


def test_it_treats_a_person_of_unknown_age_as_a_child():
    obligation = lucia(acts=[CONTACT])["P2-07"]
    assert obligation.state == "open"
    assert obligation.reasons[0] == Holds("P2-07", 1, (("person.age", None),))
    assert says(obligation)[0] == "Porque no se sabe la edad de la persona."


def test_it_needs_no_child_branch_for_an_adult_and_says_why():
    obligation = lucia({"person.age": 30, "person.age_doubt": False})["P2-07"]
    assert (obligation.state, obligation.due) == ("not_required", None)
    assert "30" in says(obligation)[0] and obligation.sources == ("a-law",)


def test_it_asks_for_the_fact_when_a_condition_is_not_known_and_still_says_by_when():
    obligation = lucia(acts=[CONTACT])["P4-10"]
    assert (obligation.state, obligation.missing) == ("to_find_out", ("person.detained",))
    assert obligation.due == NOON + DAY
    assert obligation.reasons[0] == Missing(("person.detained",))
    assert says(obligation, "en")[0] == "To find out: the person is detained?"


def test_it_waits_for_what_comes_first_and_names_it():
    obligation = lucia(acts=[CONTACT])["P2-04"]
    assert obligation.state == "blocked"
    assert BlockedBy(("P2-02",)) in obligation.reasons
    assert says(obligation)[-1] == "Antes: P2-02 «Acción P2-02»."
    assert lucia(acts=[Act("safety_checked", NOON)])["P2-04"].state == "open"


def test_it_never_makes_an_urgent_action_wait():
    actions = [
        action("P2-02", "safety_checked"),
        action("P2-04", "protection_accepted", after=["P2-02"], urgent=True),
    ]
    edition = fixture_edition(actions=actions, name="urgent")
    assert plan(edition, {}, [], NOON)[1].state == "open"


def test_it_does_not_wait_for_an_action_that_is_not_required():
    assert lucia({"person.detained": True})["P4-18"].state == "blocked"
    assert lucia({"person.detained": False})["P4-18"].state == "open"


def test_it_keeps_what_was_met_with_its_act_even_when_it_no_longer_applies():
    opened = Act("child_branch_opened", NOON)
    for facts in ({}, {"person.age": 30, "person.age_doubt": False}):
        obligation = lucia(facts, [CONTACT, opened])["P2-07"]
        assert (obligation.state, obligation.met_at) == ("met", NOON)
        assert says(obligation)[-1] == "child_branch_opened (24 de noviembre de 2026, 12:00)."


def test_it_keeps_what_was_done_first_and_is_not_undone_by_a_later_refusal():
    acts = [Act("interview_done", NOON), Act("interview_declined", NOON + HOUR)]
    acts.append(Act("interview_done", NOON + 2 * HOUR))
    obligation = lucia(CONCERNS, acts, NOON + DAY)["P3-04"]
    assert (obligation.state, obligation.met_at) == ("met", NOON)


def test_it_counts_again_from_a_date_that_is_later_than_the_last_act():
    edition = fixture_edition(
        actions=[
            action(
                "P1-03",
                "renewed",
                Within(parameter="monthly", start="permit.expires_on"),
                recurs=True,
            )
        ],
        name="renewal",
    )
    acts = [Act("renewed", NOON)]
    for day, month in (
        (dt.date(2026, 11, 30), 12),
        (dt.date(2026, 6, 1), 12),
        (dt.date(2027, 1, 9), 2),
    ):
        found = plan(edition, {"permit.expires_on": day}, acts, NOON + DAY, "HOU")
        assert (found[0].due.month, found[0].met_at) == (month, NOON)


def test_it_closes_what_was_offered_and_declined_without_calling_it_a_departure():
    obligation = lucia(CONCERNS, [Act("interview_declined", NOON)])["P3-04"]
    assert (obligation.state, obligation.met_at) == ("declined", None)
    tied = lucia(CONCERNS, [Act("declined", NOON, "P2-12")])["P2-12"]
    assert tied.state == "declined"


def test_it_shows_a_departure_and_lets_the_action_be_done_afterwards():
    departure = Act("departed", NOON, "P2-12")
    assert lucia(CONCERNS, [departure])["P2-12"].state == "waived"
    later = Act("case_opened", NOON + HOUR)
    assert lucia(CONCERNS, [departure, later], NOON + DAY)["P2-12"].state == "met"


def test_it_counts_an_act_tied_to_one_action_for_that_action_only():
    elsewhere = Act("interview_done", NOON, "P3-07")
    assert lucia(CONCERNS, [elsewhere])["P3-04"].state == "blocked"


def test_it_takes_the_strictest_period_until_the_facts_are_known():
    opened = [Act("case_opened", NOON)]
    assert lucia(CONCERNS, opened)["P3-04"].due == NOON + DAY
    clock = lucia(CONCERNS, opened)["P3-04"].reasons[1]
    assert isinstance(clock, Clock) and clock.unknown == ("danger.immediate", "person.age")
    calm = CONCERNS | {"danger.immediate": False, "person.age": 30}
    assert lucia(calm, opened)["P3-04"].due == NOON + 3 * DAY


def test_it_starts_the_clock_again_after_each_act_that_recurs():
    high = {"risk.level": "high"}
    opened, contacted = Act("case_opened", NOON), Act("contact_made", NOON + 2 * DAY)
    assert lucia(high, [opened])["P4-16"].due == dates.add(NOON, 7, "days", HOUSTON)
    again = lucia(high, [opened, contacted], NOON + 3 * DAY)["P4-16"]
    assert (again.state, again.met_at) == ("open", contacted.at)
    assert again.due == dates.add(contacted.at, 7, "days", HOUSTON)
    assert lucia(high, [opened, contacted], NOON + 20 * DAY)["P4-16"].state == "overdue"


def test_it_asks_again_when_what_starts_a_clock_happens_once_more():
    acts = [Act("interview_done", NOON), Act("risk_reviewed", NOON + HOUR)]
    assert lucia(CONCERNS, acts, NOON + DAY)["P3-07"].state == "met"
    second = [*acts, Act("interview_done", NOON + 2 * DAY)]
    obligation = lucia(CONCERNS, second, NOON + 2 * DAY)["P3-07"]
    assert (obligation.state, obligation.met_at) == ("open", NOON + HOUR)


def test_it_counts_back_from_a_date_and_asks_for_the_date_that_is_missing():
    known = lucia({"permit.expires_on": dt.date(2026, 12, 31)})["P4-17"]
    assert known.due == dt.datetime.fromisoformat("2026-12-01T23:59:00-06:00")
    assert known.sources == ("a-proposal", "a-rule")
    assert lucia()["P4-17"].missing == ("permit.expires_on",)


def test_it_reads_a_deadline_in_the_clock_of_its_post():
    acts = [Act("interview_done", NOON)]
    due = {post: plan(EDITION, CONCERNS, acts, NOON, post)[7].due for post in ("HOU", "PHX")}
    assert due["HOU"].isoformat() == "2026-12-02T18:00:00-06:00"
    assert due["PHX"].isoformat() == "2026-12-02T18:00:00-07:00"


def test_it_does_not_know_what_has_not_happened_yet():
    tomorrow = Act("safety_checked", NOON + DAY)
    assert lucia(acts=[CONTACT, tomorrow])["P2-02"].state == "open"


def test_it_puts_late_safety_first_then_safety_then_dates_then_what_is_closed():
    acts = [CONTACT, Act("safety_checked", NOON), Act("case_opened", NOON)]
    found = plan(EDITION, CONCERNS | {"person.detained": True}, acts, NOON + HOUR, "HOU")
    ordered = [o.action for o in sorted(found, key=lambda o: urgency(o, NOON + HOUR))]
    assert ordered[:3] == ["P2-07", "P4-10", "P2-04"]
    assert ordered[-3:] == ["P2-02", "P2-12", "P4-16"]  # done, done, not required


def test_rights_come_before_a_referral_that_is_not_late():
    edition = load_edition()
    acts = [CONTACT, Act("safety_checked", NOON), Act("urgent_needs_checked", NOON)]
    bed = {"need.shelter": True, "person.detained": False}

    def ids(known, at):
        found = plan(edition, known, acts, at, "HOU")
        return [one.action for one in in_turn(found, edition.actions, at) if one.state in ("open", "overdue")]

    first = ids(bed, NOON + MINUTE)
    assert first.index("P2-04") < first.index("P4-04") < first.index("P4-04d")
    late = ids(bed | {"danger.immediate": True}, NOON + 8 * HOUR)
    assert late.index("P4-04") < late.index("P2-04"), "what is late waits for nothing"


@pytest.mark.parametrize(
    ("facts", "acts", "at", "post", "error", "words"),
    [
        ({"person.agee": 1}, [], NOON, "HOU", Unknown, "person.age"),
        ({"person.age": True}, [], NOON, "HOU", BadInput, "integer"),
        ({"person.age": "17"}, [], NOON, "HOU", BadInput, "integer"),
        ({"risk.level": "hgh"}, [], NOON, "HOU", Unknown, "high"),
        ({"hearing.at": NOON.replace(tzinfo=None)}, [], NOON, "HOU", BadInput, "time zone"),
        ({}, [Act("case_opend", NOON)], NOON, "HOU", Unknown, "case_opened"),
        ({}, [Act("case_opened", NOON.replace(tzinfo=None))], NOON, "HOU", BadInput, "time zone"),
        ({}, [Act("departed", NOON)], NOON, "HOU", BadInput, "which action"),
        ({}, [Act("departed", NOON, "P9-99")], NOON, "HOU", Unknown, "P9-99"),
        ({}, [], NOON.replace(tzinfo=None), "HOU", BadInput, "time zone"),
        ({}, [], NOON, "HOUU", Unknown, "HOU"),
        ({}, [], NOON.replace(year=2025), "HOU", NotInForce, "2026-01-01"),
    ],
)
def test_it_refuses_what_it_does_not_know_and_names_the_cure(facts, acts, at, post, error, words):
    with pytest.raises(error) as problem:
        plan(EDITION, facts, acts, at, post)
    assert words in problem.value.text("en") and problem.value.cure_es


def test_it_never_uses_the_nearest_value_of_a_period_that_was_not_in_force():
    acts = [Act("contact_started", NOON.replace(year=2025))]
    with pytest.raises(NotInForce, match="at-once"):
        plan(EDITION, {}, acts, NOON, "HOU")


def test_it_refuses_actions_that_wait_for_each_other():
    loop = [
        action("P2-02", "visited", after=["P2-04"]),
        action("P2-04", "renewed", after=["P2-02"]),
    ]
    with pytest.raises(BadInput, match="wait for each other"):
        plan(fixture_edition(actions=loop, name="loop"), {}, [], NOON)


def test_it_reads_facts_and_acts_as_they_come_in_a_file():
    written = {
        "person.age": None,
        "risk.level": "unknown",
        "hearing.at": "2026-12-01T10:00:00-06:00",
        "permit.expires_on": "2026-12-31",
    }
    facts = read_facts(EDITION, written)
    assert (facts["person.age"], facts["risk.level"]) == (None, None)
    assert facts["permit.expires_on"] == dt.date(2026, 12, 31)
    acts = read_acts(EDITION, [{"act": "departed", "at": "2026-12-01T10:00:00Z", "action": "P2-12"}])
    assert acts[0].action == "P2-12"


@pytest.mark.parametrize(
    ("facts", "acts", "words"),
    [
        ([], [], "not an object"),
        ({"permit.expires_on": "31/12/2026"}, [], "not a date"),
        ({"hearing.at": "2026-12-01T10:00:00"}, [], "time zone"),
        ({"person.age": []}, [], "integer"),
        ({}, {}, "not a list"),
        ({}, ["case_opened"], "is missing"),
        ({}, [{"act": "case_opened"}], "is missing"),
        ({}, [{"act": "case_opened", "at": "hoy"}], "not an instant"),
    ],
)
def test_it_says_what_is_wrong_in_a_file_of_facts_and_acts(facts, acts, words):
    with pytest.raises(BadInput) as problem:
        read_facts(EDITION, facts)
        read_acts(EDITION, acts)
    assert words in problem.value.en


def test_it_calls_nobody_late_for_what_ran_out_before_contact():
    hearing = {"hearing.at": NOON - HOUR}
    found = lucia(hearing, [CONTACT, Act("visited", NOON)], NOON + DAY)["P4-18"]
    assert (found.state, found.due) == ("open", None)
    assert says(found)[-1] == "Quizá ya pasó; se ofrece igual, hoy."
    at_contact = lucia({"hearing.at": NOON}, [CONTACT, Act("visited", NOON)], NOON + DAY)["P4-18"]
    assert at_contact.due is None  # it may have ended: hours told are the earliest they can be
    done = [CONTACT, Act("visited", NOON), Act("prepared", NOON + DAY)]
    met = lucia(hearing, done, NOON + 2 * DAY)["P4-18"]
    assert (met.state, met.due, met.met_at) == ("met", None, NOON + DAY)


def test_it_is_late_for_what_ran_out_while_the_person_was_attended():
    found = lucia({"hearing.at": NOON + HOUR}, [CONTACT, Act("visited", NOON)], NOON + DAY)["P4-18"]
    assert (found.state, found.due) == ("overdue", NOON + HOUR)


def test_it_gives_as_reason_against_only_what_fails():
    edition = fixture_edition(
        actions=[
            action(
                "P4-20",
                "visited",
                when=[
                    {"person.detained": True, "wish.report": True},
                    {"person.age": "<18", "wish.report": True},
                ],
            )
        ],
        name="only-what-fails",
    )
    facts = {"person.detained": True, "person.age": 30, "wish.report": False}
    (found,) = plan(edition, facts, [], NOON, "HOU")
    (reason,) = found.reasons
    assert reason.facts == (("wish.report", False), ("person.age", 30))
    assert "detenida" not in reason_words(edition, reason, "es", HOUSTON)


def test_what_others_were_asked_to_do_waits_until_it_is_late_or_nobody_answers_any_more():
    at = NOON
    owed = Obligation("P4-05", "open", None, None, (), (), (), urgent=True)
    asked, over = Act("legal_referral_sent", at, "P4-05"), Act("referral_unanswered", at + HOUR, "P4-05")
    assert asked_of_others([owed], [asked]) == {"P4-05": at}
    assert asked_of_others([owed._replace(state="overdue")], [asked]) == {}, "it is chased"
    assert asked_of_others([owed], [over, asked]) == {}, "in whatever order they are read"
    again = Act("legal_referral_sent", at + 2 * HOUR, "P4-05")
    assert asked_of_others([owed], [asked, over, again]) == {"P4-05": again.at}
    assert asked_of_others([owed], [asked._replace(action=None)]) == {}, "of no step in particular"
    yes = Act("place_accepted", at + dt.timedelta(seconds=3), "P4-05")
    way = Act("way_agreed", at, "P4-05")  # a form says the minute alone
    assert on_the_way([owed], [yes, way]) == {"P4-05": at} and on_the_way([owed], [way, yes]) == {}
