"""The only look-ups of papers that were seen and of their copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum

from cauce.cases.access import case_for
from cauce.cases.facts import consents_of
from cauce.cases.models import Case, Consent
from cauce.content.model import Text, both
from cauce.content.model_papers import PaperKind
from cauce.custody.features import asked
from cauce.custody.journal.door import Absent, as_id, record_read
from cauce.custody.journal.look_up import of_id
from cauce.custody.keystore import KeyGone
from cauce.protocol.editions.access import current_edition
from cauce.rules.consent import Consents, ConsentVerdict, may
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices.models import Post

from .models import Paper, PaperCopy
from .rules import AGREED, RETURNED, use_of

COPIES = "paper.copy"
GONE = both("Su llave fue destruida: ya no se lee.", "Its key was destroyed: it can no longer be read.")


@dataclass(frozen=True)
class Kept:
    """One copy without its picture. ``over``: its day came, and the next round erases it."""

    row: PaperCopy
    use: Text
    over: bool


@dataclass(frozen=True)
class Seen:
    """One paper with what was noted of it; ``said`` empty: its key was destroyed."""

    row: Paper
    said: Mapping[str, Any]
    kind: PaperKind | None  # None: the edition in force has it no more, or the key was destroyed
    copies: tuple[Kept, ...] = ()

    @property
    def title(self) -> Text:
        if not self.said:
            return GONE
        return self.kind.title if self.kind else both(self.said["kind"], self.said["kind"])

    @property
    def on(self) -> dt.date | None:
        return dt.date.fromisoformat(self.said["on"]) if self.said else None

    @property
    def last(self) -> str:
        return str(self.said.get("last", ""))

    @property
    def to(self) -> Text | None:
        return RETURNED.get(self.said.get("to", ""))


def kinds(at: dt.datetime) -> Mapping[str, PaperKind]:
    """The kinds of paper of the edition in force."""
    return current_edition(at).paper_kinds


def papers_of(case: Case, at: dt.datetime) -> list[Seen]:
    """The papers of a case whose read is journalled, newest first; none once the person refused that
    anything be kept."""
    return _seen(case, at) if case.keeping == "given" else []


def of_person(case: Case, at: dt.datetime) -> list[Seen]:
    """The papers of a case already checked, also what is kept beyond its day: for the person's own copy."""
    return _seen(case, at)


def _seen(case: Case, at: dt.datetime) -> list[Seen]:
    known = kinds(at)
    rows = Paper.objects.filter(case=case).select_related("seen_by").order_by("-noted_at", "id")
    found = [(row, Paper.sealed.open(row, case.key_id, gone={})) for row in rows]
    by_paper: dict[UUID, list[tuple[PaperCopy, str]]] = {}
    copies = PaperCopy.objects.filter(case=case).defer("picture").select_related("kept_by")
    for copy in copies.order_by("kept_at", "id") if found else ():
        use = PaperCopy.about.open(copy, case.key_id, gone={}).get("use", "")
        by_paper.setdefault(copy.paper_id, []).append((copy, use))
    return [_one(row, said, known, by_paper.get(row.id, []), at) for row, said in found]


def _one(
    row: Paper,
    said: Mapping[str, Any],
    known: Mapping[str, PaperKind],
    copies: list[tuple[PaperCopy, str]],
    at: dt.datetime,
) -> Seen:
    kind = known.get(said.get("kind", ""))
    return Seen(row, said, kind, tuple(Kept(copy, _for(kind, use), copy.until <= at) for copy, use in copies))


def _for(kind: PaperKind | None, use: str) -> Text:
    found = use_of(kind, use)
    return found.title if found else both(use or "–", use or "–")


def paper_of(case: Case, paper_id: UUID | str, at: dt.datetime) -> Seen:
    """One paper of a case whose read is journalled. Raises ``Absent``."""
    wanted = as_id(paper_id)
    for one in papers_of(case, at):
        if one.row.id == wanted:
            return one
    raise Absent()


def may_copy(actor: Actor, case: Case) -> bool:
    """Whether somebody who reads a case keeps and opens copies: whoever works on cases at its post."""
    return permits(actor, COPIES, case.scope).allowed


def agreed(consents: Consents, at: dt.datetime) -> ConsentVerdict:
    """Whether the person said yes to copies of their papers, as it stands."""
    return may(consents, AGREED, at)


def copy_to_open(actor: Actor, case_id: UUID, paper_id: UUID, copy_id: UUID, at: dt.datetime) -> PaperCopy:
    """One copy for whoever works on the case; that it was asked for is written down.

    Raises ``Absent``: also once its day came, once the person took back their yes, or without its key.
    """
    case = case_for(actor, case_id, permission=COPIES)
    rows = PaperCopy.objects.filter(case=case, paper=paper_id, until__gt=at)
    copy = of_id(rows.select_related("case"), copy_id)
    with transaction.atomic():
        record_read(actor, "case.paper", about=("case", case.id), post=case.post_id, copy=str(copy.id))
    if PaperCopy.about.open(copy, case.key_id, gone=None) is None or case.keeping != "given":
        raise Absent()
    if not agreed(consents_of(case), at).allowed:
        raise Absent()
    return copy


def opened(actor: Actor, copy: PaperCopy) -> bytes:
    """The picture of a copy that may be opened; that it was seen is written down."""
    case = copy.case
    with transaction.atomic():
        record_read(actor, "case.paper_copy", about=("case", case.id), post=case.post_id, copy=str(copy.id))
    return PaperCopy.picture.open(copy, case.key_id).data


def kept_by_post(post: Post) -> int:
    """How many bytes all copies of a post take."""
    return PaperCopy.objects.filter(case__post_id=post.code).aggregate(all=Sum("size"))["all"] or 0


def ended_of(case: Case, at: dt.datetime) -> Any:
    """The copies of a case that are to be erased: all of them once the person took back their yes."""
    rows = PaperCopy.objects.filter(case=case)
    return rows if case.keeping == "refused" or _took_back(case, at) else rows.filter(until__lte=at)


def _took_back(case: Case, at: dt.datetime) -> bool:
    """Whether the person's yes ended by their own word; True too where its key was destroyed."""
    try:
        return agreed(consents_of(case), at).state in ("withdrawn", "refused")
    except KeyGone:
        return True


def over(at: dt.datetime) -> list[Case]:
    """For the loop: the cases with something that ended, but for those of which nothing may end now."""
    perhaps = Q(until__lte=at) | Q(case__in=_taken_back())
    ids = set(PaperCopy.objects.filter(perhaps).values_list("case_id", flat=True))
    ids |= set(Paper.objects.filter(case__keeping="refused").values_list("case_id", flat=True))
    stay = {id for _, kept in asked("kept") for id in kept(ids, at)} if ids else set()
    found = Case.objects.filter(id__in=ids - stay).select_related("post")
    return [case for case in found if case.keeping == "refused" or ended_of(case, at).exists()]


def _taken_back() -> Any:
    """Cases in which somebody said no to copies, or took a yes back; a later yes may stand beside it."""
    rows = Consent.objects.filter(purpose=AGREED).filter(Q(given=False) | Q(withdrawn_at__isnull=False))
    return rows.values("case_id")
