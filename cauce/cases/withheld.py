"""Words that somebody asked to take out of sight: nobody of the post reads them while a second person looks
at it. A no, a withdrawal, or no answer in time brings them back."""

from __future__ import annotations

from django.utils import timezone

from cauce.content.model import Text
from cauce.staff.oversight.models import Proposal

from .models import Case

KIND = "case.correct"  # of cauce/staff/oversight/kinds.py
HIDES = "hides"  # in what is proposed: of which row
WITHHELD = {"withheld": True}  # stands in the place of a note
OUT_OF_SIGHT = Text(
    es="Fuera de la vista mientras otra persona lo confirma.",
    en="Out of sight while another person confirms it.",
)


def of_row(kind: str, id: object) -> str:
    """What names a row in what is proposed."""
    return f"{kind}:{id}"


def withheld(case: Case, kind: str) -> frozenset[str]:
    """Ids of the rows of one kind, of a case already looked up, whose words are out of sight for now."""
    rows = Proposal.objects.filter(kind=KIND, about_kind="case", about_id=str(case.id))
    waiting = rows.filter(state="waiting", expires_at__gt=timezone.now())
    named = (one.get(HIDES, "") for one in waiting.values_list("payload", flat=True))
    return frozenset(name.partition(":")[2] for name in named if name.startswith(f"{kind}:"))
