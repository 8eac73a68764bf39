"""Proposing, approving by two people, taking back: nothing that was in force is ever unsaid."""

from __future__ import annotations

from django.utils import timezone

from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from .. import folder, schedule, writers
from ..dates import check_dates, check_no_hole
from ..models import Approval, Edition, Trial
from ._shared import check_draft, check_seen, dates_changed

bad_input = BadInputs(__file__)


def _state(edition: Edition, wanted: str, es: str, en: str) -> None:
    if edition.state != wanted:
        raise bad_input("edition_id_is_not", where="state", id=edition.id, es=es, en=en)


def _check_dates(edition: Edition) -> None:
    content = folder.load(edition.id, edition.content_hash)
    today = schedule.day_of(timezone.now())
    schedule.forget()  # not what this process remembers: what the database says now
    known = schedule.dated()
    check_dates(content, known, edition.base_id or "", today)
    if known:
        before = folder.load(known[-1].id, known[-1].hash)
        check_no_hole(before, content.info.in_force_from)


def _sign(actor: Actor, edition: Edition) -> None:
    Approval.objects.create(
        edition=edition, user=actor.user, content_hash=edition.content_hash, at=timezone.now()
    )


@act("edition.propose", requires="edition.draft", on="edition")
def propose(*, actor: Actor, entry: Entry, edition: Edition, seen: str) -> None:
    """The first of the two people stands for the draft as it is; from here on it is not edited.

    ``seen``: the hash of the content that this person read. Raises ``BadInput`` when it was not tried as it
    now is, the trial found errors, its dates leave a hole or overlap, or it is no draft.
    """
    check_draft(edition)
    check_seen(seen, edition.content_hash)
    trial = Trial.objects.filter(edition=edition, content_hash=edition.content_hash).order_by("-at").first()
    if trial is None:
        raise bad_input("it_has_to_be_tried", where="trial")
    if trial.found.get("errors"):
        raise BadInput(
            f"La prueba encontró {len(trial.found['errors'])} errores.",
            f"The trial found {len(trial.found['errors'])} errors.",
            where="trial",
            cure_es="Corríjalos (cada uno dice archivo y renglón) y vuelva a probar.",
            cure_en="Correct them (each says file and line) and try again.",
        )
    _check_dates(edition)
    edition.state = "proposed"
    edition.save(update_fields=["state"])
    _sign(actor, edition)
    entry.about("edition", edition.id)
    entry.detail(date=edition.in_force_from.isoformat(), hash=edition.content_hash)


@act("edition.approve", requires="edition.approve", on="edition")
def approve(*, actor: Actor, entry: Entry, edition: Edition, seen: str) -> None:
    """The second person approves; on its date every post runs it.

    ``seen``: the hash of the content that this person read. Raises ``BadInput`` when it is the same person,
    the date has come, or it would leave a hole.
    """
    _state(edition, "proposed", "propuesta", "proposed")
    check_seen(seen, edition.content_hash)
    standing = edition.approvals.filter(taken_back_at=None)
    if standing.filter(user=actor.user).exists():
        raise bad_input("whoever_proposes_it_cannot_approve_it", where="user")
    writers.check_not_own(
        actor.user,
        writers.of_edition(edition.id),
        "Pida a otra persona de oficinas centrales, que no la haya escrito, que la lea y la apruebe.",
        "Ask somebody else at headquarters, who did not write it, to read it and approve it.",
    )
    if not standing.filter(content_hash=edition.content_hash).exists():
        raise bad_input("what_was_proposed_is_not_what", where="hash")
    _check_dates(edition)
    _sign(actor, edition)
    edition.state = "approved"
    edition.save(update_fields=["state"])
    dates_changed()
    entry.about("edition", edition.id)
    entry.detail(date=edition.in_force_from.isoformat(), hash=edition.content_hash)


@act("edition.return", requires="edition.draft", on="edition")
def return_to_draft(*, actor: Actor, entry: Entry, edition: Edition) -> None:
    """Back to draft while nobody has used it. Raises ``BadInput`` once it was in force, or when a
    withdrawn edition waits for it."""
    if edition.state not in ("proposed", "approved"):
        _state(edition, "proposed", "propuesta ni aprobada", "proposed nor approved")
    begun = edition.in_force_from <= schedule.day_of(timezone.now())
    if edition.state == "approved" and (begun or edition.base_id is None):
        raise _used(edition)
    waited = Edition.objects.filter(state="withdrawn", in_force_from__lt=edition.in_force_from)
    later = Edition.objects.filter(state="approved", in_force_from__gt=edition.in_force_from)
    if edition.state == "approved" and (later.exists() or waited.exists()):
        raise bad_input("another_edition_depends_on_this_one", where="state")
    edition.state = "draft"
    edition.save(update_fields=["state"])
    edition.approvals.filter(taken_back_at=None).update(taken_back_at=timezone.now())
    dates_changed()
    entry.about("edition", edition.id)


def _used(edition: Edition) -> BadInput:
    return bad_input("edition_id_was_used", where="state", id=edition.id)


@act("edition.withdraw", requires="edition.approve", on="edition")
def withdraw(*, actor: Actor, entry: Entry, edition: Edition, why: str) -> str:
    """Say that an edition in force was a mistake, and why; it holds until its replacement begins.

    Returns the id of the replacement. Cases and documents go on naming it, and it stays readable.
    Raises ``BadInput`` without an approved replacement of a later date, or without a reason.
    """
    _state(edition, "approved", "aprobada", "approved")
    now = timezone.now()
    if edition.in_force_from > schedule.day_of(now):
        raise bad_input("it_is_not_in_force_yet", where="state")
    later = Edition.objects.filter(state="approved", in_force_from__gt=edition.in_force_from)
    replacement = later.order_by("in_force_from").first()
    if replacement is None:
        raise _used(edition)
    if len(why.strip()) < 10:
        raise bad_input("it_does_not_say_why", where="why")
    edition.state, edition.withdrawn_at, edition.withdrawn_why = "withdrawn", now, why.strip()
    edition.save(update_fields=["state", "withdrawn_at", "withdrawn_why"])
    dates_changed()
    entry.about("edition", edition.id)
    entry.detail(replacement=replacement.id)
    return replacement.id
