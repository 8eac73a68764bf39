"""What does the Protocol now require here, by when, and why?

``plan`` is pure: the same edition, facts, acts and instant give the same obligations, in whatever
order the facts and the acts come. A fact not yet known never drops an action: it asks for the fact.
"""

from cauce.rules.pathway.edition_move import from_the_move, periods_of
from cauce.rules.pathway.legacy_case import brought_at, forward
from cauce.rules.pathway.model import (
    CLOSED,
    DECLINED,
    DEPARTED,
    STATES,
    Act,
    Always,
    BlockedBy,
    Clock,
    ClosedBy,
    Holds,
    Missing,
    Moved,
    Obligation,
    Passed,
    Reason,
    State,
)
from cauce.rules.pathway.planner import Planner, plan, planner_for
from cauce.rules.pathway.reading import read_acts, read_facts
from cauce.rules.pathway.urgency import (
    ASKS,
    NOT_SIGNED,
    PLACE_AGREED,
    SIGNED,
    TO_SIGN,
    UNANSWERED,
    Move,
    asked_of_others,
    in_turn,
    is_late,
    leads_there,
    moved,
    on_the_way,
    steps_that_lead_there,
    to_sign,
    urgency,
)
from cauce.rules.pathway.words import PASSED, reason_words, state_words

__all__ = [
    "ASKS",
    "CLOSED",
    "DECLINED",
    "DEPARTED",
    "NOT_SIGNED",
    "PASSED",
    "PLACE_AGREED",
    "SIGNED",
    "STATES",
    "TO_SIGN",
    "UNANSWERED",
    "Act",
    "Always",
    "BlockedBy",
    "Clock",
    "ClosedBy",
    "Holds",
    "Missing",
    "Move",
    "Moved",
    "Obligation",
    "Passed",
    "Planner",
    "Reason",
    "State",
    "asked_of_others",
    "brought_at",
    "forward",
    "from_the_move",
    "is_late",
    "leads_there",
    "moved",
    "on_the_way",
    "periods_of",
    "plan",
    "planner_for",
    "read_acts",
    "read_facts",
    "reason_words",
    "state_words",
    "steps_that_lead_there",
    "to_sign",
    "in_turn",
    "urgency",
]
