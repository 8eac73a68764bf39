"""A deadline of law is loosened by a law alone: more time, no value, another unit, a step that drops it."""

from __future__ import annotations

import shutil

import pytest

from cauce.content import loader
from cauce.content.checks import lawful
from cauce.content.loader import load_edition

FILE = "parameters/all.yaml"
LAW = "value: 2\n      provenance: law\n      sources: [treaty]"
HEAD = (
    "    - in_force_from: 2026-01-01\n      value: 1\n      provenance: proposed\n      sources: [proposal]\n"
)


def change(root, path, was, now):
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert was in text, path
    file.write_text(text.replace(was, now), encoding="utf-8")


@pytest.fixture
def old(root, tmp_path):
    """The base content, where the child branch goes by two days that a treaty sets."""
    older = shutil.copytree(root, tmp_path / "older")
    for one in (older, root):
        change(one, FILE, "value: 2\n      provenance: proposed\n      sources: [proposal]", LAW)
    loader.forget()
    return load_edition(older)


def found(old, root):
    return [(one.id, one.file, one.line, one.en) for one in lawful.loosened(old, load_edition(root))]


def line_of(root, path, words):
    lines = (root / path).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_what_says_the_same_or_less_time_is_no_loosening(old, root):
    assert found(old, root) == []
    change(root, FILE, LAW, LAW.replace("2", "1"))
    loader.forget()
    assert found(old, root) == []


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (LAW.replace("2", "3"), "gives more time: from 2 to 3"),
        (
            LAW.replace("law", "proposed").replace("treaty", "proposal"),
            "no longer a deadline of law",
        ),
    ],
)
def test_more_time_and_a_mere_proposal_are_named_with_the_line_of_the_value(old, root, now, words):
    change(root, FILE, LAW, now)
    loader.forget()
    [(id, file, line, said)] = found(old, root)
    assert (id, file, words in said) == ("law_loosened", FILE, True)
    assert line == line_of(root, FILE, "2026-06-01")


def test_more_time_from_a_later_day_counts_and_a_law_of_a_later_date_allows_it(old, root):
    more = (
        "    - in_force_from: 2026-09-01\n      value: 5\n      provenance: law\n"
        "      sources: [reform]\n      last_checked: 2026-11-01\n"
    )
    file = root / FILE
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    loader.forget()
    assert [(line, "from 2 to 5" in said) for _, _, line, said in found(old, root)] == [
        (line_of(root, FILE, "2026-09-01"), True)
    ]
    reform = (
        '- id: reform\n  title:\n    es: "Reforma inventada"\n    en: "Invented reform"\n  kind: law\n'
        "  mark: S\n  in_force_from: DAY\n  last_checked: 2026-11-01\n  verified: true\n"
    )
    sources, before = root / "sources.yaml", (root / "sources.yaml").read_text(encoding="utf-8")
    for day, allowed in (("2026-08-15", True), ("2026-05-01", False), ("2026-10-01", False)):
        sources.write_text(before + reform.replace("DAY", day), encoding="utf-8")
        loader.forget()
        assert (found(old, root) == []) is allowed, day


def test_two_days_in_hours_are_the_same_and_in_working_days_are_not(old, root):
    change(root, FILE, "unit: days", "unit: hours")
    change(root, FILE, LAW, LAW.replace("2", "48"))
    loader.forget()
    assert found(old, root) == []
    change(root, FILE, "unit: hours", "unit: working_days")
    loader.forget()
    assert "counted in another unit" in found(old, root)[0][3]


def test_a_step_that_no_longer_goes_by_it_is_named_and_so_is_one_that_is_gone(old, root):
    other = (root / FILE).read_text(encoding="utf-8").replace("- id: day", "- id: other")
    file = root / FILE
    file.write_text(
        file.read_text(encoding="utf-8") + other.replace(LAW, LAW.replace("2", "9")),
        encoding="utf-8",
    )
    change(root, "pathways/all.yaml", "parameter: day", "parameter: other")
    loader.forget()
    [(id, path, line, said)] = found(old, root)
    assert (id, path, "'P1-02'" in said) == ("law_loosened", "pathways/all.yaml", True)
    assert line == line_of(root, "pathways/all.yaml", "id: P1-02")


def test_a_new_number_says_what_holds_for_clocks_that_run_already(old, root):
    more = (root / FILE).read_text(encoding="utf-8").replace("- id: day", "- id: other")
    file = root / FILE
    before = file.read_text(encoding="utf-8")
    file.write_text(before + more, encoding="utf-8")
    loader.forget()
    assert list(lawful.begun_too_late(old, load_edition(root))) == []
    assert HEAD in more
    late = more.replace(HEAD + "      last_checked: 2026-11-01\n", "")
    file.write_text(before + late, encoding="utf-8")
    loader.forget()
    [one] = lawful.begun_too_late(old, load_edition(root))
    assert (one.id, one.file, "2026-06-01" in one.en) == ("parameter_gap", FILE, True)
