"""From rows to what the rules read: facts, acts and consents of a case. One way only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cauce.content.loader import Edition
from cauce.content.vocabulary import Vocabulary
from cauce.custody.keystore import unseal_many
from cauce.protocol.editions.access import current_edition, edition_under
from cauce.rules.consent import ConsentGiven, Consents, may, may_still
from cauce.rules.pathway import Act, Obligation, read_facts

from . import sections
from .following import DONE, following, planned
from .models import Case, CaseAct, Consent

CLOSED = ("closed", "closed_referred", "voided")
NEVER = datetime.max.replace(tzinfo=UTC)
Answer = tuple[Consent, dict[str, Any]]  # an answer about consent, and its terms


def edition_of(case: Case) -> Edition:
    """The edition that the case follows, with what its post adds; a closed one keeps its last."""
    return edition_under(case.edition, case.post_id, case.annex)


def vocabulary_of(case: Case) -> Vocabulary:
    """What consent can be asked for in a case, to whom and which data: by its own edition; with the purposes
    of the one in force, so that what is asked from today can be asked before the case moves."""
    return edition_of(case).vocabulary.with_new(current_edition().vocabulary)


def facts_of(case: Case) -> dict[str, Any]:
    """The known facts by id, without who said so and when; what is not known is not in it."""
    stored = sections.latest(case, "facts")[1] or {}
    return read_facts(edition_of(case), {name: e["value"] for name, e in stored.items()})


def facts_with_hours(
    case: Case, read: dict[str, dict[str, Any]] | None = None
) -> dict[str, tuple[Any, datetime]]:
    """The same, each with the hour at which it was said. ``read``: the section, where it was read already."""
    stored = (sections.latest(case, "facts")[1] or {}) if read is None else read
    values = read_facts(edition_of(case), {name: e["value"] for name, e in stored.items()})
    return {name: (value, datetime.fromisoformat(stored[name]["at"])) for name, value in values.items()}


def is_known_since(case: Case, name: str, at: datetime) -> bool:
    """Whether the value that a fact has now is of after this instant: what came before does not undo it."""
    stored = (sections.latest(case, "facts")[1] or {}).get(name)
    return stored is not None and datetime.fromisoformat(stored["at"]) > at


def facts_of_many(cases: Sequence[Case]) -> dict[Any, dict[str, Any]]:
    """The known facts of each of these cases by its id, read at once; nothing known: no entry."""
    by_id = {case.id: case for case in cases}
    return {
        id: read_facts(edition_of(by_id[id]), {name: e["value"] for name, e in kept["facts"].items()})
        for id, kept in sections.latest_of_many(cases, ("facts",)).items()
    }


def acts_of(case: Case) -> list[Act]:
    """Every act, at the instant it happened, in the order in which they were written."""
    rows = CaseAct.objects.filter(case=case).order_by("id").values_list("name", "happened_at", "action")
    return [Act(name, at, action or None) for name, at, action in rows]


def written_acts(case: Case) -> list[CaseAct]:
    """Every act as it was written, the newest first; their notes stay sealed."""
    return list(CaseAct.objects.filter(case=case).order_by("-happened_at", "-id"))


def as_acts(rows: Iterable[CaseAct]) -> list[Act]:
    """The same for the rules, in the order in which they were written."""
    written = sorted(rows, key=lambda row: row.pk)
    return [Act(row.name, row.happened_at, row.action or None) for row in written]


def plan_of(case: Case, at: datetime) -> tuple[Obligation, ...]:
    """What the Protocol now requires of the case, computed afresh with its reasons."""
    found = planned(following(case), facts_of(case), acts_of(case), at, case.post_id)[0]
    return kept_here(case, found, at)


def zone_of(case: Case) -> ZoneInfo:
    return ZoneInfo(case.post.time_zone)


def consents_of(case: Case, answers: Sequence[Answer] | None = None) -> Consents:
    """Every answer about consent, as the rules read it; of a joined file, also each no of the other.

    ``answers``: those of this file, where they were read already.
    """
    return own_consents(case, answers).with_more(narrowing(case))


def answers_of(case: Case) -> list[Answer]:
    """The answers about consent of this file with their terms, the oldest first."""
    rows = Consent.objects.filter(case=case).order_by("given_at", "typed_at")
    return [(row, Consent.terms.open(row, case.key_id)) for row in rows]


def own_consents(case: Case, answers: Sequence[Answer] | None = None) -> Consents:
    """The answers that stand in this file alone; of an imported case, first that none is recorded."""
    words = vocabulary_of(case)
    before = _unrecorded(words, case.opened_at) if case.imported else ()
    read = answers_of(case) if answers is None else answers
    return Consents(words, (*before, *(_given(row, terms) for row, terms in read)))


def _unrecorded(words: Vocabulary, since: datetime) -> tuple[ConsentGiven, ...]:
    """What an earlier register leaves of every purpose: no answer, which any real one replaces."""
    return tuple(ConsentGiven(purpose, "not_recorded", since) for purpose in words.purposes)


def other_of(case: Case) -> Case | None:
    """The file of the same person at another post; None: it is not joined, or that one was erased."""
    if case.joined_with_id is None:
        return None
    rows = Case.objects.select_related("post", "person", "officer")
    return rows.filter(id=case.joined_with_id, erased_at=None).first()


def narrowing(case: Case) -> list[ConsentGiven]:
    """What the other of two joined files narrows: each no, and each yes taken back. Never a yes.

    One from before counts from the moment of the join, so that it stands against every earlier yes
    and gives way only to what the person says afterwards.
    """
    other = other_of(case)
    if other is None or case.joined_at is None:
        return []
    said, now = own_consents(other), timezone.now()
    found = []
    for purpose, recipient in sorted({(one.purpose, one.recipient or "") for one in said}):
        verdict = may(said, purpose, now, recipient or None)
        if verdict.state not in ("refused", "withdrawn") or verdict.consent is None:
            continue
        no = verdict.consent
        since = max(no.withdrawn_at or no.given_at, case.joined_at)
        found.append(
            ConsentGiven(
                purpose=no.purpose,
                decision="no",
                given_at=since,
                recipient=no.recipient,
                language=no.language,
                way=no.way,
            )
        )
    return found


def _given(row: Consent, terms: dict[str, Any]) -> ConsentGiven:
    return ConsentGiven(
        purpose=row.purpose,
        recipient=row.recipient or None,
        fields=frozenset(terms.get("fields", ())),
        decision="yes" if row.given else "no",
        language=terms.get("language", ""),
        interpreter=terms.get("interpreter", "none"),
        given_at=row.given_at,
        expires_at=row.expires_at,
        withdrawn_at=row.withdrawn_at,
        way=terms.get("way", ""),
    )


def agreed_of_many(asked: Sequence[tuple[Case, str]], purpose: str, at: datetime) -> list[frozenset[str]]:
    """``agreed_fields`` for many cases and recipients at once, in the order in which they are asked."""
    key_ids = {case.id: case.key_id for case, _ in asked}
    rows = list(Consent.objects.filter(case__in=key_ids, purpose=purpose).order_by("given_at", "typed_at"))
    opened = unseal_many(Consent.terms.blob(row, key_ids[row.case_id]) for row in rows)
    by_case: dict[Any, list[ConsentGiven]] = {}
    for row, terms in zip(rows, opened, strict=True):
        by_case.setdefault(row.case_id, []).append(_given(row, terms))
    for case in {case.id: case for case, _ in asked if case.joined_with_id}.values():
        by_case.setdefault(case.id, []).extend(narrowing(case))
    said = (Consents(vocabulary_of(case), tuple(by_case.get(case.id, ()))) for case, _ in asked)
    verdicts = [may(one, purpose, at, to) for one, (_, to) in zip(said, asked, strict=True)]
    return [v.consent.fields if v.allowed and v.consent else frozenset() for v in verdicts]


def agreed_fields(case: Case, purpose: str, recipient: str, at: datetime) -> frozenset[str]:
    """Which data the person agrees to share with this recipient at this moment; empty: none."""
    verdict = may(consents_of(case), purpose, at, recipient)
    return verdict.consent.fields if verdict.allowed and verdict.consent else frozenset()


def still_agreed(case: Case, purpose: str, recipient: str, since: datetime, at: datetime) -> frozenset[str]:
    """Which data the yes given at ``since`` still carries to this recipient, by all that was said after
    it; empty: none. For what was shared by that one yes, where the same recipient is asked other things."""
    said = own_consents(case)  # what went out by a yes of this file is not called back by a join
    first, last = may_still(said, purpose, at, recipient, since), may(said, purpose, at, recipient)
    if not (first.allowed and last.allowed and first.consent and last.consent):
        return frozenset()
    return first.consent.fields & last.consent.fields


def kept_here(case: Case, found: Sequence[Obligation], at: datetime) -> tuple[Obligation, ...]:
    """Of two joined files, what this one still asks for: nothing that was done in the other, and of
    what both ask for, the one that is due first (of two alike, the one of the file that leads)."""
    other = other_of(case)
    if other is None or other.status in CLOSED:
        return tuple(found)  # what a closed one still asked for went when it closed
    theirs = {
        one.action: one
        for one in planned(following(other), facts_of(other), acts_of(other), at, other.post_id)[0]
    }
    return tuple(
        one for one in found if one.state in DONE or not _stands_there(case, one, theirs.get(one.action))
    )


def _stands_there(case: Case, here: Obligation, there: Obligation | None) -> bool:
    if there is None or there.state == "not_required" or here.state == "not_required":
        return False
    if there.state in DONE:
        return True
    ours, others = here.due or NEVER, there.due or NEVER
    return others < ours or (others == ours and not case.leads)
