"""Headquarters configures types with their dates, by two people."""

from __future__ import annotations

import datetime as dt
import re
import uuid

from django.conf import settings

from cauce.aid.rules.aid import Kind, check_kind
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices

from ..facts import kind_of
from ..models import AidKind

bad_input = BadInputs(__file__)

_CODE = re.compile(r"[a-z][a-z0-9_-]{1,39}")


def _evidence_codes() -> list[str]:
    return [one.id for one in current_edition().catalogues["aid_evidence"]]


def _check_new(kind: Kind, names: tuple[str, str]) -> None:
    if not _CODE.fullmatch(kind.code):
        raise bad_input("the_code_has_lower_case_letters", where="code")
    if not all(name.strip() for name in names):
        raise bad_input("the_name_in_both_languages_is_missing", where="name_es")
    check_kind(kind, _evidence_codes())


@act("aid.draft_kind", requires="aid.draft")
def draft_kind(
    *,
    actor: Actor,
    entry: Entry,
    kind: Kind,
    name_es: str,
    name_en: str,
    at: dt.datetime,
    example: bool | None = None,
) -> AidKind:
    """Propose a type from a day on; it holds once another person approves it.

    ``example`` None: as this server is (the demonstration's types are all invented).
    Raises ``BadInput``, ``Unknown``.
    """
    _check_new(kind, (name_es, name_en))
    made = AidKind.objects.create(
        id=uuid.uuid4(),
        code=kind.code,
        name_es=name_es.strip(),
        name_en=name_en.strip(),
        population=kind.population,
        unit=kind.unit,
        ceiling=kind.ceiling,
        currency=kind.currency,
        evidence=sorted(kind.evidence),
        approver=kind.approver,
        valid_from=kind.valid_from,
        valid_to=kind.valid_to,
        example=settings.DEMO if example is None else example,
        drafted_by=actor.user,
        drafted_at=at,
    )
    entry.about("aid_kind", made.id)
    entry.detail(code=made.code, population=made.population, valid_from=made.valid_from.isoformat())
    return made


@act("aid.decide_kind", requires="aid.publish", on="kind")
def decide_kind(*, actor: Actor, entry: Entry, kind: AidKind, approve: bool, at: dt.datetime) -> None:
    """Another person lets it hold, or turns it down; a past first day is refused: nothing is rewritten.

    Raises ``BadInput`` for whoever drafted it, what was decided already, or a day that is taken.
    """
    if kind.state != "draft":
        raise bad_input("it_was_decided_already", where="decide")
    if kind.drafted_by == actor.user:
        raise bad_input("whoever_drafted_it_does_not_approve_it", where="decide")
    if approve:
        _check_dates(kind, at)
    kind.state = "approved" if approve else "turned_down"
    kind.decided_by, kind.decided_at = actor.user, at
    kind.save()
    entry.about("aid_kind", kind.id)
    entry.detail(code=kind.code, approve=approve)


def _check_dates(kind: AidKind, at: dt.datetime) -> None:
    if kind.valid_from < offices.day_at(None, at):
        raise bad_input("its_first_day_has_passed", where="valid_from")
    same = AidKind.objects.filter(
        code=kind.code, population=kind.population, valid_from=kind.valid_from, state="approved"
    )
    if same.exists():
        raise bad_input("another_one_like_it_already_begins", where="valid_from")
    for other in AidKind.objects.filter(code=kind.code, state="approved"):
        if kind_of(other).currency != kind.currency and other.population == kind.population:
            raise bad_input(
                "code_is_given_in_currency", where="currency", code=kind.code, currency=other.currency
            )
