"""Who may be the same person, by marks alone; the two are then opened and compared, and that is written
down.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max

from cauce.custody.journal.door import check_may, record_read
from cauce.custody.keystore import mark
from cauce.rules.permissions import Actor

from . import vault
from .identity_match import alike
from .models import Identity, Mark, Marking, MarkKey, Person

# So that nobody finds out who is known elsewhere by typing one name after another. This house's choice:
# the first time and two corrections in a month, and ten people a day written down by one officer.
A_MONTH, A_DAY = 3, 10
COMMON = 6  # whoever shares a mark with more people than this is put beside nobody by it


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two persons of two posts who share a mark. ``pair`` names the two, ``versions`` what was known of
    them: both are keyed digests."""

    one: UUID
    other: UUID
    pair: str
    versions: str


def mark_key() -> UUID | None:
    """The key of the marks; None: nothing was ever marked."""
    return MarkKey.objects.values_list("key_id", flat=True).order_by("made_at").first()


@dataclass(frozen=True, slots=True)
class ToMark:
    """One identity to mark. ``counts``: False where it was marked so before, and is only put back."""

    person: UUID
    version: int
    by: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Due:
    """Whose identities are to be marked, whose marks go, and who waits because of the limits."""

    new: tuple[ToMark, ...]
    gone: frozenset[UUID]
    held: frozenset[UUID]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


def due(wanted: Mapping[UUID, str], at: dt.datetime) -> Due:
    """What the marks lack. ``wanted``: person → who wrote down that they want to be compared."""
    marked = set(Mark.objects.values_list("person_id", flat=True).distinct())
    known: dict[UUID, list[tuple[int, dt.datetime]]] = defaultdict(list)
    for person, version, when in Marking.objects.filter(person__in=list(wanted)).values_list(
        "person_id", "version", "at"
    ):
        known[person].append((version, when))
    newest = dict(
        Identity.objects.filter(person__in=list(wanted)).values_list("person").annotate(Max("version"))
    )
    month, day = at - dt.timedelta(days=30), at - dt.timedelta(days=1)
    today = Counter(Marking.objects.filter(at__gt=day).values_list("asked_by", flat=True))
    new, held = [], set()
    for person, version in sorted(newest.items(), key=str):
        versions = {one for one, _ in known[person]}
        if version in versions:
            if person not in marked and version == max(versions):
                new.append(ToMark(person, version, wanted[person], counts=False))
            continue
        by = wanted[person]
        if sum(when > month for _, when in known[person]) >= A_MONTH or today[by] >= A_DAY:
            held.add(person)
            continue
        today[by] += 1
        new.append(ToMark(person, version, by, counts=True))
    gone = (marked - newest.keys()) | (held & marked)
    return Due(tuple(new), frozenset(gone), frozenset(held))


def meetings(actor: Actor, persons: Collection[UUID]) -> list[Meeting]:
    """Who of these persons meets whom at another post, each two once.

    For the loop alone. Raises ``Absent``.
    """
    check_may(actor, "system.run")
    key = mark_key()
    if key is None:
        return []
    shared = (
        Mark.objects.values("kind", "mark").annotate(many=Count("id")).filter(many__gt=1, many__lte=COMMON)
    )
    held: dict[tuple[str, str], list[tuple[UUID, str]]] = defaultdict(list)
    for row in shared:
        rows = Mark.objects.filter(kind=row["kind"], mark=row["mark"], person__in=list(persons))
        held[row["kind"], row["mark"]] = list(rows.values_list("person_id", "person__post_id"))
    pairs = {
        tuple(sorted((one, other), key=str))
        for people in held.values()
        for (one, here), (other, there) in combinations(people, 2)
        if here != there
    }
    ids = {id for pair in pairs for id in pair}
    newest = dict(Identity.objects.filter(person__in=ids).values_list("person").annotate(Max("version")))
    return [
        Meeting(
            one,
            other,
            mark(key, "pair", f"{one}|{other}"),
            mark(key, "versions", f"{one}|{newest.get(one)}|{other}|{newest.get(other)}"),
        )
        for one, other in sorted(pairs, key=str)
    ]


def may_be_one(actor: Actor, met: Meeting) -> bool:
    """Open both, compare, forget: a yes or a no leaves the vault. Both readings are journalled."""
    check_may(actor, "system.run")
    with transaction.atomic():
        found = []
        # By post: the journals of two posts are locked in one order everywhere.
        for person in Person.objects.filter(id__in=[met.one, met.other]).order_by("post_id", "id"):
            record_read(
                actor, "identity.match", about=("person", person.id), post=person.post_id, reason="elsewhere"
            )
            found.append(vault.open_latest(person)[1])
    return len(found) == 2 and alike(*found)
