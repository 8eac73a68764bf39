"""The bulk door of referrals, for the demonstration and imports only: same table, same journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils import timezone

from cauce.cases.facts import vocabulary_of, zone_of
from cauce.cases.models import Consent
from cauce.custody.journal.bulk_rows import write_many
from cauce.custody.journal.chain import Link, append_many
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import create_keys, unseal_many
from cauce.custody.keystore.store import keys
from cauce.rules import referral as rules
from cauce.rules.consent import ConsentGiven, Consents, may
from cauce.rules.permissions import Actor

from ..models import Referral, Step
from ..telling import check_fields
from ._shared import amounts
from .sending import NoConsent

BATCH = 500


@dataclass
class Sent:
    """One referral of a history: its row, what it shares, its steps in order (act, side, at, by)."""

    referral: Referral
    post: str
    shared: dict[str, Any]
    steps: Sequence[tuple[str, str, Any, str]]


def _walk(sent: Sent) -> list[Step]:
    referral, state, made = sent.referral, "draft", []
    read_at = None
    for number, (name, side, at, by) in enumerate(sent.steps, 1):
        state = rules.advance(state, name, by=side)
        read_at = at if state == "acknowledged" else read_at
        made.append(Step(referral=referral, number=number, act=name, state=state, at=at, by=by, side=side))
        if name in ("accept", "reject"):
            referral.answered_at = at
    referral.state = state
    within = amounts(referral.sent_at, zone_of(referral.case))
    referral.due_at = rules.due(
        state, referral.priority, sent_at=referral.sent_at, acknowledged_at=read_at, amounts=within
    )
    if referral.priority in rules.PRESSING:
        referral.due_at = rules.sooner(referral.due_at, referral.sent_at + within[referral.priority])
    return made


def _terms(consents: Sequence[Consent]) -> dict[Any, dict[str, Any]]:
    opened = unseal_many(Consent.terms.blob(one) for one in consents)
    return {one.id: terms for one, terms in zip(consents, opened, strict=True)}


def _check(sent: Sent, terms: dict[str, Any]) -> None:
    """A history obeys the same rule as an act: her yes, then, for this receiver and these data."""
    referral, consent = sent.referral, sent.referral.consent
    answer = ConsentGiven(
        "referral",
        "yes" if consent.given else "no",
        consent.given_at,
        recipient=consent.recipient or None,
        fields=frozenset(terms.get("fields", ())),
        expires_at=consent.expires_at,
        withdrawn_at=consent.withdrawn_at,
    )
    recipient = str(referral.service.organization_id)
    words = vocabulary_of(referral.case)
    verdict = may(Consents(words, (answer,)), "referral", referral.sent_at, recipient, frozenset(sent.shared))
    if consent.case_id != referral.case_id or not verdict.allowed:
        raise NoConsent(verdict.reason.es, verdict.reason.en)
    check_fields(words, sent.shared)


def _write(batch: Sequence[Sent]) -> None:
    for post in {sent.post for sent in batch}:
        create_keys([s.referral.id for s in batch if s.post == post], post)
    opened = keys(sent.referral.id for sent in batch)
    told = _terms([sent.referral.consent for sent in batch])
    now = timezone.now()
    steps: list[Step] = []
    links: list[Link] = []
    for sent in batch:
        steps += _walk(sent)
        referral = sent.referral
        _check(sent, told[referral.consent_id])
        # What her yes no longer carries is not kept for anybody.
        stands = referral.consent.withdrawn_at is None and referral.consent.expires_at > now
        referral.fields = sorted(sent.shared)
        referral.carried_at = referral.sent_at if stands else None
        referral.shared = Referral.shared.seal(referral, sent.shared, opened[referral.id]) if stands else None
        links += [
            Link(
                "act",
                "referral.send" if name == "send" else f"referral.{name}",
                by,
                at,
                sent.post,
                "referral",
                str(referral.id),
                {"need": referral.need},
            )
            for name, _, at, by in sent.steps
        ]
    write_many(sent.referral for sent in batch)
    write_many(steps)
    append_many(sorted(links, key=lambda link: link.at))


@act("referral.bulk_load", requires="system.run")
def load_referrals(*, actor: Actor, entry: Entry, post_code: str, rows: Iterable[Sent]) -> int:
    """Write the referrals of one post in batches; how many there were."""
    count, source = 0, iter(rows)
    while batch := list(islice(source, BATCH)):
        _write(batch)
        count += len(batch)
    entry.about("post", post_code, post=post_code)
    entry.detail(referrals=count)
    return count
