"""E2: refusing or withdrawing never reduces service; and no word of a notice tells anything."""

from __future__ import annotations

import ast

from django.template.loader import get_template

from cauce.content.loader import load_edition
from cauce.rules.contact import NEVER
from cauce.rules.discreet_text import REMINDERS, tells

from .reading import CAUCE, code, imports, nodes, short

# What decides on services, deadlines, priorities and order of work.
DECIDES = (
    "cauce/rules/pathway/",
    "cauce/rules/dates.py",
    "cauce/rules/referral.py",
    "cauce/staff/obligations/",
    "cauce/measurement/",
    "cauce/directory/",
    "cauce/cases/required.py",
    "cauce/cases/replan.py",
    "cauce/cases/following.py",
    "cauce/staff/readiness/",
)


def reads_consent(module: ast.Module) -> list[str]:
    """Imports of the rules or tables of consent, or names that hold them."""
    found = [what for _, what in imports(module) if "consent" in what.lower()]
    return found + [
        node.attr
        for node in nodes(module)
        if isinstance(node, ast.Attribute) and "consent" in node.attr.lower()
    ]


def test_no_service_deadline_or_priority_reads_consent():
    looked = [(short(path), module) for path, module in code() if short(path).startswith(DECIDES)]
    assert len(looked) > 25
    assert [(where, reads_consent(module)) for where, module in looked if reads_consent(module)] == []
    bad = ast.parse("from cauce.rules.consent import may\nx = case.consents")
    assert reads_consent(bad) == ["cauce.rules.consent.may", "consents"]


def test_no_fact_branch_or_step_of_the_content_is_about_consent():
    edition = load_edition()
    assert not [fact for fact in edition.facts if "consent" in fact]
    conditions = [str(one.model_dump()) for one in (*edition.actions.values(), *edition.branches.values())]
    assert len(conditions) > 50
    assert not [text for text in conditions if "consent." in text or "'fact': 'consent" in text]


def notices() -> list[tuple[str, str]]:
    """Every subject and body that is written out in a call of the program."""
    found = []
    for path, module in code():
        for node in nodes(module):
            if isinstance(node, ast.Call):
                found += [
                    (short(path), given.value.value)
                    for given in node.keywords
                    if given.arg in ("subject", "body")
                    and isinstance(given.value, ast.Constant)
                    and isinstance(given.value.value, str)
                ]
    return found


def test_no_notice_to_a_partner_or_an_officer_tells_what_it_is_about():
    """They go to people of the house and of partners; a screen is seen by whoever passes."""
    said = notices()
    assert len(said) > 8
    mild = (
        "consulado",
        "consulate",
        "caso",
        "case",
        "expediente",
        "folio",
        "protección",
        "protection",
    )
    wrong = [(where, text, word) for where, text in said for word in tells(text) if word.lower() not in mild]
    assert wrong == []


def test_nothing_reaches_a_person_but_through_the_one_verdict():
    """The words of a reminder leave one function, which asks the rules at that very moment."""
    users = {
        short(path)
        for path, module in code()
        for node in nodes(module)
        if isinstance(node, ast.Name) and node.id == "REMINDERS"
    }
    assert users == {
        "cauce/rules/discreet_text.py",
        "cauce/cases/actions/contacts.py",
        "cauce/desk/sharing/disclosures/views_contact.py",
    }
    act = (CAUCE / "cases" / "actions" / "contacts.py").read_text(encoding="utf-8")
    assert "verdict_for(case, way, language, timezone.now())" in act
    assert set(REMINDERS) and NEVER == "none"


def test_the_safe_minimum_is_kept_whatever_the_answer():
    said = get_template("frame/case_reach.html").template.source
    base = get_template("frame/case_base.html").template.source
    assert "reach.words" in said
    assert "frame/case_reach.html" in base
