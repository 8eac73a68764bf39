"""Which acts are corrected on their page, and which stand for something that is kept elsewhere."""

from __future__ import annotations

from cauce.cases.time_bounds import CONTACT
from cauce.content.loader import Edition
from cauce.rules.pathway import DECLINED, DEPARTED

# Each of these is the trace of a row with a page of its own: a conclusion, a risk, the state of the case.
ELSEWHERE = frozenset(
    {
        "aid_requested",
        "case_opened",
        "classified",
        "closed",
        "concluded",
        "conclusion_signed",
        "contested",
        "referral_sent",
        "reopened",
        "reunification_opened",
        "risk_assessed",
        "risk_reviewed",
        "protection_refused",
        "removed_from_country",
        "hearing_set",
        "removal_set",
        "centre_changed",
        "list_placed",
        "transfer_requested",
        "transferred",
    }
)
# Without these nothing could be counted, or a talk would have left no trace: their hour alone is corrected.
HOUR_ALONE = frozenset({CONTACT, "screening_done", "interview_done", "child_dialogue_done"})


def is_correctable(edition: Edition, name: str) -> bool:
    """Whether the hour of such an act is corrected here."""
    if name in (DEPARTED, DECLINED):
        return True
    kind = edition.acts.get(name)
    return kind is not None and name not in ELSEWHERE and (not kind.by_system or name in HOUR_ALONE)


def may_be_a_mistake(edition: Edition, name: str) -> bool:
    """Whether such an act may be said never to have happened."""
    return is_correctable(edition, name) and name not in HOUR_ALONE
