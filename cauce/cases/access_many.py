"""Many cases at once, for whoever has them already: what is known of each, and where each stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from cauce.custody.keystore import unseal_many
from cauce.rules.pathway import read_facts

from .facts import edition_of
from .models import Case, CaseAct, Section

KINDS = ("facts", "tongue")


def known_of_many(cases: Sequence[Case]) -> dict[UUID, tuple[dict[str, Any], dict[str, Any]]]:
    """The known facts and the language of each, by id; empty where nothing is known."""
    newest = Section.objects.filter(case=OuterRef("case"), kind=OuterRef("kind")).order_by("-version")
    rows = list(
        Section.objects.filter(case__in=cases, kind__in=KINDS, version=Subquery(newest.values("version")[:1]))
    )
    by_id = {case.id: case for case in cases}
    opened = unseal_many(Section.sealed.blob(row, by_id[row.case_id].key_id) for row in rows)
    held: dict[tuple[UUID, str], dict[str, Any]] = {
        (row.case_id, row.kind): content or {} for row, content in zip(rows, opened, strict=True)
    }
    found = {}
    for case in cases:
        said = {name: e["value"] for name, e in held.get((case.id, "facts"), {}).items()}
        found[case.id] = read_facts(edition_of(case), said), held.get((case.id, "tongue"), {})
    return found


def newest_of(cases: Sequence[Case], names: Collection[str]) -> dict[UUID, str]:
    """Which of these acts happened last in each case; a case without any is not in it."""
    rows = CaseAct.objects.filter(case__in=cases, name__in=names)
    # The later overwrites the earlier.
    return dict(rows.order_by("happened_at", "typed_at", "id").values_list("case_id", "name"))


def with_act(cases: Sequence[Case], name: str) -> set[UUID]:
    """In which of the cases this act happened."""
    rows = CaseAct.objects.filter(case__in=cases, name=name)
    return set(rows.values_list("case_id", flat=True))
