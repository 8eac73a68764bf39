"""The twenty tools: whole, neutral on paper, the same for everybody, and nothing contradicted in silence."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from cauce.content.checks.tools import TELLING
from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.content.model_tools import Tool
from cauce.rules import tools
from cauce.rules.amounts import in_words

EDITION = load_edition()
ON = dt.date(2026, 11, 25)


def test_it_has_the_twenty_in_order_each_with_words_in_both_languages():
    assert list(EDITION.tools) == [f"T{n}" for n in range(1, 21)]
    for tool in EDITION.tools.values():
        # That the tool exists is real; its title in Spanish was not read, so its words are derived.
        assert tool.title_provenance == "derived" and tool.provenance == "proposed"
        assert tool.sections and not TELLING.search(f"{tool.printed_title.es} {tool.printed_title.en}")


def test_it_serves_the_actions_that_name_it_and_every_named_tool_is_there():
    named = {number for action in EDITION.actions.values() for number in action.tools}
    assert named <= set(EDITION.tools)
    assert "P4-13" in tools.actions_of(EDITION, EDITION.tools["T15"])
    assert all(tools.actions_of(EDITION, tool) for tool in EDITION.tools.values())


@pytest.mark.parametrize("number", [f"T{n}" for n in range(1, 21)])
@pytest.mark.parametrize("age", [None, 15, 34])
def test_it_changes_no_form_when_only_the_sex_changes(number, age):
    tool = EDITION.tools[number]
    known = {} if age is None else {"person.age": age}
    answers = {
        tools.applies(EDITION, tool, known | {"person.sex": sex}).value for sex in ("woman", "man", "other")
    }
    assert len(answers) == 1
    assert not any(f.from_case == "fact:person.sex" for f in tool.fields)


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ({"person.age": 15}, True),
        ({}, True),
        ({"person.age": 34, "person.age_doubt": True}, True),
        ({"person.age": 34, "person.age_doubt": False}, False),
    ],
)
def test_it_hands_over_whoever_may_be_a_child(facts, value):
    assert tools.applies(EDITION, EDITION.tools["T18"], facts).value is value


def test_it_says_that_a_birth_date_contradicts_the_age_and_keeps_both():
    tool = EDITION.tools["T18"]
    values = {"declared_age": 19, "document_birth_date": "2010-03-02", "birth_date": "2007-03-02"}
    said = tools.disagreements(tool, values, ON)
    assert len(said) == 2  # 16 against 19; and one date against the other
    assert "16" in said[0].es and "19" in said[0].es and "niña" in said[0].es
    assert values["declared_age"] == 19 and values["document_birth_date"] == "2010-03-02"
    assert tools.disagreements(tool, {"declared_age": 16, "birth_date": "2010-03-02"}, ON) == ()


def test_it_warns_when_one_year_decides_whether_somebody_is_a_child():
    values = {"declared_age": 18, "birth_date": "2009-01-15"}
    assert "17" in tools.disagreements(EDITION.tools["T18"], values, ON)[0].en


def test_it_adds_up_what_was_typed_and_invents_no_amount():
    field = next(f for f in EDITION.tools["T19"].fields if f.id == "lines")
    rows = tools.clean(
        EDITION,
        field,
        [
            {"concept": "Pasaje", "amount": "1,250.50"},
            {"concept": "", "amount": ""},
            {"concept": "Comida", "amount": "$80"},
        ],
    )
    assert len(rows) == 2
    assert tools.sums(field, rows) == {"amount": Decimal("1330.50")}
    assert tools.sums(field, None) == {"amount": Decimal("0.00")}


@pytest.mark.parametrize("amount", ["ochenta", "-5", "1.005", "1000000", "NaN"])
def test_it_refuses_what_is_no_amount_at_its_field(amount):
    field = next(f for f in EDITION.tools["T19"].fields if f.id == "lines")
    with pytest.raises(BadInput) as refused:
        tools.clean(EDITION, field, [{"concept": "Pasaje", "amount": amount}])
    assert refused.value.where == "lines"


@pytest.mark.parametrize(
    ("amount", "currency", "es", "en"),
    [
        ("1", "mxn", "un peso 00/100", "one Mexican peso and 00/100"),
        ("121.05", "usd", "ciento veintiún dólares 05/100", "one hundred twenty-one US dollars and 05/100"),
        ("100", "mxn", "cien pesos 00/100", "one hundred Mexican pesos and 00/100"),
        (
            "31501",
            "mxn",
            "treinta y un mil quinientos un pesos 00/100",
            "thirty-one thousand five hundred one Mexican pesos and 00/100",
        ),
    ],
)
def test_it_writes_an_amount_in_words(amount, currency, es, en):
    assert in_words(Decimal(amount), currency, "es") == es
    assert in_words(Decimal(amount), currency, "en") == en


def test_it_stops_a_declaration_that_was_pressed():
    tool = EDITION.tools["T15"]
    assert [f.id for f in tools.stopped(tool, {"pressed": "yes"})] == ["pressed"]
    assert [f.id for f in tools.stopped(tool, {"pressed": "unknown"})] == ["pressed"]
    assert tools.stopped(tool, {"pressed": "no"}) == ()


UNSIGNED = {
    "unsigned_why": "cannot",
    "heard_by": "colleague",
    "heard_code": "C-4",
    "read_back": "yes",
}


@pytest.mark.parametrize("way", ["spoken", "signing", "interpreted"])
def test_an_unsigned_declaration_never_rests_on_the_word_of_one_officer(way):
    tool = EDITION.tools["T15"]
    said = {
        "told": ["stay"],
        "pressed": "no",
        "place": "Puebla",
        "reception": "Ayer",
        "declared_on": "2026-11-01T10:30:00-06:00",
        "interpreter": "I-7",
        "way": way,
    }
    assert {f.id for f in tools.lacking(tool, said)} == set(UNSIGNED)
    assert tools.lacking(tool, said | UNSIGNED) == ()
    for answer in ("no", "unknown"):
        not_so = said | UNSIGNED | {"read_back": answer}
        assert [f.id for f in tools.stopped(tool, not_so)] == ["read_back"]
    assert tools.lacking(tool, said | {"way": "signed"}) == ()


def test_it_refuses_a_field_that_hangs_on_an_answer_nobody_can_give():
    tool = EDITION.tools["T15"].model_dump()
    for wrong in ({"way": ["shouted"]}, {"nobody": ["signed"]}, {"way": []}):
        for section in tool["sections"]:
            for field in section["fields"]:
                if field["id"] == "heard_by":
                    field["required_if"] = wrong
        with pytest.raises(ValueError, match="heard_by: required_if names"):
            Tool.model_validate(tool)
