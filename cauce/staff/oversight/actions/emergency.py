"""Opening one case of another post in an emergency; ending it; reviewing it by somebody else."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, Refused, act, record_refusal
from cauce.custody.journal.withdrawing import again, note
from cauce.custody.keystore import KeyGone
from cauce.rules.permissions import Actor, Scope, permits
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from ..access_emergency import MINUTES, Blocked, blocked, may_review
from ..models import GlassOpening

bad_input = BadInputs(__file__)

SHORTEST = 30  # letters of the reason
REASONS = ("danger_to_life", "person_is_here", "post_unreachable", "child_at_risk")


def _check_reason(text: str) -> str:
    text = text.strip()
    if len(text) < SHORTEST:
        raise bad_input("more_words_are_needed", where="text", shortest=SHORTEST, count=len(text))
    return text[:2000]


def _who_is_told(row: GlassOpening) -> list[User]:
    """Whoever leads that post and the opener's own, headquarters and the auditor; never the opener, nor a
    party to the case."""
    codes = {row.post_id, *offices.still(Actor(row.opened_by)).posts}
    leads = [user for code in sorted(codes) for user in offices.staff(code, "head_of_post", case=row.case_id)]
    told = {user.id: user for user in [*leads, *offices.holders("headquarters", "auditor")]}
    return [user for user in offices.open_to(told.values(), row.case_id) if str(user.id) != row.opened_by]


def _tell(row: GlassOpening, what: str, at: dt.datetime) -> None:
    queue_each(
        _who_is_told(row),
        key=f"glass:{what}:{row.id}",
        about=row.case_id,
        at=at,
        subject="Algo por revisar / Something to review",
        body="Entre a Revisiones. / Go to Reviews.",
    )


@dataclass(frozen=True)
class GlassCase:
    """The case of another post, by its ids and its key."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    key_id: uuid.UUID
    post: Post


@act("glass.open", requires="glass.open")
def open_glass(
    *,
    actor: Actor,
    entry: Entry,
    case: GlassCase,
    reason_code: str,
    text: str,
    at: dt.datetime,
) -> GlassOpening:
    """Open one case of another post, to be read for an hour; everybody who must know is told now.

    Raises ``BadInput`` without a whole reason, ``Unknown`` for another code, ``Blocked`` for whoever
    may open nothing more, and ``Absent`` for a case of one's own post, which needs no opening.
    """
    if reason_code not in REASONS:
        raise unknown("razones", "reasons", reason_code, REASONS)
    text = _check_reason(text)
    if permits(actor, "case.read", Scope(post=case.post.code)).allowed:
        raise Absent()
    # One after the other: two openings at once must not both be the third.
    User.objects.select_for_update(no_key=True).get(id=actor.user)
    why = blocked(actor.user, at)
    if why:
        raise Blocked(why)
    made = GlassOpening(
        case_id=case.case_id,
        person_id=case.person_id,
        post=case.post,
        opened_by=actor.user,
        opened_at=at,
        ends_at=at + dt.timedelta(minutes=MINUTES),
        reason_code=reason_code,
        key_id=case.key_id,
    )
    made.reason = GlassOpening.reason.seal(made, text)
    made.save()
    _tell(made, "open", at)
    entry.about("case", case.case_id, post=case.post.code)
    entry.detail(glass=str(made.id), reason=reason_code)
    return made


@act("glass.close", requires="glass.open", on="opening")
def close_glass(*, actor: Actor, entry: Entry, opening: GlassOpening, at: dt.datetime) -> None:
    """Whoever opened it no longer needs it; ended twice, the first time stands. Raises ``Absent``."""
    if opening.opened_by != actor.user:
        raise Absent()
    if opening.closed_at is None and at < opening.ends_at:
        opening.closed_at = at
        opening.save(update_fields=["closed_at"])
        note("glass", opening.id)
    entry.about("glass", opening.id, post=opening.post_id)


@again("glass")
def _close_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    return GlassOpening.objects.filter(id__in=ids, closed_at=None).update(closed_at=at)


def _never_ones_own(function: Callable) -> Callable:
    """Whoever opened it does not review it; the attempt is written down before the act begins."""

    @functools.wraps(function)
    def wrapper(*, actor: Actor, opening: GlassOpening, at: dt.datetime, **given: Any):
        if not may_review(offices.still(actor, at), opening):
            record_refusal(actor, "glass.review", post=opening.post_id, about=("glass", opening.id))
            raise Refused(
                "La revisa otra persona.",
                "Another person reviews it.",
                cure_es="La persona titular de ese consulado, u oficinas centrales.",
                cure_en="The head of that post, or headquarters.",
            )
        return function(actor=actor, opening=opening, at=at, **given)

    return wrapper


@_never_ones_own
@act("glass.review", requires="glass.review", on="opening")
def review_glass(
    *, actor: Actor, entry: Entry, opening: GlassOpening, right: bool, reason: str, at: dt.datetime
) -> None:
    """The second person says whether it was right, and why; once. Not right ends it at once.

    Raises ``Refused`` for whoever opened it, ``BadInput`` without a reason or when it was reviewed.
    """
    if opening.reviewed_at is not None:
        raise bad_input("another_person_has_reviewed_it", where="finding")
    said = reason.strip()[:2000]
    if len(said) < 10:
        raise bad_input("it_does_not_say_why", where="reason")
    opening.finding = "right" if right else "not_right"
    opening.reviewed_by, opening.reviewed_at = actor.user, at
    # Where the key of the case was destroyed meanwhile, the finding stands without words.
    with contextlib.suppress(KeyGone):
        opening.answer = GlassOpening.answer.seal(opening, said)
    opening.save()
    if not right:
        _tell(opening, "not_right", at)
    entry.about("glass", opening.id, post=opening.post_id)
    entry.detail(finding=opening.finding, of=str(opening.case_id))
