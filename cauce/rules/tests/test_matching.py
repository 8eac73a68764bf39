"""Who may take somebody in: reasons, order, and that what is not known never leaves anybody out."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.rules.matching import (
    ASPECTS,
    Asked,
    Index,
    Profile,
    asked_from,
    findings,
    judge,
    order,
)

MAYBE = st.sampled_from([None, True, False])
LANGUAGES = st.frozensets(st.sampled_from(["spa", "mix", "eng", "nah"]), max_size=2)
TOWNS = st.tuples(st.sampled_from(["katy", "houston", ""]), st.sampled_from(["TX", "CA"]))
SPOT = st.tuples(st.sampled_from([29.7, 32.8, 40.7]), st.sampled_from([-95.4, -96.8, -74.0]))
ASKED = st.builds(
    Asked,
    kind=st.sampled_from(["", "shelter", "legal"]),
    sex=st.sampled_from(["", "women", "men"]),
    age=st.none() | st.integers(0, 80),
    minor=MAYBE,
    family=MAYBE,
    labour=MAYBE,
    sexual=MAYBE,
    access=MAYBE,
    pregnant=MAYBE,
    languages=LANGUAGES,
    near_languages=LANGUAGES,
    place=st.none() | SPOT,
    sought=st.none() | st.tuples(st.sampled_from(["katy", "houston"]), st.sampled_from(["TX", "CA", ""])),
)
PROFILE = st.builds(
    Profile,
    id=st.uuids().map(str),
    name=st.sampled_from(["Casa A", "Casa B", "Casa C"]),
    kinds=st.frozensets(st.sampled_from(["shelter", "legal"])),
    sex=st.sampled_from(["", "women", "men", "any"]),
    minors=MAYBE,
    families=MAYBE,
    labour=MAYBE,
    sexual=MAYBE,
    accessible=MAYBE,
    pregnant=MAYBE,
    minimum_age=st.none() | st.integers(0, 60),
    maximum_age=st.none() | st.integers(0, 90),
    languages=LANGUAGES,
    spots=st.lists(st.tuples(SPOT, st.booleans()), max_size=2).map(tuple),
    towns=st.frozensets(TOWNS, max_size=2),
    closed=st.booleans(),
    avoid=st.booleans(),
    free=st.none() | st.integers(0, 9),
    freshness=st.integers(0, 2),
    record=st.integers(0, 2),
)
UNKNOWN = {
    "kinds": frozenset(),
    "sex": "",
    "languages": frozenset(),
    "free": None,
    "spots": (),
    "towns": frozenset(),
    "minimum_age": None,
    "maximum_age": None,
    **dict.fromkeys(("minors", "families", "labour", "sexual", "accessible", "pregnant")),
}
MAN_WITH_DAUGHTER = Asked(
    kind="shelter",
    sex="men",
    age=41,
    minor=False,
    family=True,
    labour=True,
    sexual=False,
    access=False,
    pregnant=False,
)
OPEN_HOUSE = Profile("1", "Casa abierta", frozenset({"shelter"}), sex="any", families=True, labour=True)


def measure(here, one):
    def flat(spot):
        return round(111 * (abs(here[0] - spot[0]) + abs(here[1] - spot[1])))

    return min(((flat(spot), sealed) for spot, sealed in one.spots), default=None)


def told(asked: Asked, one: Profile, level: str) -> str:
    return " ".join(text.es for text in judge(asked, one).of(level))


def test_a_house_that_takes_men_families_and_workers_fits():
    found = judge(MAN_WITH_DAUGHTER, OPEN_HOUSE)
    assert found.verdict == "fits"
    assert "Recibe mujeres y hombres. Recibe a la familia." in told(MAN_WITH_DAUGHTER, OPEN_HOUSE, "fits")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sex": "women"}, "Solo recibe mujeres."),
        ({"families": False}, "No recibe familias."),
        ({"labour": False}, "No recibe casos de trabajo."),
        ({"kinds": frozenset({"legal"})}, "No da esta ayuda."),
        ({"minimum_age": 18, "maximum_age": 24}, "Recibe de 18 a 24 años."),
        ({"free": 0}, "Dijo hace poco que no tiene lugar."),
        ({"closed": True}, "Está cerrado por ahora."),
        ({"avoid": True}, "Una nota interna pide no enviar aquí a nadie."),
    ],
)
def test_what_does_not_fit_stays_with_its_reason(change, words):
    one = replace(OPEN_HOUSE, **change)
    assert judge(MAN_WITH_DAUGHTER, one).verdict == "no"
    assert words in told(MAN_WITH_DAUGHTER, one, "no")
    found = Index([one, OPEN_HOUSE]).match(MAN_WITH_DAUGHTER)
    assert [row.profile for row in found.rows][-1] == one and found.totals["no"] == 1


@pytest.mark.parametrize(
    ("takes", "words"),
    [
        ("women", "Solo recibe mujeres: falta saber si es mujer."),
        ("men", "Solo recibe hombres: falta saber si es hombre."),
    ],
)
def test_a_house_for_some_is_asked_about_and_says_what_is_missing(takes, words):
    asked, one = replace(MAN_WITH_DAUGHTER, sex=""), replace(OPEN_HOUSE, sex=takes)
    assert judge(asked, one).verdict == "ask" and words in told(asked, one, "ask")


def test_a_house_in_the_city_where_they_would_look_is_last_and_says_so():
    asked = replace(MAN_WITH_DAUGHTER, sought=("katy", "TX"))
    there = replace(OPEN_HOUSE, towns=frozenset({("katy", "TX")}))
    assert judge(asked, there).verdict == "no"
    assert "Está en la ciudad donde la buscarían." in told(asked, there, "no")
    assert judge(asked, replace(OPEN_HOUSE, towns=frozenset({("katy", "CA")}))).verdict == "fits"
    hidden = replace(OPEN_HOUSE, towns=frozenset({("", "TX")}))
    assert judge(asked, hidden).verdict == "ask", "what may not be told is asked, and given away by nothing"
    assert judge(MAN_WITH_DAUGHTER, there).verdict == "fits"


def test_with_a_place_comes_before_near_and_what_is_out_of_reach_after_both():
    """A bed tonight: neither a house of 2,200 km before one at 25, nor one of nobody knows before a bed."""
    here = (29.7, -95.4)
    asked = replace(MAN_WITH_DAUGHTER, place=here)
    near = replace(OPEN_HOUSE, id="near", spots=(((29.8, -95.4), False),))
    bed = replace(OPEN_HOUSE, id="bed", free=2, spots=(((30.7, -95.4), False),))
    far = replace(OPEN_HOUSE, id="far", free=9, spots=(((40.7, -74.0), False),))
    found = Index([far, near, bed], measure).match(asked)
    assert [row.profile.id for row in found.rows] == ["bed", "near", "far"]


def test_a_full_house_whose_word_is_old_is_to_be_asked_and_not_left_out():
    assert judge(MAN_WITH_DAUGHTER, replace(OPEN_HOUSE, free=None)).verdict == "fits"


def test_a_language_it_does_not_speak_asks_for_an_interpreter_and_leaves_nobody_out():
    asked = replace(MAN_WITH_DAUGHTER, languages=frozenset({"mix"}))
    one = replace(OPEN_HOUSE, languages=frozenset({"eng"}))
    assert judge(asked, one).verdict == "fits" and "hace falta intérprete" in told(asked, one, "no")
    near = replace(asked, near_languages=frozenset({"eng"}))
    assert "Pregunte si habla su lengua" in told(near, one, "ask")


def test_it_says_what_is_not_known_of_the_person_and_what_of_the_service():
    asked = Asked(kind="shelter")
    one = Profile("1", kinds=frozenset({"shelter"}), sex="women", families=False)
    words = told(asked, one, "ask")
    assert "No recibe familias: falta saber si viene con alguien." in words
    assert judge(asked, one).verdict == "ask"
    assert "Falta saber si hay embarazo" in told(asked, one, "unsaid")


def test_what_is_known_of_neither_is_no_reason_to_ask_the_service_first():
    one = Profile("1", kinds=frozenset({"shelter"}), sex="any")
    assert judge(Asked(kind="shelter"), one).verdict == "fits"
    assert judge(Asked(kind="shelter", family=True), one).verdict == "ask"


@given(ASKED, PROFILE)
def test_nothing_that_is_not_known_ever_leaves_a_service_out(asked, one):
    blank = replace(one, **UNKNOWN, closed=False, avoid=False)
    assert judge(asked, blank).verdict != "no"
    nobody = Asked(kind=asked.kind)
    open_one = replace(one, closed=False, avoid=False, free=None, kinds=frozenset({asked.kind}))
    assert judge(nobody, open_one).verdict != "no"


@given(ASKED, PROFILE, st.sampled_from(sorted(UNKNOWN)))
def test_to_forget_something_never_turns_a_yes_into_a_no(asked, one, name):
    before = judge(asked, one, measure)
    after = judge(asked, replace(one, **{name: UNKNOWN[name]}), measure)
    lost = {one.aspect for one in after.findings if one.level == "no"}
    # Half an age range forgotten leaves the other half, which stands by itself.
    assert lost <= {one.aspect for one in before.findings if one.level == "no"} | {"age"}


FITTING = {
    "sex": "any",
    "minors": True,
    "families": True,
    "labour": True,
    "sexual": True,
    "accessible": True,
    "pregnant": True,
    "free": 3,
}


@given(ASKED, PROFILE, st.sampled_from(sorted(FITTING)))
def test_to_learn_that_it_fits_never_puts_a_service_lower(asked, one, name):
    vague = replace(one, **{name: UNKNOWN[name]})
    known = replace(one, **{name: FITTING[name]})
    assert order(judge(asked, known, measure)) <= order(judge(asked, vague, measure))


@given(ASKED, PROFILE)
def test_to_learn_the_kind_the_language_or_the_place_never_puts_it_lower(asked, one):
    for name, value in (
        ("kinds", frozenset({asked.kind}) if asked.kind else frozenset()),
        ("languages", asked.languages),
        ("spots", one.spots),
    ):
        vague = replace(one, **{name: UNKNOWN[name]})
        known = replace(one, **{name: value})
        assert order(judge(asked, known, measure)) <= order(judge(asked, vague, measure))


@given(ASKED, st.lists(PROFILE, max_size=12, unique_by=lambda one: one.id), st.integers(1, 4))
def test_many_at_once_are_judged_and_ordered_as_one_by_one(asked, profiles, most):
    every = sorted((judge(asked, one, measure) for one in profiles), key=order)
    found = Index(profiles, measure).match(asked, most)
    for verdict in ("fits", "ask", "no"):
        alone = [one for one in every if one.verdict == verdict]
        assert list(found.of(verdict)) == alone[:most]
        assert found.totals[verdict] == len(alone)
    assert Index(list(reversed(profiles)), measure).match(asked, most) == found


class Watched(dict):
    """Facts that remember which of them were looked at."""

    def __init__(self, *given):
        super().__init__(*given)
        self.read: set[str] = set()

    def get(self, key, default=None):
        self.read.add(key)
        return super().get(key, default)

    def __getitem__(self, key):
        self.read.add(key)
        return super().__getitem__(key)


PAPERS = {
    "person.nationality": "mx",
    "person.temporary_visa": True,
    "person.lacks_documents": True,
    "wish.legal_status": True,
    "need.documents": True,
}


def test_immigration_papers_are_never_read():
    facts = Watched({"person.sex": "man", "person.age": 41, "person.with_children": True} | PAPERS)
    asked = asked_from(facts, "shelter", adult=18)
    assert facts.read.isdisjoint(PAPERS)
    assert asked == asked_from({k: v for k, v in facts.items() if k not in PAPERS}, "shelter", adult=18)
    words = {one.name for table in (Asked, Profile) for one in fields(table)}
    assert not [name for name in (*words, *ASPECTS) if "status" in name or "visa" in name]


def test_a_doubtful_age_concludes_nothing():
    asked = asked_from({"person.age": 17, "person.age_doubt": True}, "shelter", adult=18)
    assert asked.age is None and asked.minor is None
    assert asked_from({"person.age": 17}, "shelter", adult=18).minor is True
    assert asked_from({"person.sex": "man"}, "shelter", adult=18).pregnant is False
    assert asked_from({"person.sex": "woman"}, "shelter", adult=18).pregnant is None
    assert asked_from({"person.sex": "other"}, "shelter", adult=18).sex == ""


@given(ASKED, PROFILE)
def test_each_finding_bears_words_in_both_languages(asked, one):
    assert all(found.reason.es and found.reason.en for found in findings(asked, one))
