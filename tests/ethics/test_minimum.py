"""The least that is needed, and never more: what must be known of somebody to be helped. (E4, E20)"""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.models import Case
from cauce.content.loader import load_edition
from cauce.people.models import Identity
from cauce.people.vault import FIELDS
from tests.architecture.reading import ROOT, named, short

# What nobody is asked in order to be helped.
NEVER = re.compile(
    r"nationalit|citizenship|immigration|status|fingerprint|biometr|photo|face|passport|visa|a_number|curp"
)
PERSON = ("person.", "need.", "child.", "health.", "control.", "work.", "documents.")


def test_the_vault_has_no_place_for_nationality_status_fingerprints_or_a_photograph():
    assert [name for name in FIELDS if NEVER.search(name)] == []
    assert NEVER.search("immigration_status") and NEVER.search("photo")


@pytest.mark.django_db
def test_a_case_is_opened_and_worked_on_with_nothing_known_of_the_person(cast):
    case = actions.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )
    assert Case.objects.get() == case and case.folio
    assert not Identity.objects.exists(), "a name was asked"
    needed = {
        field.name
        for field in Case._meta.get_fields()
        if not field.is_relation
        and not field.null
        and not getattr(field, "blank", True)
        and not field.has_default()
    }
    assert needed == {"folio", "key_id", "draft_key_id", "edition", "opened_at"}
    actions.record_act(actor=cast.ines.actor, case=case, name="safety_checked", happened_at=timezone.now())


@pytest.mark.django_db
def test_every_part_of_an_identity_may_stay_empty(cast):
    case = actions.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )
    actions.record_consent(actor=cast.ines.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    actions.save_identity(
        actor=cast.ines.actor, case=case, seen_version=0, fields=dict.fromkeys(FIELDS, ""), at=timezone.now()
    )


def test_every_fact_says_how_sensitive_it_is_and_who_makes_it_known():
    facts = load_edition().facts
    assert len(facts) > 40
    assert [id for id, fact in facts.items() if fact.sensitivity not in ("P2", "P3", "P4")] == []
    assert [id for id, fact in facts.items() if not fact.set_by] == []


CURP = re.compile(r"\b[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b")
ALIEN = re.compile(r"\bA-?\d{8,9}\b")
TELEPHONE = re.compile(r"(?<![\d./-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)")
# Numbers set apart for invented people: 555-01xx; and the same with Mexican codes.
INVENTED = re.compile(r"555[ .-]?01\d\d")
# Made-up numbers, so that the search for such numbers can be tried; and a public help line.
TRIED = (
    "tests/ethics/test_minimum.py",
    "cauce/standards/htcds/tests/people.py",
    "cauce/standards/htcds/tests/test_mapping.py",
    "cauce/public/tests/test_guide.py",
    "cauce/methods/linkage/tests/test_curp.py",
    "cauce/rules/tests/test_consent.py",
    "tests/security/test_a08_forbidden_fields.py",
    "cauce/intake/crews/tests/test_rules.py",
)


def looks_real(text: str) -> list[str]:
    found = CURP.findall(text) + ALIEN.findall(text)
    return found + [one for one in TELEPHONE.findall(text) if not INVENTED.search(one)]


def test_the_people_of_tests_and_of_the_demonstration_have_no_number_of_a_real_one():
    wrong = {}
    for path in named(".py", ".yaml", ".csv", ".json", under=ROOT):
        name = short(path)
        ours = "/tests/" in f"/{name}" or name.startswith(("cauce/demo/", "content/cases/"))
        if ours and name not in TRIED:
            found = looks_real(path.read_text(encoding="utf-8"))
            if found:
                wrong[name] = found[:3]
    assert wrong == {}
    real = "GOME900101MDFLRN09, A012345678, (713) 867-5309"
    assert len(looks_real(real)) == 3 and not looks_real("713 555 0147")
