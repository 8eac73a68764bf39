"""Every invented person of ``content/cases`` gets what the case says, without Django."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from cauce.content.loader import load_edition
from cauce.rules.law import assess, reading
from tests.shared import shared

CASES = sorted(
    (case for case in load_edition().cases.values() if case.scope == "case"),
    key=lambda case: case.id,
)
ELEMENTS = ("act", "means", "purpose")


def verdicts(known, not_known=()):
    edition = load_edition()
    return {name: assess(law, known, not_known, edition.concepts) for name, law in edition.laws.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_it_gives_each_invented_person_what_their_case_says(case):
    found = verdicts(case.concepts, case.not_known)
    assert {name: one.verdict for name, one in found.items()} == case.expect.model_dump()
    assert reading(found, case.concepts, load_edition().concepts) == case.reading


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_it_lists_each_concept_of_a_case_once_and_from_the_bank(case):
    named = [*case.concepts, *case.not_known]
    assert len(named) == len(set(named))
    assert set(named) <= load_edition().concepts.keys()


def test_it_holds_the_32_shared_vignettes_word_for_word_in_spanish():
    vignettes = json.loads(shared("domain/vignettes.json").read_text())
    ours = {case.vignette: case for case in CASES if case.vignette}
    assert set(ours) == {one["id"] for one in vignettes} and len(ours) == 32
    for one in vignettes:
        case = ours[one["id"]]
        assert case.text.es == one["text_es"]
        assert case.concepts == one["facts"]
        assert case.expect.model_dump() == one["expected_by_law"]
        assert (case.reading, case.space) == (one["expected"], one["space"])
        assert (case.subtype, case.source_status) == (one["subtype"], one["source_status"])
        assert case.other_violation == one.get("other_violation", [])


def test_it_agrees_with_the_shared_expectations_and_elements():
    for one in json.loads(shared("domain/vignettes.json").read_text()):
        found = verdicts(one["facts"])
        assert {name: each.verdict for name, each in found.items()} == one["expected_by_law"]
        us = found["tvpa_us"]
        if us.verdict == "met":
            for name in ELEMENTS:
                assert set(us.elements[name].concepts) <= set(one["elements"][name]), one["id"]
            assert (us.elements["minor"].state == "yes") == one["elements"]["minor"]


OURS = [
    "purp_organ_removal",
    "purp_illegal_adoption",
    "purp_biomedical",
    "person_no_capacity",
    "act_solicited",
]


def test_it_has_the_83_shared_concepts_with_their_groups_and_hints_and_then_ours():
    concepts = json.loads(shared("domain/concepts.json").read_text())
    bank = load_edition().concepts
    assert len(concepts) == 83 and list(bank) == [*concepts, *OURS]
    for slug, one in concepts.items():
        assert bank[slug].group == one["group"]
        assert bank[slug].kind == one.get("class")
        for hint in ("palermo", "tvpa", "lgt_mx", "htcds"):
            assert getattr(bank[slug], hint) == one.get(hint)


def test_it_runs_the_laws_without_django():
    program = (
        "import sys; from cauce.content.loader import load_edition;"
        "from cauce.rules.law import assess; import cauce.rules.screening;"
        "assess(load_edition().laws['palermo'], ['act_recruited']);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
