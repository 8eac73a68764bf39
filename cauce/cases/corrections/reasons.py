"""Why something is corrected, in a few words; and what the journal says of it, in codes."""

from __future__ import annotations

from typing import Any

from cauce.cases.models import CaseAct
from cauce.content.errors import BadInputs

from .models import CaseCorrection

bad_input = BadInputs(__file__)

SHORTEST, LONGEST = 10, 2000


def check_why(why: str) -> None:
    """Raises ``BadInput`` for a correction that does not say why."""
    if len(why.strip()) < SHORTEST:
        raise bad_input("say_why_it_is_corrected", where="why", shortest=SHORTEST)
    if len(why) > LONGEST:
        raise bad_input("the_reason_is_too_long", where="why", longest=LONGEST)


def said_of(made: CaseCorrection, old: CaseAct) -> dict[str, Any]:
    """What the journal says of a correction of an act; ``new`` "": it waits."""
    return {
        "correction": made.number,
        "act": old.name,
        "action": old.action,
        "old": old.pk,
        "new": made.made,
        "hidden": made.hidden,
    }
