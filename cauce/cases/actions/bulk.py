"""The one bulk door of casework, for the demonstration and imports only.

It applies the same rules as the single acts (the plan decides every obligation) and writes the same
journal entries, in batches, each at the instant it was typed. ``journal verify`` and
``replan --check`` hold on what it wrote.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from cauce.content.fingerprint import fingerprint
from cauce.custody.journal.bulk_rows import write_many
from cauce.custody.journal.chain import Link, append_many
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import create_keys
from cauce.custody.keystore.aead import DataKey
from cauce.custody.keystore.store import keys
from cauce.people.models import Person
from cauce.protocol.editions.access import edition_by_id
from cauce.rules.pathway import DEPARTED, Act, read_facts
from cauce.rules.permissions import SYSTEM, Actor
from cauce.staff.obligations.models import Obligation

from .. import following, sections
from ..facts import edition_of
from ..models import Assessment, Case, CaseAct, Consent, PlanItem, RiskReview, Section
from ..required import put_line, rows_of

BATCH = 500


@dataclass(frozen=True)
class Did:
    """One act of a history: what, when it happened, when it was typed, who typed it.

    ``note``: what is sealed with it, for a departure its reason, words and who agreed; None: nothing.
    """

    name: str
    happened_at: dt.datetime
    typed_at: dt.datetime
    by: str
    action: str = ""
    note: Any = None


@dataclass
class History:
    """One invented or imported case, as its acts tell it. ``facts`` are what is known at the end.

    ``moved``: the editions to which it went over since the one that it was opened under, and when.
    """

    case: Case
    person: Person
    facts: dict[str, Any]
    acts: list[Did]
    consents: list[tuple[Consent, dict[str, Any]]] = field(default_factory=list)
    assessments: list[tuple[Assessment, dict[str, Any]]] = field(default_factory=list)
    risks: list[tuple[RiskReview, dict[str, Any]]] = field(default_factory=list)
    plan_items: list[tuple[PlanItem, str]] = field(default_factory=list)
    sections: dict[str, Any] = field(default_factory=dict)
    moved: list[tuple[str, dt.datetime]] = field(default_factory=list)


def _told(did: Did) -> tuple[str, dict[str, str]]:
    """The name and the detail that the single act would have written in the journal.

    An imported departure may not say its reason; it is then told as any other act.
    """
    if did.name == DEPARTED and did.note:
        return "case.depart", {"action": did.action, "reason": did.note["reason"]}
    what = "case.open" if did.name == "contact_started" else "case.record_act"
    return what, {"act": did.name, "action": did.action}


def _links(history: History) -> Iterable[Link]:
    case, post = history.case, history.case.post_id
    for did in history.acts:
        what, detail = _told(did)
        yield Link("act", what, did.by, did.typed_at, post, "case", str(case.id), detail)
    for consent, _ in history.consents:
        yield Link(
            "act",
            "consent.record",
            consent.by,
            consent.typed_at,
            post,
            "case",
            str(case.id),
            {"purpose": consent.purpose, "given": consent.given, "recipient": consent.recipient},
        )
    for made, _ in history.assessments:
        yield Link(
            "act",
            "assessment.conclude",
            made.concluded_by,
            made.concluded_at,
            post,
            "case",
            str(case.id),
            {"assessment": made.number},
        )
        if made.signed_at:
            yield Link(
                "act",
                "assessment.sign",
                made.signed_by,
                made.signed_at,
                post,
                "case",
                str(case.id),
                {"assessment": made.number},
            )
    for review, _ in history.risks:
        yield Link(
            "act",
            "risk.review",
            review.by,
            review.typed_at,
            post,
            "case",
            str(case.id),
            {"review": review.number},
        )


def _move(history: History) -> list[Link]:
    """Let it follow each edition that it went over to; the entries that ``move_edition`` would write."""
    case, links = history.case, []
    for edition, at in history.moved:
        before, own = case.edition, case.annex
        case.followed = following.left(case, at)
        case.edition = edition
        said = [fingerprint(edition_by_id(id)) for id in (before, edition)]
        detail = {
            "edition_from": before,
            "edition_to": edition,
            "annex_from": own,
            "annex_to": own,
            "said_from": said[0],
            "said_to": said[1],
        }
        links.append(
            Link("act", "case.edition_moved", SYSTEM.user, at, case.post_id, "case", str(case.id), detail)
        )
    return links


def _seal(history: History, dek: DataKey, draft: DataKey) -> list[Section]:
    """Seal every part of a history under its keys; returns the sections to be written."""
    case = history.case
    at, by = history.acts[-1].typed_at, history.acts[-1].by
    known = {name: {"value": value, "at": at.isoformat(), "by": by} for name, value in history.facts.items()}
    for consent, terms in history.consents:
        consent.terms = Consent.terms.seal(consent, terms, dek)
    for made, content in history.assessments:
        made.sealed = Assessment.sealed.seal(made, content, dek)
    for review, content in history.risks:
        review.sealed = RiskReview.sealed.seal(review, content, dek)
    for item, agreed in history.plan_items:
        item.sealed = PlanItem.sealed.seal(item, {"agreed": agreed}, dek)
    return [
        sections.new_version(case, kind, 1, content, draft if kind == "draft" else dek, at=at, by=by)
        for kind, content in {"facts": known, **history.sections}.items()
    ]


def _acts(history: History, dek: DataKey) -> list[CaseAct]:
    made = []
    for did in history.acts:
        row = CaseAct(
            case=history.case,
            name=did.name,
            action=did.action,
            happened_at=did.happened_at,
            typed_at=did.typed_at,
            by=did.by,
        )
        if did.note:
            row.note = CaseAct.note.seal(row, did.note, dek)
        made.append(row)
    return made


def _planned(history: History, at: dt.datetime) -> list[Obligation]:
    case = history.case
    known = read_facts(edition_of(case), history.facts)
    acts = [Act(did.name, did.happened_at, did.action or None) for did in history.acts]
    rows, first = rows_of(case, known, acts, at)
    put_line(case, known, first)
    return rows


def _write(batch: Sequence[History], at: dt.datetime) -> None:
    create_keys_for = [(h.case.key_id, h.case.draft_key_id) for h in batch]
    create_keys([key for pair in create_keys_for for key in pair], batch[0].case.post_id)
    opened = keys([key for pair in create_keys_for for key in pair])
    rows: list[Obligation] = []
    parts: list[Section] = []
    acts: list[CaseAct] = []
    links: list[Link] = []
    for history in batch:
        links += _move(history)
        dek, draft = opened[history.case.key_id], opened[history.case.draft_key_id]
        parts += _seal(history, dek, draft)
        acts += _acts(history, dek)
        rows += _planned(history, at)
    write_many(h.person for h in batch)
    write_many(h.case for h in batch)
    write_many(parts)
    write_many(acts)
    write_many(c for h in batch for c, _ in h.consents)
    write_many(a for h in batch for a, _ in h.assessments)
    write_many(r for h in batch for r, _ in h.risks)
    write_many(i for h in batch for i, _ in h.plan_items)
    write_many(rows)
    links += [link for history in batch for link in _links(history)]
    append_many(sorted(links, key=lambda link: link.at))


@act("case.bulk_load", requires="system.run")
def load_histories(
    *, actor: Actor, entry: Entry, post_code: str, histories: Iterable[History], at: dt.datetime
) -> int:
    """Write the histories of one post in batches; how many there were."""
    count, source = 0, iter(histories)
    while batch := list(islice(source, BATCH)):
        _write(batch, at)
        count += len(batch)
    entry.about("post", post_code, post=post_code)
    entry.detail(cases=count)
    return count
