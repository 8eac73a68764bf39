"""The parts of a verdict, and that the law files, not the program, decide."""

from __future__ import annotations

import pytest

from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.content.model_law import Law
from cauce.rules.law import assess

LAWS = ("palermo", "tvpa_us", "lgt_mx")


def read(law, known, not_known=()):
    edition = load_edition()
    return assess(edition.laws[law], known, not_known, edition.concepts)


def said(verdict, language="en"):
    return " ".join(getattr(one, language) for one in verdict.reasons)


def without(law, **changes):
    return Law.model_validate(law.model_dump() | changes)


@pytest.mark.parametrize("law", LAWS)
def test_it_names_only_concepts_of_the_bank(law):
    edition = load_edition()
    assert edition.laws[law].concept_ids() <= edition.concepts.keys()


@pytest.mark.parametrize("law", LAWS)
def test_it_has_a_rule_for_every_concept_that_is_evidence_against(law):
    edition = load_edition()
    ruled = {row.concept for row in edition.laws[law].against}
    assert ruled == {slug for slug in edition.concepts if slug.startswith("x_")}


@pytest.mark.parametrize("law", LAWS)
def test_it_gives_every_act_means_and_purpose_a_place_in_some_law(law):
    edition = load_edition()
    named = frozenset().union(*(one.concept_ids() for one in edition.laws.values()))
    groups = {"act", "means", "purpose"}
    assert {s for s, one in edition.concepts.items() if one.group in groups} <= named


def test_it_keeps_the_concepts_that_support_each_element():
    found = read("tvpa_us", ["act_recruited", "means_threat_self", "purp_forced_labour"])
    assert found.elements["act"].concepts == ("act_recruited",)
    assert found.elements["means"].concepts == ("means_threat_self",)
    assert found.elements["purpose"].concepts == ("purp_forced_labour",)
    assert found.elements["minor"].state == "not_asked"
    assert found.missing == ()


def test_it_says_that_a_minor_needs_no_means_but_still_a_purpose():
    found = read("palermo", ["act_recruited", "person_minor"])
    assert found.elements["means"].state == "waived"
    assert found.missing == ("purpose",)


def test_it_still_asks_for_means_when_a_minor_works_under_the_law_of_the_united_states():
    found = read("tvpa_us", ["act_recruited", "person_minor", "purp_forced_labour"])
    assert found.elements["means"].state == "not_asked"
    assert "at every age" in said(found)
    assert "counsel" not in said(found), "7102(11)(B) is plain: there is no doubt to confirm"


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("purpose", ["purp_sex_third_party", "purp_sexual_images"])
def test_being_able_to_leave_never_weakens_a_sexual_purpose(law, purpose):
    known = ["act_recruited", "means_deception_job", "means_violence_physical", purpose]
    assert read(law, known).verdict == "met"
    found = read(law, [*known, "x_free_to_leave"])
    assert found.verdict == "met" and found.elements["purpose"].against == ()
    work = ["act_recruited", "means_threat_self", "purp_forced_labour", "x_free_to_leave"]
    assert read(law, work).verdict == "unclear", "in demanded work it does contradict"


def test_the_question_and_the_concept_of_leaving_ask_the_same():
    """Could she, without anything happening: the words of the concept, the reason and each question."""
    edition = load_edition()
    words = [edition.concepts["x_free_to_leave"].text]
    for law in edition.laws.values():
        words += [row.why for row in law.against if row.concept == "x_free_to_leave"]
    asked = [one for one in edition.bank.values() if "x_free_to_leave" in one.tells_yes]
    assert len(words) == 4 and len(asked) >= 3
    for text in words:
        assert "odría irse sin que le pasara nada" in text.es and "hecho se va" not in text.es
    for item in asked:
        assert "podría" in item.text.es or "podía" in item.text.es, item.id
        assert "sin que" in item.text.es, item.id


def test_without_capacity_the_means_are_waived_by_article_13_and_nowhere_else():
    known = ["act_harboured", "purp_sex_third_party", "person_no_capacity"]
    mexico = read("lgt_mx", known)
    assert mexico.verdict == "met" and mexico.elements["means"].state == "waived"
    assert "last paragraph" in said(mexico) and "at any age and in any form" in said(mexico)
    assert read("palermo", known).verdict == read("tvpa_us", known).verdict == "unclear"
    work = ["act_harboured", "purp_forced_labour", "person_no_capacity"]
    assert read("lgt_mx", work).verdict == "unclear", "the waiver is of sexual exploitation"
    assert read("lgt_mx", known[:2], ["person_no_capacity"]).verdict == "unclear"


def test_it_says_that_advertising_is_of_the_crime_and_soliciting_of_the_definition():
    known = ["act_advertised", "purp_sex_minor", "person_minor"]
    assert "18 USC 1591" in said(read("tvpa_us", known))
    plain = read("tvpa_us", ["act_recruited", "purp_sex_minor", "person_minor"])
    assert "18 USC 1591" not in said(plain)


@pytest.mark.parametrize(
    ("purpose", "answers"),
    [
        ("purp_organ_removal", {"palermo": "yes", "tvpa_us": "partial", "lgt_mx": "yes"}),
        ("purp_biomedical", {"palermo": "partial", "tvpa_us": "partial", "lgt_mx": "yes"}),
        ("purp_illegal_adoption", {"palermo": "partial", "tvpa_us": "partial", "lgt_mx": "yes"}),
    ],
)
def test_each_new_purpose_counts_only_where_the_law_names_it(purpose, answers):
    for law, state in answers.items():
        found = read(law, ["act_transferred", "means_deception_job", "person_minor", purpose])
        assert found.elements["purpose"].state == state, law
        assert found.verdict == ("met" if state == "yes" else "unclear")


@pytest.mark.parametrize("law", LAWS)
def test_the_list_of_purposes_of_each_law_is_the_one_it_reads(law):
    """What the law names in its list is what its forms read, and the other way round."""
    edition = load_edition()
    one = edition.laws[law]
    named = frozenset().union(*(purpose.read_by for purpose in one.purposes))
    read_by = set()
    for form in one.forms:
        read_by |= form.purpose.any_of
        for pair in form.purpose.together:
            read_by |= pair.any_of if pair.needs else set()
    assert named == read_by
    assert {purpose.form for purpose in one.purposes} - {None} <= {form.id for form in one.forms}
    count = {"palermo": 5, "tvpa_us": 5, "lgt_mx": 11}
    assert len(one.purposes) == count[law]


def test_it_names_the_presumption_when_the_age_is_asked_and_not_known():
    found = read("tvpa_us", ["act_recruited", "purp_sex_third_party"], ["person_minor"])
    assert found.verdict == "unclear"
    assert found.missing == ("means", "minor")
    assert "treated as a child" in said(found)
    assert "niña, niño o adolescente" in said(found, "es")


def test_it_tells_asked_and_not_known_from_not_asked():
    asked = read("palermo", ["act_recruited"], ["purp_forced_labour"])
    assert asked.elements["purpose"].state == "unknown"
    assert read("palermo", ["act_recruited"]).elements["purpose"].state == "not_asked"


def test_it_shows_both_sides_of_a_contradiction():
    known = ["act_recruited", "means_threat_self", "purp_forced_labour", "x_free_to_leave"]
    purpose = read("palermo", known).elements["purpose"]
    assert purpose.state == "contradictory"
    assert purpose.concepts == ("purp_forced_labour",)
    assert purpose.against == ("x_free_to_leave",)


def test_it_says_aloud_that_adult_evidence_does_not_count_for_a_minor():
    known = ["act_recruited", "purp_sex_minor", "person_minor", "x_independent_adult_sex_work"]
    found = read("tvpa_us", known)
    assert found.verdict == "met"
    assert "Not counted, because the person is treated as a minor" in said(found)


def test_it_says_which_article_was_met_and_that_counsel_must_confirm_it():
    found = read("lgt_mx", ["cond_pay_below_minimum", "cond_excess_hours"])
    assert dict(found.forms) == {"article_10": "unclear", "article_13": "unclear", "article_21": "met"}
    assert found.elements["act"].state == "not_required"
    assert "to be confirmed by counsel" in said(found)


def test_it_doubts_a_denial_given_while_somebody_else_answers():
    found = read("palermo", ["obs_third_party_speaks", "x_free_to_leave"])
    assert found.verdict == "unclear"
    assert "private conversation" in said(found)


def test_it_refuses_a_concept_that_is_both_known_and_not_known():
    with pytest.raises(BadInput, match="Both known and not known: act_recruited"):
        read("palermo", ["act_recruited"], ["act_recruited"])


def test_it_follows_the_law_file_when_the_file_changes():
    law = load_edition().laws["palermo"]
    known = ["act_recruited", "means_threat_self", "purp_forced_labour"]
    assert assess(law, known).verdict == "met"
    narrow = law.forms[0].model_dump()
    narrow["purpose"]["any_of"] = ["purp_sex_third_party"]
    assert assess(without(law, forms=[narrow]), known).verdict == "unclear"
    denied = [{"concept": "x_free_to_leave", "closes": True, "why": {"es": "a", "en": "b"}}]
    silent = without(law, against=denied)
    assert assess(silent, [*known, "x_free_to_leave"]).verdict == "met"


def test_it_refuses_a_law_that_uses_a_group_nobody_declared():
    law = load_edition().laws["palermo"].model_dump()
    law["minor_shown_by"] = ["@nobody"]
    with pytest.raises(ValueError, match="@nobody is not declared"):
        Law.model_validate(law)
