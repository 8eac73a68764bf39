"""Opening many cases of one contact at once: a crew, a raid. Each is a case of its own in all things."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cauce.custody.journal.chain import Link, append_many
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import create_keys
from cauce.custody.keystore.aead import DataKey
from cauce.custody.keystore.store import keys
from cauce.people.models import Person
from cauce.protocol.editions.access import annex_number, current_edition
from cauce.rules.pathway import Act, read_facts
from cauce.rules.permissions import Actor
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices.models import Post

from .. import sections
from ..consent_to_store import may_keep, not_kept
from ..facts import edition_of
from ..models import Case, CaseAct, Section
from ..required import put_line, rows_of
from ..route_reminders import remember
from ._shared import check_happened
from .opening import next_folios
from .tongues import TONGUE, UNSAID

AGES = ("person.age", "person.age_doubt")


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of one of many when its case opens: facts of safety, and in which language."""

    facts: dict[str, Any] = field(default_factory=dict)
    language: str = ""


def _checked(case: Case, opening: Opening, shared: dict[str, Any]) -> dict[str, Any]:
    known = shared | opening.facts
    if opening.language:
        known["person.needs_interpreter"] = opening.language != "spa"
    for name in known:
        if not may_keep(case, name):
            raise not_kept(name)
    return read_facts(edition_of(case), known)


def _sections(
    case: Case,
    opening: Opening,
    known: dict[str, Any],
    dek: DataKey,
    at: dt.datetime,
    now: dt.datetime,
    by: str,
) -> Iterator[Section]:
    said = {name: {"value": value, "at": at.isoformat(), "by": by} for name, value in known.items()}
    held: dict[str, Any] = {"facts": said}
    if opening.language:
        held[TONGUE] = UNSAID | {"language": opening.language}
    for kind, content in held.items():
        yield sections.new_version(case, kind, 1, content, dek, at=at if kind == "facts" else now, by=by)


def _links(case: Case, channel: str, actor: Actor, now: dt.datetime) -> Iterator[Link]:
    """What opening each alone would have written."""
    post = case.post_id
    yield Link("act", "person.add", actor.user, now, post, "person", str(case.person_id), {})
    yield Link("act", "case.open", actor.user, now, post, "case", str(case.id), {"channel": channel})


def _new(post: Post, folio: str, now: dt.datetime) -> Case:
    key = uuid.uuid4()
    return Case(
        id=uuid.uuid4(),
        post=post,
        person=Person(id=uuid.uuid4(), post_id=post.code, key_id=key),
        key_id=key,
        draft_key_id=uuid.uuid4(),
        folio=folio,
        opened_at=now,
        edition=current_edition(now).info.id,
        annex=annex_number(post.code),
    )


def _rows(case: Case, known: dict[str, Any], acts: Sequence[CaseAct], now: dt.datetime) -> list[Obligation]:
    rows, first = rows_of(case, known, [Act(one.name, one.happened_at, None) for one in acts], now)
    put_line(case, known, first)
    return rows


@act("case.open_many", requires="case.work", on="post")
def open_many(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    channel: str,
    started_at: dt.datetime,
    openings: Sequence[Opening],
    present: bool = True,
) -> list[Case]:
    """Open a case for each, in order, with keys, folio, acts and journal entries of its own.

    The locks are taken and the keys made once for all. Nobody is in charge of them yet. Raises
    ``BadInput`` for a contact in the future or a fact that waits for consent, ``Unknown`` for an
    unknown channel; then none is opened.
    """
    check_happened(started_at)
    now, by = timezone.now(), actor.user
    year = started_at.astimezone(ZoneInfo(post.time_zone)).year
    cases = [_new(post, folio, now) for folio in next_folios(post, year, len(openings))]
    shared = {"contact.channel": channel, "contact.present": present}
    known = [_checked(case, one, shared) for case, one in zip(cases, openings, strict=True)]
    key_ids = [key for case in cases for key in (case.key_id, case.draft_key_id)]
    create_keys(key_ids, post.code)
    opened = keys([case.key_id for case in cases])
    parts: list[Section] = []
    acts: list[CaseAct] = []
    rows: list[Obligation] = []
    for case, one, facts in zip(cases, openings, known, strict=True):
        parts += _sections(case, one, facts, opened[case.key_id], started_at, now, by)
        begun = [
            CaseAct(case=case, name=name, happened_at=at, typed_at=now, by=by)
            for name, at in (("contact_started", started_at), ("case_opened", now))
        ]
        acts += begun
        rows += _rows(case, facts, begun, now)
    Person.objects.bulk_create(case.person for case in cases)
    Case.objects.bulk_create(cases)
    Section.objects.bulk_create(parts)
    CaseAct.objects.bulk_create(acts)
    Obligation.objects.bulk_create(rows)
    append_many(link for case in cases for link in _links(case, channel, actor, now))
    for case, facts in zip(cases, known, strict=True):
        if any(name in facts for name in AGES):
            remember(case, now)
    entry.about("post", post.code, post=post.code)
    entry.detail(channel=channel, cases=len(cases))
    return cases
