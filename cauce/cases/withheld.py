"""Words that somebody asked to take out of sight: nobody of the post reads them while a second person looks
at it. A no, a withdrawal, or no answer in time brings them back."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, Func, OuterRef
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


class _AsWritten(Func):
    """The id of a row as a proposal has it, in an index: SQLite keeps its digits alone."""

    template = "CAST(%(expressions)s AS varchar)"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        written = " || '-' || ".join(f"substr(%(expressions)s, {at}, {most})" for at, most in parts)
        return self.as_sql(compiler, connection, template=f"({written})", **more)


def words_in_doubt() -> Exists:
    """Beside a case that is looked up: whether somebody asked for any of its words to be out of sight."""
    rows = Proposal.objects.filter(kind=KIND, about_kind="case", state="waiting")
    return Exists(rows.filter(about_id=_AsWritten(OuterRef("id"))))


def withheld(case: Case, kind: str) -> frozenset[str]:
    """Ids of the rows of one kind, of a case already looked up, whose words are out of sight for now."""
    if getattr(case, "in_doubt", None) is False:
        return frozenset()  # the look-up asked already (``words_in_doubt``)
    rows = Proposal.objects.filter(kind=KIND, about_kind="case", about_id=str(case.id))
    waiting = rows.filter(state="waiting", expires_at__gt=timezone.now())
    named = (one.get(HIDES, "") for one in waiting.values_list("payload", flat=True))
    return frozenset(name.partition(":")[2] for name in named if name.startswith(f"{kind}:"))
