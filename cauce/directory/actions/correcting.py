"""A service says what changed of itself; somebody of the network agrees, field by field."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cauce.content.errors import BadInput, BadInputs
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, close, note
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Scope
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post

from ..links import digest_of, new_secret
from ..models import Correction, Invitation, Language, Phone, Schedule, Service
from ..offering import NETWORK, SAYABLE, check_said
from ..register import tongues
from ._chunks import chunks
from .changing import mark_changed

bad_input = BadInputs(__file__)

SUBJECT = "Hay una ficha por revisar / An entry to review"
BODY = "Entre al sistema para verla. / Sign in to see it."
REVIEWERS = ("protection_officer", "protection_consul")


@dataclass(frozen=True, slots=True)
class Link:
    """A new link and its secret: shown once, kept nowhere."""

    invitation: Invitation
    secret: str


@act("directory.invite", requires="directory.edit", on="service")
def invite(*, actor: Actor, entry: Entry, service: Service, post: Post, at: dt.datetime) -> Link:
    """Make the link by which the service corrects its entry; those before it open no more."""
    days = int(parameter_on(current_edition(), "entry-link-validity", at.date()).value)
    secret = new_secret()
    before = Invitation.objects.filter(service=service, used_at=None, expires_at__gt=at)
    close("entry_link", before, expires_at=at)
    made = Invitation.objects.create(
        service=service,
        post=post,
        digest=digest_of(secret),
        by=actor.user,
        made_at=at,
        expires_at=at + dt.timedelta(days=days),
    )
    entry.about("service", service.id, post=post.code)
    entry.detail(until=made.expires_at.isoformat())
    return Link(made, secret)


@again("entry_link")
def _end_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    rows = Invitation.objects.filter(pk__in=ids, used_at=None, expires_at__gt=at)
    return rows.update(expires_at=at)


def _over() -> BadInput:
    return bad_input("this_link_was_used_already")


@act("directory.say_by_link", requires="entry.correct", on="invitation")
def say_by_link(
    *,
    actor: Actor,
    entry: Entry,
    invitation: Invitation,
    changes: Mapping[str, Any],
    at: dt.datetime,
) -> Correction:
    """Keep what somebody said through a link until it is reviewed; the link opens no more.

    Raises ``BadInput`` when the link is over, for nothing, or for what may not be said.
    """
    if invitation.used_at or invitation.expires_at <= at:
        raise _over()
    made = _keep(invitation.service, changes, at, invitation.post, invitation)
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    note("entry_link", invitation.pk)
    entry.about("service", invitation.service_id, post=invitation.post_id)
    entry.detail(fields=sorted(made.changes), by="link")
    return made


@act("directory.say", requires="entry.correct", on="scope")
def say_of_own(
    *, actor: Actor, entry: Entry, service: Service, scope: Scope, changes: Mapping[str, Any], at: dt.datetime
) -> Correction:
    """Keep what somebody of the organisation said who signed in. ``scope``: theirs. Raises ``BadInput``."""
    made = _keep(service, changes, at, None, None)
    entry.about("service", service.id)
    entry.detail(fields=sorted(made.changes), by="account")
    return made


def _keep(
    service: Service,
    changes: Mapping[str, Any],
    at: dt.datetime,
    post: Post | None,
    invitation: Invitation | None,
) -> Correction:
    said = check_said(changes, sealed=service.confidential)
    known = {one.code for one in tongues(current_edition())}
    if not set(said.get("languages", ())) <= known:
        check_said({"languages": []}, sealed=False)
    waiting = Correction.objects.select_for_update().filter(service=service, decided_at=None).first()
    if waiting is None:
        made = Correction.objects.create(
            id=uuid.uuid4(),
            service=service,
            post=post,
            invitation=invitation,
            made_at=at,
            changes=said,
        )
    else:  # what they say later counts, and what they said before stays
        made, made.changes, made.made_at = waiting, waiting.changes | said, at
        made.save(update_fields=["changes", "made_at"])
    queue_each(
        offices.staff(post.code, *REVIEWERS) if post else (),
        key=f"correction:{made.id}:{at.date()}",
        about=None,
        subject=SUBJECT,
        body=BODY,
        at=at,
    )
    return made


@act("directory.review", requires="directory.edit", on="correction")
def review(
    *,
    actor: Actor,
    entry: Entry,
    correction: Correction,
    taken: Mapping[str, bool],
    role: str,
    at: dt.datetime,
    on: dt.date,
) -> None:
    """Take over what is right, field by field; the entry is fresh from today where any of it was.

    ``taken``: each field that was said, and whether it is taken over. Raises ``BadInput`` when it was
    decided meanwhile, changed meanwhile, or a field has no answer, and for a telephone that came through a
    link of the actor's own: whoever makes a link can open it too, and the whole network calls that number.
    """
    if correction.decided_at is not None or set(taken) != set(correction.changes):
        raise bad_input("changed_or_was_decided_while_you_looked")
    if taken.get("phone") and _through_own_link(actor.user, correction):
        raise bad_input("telephone_came_through_link_you_made", where="phone")
    service = Service.objects.select_for_update().get(id=correction.service_id)
    for name in SAYABLE:
        if taken.get(name):
            _take_over(service, name, correction.changes[name], correction.made_at)
    if any(taken.values()):
        service.verified_on, service.verified_role = on, role
    service.version += 1
    service.save()
    mark_changed([service.id])
    correction.decisions, correction.decided_by = dict(taken), actor.user
    correction.decided_at = at
    correction.save(update_fields=["decisions", "decided_by", "decided_at"])
    entry.about("service", service.id)
    entry.detail(
        taken=sorted(k for k, v in taken.items() if v), left=sorted(k for k, v in taken.items() if not v)
    )


def _through_own_link(user: str, correction: Correction) -> bool:
    """Whether any part of it may be: what is said before it is decided is one correction."""
    mine = Invitation.objects.filter(service=correction.service_id, by=user, used_at__isnull=False)
    decided = Correction.objects.filter(service=correction.service_id, decided_at__isnull=False)
    last = decided.order_by("-decided_at").first()
    return (mine.filter(used_at__gt=last.decided_at) if last else mine).exists()


def _take_over(service: Service, name: str, value: Any, said_at: dt.datetime) -> None:
    if name == "free":
        service.free, service.free_at = value, said_at
    elif name == "same":
        return
    elif name == "phone":
        _replace(Phone, service, [{"number": value, "kind": "voice"}])
    elif name == "hours":
        _replace(
            Schedule,
            service,
            [{"days": ",".join(value["days"]), "opens_at": value["opens"], "closes_at": value["closes"]}],
        )
    elif name == "languages":
        names = {one.code: one.name for one in tongues(current_edition())}
        _replace(Language, service, [{"name": names.get(c, c), "code": c} for c in value])
    else:
        setattr(service, name, value)


@effect
def _replace(model: Any, service: Service, rows: list[dict[str, str]]) -> None:
    """What the network wrote of this kind is written anew; what a source brought stays beside it."""
    model.objects.filter(service=service, source=NETWORK).delete()
    model.objects.bulk_create(model(service=service, source=NETWORK, content_hash="", **row) for row in rows)


@act("directory.chase", requires="system.run")
def chase_entries(
    *,
    actor: Actor,
    entry: Entry,
    key: str,
    recipients: list[str],
    entries: int,
    at: dt.datetime,
    handed: Iterable[UUID] = (),
) -> None:
    """Ask whoever answers for entries that were not checked for long to look at them; once a period.

    ``handed``: entries whose organisation has nobody here, given to these people: once for each time
    that an entry grows old, which is noted on it.
    """
    queue_each(recipients, key=key, about=None, subject=SUBJECT, body=BODY, at=at, kept=True)
    for part in chunks(list(handed)):
        Service.objects.filter(id__in=part).update(asked_at=at)
    entry.about("directory", "entries")
    entry.detail(entries=entries)
