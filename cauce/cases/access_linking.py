"""Who of the cases may be compared with other lists, and how many may not, by reason. No name here."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from cauce.custody.keystore import KeyGone, Sealed
from cauce.people.asking import Terms
from cauce.people.linkage_batch import Known, Permitted
from cauce.protocol.editions.access import current_edition
from cauce.rules.consent import ConsentGiven, Consents, may
from cauce.staff.offices import access as offices

from .facts import facts_of, vocabulary_of
from .models import Case, Consent

PURPOSE = "counting"
SEX = {"woman": "F", "man": "M", "other": "X"}
# With a law as basis whoever was not asked is taken; whoever said no, or no longer, never is.
STOPPED = ("refused", "withdrawn")


def permitted(terms: Terms, at: dt.datetime) -> Permitted:
    """The persons of the cases of a period that their own yes, or a confirmed law, lets be compared.

    One of them once, by the latest of their cases. For the run of ``cases.linking`` alone, after two
    people agreed: its act and the reading of the vault are what the journal holds.
    """
    left_out: Counter[str] = Counter()
    persons: dict[UUID, Known] = {}
    stopped: set[UUID] = set()  # a no in any of their cases is a no
    origins = {row["channel"]: row for row in current_edition(at).catalogues["first_detection"]}
    for cases in _by_fifties(terms):
        said = _answers(cases)
        for case in cases:
            why = _left_out(case, said.get(case.id, []), terms.basis, at)
            if why in STOPPED:
                stopped.add(case.person_id)
            if why:
                left_out[why] += 1
            elif case.person_id not in persons:
                persons[case.person_id] = _known(case, origins)
    for person in stopped & persons.keys():
        del persons[person]
    return Permitted(persons, dict(left_out))


def _by_fifties(terms: Terms) -> Iterator[list[Case]]:
    """Cases that began in the period on the day of their post, the latest first."""
    margin = dt.timedelta(days=1)
    rows = (
        Case.objects.everywhere("numbers")
        .select_related("post")
        .filter(
            opened_at__gte=dt.datetime.combine(terms.since - margin, dt.time(), dt.UTC),
            opened_at__lt=dt.datetime.combine(terms.until + margin, dt.time(), dt.UTC),
        )
    )
    if terms.posts:
        rows = rows.filter(post_id__in=terms.posts)
    some: list[Case] = []
    for case in rows.order_by("-opened_at", "id").iterator(chunk_size=500):
        if not terms.since <= offices.day_at(case.post, case.opened_at) < terms.until:
            continue
        some.append(case)
        if len(some) == 50:
            yield some
            some = []
    if some:
        yield some


def _answers(cases: list[Case]) -> dict[Any, list[ConsentGiven]]:
    found: dict[Any, list[ConsentGiven]] = {}
    for row in Consent.objects.filter(case__in=cases, purpose=PURPOSE):
        found.setdefault(row.case_id, []).append(
            ConsentGiven(
                purpose=PURPOSE,
                decision="yes" if row.given else "no",
                given_at=row.given_at,
                expires_at=row.expires_at,
                withdrawn_at=row.withdrawn_at,
            )
        )
    return found


def _left_out(case: Case, said: list[ConsentGiven], basis: str, at: dt.datetime) -> str:
    """Why somebody is not compared, by code; empty: they may be."""
    if case.blocked_at or case.erased_at:
        return "blocked"
    if case.keeping != "given":
        return "not_kept"
    verdict = may(Consents(vocabulary_of(case), tuple(said)), PURPOSE, at)
    if verdict.state in STOPPED:
        return verdict.state
    return "" if verdict.allowed or basis == "law" else verdict.state


def _known(case: Case, origins: dict[str, dict[str, str]]) -> Known:
    try:
        facts = facts_of(case)
    except (KeyGone, Sealed):
        facts = {}
    speaks = facts.get("person.indigenous_language")
    indigenous = "" if speaks is None else "yes" if speaks else "no"
    came = origins.get(facts.get("contact.channel", ""), {})
    return Known(
        case.post_id,
        SEX.get(facts.get("person.sex", ""), ""),
        indigenous,
        came.get("origin", ""),
        came.get("first_detected_by", ""),
    )


def cases_of(person: UUID) -> list[Case]:
    """The cases of a person, for the subjects of the figures; whoever asks is inside an act of theirs."""
    return list(Case.objects.select_related("post").filter(person_id=person).order_by("opened_at"))
