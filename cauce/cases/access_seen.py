"""What belongs to one case in the journal: its own id and those of what hangs from it."""

from __future__ import annotations

from uuid import UUID

from cauce.custody.journal.door import check_may
from cauce.rules.permissions import Actor

from .models import Case


def belongings(case: Case) -> list[tuple[str, str]]:
    """The case and the person in it, as the journal names them."""
    return [("case", str(case.id)), ("person", str(case.person_id))]


def folio_for_audit(actor: Actor, id: str) -> str:
    """The folio by which a case is asked for; the beginning of its id where there is no such case.

    Nothing else of it is read. Raises ``Absent`` for whoever may not read the journal.
    """
    check_may(actor, "journal.read")
    row = Case.objects.filter(id=UUID(id)).only("folio").first()
    return row.folio if row else id[:8]


def for_audit(actor: Actor, named: str) -> tuple[str, list[tuple[str, str]]] | None:
    """(id, what belongs to it) of the case with this folio or id; None: there is none.

    Nothing of the case is read. Raises ``Absent`` for whoever may not read the journal.
    """
    check_may(actor, "journal.read")
    rows = Case.objects.everywhere("folio").filter(folio=named.strip())
    try:
        rows = Case.objects.filter(id=UUID(named.strip()))
    except ValueError:
        pass
    found = rows.only("id", "person_id").first()
    return (str(found.id), belongings(found)) if found else None
