"""Headquarters configures types with their dates, by two people."""

from __future__ import annotations

import datetime as dt
import re
import uuid

from django.conf import settings

from cauce.aid.rules.aid import Kind, check_kind
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices

from ..facts import kind_of
from ..models import AidKind

_CODE = re.compile(r"[a-z][a-z0-9_-]{1,39}")


def _evidence_codes() -> list[str]:
    return [one.id for one in current_edition().catalogues["aid_evidence"]]


def _check_new(kind: Kind, names: tuple[str, str]) -> None:
    if not _CODE.fullmatch(kind.code):
        raise BadInput(
            "La clave lleva minúsculas, números y guiones, y empieza con letra.",
            "The code has lower-case letters, numbers and dashes, and begins with a letter.",
            where="code",
            cure_es="Por ejemplo: alimentos.",
            cure_en="For example: food.",
        )
    if not all(name.strip() for name in names):
        raise BadInput(
            "Falta el nombre en los dos idiomas.", "The name in both languages is missing.", where="name_es"
        )
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
        raise BadInput("Ya se decidió.", "It was decided already.", where="decide")
    if kind.drafted_by == actor.user:
        raise BadInput(
            "No lo aprueba quien lo escribió.",
            "Whoever drafted it does not approve it.",
            where="decide",
            cure_es="Pídalo a otra persona de oficinas centrales.",
            cure_en="Ask somebody else of headquarters.",
        )
    if approve:
        _check_dates(kind, at)
    kind.state = "approved" if approve else "turned_down"
    kind.decided_by, kind.decided_at = actor.user, at
    kind.save()
    entry.about("aid_kind", kind.id)
    entry.detail(code=kind.code, approve=approve)


def _check_dates(kind: AidKind, at: dt.datetime) -> None:
    if kind.valid_from < offices.day_at(None, at):
        raise BadInput(
            "Su primer día ya pasó: lo que se pidió entonces no se vuelve a calcular.",
            "Its first day has passed: earlier requests are not recalculated.",
            where="valid_from",
            cure_es="Que se proponga otra vez, desde hoy o después.",
            cure_en="Have it proposed again, from today or later.",
        )
    same = AidKind.objects.filter(
        code=kind.code, population=kind.population, valid_from=kind.valid_from, state="approved"
    )
    if same.exists():
        raise BadInput(
            "Ese día ya empieza otro igual.",
            "Another one like it already begins on that day.",
            where="valid_from",
            cure_es="Cambie el primer día.",
            cure_en="Change the first day.",
        )
    for other in AidKind.objects.filter(code=kind.code, state="approved"):
        if kind_of(other).currency != kind.currency and other.population == kind.population:
            raise BadInput(
                f"«{kind.code}» ya se da en {other.currency}.",
                f"'{kind.code}' is given in {other.currency}.",
                where="currency",
                cure_es="Use otra clave para otra moneda.",
                cure_en="Use another code for another currency.",
            )
