"""The only look-ups of cases. What is not there and what is not for you raise the same ``Absent``."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value

from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import look_up, of_id
from cauce.custody.journal.prepared import Prepared
from cauce.rules.consent import Consents
from cauce.rules.pathway import Act, Obligation
from cauce.rules.permissions import Actor, Scope, may_somewhere, permits

from . import facts, sections
from .following import Kept, following, planned
from .models import Assessment, Case, CaseAct, Consent, PlanItem, RiskReview, SafeContact
from .models.assessment import took_part_in_contested
from .withheld import WITHHELD, withheld, words_in_doubt

WORKING = ("active", "follow_up")


_said = SafeContact.objects.filter(case=OuterRef("id")).order_by("-confirmed_at", "-expires_at")
_judged = RiskReview.objects.filter(case=OuterRef("id")).order_by("-number")
# With the case itself, because every page of it says how the person may be reached, and what was told when
# the risk was judged is shown wherever it is asked again.
_opened = Prepared(
    Case.objects.select_related("post", "person", "officer").annotate(
        contact_id=Subquery(_said.values("id")[:1]),
        contact_from=Subquery(_said.values("confirmed_at")[:1]),
        contact_until=Subquery(_said.values("expires_at")[:1]),
        contact_sealed=Subquery(_said.values("sealed")[:1]),
        risk_number=Subquery(_judged.values("number")[:1]),
        risk_at=Subquery(_judged.values("reviewed_at")[:1]),
        risk_review_on=Subquery(_judged.values("review_on")[:1]),
        risk_sealed=Subquery(_judged.values("sealed")[:1]),
        in_doubt=words_in_doubt(),
        untold=Exists(PlanItem.objects.filter(case=OuterRef("id"), need="tell_person", state="open")),
    )
)

_post = Prepared(Case.objects.values_list("post_id", flat=True))


def case_for(actor: Actor, case_id: UUID | str, *, permission: str = "case.read") -> Case:
    """The case, if the actor may use the permission on it; raises ``Absent`` and journals it."""
    if not may_somewhere(actor, permission):
        # Nothing of the case is read for whom no case opens: only where the attempt is written down.
        post = _post.filter(id=as_id(case_id)).first()
        record_refusal(actor, permission, post=post, about=("case", case_id))
        raise Absent()
    return look_up(_opened, actor, case_id, permission, "case")


def open_to(actor: Actor, ids: Collection[str]) -> frozenset[str]:
    """Which of these cases the actor may open. One query; nothing of them is read."""
    if not ids or not may_somewhere(actor, "case.read"):
        return frozenset()
    rows = Case.objects.filter(id__in=ids).select_related("post")
    return frozenset(str(one.id) for one in rows if permits(actor, "case.read", one.scope).allowed)


def case_to_open(actor: Actor, folio: str) -> Case:
    """A case of another post by its folio, exactly as written, for whoever may open in an emergency.

    Only to be opened: it gives no right to read. A folio that does not exist, one of the actor's own post
    and one closed to the actor look the same, and each miss is written down without what was typed. Raises
    ``Absent``.
    """
    check_may(actor, "glass.open")
    found = Case.objects.everywhere("folio").select_related("post").filter(folio=folio).first()
    own = found is not None and permits(actor, "case.read", Scope(post=found.post_id)).allowed
    if found is None or own or str(found.id) in actor.closed:
        mark = hashlib.sha256(folio.encode()).hexdigest()[:16]
        record_refusal(actor, "glass.find", about=("folio", mark))
        raise Absent()
    return found


@dataclass(frozen=True)
class Page:
    """What the pages of one case show: everything read and unsealed once, the read journalled."""

    case: Case
    facts: dict[str, Any]
    acts: tuple[Act, ...]
    plan: tuple[Obligation, ...]
    consents: Consents
    kept: tuple[Kept, ...] = ()  # steps that ended in a later edition and had been done
    written: tuple[CaseAct, ...] = ()  # the acts as rows, and
    answers: tuple[facts.Answer, ...] = ()  # the answers about consent with their terms: newest first
    since: Mapping[str, dt.datetime] = field(default_factory=dict)  # when each fact was said
    # Version and content of each section that the page asked for besides.
    sections: Mapping[str, tuple[int, Any]] = field(default_factory=dict)


def page_for(actor: Actor, case_id: UUID | str, what: str, at: dt.datetime, also: Sequence[str] = ()) -> Page:
    """Read one case for a page called ``what``; the read is written down. Raises ``Absent``.

    ``also``: sections that the page shows besides, read in the same question as the facts.
    """
    case = case_for(actor, case_id)
    with transaction.atomic():
        record_read(actor, f"case.{what}", about=("case", case.id), post=case.post_id)
        read = sections.latest_of(case, ("facts", *also)) if also else {"facts": section(case, "facts")}
        said, written = facts.facts_with_hours(case, read["facts"][1] or {}), facts.written_acts(case)
        known = {name: value for name, (value, _) in said.items()}
        acts, answers = facts.as_acts(written), facts.answers_of(case)
        found, kept = planned(following(case), known, acts, at, case.post_id)
        due = facts.kept_here(case, found, at)
        return Page(
            case,
            known,
            tuple(acts),
            due,
            facts.consents_of(case, answers),
            kept,
            tuple(written),
            tuple(reversed(answers)),
            {name: at for name, (_, at) in said.items()},
            {kind: read[kind] for kind in also},
        )


def worklist(actor: Actor, post_code: str, *, most: int = 25, start: int = 0) -> list[Case]:
    """Cases of a post with something to do, danger and the earliest due first.

    A fixed number of queries, whatever the size of the table. Raises ``Absent``.
    """
    check_may(actor, "case.list", Scope(post=post_code))
    rows = (
        Case.objects.filter(post_id=post_code, status__in=WORKING)
        .select_related("post", "officer")
        .order_by("-danger", F("next_due_at").asc(nulls_last=True), "id")
    )
    return list(rows[start : start + most])


@dataclass(frozen=True)
class Row:
    """One line of a worklist: a case, what is known of it and what the rules now require."""

    case: Case
    facts: dict[str, Any]
    plan: tuple[Obligation, ...]
    acts: tuple[Act, ...] = ()


def worklist_pages(
    actor: Actor,
    post_code: str,
    at: dt.datetime,
    *,
    persons: list[UUID] | None = None,
    start: int = 0,
    most: int = 25,
) -> tuple[list[Row], int]:
    """One page of the worklist with its plans, danger and the earliest due first; and how many all.

    ``persons`` None: everybody with work under way; a list: only the cases of these persons, closed ones
    too. A fixed number of queries whatever the size of the table; one journal entry for the list. Raises
    ``Absent``.
    """
    check_may(actor, "case.list", Scope(post=post_code))
    which = Q(post_id=post_code)
    which &= Q(status__in=WORKING) if persons is None else Q(person_id__in=persons)
    which &= Q(blocked_at=None, erased_at=None)
    rows = Case.objects.filter(which)
    with transaction.atomic():
        record_read(actor, "case.list", about=("post", post_code), post=post_code, start=start)
        page = list(
            rows.annotate(all=Subquery(_how_many(rows)))
            .select_related("post", "officer")
            .order_by("-danger", F("next_due_at").asc(nulls_last=True), "id")[start : start + most]
        )
        # A page behind the last one has no row that could tell how many there are.
        total = page[0].all if page else rows.count()
        return _planned(page, at), total


def _how_many(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The count of these rows, to be asked in the same breath as one page of them."""
    return rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")


def _planned(cases: list[Case], at: dt.datetime) -> list[Row]:
    """Facts and acts of all the cases at once, and the plan of each."""
    stored = facts.facts_of_many(cases)
    acts: dict[UUID, list[Act]] = {}
    written = CaseAct.objects.filter(case__in=cases).order_by("id")
    for id, name, happened, action in written.values_list("case_id", "name", "happened_at", "action"):
        acts.setdefault(id, []).append(Act(name, happened, action or None))
    found = []
    for case in cases:
        held = following(case)
        known = stored.get(case.id, {})
        due, _ = planned(held, known, acts.get(case.id, []), at, case.post_id)
        found.append(Row(case, known, facts.kept_here(case, due, at), tuple(acts.get(case.id, ()))))
    return found


def count_working(actor: Actor, post_code: str) -> int:
    """How many cases of the post are being worked on."""
    check_may(actor, "case.list", Scope(post=post_code))
    return Case.objects.filter(post_id=post_code, status__in=WORKING).count()


def rows_to_sign(actor: Actor) -> QuerySet[Assessment] | None:
    """Conclusions that the actor could sign, of their post or of a post they sign for, to be counted with
    what else waits for them; None for whoever signs none.

    Not what they concluded themselves, nor what is reviewed because theirs was contested.
    """
    posts = [g.post for g in actor.grants if g.post and g.role in ("protection_consul", "head_of_post")]
    if not posts:
        return None
    took_part = Assessment.objects.everywhere("signing").filter(took_part_in_contested(actor.user))
    again = Exists(took_part.filter(case=OuterRef("case_id")))
    theirs = Q(case__post__lacks_second=True, case__post__signs_here_id__in=posts)
    rows = Assessment.objects.filter(Q(case__post_id__in=posts) | theirs, ~again, state="concluded")
    return rows.filter(case__blocked_at=None, case__erased_at=None).exclude(concluded_by=actor.user)


def waiting_for_signature(actor: Actor) -> list[Assessment]:
    """The same, the oldest first."""
    rows = rows_to_sign(actor)
    return [] if rows is None else list(rows.select_related("case__post").order_by("concluded_at"))


def to_sign(actor: Actor) -> list[Assessment]:
    """The same, for the page that lists them: one entry for the list."""
    with transaction.atomic():
        record_read(
            actor,
            "case.list_to_sign",
            about=("post", min(actor.posts, default="")),
            post=min(actor.posts, default=None),
        )
        return waiting_for_signature(actor)


def section(case: Case, kind: str) -> tuple[int, Any]:
    """Newest version and content of a sealed section; (0, None) when there is none."""
    return sections.latest(case, kind)


def newest_sections(case: Case, *kinds: str) -> dict[str, tuple[int, Any]]:
    """The same of several sections, read at once."""
    return sections.latest_of(case, kinds)


def known_how(case: Case) -> dict[str, dict[str, Any]]:
    """Each known fact with ``at`` and, where somebody said so, ``how`` it was known."""
    stored = sections.latest(case, "facts")[1] or {}
    return {
        name: {"at": dt.datetime.fromisoformat(one["at"]), "how": one.get("how", "")}
        for name, one in stored.items()
    }


def notes(case: Case, written: Iterable[CaseAct] | None = None) -> list[dict[str, Any]]:
    """The acts of a case with their sealed notes, newest first; ``written``: they were read already.

    ``WITHHELD`` stands for a note that somebody asked to take out of sight.
    """
    rows, found = facts.written_acts(case) if written is None else list(written), []
    out = withheld(case, "act") if any(row.note for row in rows) else frozenset()
    for row in rows:
        hidden = bool(row.note) and str(row.pk) in out
        note = WITHHELD if hidden else CaseAct.note.open(row, case.key_id, empty="")
        found.append({"act": row, "note": note})
    return found


def assessments(case: Case) -> list[tuple[Assessment, dict[str, Any]]]:
    """Assessments with what they say, newest first."""
    return [(row, Assessment.sealed.open(row, case.key_id)) for row in case.assessments.order_by("-number")]


def risks(case: Case) -> list[tuple[Any, dict[str, Any]]]:
    """Risk reviews with what they say, newest first."""
    return [(row, RiskReview.sealed.open(row, case.key_id)) for row in case.risks.order_by("-number")]


def newest_risk(case: Case) -> tuple[dt.datetime, dict[str, Any]] | None:
    """When the risk was judged last, and what was said; None: never. Where the look-up of the case asked it
    already, nothing is asked again."""
    if not hasattr(case, "risk_number"):
        row = case.risks.order_by("-number").first()
        return None if row is None else (row.reviewed_at, RiskReview.sealed.open(row, case.key_id))
    if case.risk_number is None:
        return None
    row = RiskReview(case=case, number=case.risk_number, sealed=case.risk_sealed)
    return case.risk_at, RiskReview.sealed.open(row, case.key_id)


def judged_before(case: Case) -> list[dt.datetime]:
    """When the risk of a case just looked up was judged before the last time, newest first. Of a case that
    was judged once nothing is asked."""
    if (case.risk_number or 0) <= 1:
        return []
    before = case.risks.filter(number__lt=case.risk_number).order_by("-number")
    return list(before.values_list("reviewed_at", flat=True))


def plan_items(case: Case) -> list[tuple[PlanItem, str | None]]:
    """Lines of the plan with what was agreed, by date; None: somebody asked to take it out of sight."""
    rows = PlanItem.objects.filter(case=case).select_related("responsible").order_by("due_on", "made_at")
    found = list(rows)
    out = withheld(case, "plan") if found else frozenset()
    return [
        (row, None if str(row.id) in out else PlanItem.sealed.open(row, case.key_id)["agreed"])
        for row in found
    ]


def plan_item_for(case: Case, item_id: UUID | str) -> PlanItem:
    """One line of the plan. Raises ``Absent``."""
    return of_id(PlanItem.objects.filter(case=case), item_id)


def consents(case: Case) -> list[facts.Answer]:
    """Answers about consent with their terms, newest first."""
    return facts.answers_of(case)[::-1]


def consent_for(case: Case, consent_id: UUID | str) -> Consent:
    """One consent of the case. Raises ``Absent``."""
    return of_id(case.consents, consent_id)
