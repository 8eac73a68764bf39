"""On which cases of an earlier register has somebody worked since they were brought?"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from cauce.custody.journal.models import Entry

from .models import BroughtCase, BroughtFile, Case, CaseAct, Section

AT_ONCE = 500
BROUGHT = "history.bring"
# What a case has from the import itself; anything else that hangs on it is somebody's work.
_OWN = {
    BroughtCase: Q(),
    CaseAct: Q(name="case_opened"),
    Section: Q(version=1, kind__in=("facts", "draft")),
}


def touched(cases: Sequence[Case], file: BroughtFile) -> set[UUID]:
    """The cases with an act of a person, or with a row that the import did not write.

    Reading one is not working on it; nor is what the loop did by itself.
    """
    found: set[UUID] = set()
    for start in range(0, len(cases), AT_ONCE):
        some = cases[start : start + AT_ONCE]
        ids = {str(case.id): case.id for case in some}
        wanted = list(ids.values())
        entries = Entry.objects.filter(kind="act", about_kind="case", about_id__in=list(ids))
        entries = entries.exclude(what=BROUGHT).exclude(actor="system")
        found |= {ids[id] for id in entries.values_list("about_id", flat=True)}
        for relation in Case._meta.related_objects:
            table, name = relation.related_model, relation.field.name
            rows = getattr(table, "written", table.objects).filter(**{f"{name}__in": wanted})
            own = _OWN.get(table)
            if own is not None:
                rows = rows.exclude(own) if own else rows.none()
            found |= set(rows.values_list(f"{name}_id", flat=True))
        newer = Q(person__identities__version__gt=1) | ~Q(post_id=file.post_id)
        rows = Case.objects.filter(id__in=wanted).filter(newer)
        found |= set(rows.values_list("id", flat=True))
    return found
