"""Which facts may be kept before the person agrees that their data be kept, and which wait for it."""

from __future__ import annotations

from cauce.content.errors import BadInput, BadInputs

from .models import Case

bad_input = BadInputs(__file__)

# Facts that keep a person safe: recorded before any consent (the Protocol's safety minimum).
SAFETY_FACTS = (
    "danger.",
    "need.",
    "contact.",
    "protection.",
    "screening.",
    "risk.",
    "person.age",
    "person.age_doubt",
    "person.needs_interpreter",
    "person.indigenous_language",
    "person.detained",
    "detention.",
    "child.",
    "collusion.",
    "case.minimum_path",
    "person.pregnant",
    "person.with_children",
    "person.nationality",
    "person.needs_support",
    "violence.sexual_recent",
    "violence.sexual_at",
    "interview.interviewer",
    "interview.childcare",
)


def may_keep(case: Case, fact: str) -> bool:
    """Whether this fact may be kept now: any once keeping was agreed, before it those of safety."""
    return case.keeping == "given" or fact.startswith(SAFETY_FACTS)


def not_kept(fact: str) -> BadInput:
    """What is said of a fact that waits for consent."""
    return bad_input("this_is_kept_only_with_consent", where=fact)
