"""Data got out: what happened, whom it touches, how each is warned safely, and who was told."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import create_key
from cauce.rights.rights.models import BreachRecord, Warning
from cauce.rights.rights.sealing import breach as opened
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

bad_input = BadInputs(__file__)

NATURES = tuple(code for code, _ in BreachRecord.NATURES)
WAYS = tuple(code for code, _ in Warning.WAYS)


def _about(entry: Entry, one: BreachRecord, **detail: object) -> None:
    entry.about("breach", one.id, post=one.post_id)
    entry.detail(**detail)


def _check_open(one: BreachRecord) -> None:
    if one.closed_at:
        raise bad_input("this_record_is_closed", where="breach")


@dataclass(frozen=True)
class BreachKnown:
    """What is known of a breach; ``people`` None: not known yet."""

    nature: str
    classes: list[str]
    people: int | None
    happened_on: dt.date | None
    known_at: dt.datetime
    what: str
    actions: str


@act("breach.record", requires="breach.work", on="post")
def record_breach(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    breach: BreachKnown,
    at: dt.datetime,
    incident: uuid.UUID | None = None,
) -> BreachRecord:
    """Write down what is known; ``people`` None: not known yet. Raises ``BadInput``, ``Unknown``."""
    if breach.nature not in NATURES:
        raise unknown("naturalezas", "natures", breach.nature, NATURES, "nature")
    for one in breach.classes:
        if one not in BreachRecord.CLASSES:
            raise unknown("clases de dato", "classes of data", one, BreachRecord.CLASSES, "classes")
    if not breach.what.strip():
        raise bad_input("say_what_happened", where="what")
    made = BreachRecord(
        id=uuid.uuid4(),
        post=post,
        incident=incident,
        nature=breach.nature,
        classes=sorted(breach.classes),
        people=breach.people,
        happened_on=breach.happened_on,
        known_at=breach.known_at,
        recorded_at=at,
        recorded_by=actor.user,
        key_id=uuid.uuid4(),
    )
    create_key(made.key_id, post.code)
    made.sealed = BreachRecord.sealed.seal(
        made, {"what": breach.what.strip(), "actions": breach.actions.strip()}
    )
    made.save(force_insert=True)
    _about(entry, made, nature=breach.nature, classes=made.classes, people=breach.people)
    return made


@act("breach.add_actions", requires="breach.work", on="breach")
def add_actions(
    *, actor: Actor, entry: Entry, breach: BreachRecord, people: int | None, actions: str, at: dt.datetime
) -> None:
    """What was done since, added to what was written; and how many people, once it is known."""
    _check_open(breach)
    content: dict[str, Any] = opened(breach)
    if actions.strip():
        content["actions"] = "\n".join(filter(None, (content["actions"], actions.strip())))
    breach.sealed, breach.people = BreachRecord.sealed.seal(breach, content), people
    breach.save(update_fields=["sealed", "people"])
    _about(entry, breach, people=people)


@act("breach.plan_warning", requires="breach.work", on="breach")
def plan_warning(*, actor: Actor, entry: Entry, breach: BreachRecord, case: Case, way: str) -> Warning:
    """How this person is told without putting her in danger. Said again, the new way counts."""
    _check_open(breach)
    if way not in WAYS:
        raise unknown("maneras de avisar", "ways of warning", way, WAYS, "way")
    made, _ = Warning.objects.update_or_create(
        breach=breach, case=case, defaults={"way": way, "by": actor.user}
    )
    _about(entry, breach, case=str(case.id), way=way)
    return made


@act("breach.warn", requires="breach.work", on="breach")
def warn(*, actor: Actor, entry: Entry, breach: BreachRecord, warning: Warning, at: dt.datetime) -> None:
    """She was told. Raises ``BadInput`` while it is not yet safe to tell her."""
    if warning.breach_id != breach.id or warning.way == "not_yet_safe":
        raise bad_input("there_is_no_safe_way_of_telling", where="way")
    warning.told_at, warning.by = warning.told_at or at, actor.user
    warning.save(update_fields=["told_at", "by"])
    _about(entry, breach, case=str(warning.case_id))


@act("breach.tell_authority", requires="breach.work", on="breach")
def tell_authority(*, actor: Actor, entry: Entry, breach: BreachRecord, at: dt.datetime) -> None:
    """The authority was told, with the record that was taken out for it."""
    breach.told_authority_at = breach.told_authority_at or at
    breach.save(update_fields=["told_authority_at"])
    _about(entry, breach)


@act("breach.close", requires="breach.work", on="breach")
def close_breach_record(*, actor: Actor, entry: Entry, breach: BreachRecord, at: dt.datetime) -> None:
    """Everybody it touches was told, and so was the authority. Raises ``BadInput`` before."""
    _check_open(breach)
    untold = breach.warnings.filter(told_at=None).count()
    if untold or breach.told_authority_at is None or breach.people is None:
        raise bad_input("somebody_or_authority_is_still", where="breach")
    breach.closed_at, breach.closed_by = at, actor.user
    breach.save(update_fields=["closed_at", "closed_by"])
    _about(entry, breach)
