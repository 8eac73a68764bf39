"""Who may interpret for whom. Invented people; the municipalities are numbers, their sizes invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cauce.rules.interpreting import Interpreter, Need, Tongue, conflict, match

VILLAGE, TOWN, CITY, UNKNOWN = "20001", "20002", "09010", "99999"
PEOPLE = {VILLAGE: 1_200, TOWN: 9_000, CITY: 700_000}
SMALL = 20_000
BOTH = frozenset({"phone", "in_person"})


def somebody(code, *tongues, ties=(), asked=True, **more):
    return Interpreter(code, tongues, BOTH, ties=frozenset(ties), ties_asked=asked, **more)


SPANISH, ENGLISH = Tongue("spa"), Tongue("eng")
HERE = Tongue("mig", "sanm1295", VILLAGE)
NEED = Need(HERE)


def test_it_refuses_somebody_of_the_same_small_town_and_says_why():
    found = conflict(NEED, somebody("I-1", HERE, SPANISH), PEOPLE, SMALL)
    assert found.level == "refuse"
    assert "mismo municipio" in found.reasons[0].es and "small" in found.reasons[0].en


def test_a_place_whose_size_is_not_known_counts_as_small():
    there = Tongue("mig", "sanm1295", UNKNOWN)
    assert conflict(Need(there), somebody("I-1", there), PEOPLE, SMALL).level == "refuse"


def test_the_same_large_city_is_a_question_and_no_refusal():
    there = Tongue("mig", "sanm1295", CITY)
    found = conflict(Need(there), somebody("I-1", there), PEOPLE, SMALL)
    assert found.level == "ask" and len(found.reasons) == 1


def test_ties_where_the_family_or_the_recruiter_live_count_as_well():
    for where in ("family", "others"):
        need = Need(Tongue("mig", "sanm1295", TOWN), **{where: frozenset({VILLAGE})})
        tied = somebody("I-1", Tongue("mig", "sanm1295", CITY), ties=[VILLAGE])
        assert conflict(need, tied, PEOPLE, SMALL).level == "refuse"
        free = somebody("I-2", Tongue("mig", "sanm1295", CITY))
        assert conflict(need, free, PEOPLE, SMALL).level == "clear"


def test_whoever_accompanies_never_interprets():
    came = somebody("I-1", Tongue("mig", "sanm1295", CITY), SPANISH, companion=True)
    assert conflict(NEED, came, PEOPLE, SMALL).level == "refuse"


def test_what_nobody_asked_is_not_taken_for_none():
    silent = somebody("I-1", Tongue("mig", "sanm1295", CITY), asked=False)
    assert conflict(NEED, silent, PEOPLE, SMALL).level == "ask"
    nowhere = Need(Tongue("mig", "sanm1295"))
    assert conflict(nowhere, somebody("I-2", SPANISH), PEOPLE, SMALL).level == "ask"


def test_the_same_variant_comes_before_the_same_language():
    near = somebody("near", Tongue("mig", "sanm1295", CITY), SPANISH)
    other = somebody("other", Tongue("mig", "elsewhere", CITY), SPANISH)
    offers = match(NEED, [other, near], PEOPLE, SMALL)
    assert [one.chain[0].code for one in offers] == ["near", "other"]
    assert [one.fit for one in offers] == ["variant", "language"]
    assert "compruebe" in offers[1].reasons[0].es


def test_a_clear_one_of_another_variant_comes_before_a_refused_one_of_the_same():
    neighbour = somebody("neighbour", HERE, SPANISH)
    other = somebody("other", Tongue("mig", "elsewhere", CITY), SPANISH)
    offers = match(NEED, [neighbour, other], PEOPLE, SMALL)
    assert [one.chain[0].code for one in offers] == ["other", "neighbour"]
    assert offers[1].conflict.level == "refuse"


def test_it_goes_through_spanish_where_nobody_speaks_both():
    first = somebody("first", Tongue("mig", "sanm1295", CITY), SPANISH)
    second = somebody("second", SPANISH, ENGLISH)
    (offer,) = match(Need(HERE, into="eng"), [first, second], PEOPLE, SMALL)
    assert [one.code for one in offer.chain] == ["first", "second"]
    assert any("dos pasos" in reason.es for reason in offer.reasons)


def test_the_second_of_a_chain_is_checked_like_the_first():
    first = somebody("first", Tongue("mig", "sanm1295", CITY), SPANISH)
    second = somebody("second", SPANISH, ENGLISH, ties=[VILLAGE])
    (offer,) = match(Need(HERE, into="eng"), [first, second], PEOPLE, SMALL)
    assert offer.conflict.level == "refuse"


def test_the_sex_that_the_person_prefers_decides_between_equals_and_hides_nobody():
    man = somebody("man", Tongue("mig", "sanm1295", CITY), SPANISH, sex="man")
    woman = somebody("woman", Tongue("mig", "sanm1295", CITY), SPANISH, sex="woman")
    offers = match(Need(HERE, sex="woman"), [man, woman], PEOPLE, SMALL)
    assert [one.chain[0].code for one in offers] == ["woman", "man"]
    assert offers[1].sex_as_asked is False and "prefirió" in offers[1].reasons[-1].es


def test_sign_language_is_a_language_like_another():
    signs = somebody("signs", Tongue("mfs"), SPANISH)
    offers = match(Need(Tongue("mfs")), [signs, somebody("other", SPANISH)], PEOPLE, SMALL)
    assert [one.chain[0].code for one in offers] == ["signs"]


places = st.sampled_from([VILLAGE, TOWN, CITY, UNKNOWN])
tongues = st.builds(
    Tongue,
    st.sampled_from(["mig", "mxv", "spa", "eng"]),
    st.sampled_from(["", "a", "b"]),
    st.one_of(st.just(""), places),
)
interpreters = st.builds(
    Interpreter,
    st.text("abc", min_size=1, max_size=3),
    st.lists(tongues, max_size=3).map(tuple),
    st.just(BOTH),
    st.sampled_from(["woman", "man", ""]),
    st.frozensets(places, max_size=2),
    st.booleans(),
    st.booleans(),
)
needs = st.builds(
    Need,
    tongues,
    st.sampled_from(["spa", "eng"]),
    st.frozensets(places, max_size=2),
    st.frozensets(places, max_size=2),
)


@given(needs, st.lists(interpreters, max_size=6))
def test_nobody_with_a_small_place_in_common_is_ever_offered_as_clear(need, people):
    about = ({need.tongue.community} | need.family | need.others) - {""}
    for offer in match(need, people, PEOPLE, SMALL):
        for one in offer.chain:
            mine = one.ties | {t.community for t in one.tongues}
            if one.companion or any(PEOPLE.get(p, 0) < SMALL for p in mine & about):
                assert offer.conflict.level == "refuse"
        assert offer.conflict.level == "clear" or offer.conflict.reasons


@given(needs, st.lists(interpreters, max_size=6), st.randoms())
def test_the_order_in_which_people_are_listed_changes_nothing(need, people, chance):
    people = list({one.code: one for one in people}.values())
    first = match(need, people, PEOPLE, SMALL)
    chance.shuffle(people)
    assert match(need, people, PEOPLE, SMALL) == first


GROUP = frozenset({"mix", "mig", "mxv"})


def test_a_name_of_many_languages_matches_nobody_and_says_whom_to_call():
    need = Need(Tongue("mix", "", CITY), near=GROUP)
    other, same_name = Tongue("mxv", "metl1238", TOWN), Tongue("mix", "", TOWN)
    found = match(
        need,
        [
            somebody("I-1", other, SPANISH),
            somebody("I-2", same_name, SPANISH),
            somebody("I-3", Tongue("trc"), SPANISH),
        ],
        PEOPLE,
        SMALL,
    )
    assert [(one.chain[0].code, one.fit) for one in found] == [("I-1", "near"), ("I-2", "near")]
    assert all("llame para ver si se entienden" in one.reasons[0].es for one in found)


def test_whoever_is_written_down_by_the_name_of_many_is_only_somebody_to_call():
    need = Need(Tongue("mig", "sanm1295", CITY), near=frozenset({"mix"}))
    found = match(
        need,
        [
            somebody("I-1", Tongue("mix", "", TOWN), SPANISH),
            somebody("I-2", Tongue("mig", "", TOWN), SPANISH),
        ],
        PEOPLE,
        SMALL,
    )
    assert [(one.chain[0].code, one.fit) for one in found] == [("I-2", "language"), ("I-1", "near")]


def test_somebody_to_call_of_the_same_small_town_is_refused_all_the_same():
    need = Need(Tongue("mix", "", VILLAGE), near=GROUP)
    (found,) = match(need, [somebody("I-1", HERE, SPANISH)], PEOPLE, SMALL)
    assert (found.fit, found.conflict.level) == ("near", "refuse")
