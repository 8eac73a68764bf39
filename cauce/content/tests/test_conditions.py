"""Conditions: three values, a closed grammar, sentences; and every wrong test with its cure."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.conditions import compile_condition, sentence
from cauce.content.errors import BadInput, Unknown
from cauce.content.sentences import fact_words
from cauce.content.tests.fixture_edition import FACTS

FACTS_BY_ID = {fact.id: fact for fact in FACTS}
AGE, DANGER, RISK = "person.age", "danger.immediate", "risk.level"


def holds(rows, **values):
    named = {name.replace("__", "."): value for name, value in values.items()}
    return compile_condition(rows, FACTS_BY_ID).evaluate(named)


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("<18", 17, True),
        ("<18", 18, False),
        ("<18", None, None),
        (">=18", 18, True),
        (">=18", 17, False),
        (">=14 <18", 14, True),
        (">=14 <18", 18, False),
        (">=14 <18", 13, False),
        (">=14 <18", None, None),
        ("unknown", None, True),
        ("unknown", 40, False),
        ("not unknown", None, False),
        ("not unknown", 40, True),
        ("not <18", 18, True),
        ("not <18", None, None),
        (17, 17, True),
        ("not 17", 18, True),
        ([16, 17], 17, True),
        ([16, 17], 18, False),
        ("not [16, 17]", 18, True),
        ("not [16, 17]", None, None),
    ],
)
def test_it_tells_true_false_and_not_known_apart(test, value, expected):
    assert holds([{AGE: test}], person__age=value).value is expected


def test_it_holds_always_when_there_is_no_condition():
    assert holds([]).value is True


def test_it_is_false_when_one_test_of_the_only_row_is_false_whatever_is_missing():
    verdict = holds([{AGE: "<18", DANGER: True}], danger__immediate=False)
    assert (verdict.value, verdict.missing) == (False, ())


def test_it_is_true_when_one_row_holds_whatever_is_missing_in_the_others():
    rows = [{AGE: "<18"}, {DANGER: True}]
    verdict = holds(rows, danger__immediate=True)
    assert (verdict.value, verdict.holding, verdict.missing) == (True, rows[1], ())


def test_it_names_only_the_missing_facts_that_could_change_the_answer():
    rows = [{AGE: "<18", DANGER: True}, {RISK: "high"}, {RISK: "low", DANGER: False}]
    verdict = holds(rows, danger__immediate=False)
    assert (verdict.value, verdict.missing) == (None, (RISK,))


def test_it_never_takes_a_missing_age_for_a_minor():
    assert holds([{AGE: "<18"}]).value is None


@pytest.mark.parametrize(
    ("name", "value"),
    [(AGE, True), (AGE, "17"), (AGE, 17.0), (DANGER, 1), (RISK, 3), ("hearing.at", dt.date.min)],
)
def test_it_refuses_a_value_of_another_type_instead_of_comparing_it(name, value):
    with pytest.raises(BadInput) as problem:
        compile_condition([{name: "unknown"}], FACTS_BY_ID).evaluate({name: value})
    assert FACTS_BY_ID[name].type in problem.value.en


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({AGE: ""}, "empty"),
        ({AGE: None}, "empty"),
        ({AGE: []}, "empty list"),
        ({AGE: "<=18"}, "not a comparison"),
        ({AGE: "> 18"}, "not a comparison"),
        ({AGE: "<18.5"}, "not a comparison"),
        ({AGE: "eighteen"}, "not a value of type integer"),
        ({AGE: True}, "not a value of type integer"),
        ({DANGER: "yes"}, "not a value of type boolean"),
        ({DANGER: 1}, "not a value of type boolean"),
        ({DANGER: "<2"}, "compares numbers"),
        ({RISK: "hihg"}, "not a value of 'risk.level'"),
        ({RISK: ["high", "unknown"]}, "cannot stand in a list"),
        ({RISK: ["not high"]}, "cannot stand in a list"),
        ({RISK: "high low"}, "one way only"),
        ({AGE: "not >=14 <18"}, "one way only"),
        ({AGE: ">=1 <5 <9"}, "one way only"),
        ({RISK: "not"}, "missing"),
        ({RISK: "not not high"}, "missing"),
        ({"hearing.at": "2026-01-01"}, "is a date"),
        ({}, "empty row"),
    ],
)
def test_it_refuses_what_is_not_in_the_grammar_with_a_cure(row, words):
    with pytest.raises(BadInput) as problem:
        compile_condition([row], FACTS_BY_ID)
    assert words in problem.value.en
    assert problem.value.cure_es and problem.value.cure_en


def test_it_names_the_nearest_fact_when_one_is_not_declared():
    with pytest.raises(Unknown, match=r"person\.age"):
        compile_condition([{"person.agee": "<18"}], FACTS_BY_ID)


@pytest.mark.parametrize(
    ("rows", "es", "en"),
    [
        ([], "siempre", "always"),
        ([{AGE: "<18"}], "la edad de la persona es menor que 18", "the person's age is below 18"),
        (
            [{AGE: ">=14 <18"}],
            "la edad de la persona es 14 o más y es menor que 18",
            "the person's age is 14 or more and is below 18",
        ),
        ([{AGE: "unknown"}], "no se sabe la edad de la persona", "the person's age is not known"),
        ([{AGE: "not unknown"}], "se sabe la edad de la persona", "the person's age is known"),
        ([{AGE: "not 17"}], "la edad de la persona no es 17", "the person's age is not 17"),
        ([{RISK: ["low", "high"]}], "el riesgo es low o high", "the risk is low or high"),
        (
            [{RISK: "not [low, high]"}],
            "el riesgo no es low ni high",
            "the risk is neither low nor high",
        ),
        ([{DANGER: True}], "hay peligro ahora", "there is danger now"),
        (
            [{DANGER: False}],
            "no se da que hay peligro ahora",
            "it is not the case that there is danger now",
        ),
        (
            [{DANGER: "unknown"}],
            "no se sabe si hay peligro ahora",
            "it is not known whether there is danger now",
        ),
        (
            [{AGE: "<18", DANGER: True}, {RISK: "high"}],
            "la edad de la persona es menor que 18 y hay peligro ahora; o bien el riesgo es high",
            "the person's age is below 18 and there is danger now; or the risk is high",
        ),
    ],
)
def test_it_can_be_read_as_a_sentence_in_both_languages(rows, es, en):
    assert sentence(rows, FACTS_BY_ID, "es") == es
    assert sentence(rows, FACTS_BY_ID, "en") == en


def test_it_says_a_fact_with_its_value():
    assert fact_words(FACTS_BY_ID[AGE], 16, "es") == "la edad de la persona: 16"
    assert fact_words(FACTS_BY_ID[DANGER], None, "en") == "it is not known whether there is danger now"


ROWS = st.lists(
    st.dictionaries(
        st.sampled_from([AGE, "n2", "n3"]),
        st.one_of(
            st.integers(0, 5),
            st.integers(0, 5).map(lambda n: f"<{n}"),
            st.integers(0, 5).map(lambda n: f">={n}"),
            st.integers(0, 5).map(lambda n: f"not {n}"),
        ),
        min_size=1,
    ),
    min_size=1,
    max_size=4,
)
NUMBERS = {name: FACTS_BY_ID[AGE].model_copy(update={"id": name}) for name in (AGE, "n2", "n3")}
VALUES = st.fixed_dictionaries({name: st.one_of(st.none(), st.integers(0, 5)) for name in NUMBERS})


@given(ROWS, VALUES)
def test_it_answers_only_what_every_way_of_filling_the_gaps_agrees_on(rows, values):
    verdict = compile_condition(rows, NUMBERS).evaluate(values)
    missing = [name for name, value in values.items() if value is None]
    if verdict.value is None:
        assert set(verdict.missing) <= set(missing) and verdict.missing
        return
    for filler in (-1, 0, 2, 5, 9):
        filled = values | dict.fromkeys(missing, filler)
        assert compile_condition(rows, NUMBERS).evaluate(filled).value is verdict.value
