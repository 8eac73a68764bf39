"""Rosa Díaz (invented) says yes and no, to whom she wants and for as long as she wants."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput, Unknown
from cauce.content.loader import load_edition
from cauce.content.vocabulary import FORBIDDEN
from cauce.rules import consent
from cauce.rules.consent import ConsentGiven, Consents, partner_kinds, shareable_with
from cauce.rules.telling_words import telling_text

MONDAY = dt.datetime(2026, 11, 23, 16, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ALBA, FARO = "casa-alba", "clinica-faro"  # invented organisations
VOCABULARY = load_edition().vocabulary
PURPOSES, TO_ONE = tuple(VOCABULARY.purposes), VOCABULARY.to_one


def may(said, *asked):
    return consent.may(Consents(VOCABULARY, tuple(said)), *asked)


def summary(said, at):
    return consent.summary(Consents(VOCABULARY, tuple(said)), at)


YES_TO_ALBA = ConsentGiven(
    purpose="referral",
    decision="yes",
    given_at=MONDAY,
    recipient=ALBA,
    fields=frozenset({"first_name_or_alias", "needs"}),
    language="nah",
    interpreter="relay",
    way="oral",
)

instants = st.datetimes(
    min_value=MONDAY.replace(tzinfo=None) - 300 * DAY,
    max_value=MONDAY.replace(tzinfo=None) + 300 * DAY,
    timezones=st.just(dt.UTC),
)
consents = st.builds(
    ConsentGiven,
    purpose=st.sampled_from(PURPOSES),
    decision=st.sampled_from(["yes", "no"]),
    given_at=instants,
    recipient=st.sampled_from([None, ALBA, FARO]),
    fields=st.frozensets(st.sampled_from(["needs", "language", "age_band"])),
    expires_at=st.none() | instants,
    withdrawn_at=st.none() | instants,
)
purposes = st.sampled_from(PURPOSES)
recipients = st.sampled_from([None, ALBA, FARO])


def test_it_allows_what_the_person_said_yes_to():
    verdict = may([YES_TO_ALBA], "referral", MONDAY, ALBA, frozenset({"needs"}))
    assert verdict.allowed
    assert (verdict.state, verdict.consent) == ("given", YES_TO_ALBA)


def test_it_says_no_when_nothing_was_asked():
    verdict = may([], "us_authority", MONDAY, "agency")
    assert (verdict.allowed, verdict.state, verdict.consent) == (False, "missing", None)
    assert verdict.reason.es
    assert verdict.reason.en


def test_it_names_the_fields_she_did_not_consent_to():
    verdict = may([YES_TO_ALBA], "referral", MONDAY, ALBA, frozenset({"needs", "safe_contact"}))
    assert (verdict.allowed, verdict.state) == (False, "other_fields")
    assert verdict.missing_fields == {"safe_contact"}


def test_a_yes_to_one_house_is_not_a_yes_to_another():
    verdict = may([YES_TO_ALBA], "referral", MONDAY, FARO)
    assert (verdict.allowed, verdict.state) == (False, "other_recipient")


def test_an_expired_yes_to_one_house_leaves_another_simply_unasked():
    old = replace(YES_TO_ALBA, expires_at=MONDAY + DAY)
    assert may([old], "referral", MONDAY + 2 * DAY, FARO).state == "missing"


def test_of_two_yeses_of_the_same_minute_the_one_recorded_last_counts():
    less = replace(YES_TO_ALBA, fields=frozenset({"needs"}))
    assert may([YES_TO_ALBA, less], "referral", MONDAY, ALBA).consent is less


def test_it_ends_at_the_very_instant_of_expiry_or_withdrawal():
    expiring = replace(YES_TO_ALBA, expires_at=MONDAY + DAY)
    withdrawn = replace(YES_TO_ALBA, withdrawn_at=MONDAY + DAY)
    assert may([expiring], "referral", MONDAY + DAY, ALBA).state == "expired"
    assert may([withdrawn], "referral", MONDAY + DAY, ALBA).state == "withdrawn"
    assert may([withdrawn], "referral", MONDAY + DAY / 2, ALBA).allowed


def test_a_later_yes_after_a_withdrawal_counts_again():
    first = replace(YES_TO_ALBA, withdrawn_at=MONDAY + DAY)
    again = replace(YES_TO_ALBA, given_at=MONDAY + 2 * DAY)
    assert may([again, first], "referral", MONDAY + 3 * DAY, ALBA).allowed


def test_a_withdrawal_after_the_second_yes_ends_it_whichever_record_carries_it():
    first = replace(YES_TO_ALBA, withdrawn_at=MONDAY + 3 * DAY)
    again = replace(YES_TO_ALBA, given_at=MONDAY + 2 * DAY)
    assert may([first, again], "referral", MONDAY + 4 * DAY, ALBA).state == "withdrawn"


def test_a_no_to_everybody_reaches_the_house_she_had_said_yes_to():
    nobody = ConsentGiven(purpose="referral", decision="no", given_at=MONDAY + DAY)
    assert may([YES_TO_ALBA, nobody], "referral", MONDAY + 2 * DAY, ALBA).state == "refused"


def test_a_yes_that_names_nobody_opens_no_sharing():
    vague = replace(YES_TO_ALBA, recipient=None)
    assert not may([vague], "referral", MONDAY, ALBA).allowed
    assert not may([vague], "referral", MONDAY).allowed


def test_a_decision_of_tomorrow_does_not_count_today():
    assert may([YES_TO_ALBA], "referral", MONDAY - DAY, ALBA).state == "missing"


def test_a_yes_to_being_screened_is_not_a_yes_to_being_kept():
    screening = ConsentGiven(purpose="screening", decision="yes", given_at=MONDAY)
    assert may([screening], "screening", MONDAY).allowed
    assert not may([screening], "keeping", MONDAY).allowed


def test_an_unknown_purpose_is_an_error_that_names_the_nearest():
    with pytest.raises(Unknown) as caught:
        may([], "referal", MONDAY)
    assert "referral" in caught.value.text("en")


def test_an_instant_without_zone_is_refused():
    with pytest.raises(BadInput):
        may([], "keeping", MONDAY.replace(tzinfo=None))


def test_the_banner_tells_every_purpose_even_those_nobody_asked_about():
    lines = summary([YES_TO_ALBA], MONDAY)
    assert [line.purpose for line in lines] == list(PURPOSES)
    told = {(line.purpose, line.recipient): line.verdict.allowed for line in lines}
    assert told["referral", ALBA] is True
    assert told["us_authority", None] is False


def test_the_banner_tells_each_house_apart_in_both_languages():
    no_to_faro = ConsentGiven(purpose="referral", decision="no", given_at=MONDAY, recipient=FARO)
    lines = [line for line in summary([YES_TO_ALBA, no_to_faro], MONDAY) if line.recipient]
    assert [(line.recipient, line.verdict.state) for line in lines] == [
        (ALBA, "given"),
        (FARO, "refused"),
    ]
    assert lines[0].label.es.endswith("casa-alba: sí")
    assert lines[1].label.en.endswith("clinica-faro: no")


@given(purposes, instants, recipients)
def test_with_nothing_given_nothing_is_allowed(purpose, at, recipient):
    assert not may([], purpose, at, recipient).allowed


@given(st.lists(consents), purposes, instants, recipients)
def test_the_order_of_the_records_does_not_matter(listed, purpose, at, recipient):
    forward = may(listed, purpose, at, recipient)
    backward = may(list(reversed(listed)), purpose, at, recipient)
    assert forward.allowed == backward.allowed or _tie(listed)


def _tie(listed) -> bool:
    """Two yeses of one instant may differ in their fields or end: either may be told first."""
    moments = [m for c in listed for m in (c.given_at, c.withdrawn_at) if m is not None]
    return len(set(moments)) < len(moments)


@given(st.lists(consents), purposes, instants, recipients)
def test_what_is_allowed_rests_on_a_live_yes_to_that_very_recipient(listed, purpose, at, recipient):
    verdict = may(listed, purpose, at, recipient)
    if verdict.allowed:
        yes = verdict.consent
        assert yes is not None
        assert yes.decision == "yes"
        assert yes.given_at <= at
        assert yes.expires_at is None or at < yes.expires_at
        assert yes.withdrawn_at is None or at < yes.withdrawn_at
        assert yes.recipient == recipient or (yes.recipient is None and purpose not in TO_ONE)


@given(st.lists(consents), purposes, instants, recipients)
def test_a_later_no_beats_every_earlier_yes(listed, purpose, at, recipient):
    no = ConsentGiven(purpose=purpose, decision="no", given_at=at, recipient=recipient)
    assert not may([*listed, no], purpose, at, recipient).allowed


@given(st.lists(consents), purposes, instants, recipients)
def test_withdrawing_or_expiring_never_allows_more(listed, purpose, at, recipient):
    ended = [replace(c, withdrawn_at=min(at, c.withdrawn_at or at)) for c in listed]
    expired = [replace(c, expires_at=min(at, c.expires_at or at)) for c in listed]
    assert not may(ended, purpose, at, recipient).allowed
    assert not may(expired, purpose, at, recipient).allowed


@given(st.lists(consents.filter(lambda c: c.recipient == ALBA)), purposes, instants)
def test_a_consent_for_one_never_allows_another(listed, purpose, at):
    assert not may(listed, purpose, at, FARO).allowed


@given(st.lists(consents), instants)
def test_the_banner_never_claims_more_than_may_does(listed, at):
    for line in summary(listed, at):
        assert line.verdict == may(listed, line.purpose, at, line.recipient)


def test_nothing_forbidden_can_be_offered_to_any_partner():
    assert not {field.id for field in VOCABULARY.asked("referral")} & FORBIDDEN
    assert len(partner_kinds(VOCABULARY)) == 4
    for kind in partner_kinds(VOCABULARY):
        offered = {field.id for field in shareable_with(VOCABULARY, kind)}
        assert offered
        assert not offered & FORBIDDEN
    assert {"nationality", "immigration_situation", "a_number", "passport", "curp"} <= FORBIDDEN


def test_a_lawyer_is_not_told_what_only_a_house_needs():
    assert "diet" in {field.id for field in shareable_with(VOCABULARY, "shelter")}
    assert "diet" not in {field.id for field in shareable_with(VOCABULARY, "legal_provider")}


def test_an_unknown_kind_of_partner_is_an_error():
    with pytest.raises(Unknown):
        shareable_with(VOCABULARY, "shelterr")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Su número es A 123 456 789", "a_number"),
        ("file A-12345678", "a_number"),
        ("CURP: DIRR900101MPLZSS08", "curp"),
        ("Llamar a su mamá al 222 555 0199 por la tarde", "phone"),
        ("call +1 (602) 555-0142", "phone"),
        ("Perdió el pasaporte", "papers"),
        ("applies for a T visa", "papers"),
        ("Está indocumentada", "situation"),
        ("le preocupa su situación migratoria", "situation"),
        ("Teme a ICE", "agency"),
        ("le dijeron que llamarían a la migra", "agency"),
    ],
)
def test_it_warns_of_words_that_tell_too_much(text, kind):
    warnings = telling_text(text)
    assert [w.kind for w in warnings] == [kind]
    assert text[warnings[0].start : warnings[0].end] == warnings[0].found
    assert warnings[0].warning.es != warnings[0].warning.en


@pytest.mark.parametrize(
    "text",
    [
        "Viene con dos niños, llega a las 18:30 del 24 de noviembre de 2026.",
        "She needs ice for her knee and a vegetarian diet; room for 2.",
        "Habla náhuatl y prefiere una intérprete. La acompaña su hermana.",
        "",
    ],
)
def test_it_leaves_plain_text_alone(text):
    assert telling_text(text) == ()


def test_it_tells_every_warning_in_the_order_of_the_text():
    kinds = [w.kind for w in telling_text("Sin papeles; la busca ICE; tel. 6025550142")]
    assert kinds == ["situation", "agency", "phone"]
