"""Every instrument as a form: read by pyxform and ODK Validate, and branching as the rules do."""

from __future__ import annotations

import io
import json
import re
import shutil

import pytest
from openpyxl import load_workbook

from cauce.content.errors import BadInput, Unknown
from cauce.content.loader import load_edition
from cauce.intake.collection.reading import TURN_FORM
from cauce.rules.field_form import code_of, codes, filled_under, laid_out, version_of
from cauce.rules.screening import ANSWERS, next_items
from cauce.standards.fhir import questionnaire
from cauce.standards.sheet import sections_of
from cauce.standards.xlsform import check, paths, sheets, workbook, xform
from cauce.standards.xlsform.conditions import items_of

EDITION = load_edition()
NAMES = sorted(EDITION.instruments)


def made(name, **more):
    return sheets(EDITION, EDITION.instruments[name], **more)


@pytest.mark.parametrize("name", NAMES)
def test_every_instrument_is_a_form_that_both_programs_read(name):
    found = check(workbook(made(name, public_key="TUlJQg==", submission_url="https://x.example/s")))
    assert found.problems == ()
    assert ("odk_validate" in found.ran) == (shutil.which("java") is not None)
    assert "pyxform" in found.ran


def test_a_broken_form_is_named_by_whoever_reads_it():
    form = made("phone-line")
    form.survey.append({"type": "select_one nothing", "name": "x", "label": "x"})
    with pytest.raises(BadInput, match="nothing"):
        xform(form)
    assert check(workbook(form)).problems


def test_every_instrument_has_one_neutral_code_of_its_own():
    assert sorted(codes(EDITION).values()) == NAMES
    assert all(re.fullmatch(r"formato-[a-z]", code) for code in codes(EDITION))
    with pytest.raises(Unknown):
        code_of(EDITION, "nada")


def test_the_workbook_has_three_sheets_in_two_languages_and_the_codes_of_the_items():
    book = load_workbook(io.BytesIO(workbook(made("phone-line", public_key="K"))))
    assert book.sheetnames == ["survey", "choices", "settings"]
    heads = [cell.value for cell in book["survey"][1]]
    assert {
        "label::Español (es)",
        "label::English (en)",
        "relevant",
        "constraint",
        "constraint_message::Español (es)",
        "hint::English (en)",
    } <= set(heads)
    names = {row[heads.index("name")].value for row in book["survey"].iter_rows(min_row=2)}
    assert {item.id for item in EDITION.instruments["phone-line"].items} <= names
    chosen = [row[1].value for row in book["choices"].iter_rows(min_row=2)]
    assert tuple(chosen) == ANSWERS
    settings = dict(zip(*[[c.value for c in row] for row in book["settings"].rows], strict=True))
    assert settings["form_id"] == "formato-c" and settings["public_key"] == "K"
    assert settings["version"] == version_of(EDITION, EDITION.instruments["phone-line"])


TELLING = re.compile(r"trata(?!r|d|m)|v[ií]ctim|traffick|explota|abus|sexual", re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_no_form_asks_who_somebody_is_or_says_what_follows(name):
    form = made(name)
    settings = form.settings[0]
    assert not TELLING.search(" ".join(settings.values()))
    assert not re.search(r"\$\{", settings["instance_name"])
    text = [row for row in form.survey if row["type"] == "text"]
    assert [row["name"] for row in text] == ["turn"], "the only thing that is typed is a number"
    offers = {offer.id for offer in EDITION.instruments[name].offers}
    assert not offers & {value for row in form.survey for value in row.values()}
    kinds = {row["type"].split()[0] for row in form.survey}
    assert not kinds & {
        "image",
        "audio",
        "video",
        "geopoint",
        "deviceid",
        "phonenumber",
        "username",
    }


# What nobody who finds a telephone or a sheet should read. «Contrata» and «trato» are other words.
NEVER = re.compile(r"explot|\btrata\b|v[ií]ctim|traffick|exploit|victim", re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_on_a_form_that_leaves_the_office_tells_the_matter(name):
    instrument = EDITION.instruments[name]
    book = load_workbook(io.BytesIO(workbook(made(name))))
    cells = [str(cell.value) for one in book for row in one.iter_rows() for cell in row if cell.value]
    parts = [stop for part in sections_of(instrument) for item in part["items"] for stop in item["stops"]]
    parts += [item["text"] for part in sections_of(instrument) for item in part["items"]]
    paper = [one[language] for one in (*parts, instrument.intro) for language in ("es", "en")]
    fhir = json.dumps(questionnaire(EDITION, instrument), ensure_ascii=False)
    for text in (*cells, *paper, xform(made(name)), fhir):
        assert not NEVER.search(text), NEVER.search(text)


def test_the_person_alone_with_the_tablet_does_not_read_what_the_team_answers():
    """Of the mobile form: whoever accompanies answers before handing it over and once it is back."""
    instrument = EDITION.instruments["mobile-consulate"]
    order = [section.id for section, _ in laid_out(instrument)]
    assert order == ["team", "booth", "six", "back"]
    for section, items in laid_out(instrument):
        for item in items:
            to_team = re.match(r"(Quien|Equipo)\b.*:|Ya contó", item.outside.es)
            assert not to_team or section.id in ("team", "back"), item.id


def test_nothing_says_that_it_is_heard_while_no_recording_is_shipped():
    """The day that one is, these two instruments may say so."""
    assert not EDITION.recordings and not any(made(name).media for name in NAMES)
    for name in ("mobile-consulate", "farm-outreach"):
        assert "sin audio todavía" in EDITION.instruments[name].time.es


def holds(path: str, values: dict[str, str]) -> bool:
    """The little XPath that the forms use, worked out here as the telephone does."""
    text = re.sub(r"\$\{(\w+)\}", lambda m: repr(values.get(m[1], "")), path)
    text = text.replace(" = ", " == ").replace("true()", "True").replace("false()", "False")
    return bool(eval(text, {"__builtins__": {}})) if text else True  # noqa: S307


def asked_on_the_telephone(name: str, given: dict[str, str]) -> list[str]:
    """Which questions stand open after these answers, in order, running values worked out."""
    where = paths(EDITION.instruments[name], consent=False)
    values, found = dict(given), []
    for item in items_of(EDITION.instruments[name]):
        if holds(where.asked[item.id], values) and item.id not in given:
            found.append(item.id)
        halt = where.halts.get(item.id)
        if halt is not None:
            condition = re.fullmatch(r"if\((.*), 'yes', 'no'\)", halt.calculation)[1]
            values[halt.name] = "yes" if holds(condition, values) else "no"
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answer", ANSWERS)
def test_it_asks_what_the_rules_would_ask_after_each_single_answer(name, answer):
    instrument = EDITION.instruments[name]
    place = {item.id: number for number, item in enumerate(instrument.items)}
    for item in instrument.items:
        given = {item.id: answer}
        rules = [one.id for one in next_items(instrument, given) if place[one.id] > place[item.id]]
        phone = [one for one in asked_on_the_telephone(name, given) if place[one] > place[item.id]]
        assert sorted(phone) == sorted(rules), given


@pytest.mark.parametrize("name", NAMES)
def test_nobody_swipes_past_a_safety_question_that_decides(name):
    """Unanswered is not safe: the telephone does not go on until somebody answers, whatever it is."""
    instrument = EDITION.instruments[name]
    rows = {row["name"]: row for row in made(name).survey}
    safety = {item.id: item for item in instrument.items if item.kind == "safety"}
    looked_at = {one for stop in instrument.stop_rules for row in stop.when for one in row}
    decide = looked_at & set(safety)
    assert decide
    for one in decide | {id for a in decide for row in safety[a].ask_if for id in row}:
        assert rows[one]["required"] == "yes", one
        assert "antes de seguir" in rows[one]["required_message::Español (es)"]
    for item in instrument.items:
        if item.kind != "safety" or item.after_stop:
            assert "required" not in rows.get(item.id, {}), "what a person is asked can be left"
    assert xform(made(name)).count('required="true()"') >= len(decide)


@pytest.mark.parametrize("name", NAMES)
def test_where_it_stops_it_says_what_the_instrument_does_then(name):
    instrument = EDITION.instruments[name]
    offers = {offer.id: offer.do for offer in instrument.offers}
    rows = {row["name"]: row for row in made(name).survey}
    for halt in paths(instrument, consent=False).halts.values():
        for stop in halt.stops:
            for language, head in (("es", "Español (es)"), ("en", "English (en)")):
                said = rows[f"note_{halt.name}"][f"label::{head}"]
                assert offers[stop.offer][language] in said and stop.title[language] in said
                if stop.offer == "emergency_route" and name != "detention-visit":
                    assert "911" in said, "somebody in danger is not only thanked"


@pytest.mark.parametrize(
    ("slip", "passes"),
    [
        ("14", True),
        ("M-14", True),
        ("MC-123456", True),
        ("m14", True),
        ("Maria", False),
        ("Maria-1", False),
        ("1234567", False),
        ("M-", False),
        ("", False),
        ("14 Maria", False),
    ],
)
def test_a_slip_is_a_number_on_the_telephone_and_here(slip, passes):
    row = next(row for row in made("phone-line").survey if row["name"] == "turn")
    pattern = re.fullmatch(r"regex\(\., '(.*)'\)", row["constraint"])[1]
    assert bool(re.fullmatch(pattern, slip)) is bool(TURN_FORM.fullmatch(slip)) is passes


def test_a_stop_wipes_nothing_that_was_answered_before_it():
    before = paths(EDITION.instruments["phone-line"], consent=False).asked["danger_now"]
    after = paths(EDITION.instruments["phone-line"], consent=False).asked["code_word"]
    assert before == "" and "halt_" in after
    assert "knows_place" in asked_on_the_telephone("phone-line", {"danger_now": "yes"})


@pytest.mark.parametrize("name", NAMES)
def test_no_question_waits_for_a_later_one(name):
    """Whoever fills a form on a telephone does not go back."""
    seen: set[str] = set()
    for item in items_of(EDITION.instruments[name]):
        assert {one for row in item.ask_if for one in row} <= seen, item.id
        seen.add(item.id)


def test_nothing_is_asked_before_the_person_agrees_where_that_is_needed():
    asked = paths(EDITION.instruments["protection-desk"], consent=True).asked
    assert all("${agreed} = 'yes'" in path for path in asked.values())
    assert any(row["name"] == "agreed" for row in made("protection-desk").survey)
    assert not any(row["name"] == "agreed" for row in made("phone-line").survey)


def test_a_form_of_a_known_version_runs_under_it_and_of_no_other():
    newest = EDITION.instruments["phone-line"]
    assert filled_under(EDITION, "formato-c", f"{newest.version}-00000000") == newest
    for bad in ("", "99", "1-xyz", "v1", "1-00000000-1"):
        assert filled_under(EDITION, "formato-c", bad) is None
    assert filled_under(EDITION, "formato-z", "1") is None
