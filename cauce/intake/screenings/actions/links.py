"""Coincidences: marked at the counter without a value, told to protection, asked about by two people."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils import timezone

from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import create_key, shred
from cauce.intake.screenings.rules import FIELDS, NEED_COMPLAINT, is_many
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, permits
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post

from ..links import COMPLAINT, complained, count_of, digest_of, limits_on, links_on, period_on
from ..models import LinkComplaint, LinkKey, LinkMark, LinkNotice, LinkQuery

bad_input = BadInputs(__file__)


def _day(post: Post) -> dt.date:
    return timezone.now().astimezone(ZoneInfo(post.time_zone)).date()


def _key(post: Post, purpose: str, period: int, ends_on: dt.date | None) -> LinkKey:
    found = LinkKey.objects.filter(post=post, purpose=purpose, period=period).first()
    if found is None:
        fresh = uuid.uuid4()
        create_key(fresh, post.code)  # committed first: a key without a row harms nobody
        found, _ = LinkKey.objects.get_or_create(
            post=post, purpose=purpose, period=period, defaults={"id": fresh, "ends_on": ends_on}
        )
    return found


def _key_for(post: Post, field: str, on: dt.date) -> LinkKey:
    """The key of this post for this field in the period of that day; made when first needed."""
    return _key(post, field, *period_on(on))


def _kept_until(name: str, on: dt.date) -> dt.date:
    return on + dt.timedelta(days=parameter_on(current_edition(), name, on).value)


def _check(names: Collection[str], catalogue: str, es: str, en: str) -> None:
    known = [row.id for row in current_edition().catalogues[catalogue]]
    for name in names:
        if name not in known:
            raise unknown(es, en, name, known)


def _too_little(field: str) -> BadInput:
    return bad_input("that_is_too_little_to_compare", where=field)


@act("links.record", requires="links.record", on="post")
def record_links(
    *, actor: Actor, entry: Entry, post: Post, given: Mapping[str, str], minor: bool, cleared: Collection[str]
) -> None:
    """Mark what was noticed, to be compared with other visits; the values are kept nowhere.

    ``given``: by field, as typed. ``minor``: whoever comes is under age. Anything in ``cleared``
    explains the coincidence: then nothing is marked, and neither is it while links are off, nor by
    somebody who is also told of coincidences. Whoever stands at the counter is told nothing, whatever
    coincides, and the journal says only that the counter was open. Raises ``Unknown``.
    """
    for field in given:
        if field not in FIELDS:
            raise unknown("datos que se comparan", "what is compared", field, FIELDS)
    _check(cleared, "link_clears", "explicaciones", "explanations")
    entry.about("post", post.code, post=post.code)
    on = _day(post)
    if links_on(on) and not cleared and not permits(actor, "links.ask", post.scope).allowed:
        for field, typed in given.items():
            _mark(post, field, typed, minor, on)


def _mark(post: Post, field: str, typed: str, minor: bool, on: dt.date) -> None:
    if field in NEED_COMPLAINT and not complained(post, field, typed, on):
        return
    key = _key_for(post, field, on)
    digest = digest_of(key, field, typed)
    if digest is None:
        return
    found, _ = LinkMark.objects.get_or_create(key=key, digest=digest, minor=minor)
    LinkMark.objects.filter(id=found.id).update(count=F("count") + 1)
    count = count_of(key, digest, minor=minor)
    if is_many(count, minor=minor, limits=limits_on(on)):
        # The number stays that of the limit: one that grows would answer a question that two ask.
        notice, new = LinkNotice.objects.get_or_create(
            post=post,
            key=key,
            digest=digest,
            minor=minor,
            defaults={
                "count": count,
                "raised_at": timezone.now(),
                "expires_on": _kept_until("link-notice-retention", on),
            },
        )
        if new:
            _tell(post, notice)


def _tell(post: Post, notice: LinkNotice) -> None:
    """Protection of the post, and nobody else, is told that there is something to see."""
    queue_each(
        offices.staff(post.code, "protection_officer", "protection_consul"),
        key=f"links:{notice.id}",
        about=None,
        at=notice.raised_at,
        subject="Un aviso por ver / A notice to read",
        body="Entre a Pendientes. / Go to your worklist.",
    )


@act("links.answer", requires="links.ask", on="notice")
def answer_notice(*, actor: Actor, entry: Entry, notice: LinkNotice) -> None:
    """Protection has seen it and decides what to do; a second answer changes nothing."""
    if notice.answered_at is None:
        notice.answered_at, notice.answered_by = timezone.now(), actor.user
        notice.save(update_fields=["answered_at", "answered_by"])
    entry.about("link_notice", notice.id, post=notice.post_id)


@act("links.complain", requires="links.ask", on="post")
def record_complaint(*, actor: Actor, entry: Entry, post: Post, field: str, typed: str) -> None:
    """Mark an employer or recruiter of whom somebody complained; the name is kept nowhere.

    Raises ``Unknown`` for another field and ``BadInput`` for too little to compare.
    """
    if field not in NEED_COMPLAINT:
        raise unknown("quejas", "complaints", field, sorted(NEED_COMPLAINT))
    key, on = _key(post, COMPLAINT + field, 0, None), _day(post)
    digest = digest_of(key, field, typed)
    if digest is None:
        raise _too_little("typed")
    LinkComplaint.objects.create(
        key=key, digest=digest, recorded_by=actor.user, expires_on=_kept_until("link-complaint-retention", on)
    )
    entry.about("post", post.code, post=post.code)
    entry.detail(field=field)


@act("links.ask", requires="links.ask", on="post")
def ask_link(*, actor: Actor, entry: Entry, post: Post, field: str, typed: str, reason: str) -> LinkQuery:
    """Ask how many visits coincide with a value. Nothing is told until a second person approves.

    Raises ``Unknown`` and ``BadInput``, also while links are off.
    """
    if field not in FIELDS:
        raise unknown("datos que se comparan", "what is compared", field, FIELDS)
    _check([reason], "link_reasons", "razones", "reasons")
    on = _day(post)
    if not links_on(on):
        raise bad_input("headquarters_has_coincidences_turned_off", where="field")
    key = _key_for(post, field, on)
    digest = digest_of(key, field, typed)
    if digest is None:
        raise _too_little("typed")
    query = LinkQuery.objects.create(
        id=uuid.uuid4(),
        post=post,
        purpose=field,
        key=key,
        digest=digest,
        reason=reason,
        asked_at=timezone.now(),
        asked_by=actor.user,
        expires_on=_kept_until("link-notice-retention", on),
    )
    entry.about("link_query", query.id, post=post.code)
    entry.detail(field=field, reason=reason)
    return query


@act("links.decide", requires="links.approve", on="query")
def decide_link(*, actor: Actor, entry: Entry, query: LinkQuery, approve: bool) -> None:
    """The second person says yes or no; only then is the number told. Raises ``BadInput``."""
    if query.state != "asked" or query.expires_on <= _day(query.post):
        raise bad_input("this_query_was_decided_already", where="query")
    if actor.user == query.asked_by:
        raise bad_input("another_person_decides_it", where="query")
    query.state = "approved" if approve else "refused"
    query.decided_at, query.decided_by = timezone.now(), actor.user
    if approve:
        query.answer = sum(count_of(query.key, query.digest, minor=minor) for minor in (False, True))
    query.save(update_fields=["state", "decided_at", "decided_by", "answer"])
    entry.about("link_query", query.id, post=query.post_id)
    entry.detail(approved=approve, field=query.purpose)


@act("links.expire", requires="system.run")
def expire_links(*, actor: Actor, entry: Entry, at: dt.datetime) -> int:
    """Destroy the keys of periods that ended, with all their marks, and what else is over.

    How many rows went. A destroyed key makes every mark under it meaningless, also in a backup.
    """
    today = at.date()
    gone = 0
    for key in LinkKey.objects.filter(ends_on__lte=today):
        shred(key.id)
        gone += key.delete()[0]
    for rows in (LinkNotice, LinkQuery, LinkComplaint):
        gone += rows.objects.filter(expires_on__lte=today).delete()[0]
    entry.detail(gone=gone)
    return gone
