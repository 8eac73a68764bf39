"""Questionnaire and response: the structure of R4, the conditions of the rules, no health code."""

from __future__ import annotations

import json

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.rules.screening import ANSWERS, next_items, screen
from cauce.standards.fhir import SYSTEM, questionnaire, read_response

EDITION = load_edition()
NAMES = sorted(EDITION.instruments)
# R4 4.0.1: the elements of each type, and which an item must or may not have.
ITEM = {
    "extension",
    "linkId",
    "text",
    "_text",
    "type",
    "enableWhen",
    "enableBehavior",
    "required",
    "answerOption",
    "item",
}
ROOT = {
    "resourceType",
    "language",
    "url",
    "identifier",
    "version",
    "name",
    "title",
    "_title",
    "status",
    "experimental",
    "date",
    "publisher",
    "description",
    "_description",
    "item",
}


def items(node):
    for one in node.get("item", ()):
        yield one
        yield from items(one)


def wrong(resource) -> list[str]:
    """What R4 would say of a Questionnaire, by its own rules que-1 to que-12 as far as used here."""
    found = [f"unknown element {key}" for key in set(resource) - ROOT]
    links = [one["linkId"] for one in items(resource)]
    found += [f"{link} twice (que-2)" for link in set(links) if links.count(link) > 1]
    seen: set[str] = set()
    for one in items(resource):
        found += [f"{one['linkId']}: unknown element {key}" for key in set(one) - ITEM]
        kids = one.get("item", [])
        if one["type"] == "group" and not kids:
            found.append(f"{one['linkId']}: a group needs items (que-1)")
        if one["type"] == "display" and (kids or "required" in one):
            found.append(f"{one['linkId']}: a display has none (que-1, que-6)")
        if "answerOption" in one and one["type"] != "choice":
            found.append(f"{one['linkId']}: options without choice (que-5)")
        tests = one.get("enableWhen", [])
        if len(tests) > 1 and "enableBehavior" not in one:
            found.append(f"{one['linkId']}: behaviour missing (que-12)")
        for test in tests:
            if test["question"] not in seen:
                found.append(f"{one['linkId']}: looks ahead to {test['question']}")
            if (test["operator"] == "exists") != ("answerBoolean" in test):
                found.append(f"{one['linkId']}: exists takes a boolean (que-7)")
        seen.add(one["linkId"])
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_instrument_is_a_sound_questionnaire(name):
    made = questionnaire(EDITION, EDITION.instruments[name])
    assert wrong(made) == []
    asked = {item.id for item in EDITION.instruments[name].items}
    assert asked <= {one["linkId"] for one in items(made)}
    assert json.loads(json.dumps(made)) == made


@pytest.mark.parametrize("name", NAMES)
def test_the_models_of_the_standard_take_every_instrument(name):
    made = questionnaire(EDITION, EDITION.instruments[name])
    assert Questionnaire.model_validate(made).model_dump(mode="json")["url"] == made["url"]
    with pytest.raises(ValueError, match="linkId"):
        Questionnaire.model_validate(made | {"item": [{"type": "boolean"}]})


def test_the_reader_of_structure_finds_what_is_wrong():
    bad = {
        "resourceType": "Questionnaire",
        "code": [],
        "item": [
            {"linkId": "a", "type": "group"},
            {"linkId": "a", "type": "display", "required": True},
            {
                "linkId": "b",
                "type": "string",
                "answerOption": [],
                "enableWhen": [{"question": "z", "operator": "exists"}] * 2,
            },
        ],
    }
    assert len(wrong(bad)) == 10


@pytest.mark.parametrize("name", NAMES)
def test_no_health_code_and_no_result_leaves_with_it(name):
    made = questionnaire(EDITION, EDITION.instruments[name])
    text = json.dumps(made)
    assert "code" not in made and not any("code" in one for one in items(made))
    for system in ("loinc", "snomed", "icd-10", "hl7.org/fhir/sid"):
        assert system not in text.lower()
    assert not {offer.id for offer in EDITION.instruments[name].offers} & set(text.split('"'))


def test_both_languages_stand_in_it():
    made = questionnaire(EDITION, EDITION.instruments["phone-line"])
    one = next(one for one in items(made) if one["linkId"] == "danger_now")
    english = one["_text"]["extension"][0]["extension"]
    assert english[0] == {"url": "lang", "valueCode": "en"}
    assert english[1]["valueString"] == EDITION.bank["danger_now"].text.en
    codes = [o["valueCoding"]["code"] for o in one["answerOption"]]
    assert tuple(codes) == ANSWERS and {o["valueCoding"]["system"] for o in one["answerOption"]} == {SYSTEM}


def holds(one, given) -> bool:
    """Whether an item is enabled, as R4 says: «=» and «exists» alone are used."""
    tests = [
        (test["question"] in given) is test["answerBoolean"]
        if test["operator"] == "exists"
        else given.get(test["question"]) == test["answerCoding"]["code"]
        for test in one.get("enableWhen", ())
    ]
    if not tests:
        return True
    return any(tests) if one.get("enableBehavior") == "any" else all(tests)


def enabled(node, given):
    for one in node.get("item", ()):
        if holds(one, given):
            yield one["linkId"]
            yield from enabled(one, given)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answer", ANSWERS)
def test_it_enables_what_the_rules_would_ask_after_each_single_answer(name, answer):
    instrument = EDITION.instruments[name]
    made = questionnaire(EDITION, instrument)
    place = {item.id: number for number, item in enumerate(instrument.items)}
    for item in instrument.items:
        given = {item.id: answer}
        rules = {one.id for one in next_items(instrument, given) if place[one.id] > place[item.id]}
        open_ = {one for one in enabled(made, given) if place.get(one, -1) > place[item.id]}
        assert open_ == rules, given


def response(answers, **more):
    document = {
        "resourceType": "QuestionnaireResponse",
        "id": "r-77",
        "status": "completed",
        "questionnaire": "urn:cauce:form:formato-c|1",
        "authored": "2026-11-24T10:00:00-06:00",
        "item": [
            {
                "linkId": "section.safe",
                "item": [
                    {"linkId": link, "answer": [{"valueCoding": {"system": SYSTEM, "code": code}}]}
                    for link, code in answers.items()
                ],
            }
        ],
    }
    return json.dumps(document | more).encode()


def test_a_response_goes_through_the_same_rules():
    read = read_response(EDITION, response({"can_talk": "yes", "danger_now": "yes"}))
    assert (read.form_id, read.version, read.instance_id) == ("formato-c", "1", "r-77")
    result = screen(EDITION.instruments["phone-line"], read.filled.answers)
    assert result.outcomes[0] == "emergency_route"
    assert read.filled.ended.isoformat() == "2026-11-24T10:00:00-06:00"


def test_what_is_not_ours_in_a_response_is_named():
    read = read_response(EDITION, response({"can_talk": "maybe", "name": "yes", "danger_now": "no"}))
    assert read.filled.answers == {"danger_now": "no"}
    assert (read.filled.wrong, read.filled.unknown) == (["can_talk"], ["name"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "it is not JSON, or was cut"),
        (b"[]", "it is no QuestionnaireResponse"),
        (response({}, questionnaire="http://otra.example/q"), "does not say of which form"),
        (response({}, id=None), "is missing"),
        (response({}, id=None, identifier=[1]), "is missing"),
        (response({}, id="a\0"), "is missing"),
        (response({}, id="\ud800"), "it is not JSON"),
        (response({}, item=5), "'item' is no list"),
        (response({}, item=[{"linkId": "can_talk", "answer": 5}]), "'answer' is no list"),
        (response({}, item=[{"linkId": "can_talk", "answer": {"a": 1}}]), "'answer' is no list"),
    ],
)
def test_a_response_that_cannot_be_read_is_refused_in_words(data, words):
    with pytest.raises(BadInput, match=words):
        read_response(EDITION, data)
