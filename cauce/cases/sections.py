"""Sealed sections: how one version is read, and how the next one is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from cauce.content.errors import BadInputs, CauceError
from cauce.custody.journal.door import effect
from cauce.custody.keystore import KeyGone, unseal_many

from .models import Case, Section

bad_input = BadInputs(__file__)

# Before the person agrees that her data be kept, only these exist (and the draft, apart).
# The language is needed to explain anything at all, consent included; where somebody is held, to visit.
BEFORE_CONSENT = ("facts", "safety", "draft", "tongue", "detention")
LONGEST = 60_000
HOURS = "hours"  # beside the answers of a page: when each was given
SETTLED = "settled"  # and which of them were said again in sight of an answer that said otherwise
BESIDE = frozenset({HOURS, SETTLED})


class SectionConflict(CauceError):
    """A newer version was saved meanwhile; ``current`` is its text, nothing was overwritten."""

    id = "section_conflict"

    def __init__(self, version: int, current: Any) -> None:
        self.version, self.current = version, current
        super().__init__(
            "Otra persona guardó cambios mientras usted escribía; los suyos siguen aquí.",
            "Somebody else saved changes while you were writing; yours are still here.",
            cure_es="Compare ambos textos y guarde el que deba quedar.",
            cure_en="Compare both texts and save the one that should stay.",
        )


def _key(case: Case, kind: str):
    return case.draft_key_id if kind == "draft" else case.key_id


def new_version(
    case: Case, kind: str, version: int, content: Any, under: Any = None, *, at: dt.datetime, by: str
) -> Section:
    """A version of a section, sealed and not saved; ``under``: the key of who has it in hand."""
    row = Section(case=case, kind=kind, version=version, saved_at=at, saved_by=by)
    row.sealed = Section.sealed.seal(row, content, under or _key(case, kind))
    return row


def latest(case: Case, kind: str) -> tuple[int, Any]:
    """The newest version of a section and its content; (0, None) when there is none."""
    row = Section.objects.filter(case=case, kind=kind).order_by("-version").first()
    return _opened(case, row)


def latest_of(case: Case, kinds: Sequence[str]) -> dict[str, tuple[int, Any]]:
    """The newest version of each of these sections and its content, in one question."""
    later = Section.objects.filter(case=case, kind=OuterRef("kind"), version__gt=OuterRef("version"))
    rows = Section.objects.filter(~Exists(later), case=case, kind__in=kinds)
    found = {row.kind: row for row in rows}
    return {kind: _opened(case, found.get(kind)) for kind in kinds}


def latest_of_many(cases: Sequence[Case], kinds: Sequence[str]) -> dict[UUID, dict[str, Any]]:
    """The same of several cases, by the id of each: one question, and each key is asked for once. What was
    never kept is not in it; not for drafts, whose key is another."""
    later = Section.objects.filter(case=OuterRef("case"), kind=OuterRef("kind")).order_by("-version")
    newest = Subquery(later.values("version")[:1])
    rows = list(Section.objects.filter(case__in=cases, kind__in=kinds, version=newest).order_by("case_id"))
    keys = {case.id: case.key_id for case in cases}
    opened = unseal_many(Section.sealed.blob(row, keys[row.case_id]) for row in rows)
    found: dict[UUID, dict[str, Any]] = {}
    for row, content in zip(rows, opened, strict=True):
        found.setdefault(row.case_id, {})[row.kind] = content
    return found


def _opened(case: Case, row: Section | None) -> tuple[int, Any]:
    if row is None:
        return 0, None
    try:
        content = Section.sealed.open(row, _key(case, row.kind))
    except KeyGone:
        if row.kind != "draft":
            raise
        # The key went before a refusal whose transaction failed: what she refused stays gone.
        content = None
    return row.version, content


@effect
def write(case: Case, kind: str, content: Any, *, seen: int, at: dt.datetime, by: str) -> int:
    """Seal the next version of a section and return its number; the act holds the case.

    Raises ``SectionConflict`` when ``seen`` is not the newest version, ``BadInput`` when keeping
    was not agreed and this section must wait, when a text is too long, or in a case that was voided.
    """
    if case.status == "voided":
        raise bad_input("the_case_was_voided", where=kind)
    if kind == "draft" and case.keeping == "refused":
        raise bad_input("person_did_not_want_their_account_kept", where=kind)
    if kind not in BEFORE_CONSENT and case.keeping != "given":
        raise bad_input("there_is_no_consent_yet_to_keep_ask", where=kind)
    if isinstance(content, str) and len(content) > LONGEST:
        raise bad_input("the_text_has_count_letters", where=kind, count=len(content), longest=LONGEST)
    version, current = latest(case, kind)
    if version != seen:
        raise SectionConflict(version, current)
    new_version(case, kind, version + 1, content, at=at, by=by).save()
    return version + 1
