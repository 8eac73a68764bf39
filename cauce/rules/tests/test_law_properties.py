"""What must hold of every set of concepts, whatever it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cauce.content.loader import load_edition
from cauce.rules.law import assess
from tests.profiles import examples

EDITION = load_edition()
SLUGS = sorted(EDITION.concepts)
LAWS = list(EDITION.laws.values())
SUPPORTING = [slug for slug in SLUGS if not slug.startswith(("x_", "obs_"))]
AGAINST = [slug for slug in SLUGS if slug.startswith("x_")]
SETS = st.frozensets(st.sampled_from(SLUGS), max_size=14)
FOR_SETS = st.frozensets(st.sampled_from(SUPPORTING), min_size=3, max_size=12)
LAW = st.sampled_from(LAWS)


@given(LAW, SETS, st.sampled_from(SUPPORTING))
@examples(600)
def test_it_never_turns_met_into_not_met_when_something_supporting_is_added(law, known, more):
    before, after = assess(law, known), assess(law, known | {more})
    if before.verdict == "met":
        assert after.verdict == "met"


@given(LAW, FOR_SETS, st.sampled_from(AGAINST))
@examples(600)
def test_it_never_lets_one_piece_of_evidence_against_turn_met_into_not_met(law, known, x):
    if assess(law, known).verdict == "met":
        assert assess(law, known | {x}).verdict in ("met", "unclear")


@given(LAW, st.lists(st.sampled_from(SLUGS), unique=True, max_size=14), st.randoms())
@examples(200)
def test_it_does_not_depend_on_the_order_of_the_concepts(law, known, random):
    mixed = list(known)
    random.shuffle(mixed)
    assert assess(law, known) == assess(law, mixed)


@given(LAW, SETS, SETS)
@examples(600)
def test_it_never_reaches_met_or_not_met_by_something_not_known(law, known, asked):
    before = assess(law, known)
    after = assess(law, known, asked - known)
    assert after.verdict in (before.verdict, "unclear")


@given(LAW, st.lists(SETS, min_size=2, max_size=4), SETS)
@examples(300)
def test_it_says_of_a_set_what_it_said_before_whatever_it_read_in_between(law, sets, asked):
    """What few concepts decide is remembered; a law that was just read remembers nothing."""
    for known in sets:
        anew = law.model_copy()
        assert repr(assess(law, known)) == repr(assess(anew, known))
        assert repr(assess(law, known, asked - known)) == repr(assess(anew, known, asked - known))
        assert repr(assess(law, known, (), EDITION.concepts)) == repr(
            assess(anew, known, (), EDITION.concepts)
        )


@given(LAW, st.frozensets(st.sampled_from(AGAINST)))
@examples(300)
def test_it_is_never_met_by_evidence_against_alone(law, against):
    assert assess(law, against).verdict != "met"


@given(LAW, SETS, SETS)
@examples(300)
def test_it_gives_reasons_always_and_says_what_is_missing_exactly_when_unclear(law, known, asked):
    found = assess(law, known, asked - known, EDITION.concepts)
    assert found.reasons and all(one.es and one.en for one in found.reasons)
    assert bool(found.missing) == (found.verdict == "unclear")


@given(LAW, FOR_SETS)
@examples(300)
def test_it_is_never_not_met_without_evidence_against(law, known):
    assert assess(law, known).verdict != "not_met"


@given(LAW, SETS)
@examples(300)
def test_it_supports_an_element_only_with_concepts_that_are_known(law, known):
    for element in assess(law, known).elements.values():
        assert set(element.concepts) | set(element.against) <= known
