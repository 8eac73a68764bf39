"""Preparing, proposing, signing and refusing an edition of statistics: two people, never one alone."""

from __future__ import annotations

from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.custody.journal.chain import NETWORK
from cauce.custody.journal.door import Absent, Entry, act
from cauce.custody.journal.models import Chain
from cauce.measurement.rules.publication.period import Period, check_ended, read_period
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor

from ..facts import code
from ..hiding import secret
from ..models import StatisticsEdition, StatisticsFile
from ..publishing import announced
from ..publishing.already_public import whole_years
from ..publishing.announced import day_now
from ..publishing.edition_makers import makers, printers
from ..publishing.printing.files import files_of

bad_input = BadInputs(__file__)


@act("statistics.prepare", requires="statistics.prepare")
def prepare(*, actor: Actor, entry: Entry, kind: str, period: str) -> StatisticsEdition:
    """Work out what may be published of a period; nothing leaves by it.

    A draft of the same kind and period is made anew. ``kind``: one of the calendar of the content;
    ``period``: its code («2026», «2026-H1»). Raises ``Unknown`` for a kind that was not announced,
    ``BadInput`` for a period that is none or still runs, a revision before its day, and figures that
    could not be made safe.
    """
    release, wanted = announced.release(kind), read_period(period)
    announced.check_period(release, wanted)
    _wait_for_signatures(wanted)
    now = timezone.now()
    check_ended(wanted, day_now(now))
    standing = StatisticsEdition.objects.filter(kind=kind, period=wanted.code)
    if standing.filter(state="proposed").exists():
        raise bad_input("proposal_for_code_already_waits_for_headquarters", where="period", code=wanted.code)
    last = standing.filter(state="published").first()
    due = announced.due_of(release, wanted, after=last)
    made = makers()[kind](wanted, now)
    _check_safe(made.audit)
    content = current_edition(now)
    standing.filter(state="draft").delete()
    edition = StatisticsEdition(
        kind=kind,
        period=wanted.code,
        since=wanted.since,
        until=wanted.until,
        due_on=due,
        number=last.number + 1 if last else 1,
        supersedes=last,
        known_at=now,
        tables=made.tables,
        hidden=made.hidden,
        audit=made.audit,
        notes=[{"es": one.es, "en": one.en} for one in made.notes],
        content_edition=content.info.id,
        content_hash=content.hash,
        definitions=made.definitions,
        code_version=code.version(),
        rounding_key=secret.fingerprint(),
        prepared_by=actor.user,
        prepared_at=now,
    )
    edition.hash = edition.fingerprint()
    edition.save()
    entry.about("statistics", edition.id)
    entry.detail(kind=kind, period=wanted.code, number=edition.number, hash=edition.hash)
    return edition


@act("statistics.discard", requires="statistics.prepare", on="edition")
def discard(*, actor: Actor, entry: Entry, edition: StatisticsEdition) -> None:
    """Leave a draft. Raises ``Absent`` when it is none any more."""
    if edition.state != "draft":
        raise Absent()
    entry.about("statistics", edition.id)
    entry.detail(kind=edition.kind, period=edition.period)
    edition.delete()


@act("statistics.propose", requires="statistics.prepare", on="edition")
def propose(*, actor: Actor, entry: Entry, edition: StatisticsEdition, seen: str) -> None:
    """The first of the two people stands for it as it is. ``seen``: the hash of what was read.

    Raises ``BadInput`` when it is no draft, it changed since it was read, or the proof is missing.
    """
    _check_state(edition, "draft", "en borrador", "a draft")
    _check_seen(edition, seen)
    _check_safe(edition.audit)
    edition.state, edition.proposed_by = "proposed", actor.user
    edition.proposed_at = timezone.now()
    edition.save(update_fields=["state", "proposed_by", "proposed_at"])
    entry.about("statistics", edition.id)
    entry.detail(kind=edition.kind, period=edition.period, hash=edition.hash)


@act("statistics.sign", requires="statistics.sign", on="edition")
def sign(*, actor: Actor, entry: Entry, edition: StatisticsEdition, seen: str) -> None:
    """The second person publishes it: from here on it never changes, and anybody may read it.

    ``seen``: the hash of what was read. A revision takes the place of the one before, which stays
    readable. Raises ``BadInput`` when the same person prepared or proposed it, before its announced
    day, when it changed since it was read, or when something of an overlapping period was published
    after it was prepared: the two were never set against each other.
    """
    _check_state(edition, "proposed", "propuesta", "proposed")
    _check_another(edition, actor)
    _check_seen(edition, seen)
    _check_safe(edition.audit)
    now = timezone.now()
    if day_now(now) < edition.due_on:
        raise bad_input("its_announced_day_is_due_on", where="due_on", due_on=edition.due_on.isoformat())
    _check_nothing_came_between(edition)
    if (before := edition.supersedes) is not None:
        before.hold()
        before.state, before.superseded_at = "superseded", now
        before.save(update_fields=["state", "superseded_at"])
    edition.state, edition.signed_by, edition.signed_at = "published", actor.user, now
    edition.save(update_fields=["state", "signed_by", "signed_at"])
    for order, file in enumerate(printers().get(edition.kind, files_of)(edition)):
        StatisticsFile.objects.create(
            edition=edition,
            order=order,
            name=file.name,
            media_type=file.media_type,
            hash=file.hash,
            size=len(file.body),
            body=file.body,
        )
    entry.about("statistics", edition.id)
    entry.detail(kind=edition.kind, period=edition.period, hash=edition.hash)


@act("statistics.refuse", requires="statistics.sign", on="edition")
def refuse(*, actor: Actor, entry: Entry, edition: StatisticsEdition, why: str) -> None:
    """The second person does not publish it, and says why. Raises ``BadInput`` without a reason."""
    _check_state(edition, "proposed", "propuesta", "proposed")
    _check_another(edition, actor)
    if not why.strip():
        raise bad_input("it_does_not_say_why", where="why")
    edition.state, edition.refused_by = "rejected", actor.user
    edition.refused_at, edition.refused_why = timezone.now(), why.strip()[:2000]
    edition.save(update_fields=["state", "refused_by", "refused_at", "refused_why"])
    entry.about("statistics", edition.id)
    entry.detail(kind=edition.kind, period=edition.period)


def _check_state(edition: StatisticsEdition, wanted: str, es: str, en: str) -> None:
    if edition.state != wanted:
        raise bad_input("it_is_not_any_more", where="state", es=es, en=en)


def _check_seen(edition: StatisticsEdition, seen: str) -> None:
    if not (seen == edition.hash == edition.fingerprint()):
        raise bad_input("it_changed_since_you_read_it", where="seen")


def _check_another(edition: StatisticsEdition, actor: Actor) -> None:
    if actor.user in (edition.prepared_by, edition.proposed_by):
        raise bad_input("whoever_prepared_it_cannot_decide_on_it", where="user")


def _wait_for_signatures(period: Period) -> None:
    """What is being signed at this moment ends first: it is set against this one, or refused after it.

    The paper of an edition takes seconds, and until it is made nobody else sees that it is published.
    """
    first, last = whole_years(period.since, period.until)
    rows = StatisticsEdition.objects.select_for_update(no_key=True).order_by("id")
    list(rows.filter(state="proposed", since__lt=last, until__gt=first).values("id"))


def _one_at_a_time() -> None:
    # Two editions that overlap, signed at the same moment, would each find the other not published yet.
    list(Chain.objects.select_for_update().filter(name=NETWORK))


def _check_nothing_came_between(edition: StatisticsEdition) -> None:
    _one_at_a_time()
    first, last = whole_years(edition.since, edition.until)
    between = StatisticsEdition.objects.filter(
        state__in=StatisticsEdition.PUBLIC, signed_at__gt=edition.prepared_at, since__lt=last, until__gt=first
    )
    if between.exists():
        raise bad_input("after_it_was_prepared_another", where="prepared_at")


def _check_safe(audit: dict[str, object]) -> None:
    if audit.get("passed") is not True:
        raise bad_input("audit_found_figure_could_be_worked_out", where="audit")
