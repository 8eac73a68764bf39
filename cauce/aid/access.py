"""The only look-ups of economic aid: of a case, of a post, and sums of the network without a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cauce.aid.rules.aid import APPROVED, ASKED, GIVEN, LAPSED, MINOR, WAITS, Kind, all_in_force
from cauce.aid.rules.ledger import Balance, Ledger
from cauce.cases.models import Case
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import look_up, of_id
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Scope, permits
from cauce.staff.offices.models import NETWORK, Post
from cauce.staff.oversight.models import Proposal

from .allotments import KIND
from .facts import approved_kinds, balance_now, kind_of, ledger_now, receipt_of, roles_at, words_of
from .models import AidKind, AidLine, AidRequest, Budget

OPEN = (WAITS, ASKED, APPROVED, GIVEN, LAPSED)
MOST = 200


def _rows():
    return AidRequest.objects.select_related("case__post", "kind", "budget__post")


def aid_for(actor: Actor, aid_id: UUID | str, *, permission: str = "aid.see") -> AidRequest:
    """One request, for whoever works on cases, approves or leads there. Raises ``Absent``."""
    return look_up(_rows(), actor, aid_id, permission, "aid")


@dataclass(frozen=True)
class Opened:
    """One request with what may be read of it. ``words`` None: not for this person, only the codes."""

    row: AidRequest
    balance: Balance
    lines: tuple[tuple[AidLine, dict], ...]
    words: dict | None
    ledger: Ledger | None  # of its budget; None: not approved


def open_aid(actor: Actor, aid_id: UUID | str) -> Opened:
    """One request with its lines; the read is journalled. Only who works on the case reads the words."""
    row = aid_for(actor, aid_id)
    mine = permits(actor, "case.read", row.scope).allowed
    with transaction.atomic():
        record_read(actor, "aid.open", about=("aid", row.id), post=row.case.post_id, words=mine)
        lines = AidLine.objects.filter(request=row).order_by("number")
        found = tuple((line, receipt_of(row, line) if mine else {}) for line in lines)
        return Opened(
            row,
            balance_now(row),
            found,
            words_of(row) if mine else None,
            ledger_now(row.budget) if row.budget else None,
        )


def of_case(case: Case) -> list[tuple[AidRequest, Balance]]:
    """Every request of a case (already checked by ``cases.access``), the newest first."""
    rows = _rows().filter(case=case).order_by("-asked_at")
    return [(row, balance_now(row)) for row in rows]


def given_ever() -> Exists:
    """For a query of cases: whether any aid was handed over."""
    return Exists(AidRequest.objects.filter(case=OuterRef("id"), given_at__isnull=False))


def may_decide(actor: Actor, row: AidRequest) -> bool:
    """Whether this person could approve it now."""
    if row.state != ASKED or actor.user in (row.asked_by, row.priced_by):
        return False
    allowed = permits(actor, "aid.approve", row.scope).allowed
    return allowed and row.kind.approver in roles_at(actor, row.case.post_id)


@dataclass(frozen=True)
class Home:
    """What waits for this person, what is under way at the post, and what it has."""

    decide: list[AidRequest]
    open: list[tuple[AidRequest, Balance]]
    budgets: list[tuple[Budget, Ledger]]


def home(actor: Actor, post: Post | None) -> Home:
    """The page of a post, or of headquarters (``post`` None: only what it decides); one entry."""
    code = post.code if post else None
    check_may(actor, "aid.see", Scope(post=code or NETWORK))
    rows = _rows().filter(case__blocked_at=None, case__erased_at=None)
    if code is None:
        rows = rows.everywhere("second").filter(kind__approver="headquarters")
    else:
        rows = rows.filter(case__post_id=code)
    with transaction.atomic():
        record_read(actor, "aid.list", about=("post", code or "network"), post=code)
        listed = list(rows.filter(state__in=OPEN).order_by("asked_at")[:MOST])
        shown = listed if permits(actor, "case.list", Scope(post=code)).allowed and code else []
        return Home(
            [row for row in listed if may_decide(actor, row)],
            [(row, balance_now(row)) for row in shown],
            budgets_of([code]) if code else [],
        )


def budgets_of(codes: Iterable[str]) -> list[tuple[Budget, Ledger]]:
    """The budgets of some posts, the newest period first (already checked)."""
    rows = Budget.objects.filter(post_id__in=list(codes)).select_related("post")
    return [(row, ledger_now(row)) for row in rows.order_by("post__name", "-starts_on", "currency")]


def network(actor: Actor) -> list[tuple[Budget, Ledger]]:
    """Every budget with its figures, by post: money alone. Raises ``Absent``."""
    check_may(actor, "aid.allot")
    rows = Budget.objects.select_related("post").order_by("post__name", "-starts_on")
    return [(row, ledger_now(row)) for row in rows]


def counted() -> dict[tuple[str, str], int]:
    """How many aids each budget paid, to adults and to minors. For the closing of the network."""
    ids = Budget.objects.values_list("id", flat=True)
    found = {(str(id), part): 0 for id in ids for part in ("adults", "minors")}
    rows = AidRequest.objects.everywhere("numbers").exclude(budget=None)
    for budget, population in rows.values_list("budget_id", "population"):
        found[str(budget), "minors" if population == MINOR else "adults"] += 1
    return found


def allotments(actor: Actor, at: dt.datetime) -> list[Proposal]:
    """What was proposed for budgets and nobody confirmed or turned down yet. Raises ``Absent``."""
    check_may(actor, "aid.allot")
    rows = Proposal.objects.select_related("post").filter(kind=KIND, state="waiting", expires_at__gt=at)
    return list(rows.order_by("proposed_at"))


def kinds(actor: Actor) -> list[AidKind]:
    """Every configured type, what waits first. Raises ``Absent`` for whoever does not configure."""
    check_may(actor, "aid.draft")
    order = {"draft": 0, "approved": 1, "turned_down": 2}
    rows = AidKind.objects.order_by("code", "population", "-valid_from")
    return sorted(rows, key=lambda row: order[row.state])


def kind_for(actor: Actor, kind_id: UUID | str) -> AidKind:
    """One configured type. Raises ``Absent``."""
    check_may(actor, "aid.publish")
    return of_id(AidKind.objects, kind_id)


def configured(on: dt.date) -> list[AidKind]:
    """The types in force on a day; empty: none, and the pages say so."""
    rows = {str(row.id): row for row in approved_kinds()}
    return [rows[kind.id] for kind in all_in_force([kind_of(row) for row in rows.values()], on)]


def all_kinds() -> list[Kind]:
    """Every approved type as the rules read it."""
    return [kind_of(row) for row in approved_kinds()]


def waits_here(actor: Actor, post_code: str) -> int:
    """How many wait for this person's decision at a post."""
    if not permits(actor, "aid.approve", Scope(post=post_code)).allowed:
        return 0
    rows = _rows().filter(Q(case__post_id=post_code), state=ASKED)
    return sum(may_decide(actor, row) for row in rows)


def late(at: dt.datetime) -> list[AidRequest]:
    """What was handed over and nobody accounted for in time, for the loop that chases it."""
    days = parameter_on(current_edition(), "aid-to-account", at.date()).value
    rows = _rows().filter(state=GIVEN, given_at__lte=at - dt.timedelta(days=days))
    return list(rows.filter(case__sealed_at=None))


def to_lapse() -> list[AidRequest]:
    """What a post approved for a case that is now another's, and did not hand over whole."""
    rows = _rows().filter(state__in=(APPROVED, GIVEN)).exclude(budget__post=F("case__post"))
    return [row for row in rows if balance_now(row).undelivered]


def lapsed_here(actor: Actor, post_code: str) -> QuerySet[AidRequest] | None:
    """What another post had approved and waits here to be asked anew, to be counted; None for whoever
    may not ask."""
    if not permits(actor, "aid.ask", Scope(post=post_code)).allowed:
        return None
    rows = _rows().filter(case__post_id=post_code, case__blocked_at=None, case__erased_at=None)
    return rows.filter(state=LAPSED)
