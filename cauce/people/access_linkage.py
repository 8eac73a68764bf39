"""The only look-ups of comparisons and of their pairs; who a pair is opens here, and it is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from cauce.custody.journal.door import Absent, as_id, check_may, record_read
from cauce.custody.journal.look_up import of_id
from cauce.rules.permissions import Actor
from cauce.staff.oversight.models import Proposal

from . import vault
from .asking import KIND
from .linkage_batch import SHOWN
from .measuring import answer, labels_of, measured
from .models import Linkage, LinkageLabel, LinkagePair, Person
from .sealing import who_of


@dataclass(frozen=True, slots=True)
class Beside:
    """A pair as two columns of the same fields; None: it can no longer be read."""

    pair: LinkagePair
    left: Mapping[str, str] | None = field(repr=False)
    right: Mapping[str, str] | None = field(repr=False)
    mine: str  # what this reviewer said of it before; '' nothing yet


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is, for one reviewer: pairs, those answered by anybody, by me, by two or more."""

    pairs: int
    answered: int
    mine: int
    twice: int


def linkages(actor: Actor) -> list[Linkage]:
    """Every comparison that ran or may run, newest first. Raises ``Absent``. Nobody is in them."""
    check_may(actor, "linkage.ask")
    return list(Linkage.objects.order_by("-agreed_at"))


def to_estimate(actor: Actor) -> list[Linkage]:
    """Comparisons of lists that ran, newest first, for whoever prepares an estimate: which lists of which
    period. Their counts are read by the estimate and shown to nobody. Raises ``Absent``."""
    check_may(actor, "statistics.prepare")
    rows = Linkage.objects.filter(state__in=("review", "ended")).exclude(histories={})
    return list(rows.order_by("-ran_at"))


def asked(actor: Actor, at: dt.datetime) -> list[Proposal]:
    """What was asked and did not begin: it waits, or was agreed and may be begun. Raises ``Absent``."""
    check_may(actor, "linkage.ask")
    rows = Proposal.objects.filter(kind=KIND, state__in=("waiting", "approved"), expires_at__gt=at)
    return list(rows.order_by("-proposed_at"))


def agreed_to_run(linkage_id: UUID) -> Linkage | None:
    """For a run: what was begun and whose run failed, so that it may be run again; None: nothing was."""
    return Linkage.objects.filter(id=linkage_id, state="agreed").first()


def agreed_for(actor: Actor, linkage_id: UUID | str, at: dt.datetime) -> Proposal:
    """What two people agreed to and this actor may begin. Raises ``Absent``."""
    check_may(actor, "linkage.run", about=("linkage", linkage_id))
    row = Proposal.objects.filter(
        kind=KIND, about_id=str(as_id(linkage_id)), state="approved", expires_at__gt=at
    ).first()
    if row is None:
        raise Absent()
    return row


def linkage_for(actor: Actor, linkage_id: UUID | str, permission: str = "linkage.review") -> Linkage:
    """One comparison. Raises ``Absent``."""
    check_may(actor, permission, about=("linkage", linkage_id))
    return of_id(Linkage.objects, linkage_id)


def progress(actor: Actor, linkage: Linkage) -> Progress:
    """Counts of pairs and answers of a comparison already looked up."""
    rows = LinkagePair.objects.filter(linkage=linkage).annotate(
        said=Count("labels"), own=Count("labels", filter=Q(labels__by=actor.user))
    )
    counts = list(rows.values_list("said", "own"))
    return Progress(
        len(counts),
        sum(said > 0 for said, _ in counts),
        sum(own for _, own in counts),
        sum(said > 1 for said, _ in counts),
    )


def next_pair(actor: Actor, linkage: Linkage, after: int = 0) -> LinkagePair | None:
    """The next pair that this reviewer did not answer, from a number on and then from the first; None:
    none.
    """
    done = LinkageLabel.objects.filter(pair__linkage=linkage, by=actor.user)
    left = LinkagePair.objects.filter(linkage=linkage, sealed__isnull=False).exclude(
        id__in=done.values("pair_id")
    )
    return left.filter(number__gt=after).order_by("number").first() or left.order_by("number").first()


def beside(actor: Actor, linkage: Linkage, number: int) -> Beside:
    """A pair with who the two are, each person opened anew and written down.

    Raises ``Absent``, ``TooMany``.
    """
    check_may(actor, "linkage.review", about=("linkage", linkage.id))
    pair = LinkagePair.objects.select_related("linkage").filter(linkage=linkage, number=number).first()
    if pair is None:
        raise Absent()
    said = pair.labels.filter(by=actor.user).values_list("label", flat=True).first() or ""
    if pair.sealed is None:
        return Beside(pair, None, None, said)
    with transaction.atomic():
        record_read(actor, "linkage.look", about=("linkage_pair", pair.id), post=None)
        who = who_of(pair)
        return Beside(pair, _opened(actor, who["left"]), _opened(actor, who["right"]), said)


def _opened(actor: Actor, side: dict[str, Any]) -> dict[str, str] | None:
    if "row" in side:
        return {name: side["row"].get(name, "") for name in SHOWN}
    person = Person.objects.filter(id=side["person"]).first()
    if person is None:
        return None
    record_read(actor, "identity.match", about=("person", person.id), post=person.post_id, reason="linkage")
    fields = vault.open_latest(person)[1]
    if not fields:
        return None
    return dict.fromkeys(SHOWN, "") | {
        "given": fields.get("given_names", ""),
        "first_surname": fields.get("first_surname", ""),
        "second_surname": fields.get("second_surname", ""),
        "other_names": fields.get("known_as", ""),
        "birth_date": fields.get("birth_date", ""),
    }


def quality_of(linkage: Linkage) -> dict[str, Any]:
    """What the labels say: as they stand, or as they stood when the review ended."""
    return linkage.quality if linkage.state == "ended" else measured(linkage)


def one_person(linkage: Linkage) -> list[tuple[LinkagePair, UUID, UUID]]:
    """Pairs of two cases that two reviewers at least took for one person and that are not merged yet."""
    said = labels_of(linkage)
    found = []
    rows = LinkagePair.objects.filter(linkage=linkage, merged_at=None, sealed__isnull=False)
    for pair in rows.select_related("linkage").order_by("number"):
        answers = said.get(pair.id, {})
        if len(answers) < 2 or answer(answers) is not True:
            continue
        who = who_of(pair)
        sides = [who[side].get("person") for side in ("left", "right")]
        if all(sides) and sides[0] != sides[1]:
            found.append((pair, UUID(sides[0]), UUID(sides[1])))
    return found


def over(on: dt.date) -> list[Linkage]:
    """For the loop: comparisons whose last day is over and whose key is still there."""
    return list(Linkage.objects.exclude(state="ended").filter(ends_on__lt=on))
