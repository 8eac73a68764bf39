"""What opens something of a record, its own keys and those of files that left with it: destroyed with it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from cauce.staff.exports.models import Export
from cauce.staff.oversight.models import Proposal

from .models import Case


def files_of(case: Case) -> QuerySet[Export]:
    """Every file that left with something of the record: a sheet, a letter, or a packet that was proposed."""
    letters = [str(id) for id in case.letters.values_list("id", flat=True)]
    packets = Proposal.objects.filter(about_kind="packet", key_id=case.key_id)
    return Export.objects.filter(
        Q(about_kind="case", about_id=str(case.id))
        | Q(about_kind="letter", about_id__in=letters)
        | Q(about_kind="packet", about_id__in=list(packets.values_list("about_id", flat=True)))
    )


def keys_of_case(case_id: UUID) -> Iterable[UUID]:
    """The keys of the record, of the person, and of what left."""
    case = Case.objects.select_related("person").get(id=case_id)
    whys = [key for pair in files_of(case).values_list("key_id", "why_key_id") for key in pair]
    return [case.key_id, case.draft_key_id, case.person.key_id, *whys]
