"""The only way by which identities reach the linkage: what two people agreed to, once, in memory.

Nothing of a row is written anywhere here. What comes back holds opaque numbers, levels and counts,
and of the pairs that people will look at what ``keep_linkage`` seals under the key of this comparison.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal.door import check_may, record_read
from cauce.methods import linkage as library
from cauce.methods.extras import need
from cauce.methods.linkage import Linked, Pair, Record
from cauce.methods.linkage.records import pairs_possible
from cauce.rules.permissions import Actor

from . import vault
from .asking import Terms, read_terms
from .models import Linkage
from .outside_lists import CONSULAR, OutsideList

bad_input = BadInputs(__file__)

DRAWN = 50  # ways in which the linkage may have been otherwise: counts that the estimate pools
TO_REVIEW = 240  # more than the 200 without which nothing is measured: some will stay unsure
PLACES = library.LISTS[:2]  # where posts stand that are compared with each other
SHOWN = (
    "given",
    "first_surname",
    "second_surname",
    "other_names",
    "birth_date",
    "sex",
    "state",
    "municipality",
    "curp",
)


@dataclass(frozen=True, slots=True)
class Permitted:
    """Whom the floor above found that may be compared, and how many it left out, by reason.

    ``persons``: id → post, sex (F, M, X or ''), group and origin of the contact.
    """

    persons: Mapping[UUID, Known]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What a case says of a person that the vault does not."""

    post: str
    sex: str = ""
    indigenous: str = ""  # yes, no, or '' where it is not known
    origin: str = ""
    first: str = ""  # the list that detected first, as this record says


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair to look at; ``sides``: for each, the person of a case, or the row of a list to be sealed."""

    number: int
    lists: tuple[str, str]
    levels: Mapping[str, str]
    stratum: str
    stands_for: float
    chance: float
    weight: float
    linked: bool
    sides: tuple[dict[str, Any], dict[str, Any]]
    groups: Mapping[str, str]

    def __repr__(self) -> str:  # nobody in a log
        return f"Sample({self.number})"


@dataclass(frozen=True, slots=True)
class Found:
    """What came out: counts, histories, the sample; no list of persons."""

    counts: dict[str, Any]
    histories: dict[str, Any]
    model: str
    threshold: float
    sample: tuple[Sample, ...] = field(repr=False, default=())


def linkage_batch(
    actor: Actor,
    linkage: Linkage,
    permitted: Permitted,
    outside: Sequence[OutsideList],
    *,
    at: dt.datetime,
    backend: str = "duckdb",
) -> Found:
    """Open the identities that may be compared, compare them and forget them.

    The reading is journalled first, with counts only. Raises ``Absent``, and ``BadInput`` where two
    people did not agree to it, it ran already, a list is missing or there is none to compare.
    """
    check_may(actor, "linkage.run", about=("linkage", linkage.id))
    need("linkage")
    terms = read_terms(linkage.terms)
    _check_agreed(linkage, terms, outside, at)
    with transaction.atomic():
        record_read(
            actor,
            "linkage.take",
            about=("linkage", linkage.id),
            post=None,
            persons=len(permitted.persons),
            left_out=sum(permitted.left_out.values()),
            rows=sum(len(one.records) for one in outside),
        )
        records, whose = _consular(permitted)
    try:
        lists = {CONSULAR: records} | {one.name: list(one.records) for one in outside}
        if min(map(len, lists.values())) == 0:
            raise bad_input("one_of_lists_was_left_with_nobody", where="lists")
        if terms.between_posts:
            linked = _between(terms, records, whose, permitted, backend)
        else:
            linked = library.link(lists, expected=_expected(terms, lists), backend=backend)
        return _found(terms, linked, lists, whose, permitted, outside)
    finally:
        # References go at once; what the interpreter keeps of freed memory, nobody can promise.
        records.clear()
        whose.clear()


def _check_agreed(linkage: Linkage, terms: Terms, outside: Sequence[OutsideList], at: dt.datetime) -> None:
    if linkage.state != "agreed" or linkage.asked_by == linkage.agreed_by:
        raise bad_input("comparison_was_made_already_or_two_people_did", where="linkage")
    given = [one.name for one in outside]
    if sorted(given) != sorted(terms.lists):
        raise BadInput(
            f"Se acordó comparar: {', '.join(terms.lists) or 'solo los consulados'}; llegó: "
            f"{', '.join(given) or 'ninguna lista'}.",
            f"What was agreed: {', '.join(terms.lists) or 'posts alone'}; what came: "
            f"{', '.join(given) or 'no list'}.",
            where="lists",
            cure_es="Dé un archivo por cada lista acordada, y ninguno más.",
            cure_en="Give one file for each list agreed to, and no other.",
        )


def _consular(permitted: Permitted) -> tuple[list[Record], dict[str, UUID]]:
    """The records of the cases under numbers that mean nothing elsewhere, and whose each is."""
    records: list[Record] = []
    whose: dict[str, UUID] = {}
    for person, fields in vault.open_some(permitted.persons):
        if not fields.get("given_names") or not (fields.get("first_surname") or fields.get("second_surname")):
            continue
        born = fields.get("birth_date")
        id = uuid4().hex
        whose[id] = person
        records.append(
            Record(
                id=id,
                list=CONSULAR,
                given=fields["given_names"],
                first_surname=fields.get("first_surname", ""),
                second_surname=fields.get("second_surname", ""),
                other_names=tuple(filter(None, [fields.get("known_as", "")])),
                birth_date=dt.date.fromisoformat(born) if born else None,
                sex=permitted.persons[person].sex,
            )
        )
    return records, whose


def _expected(terms: Terms, lists: Mapping[str, Sequence[Record]]) -> int:
    """What was agreed, or the most that so few records allow."""
    possible = pairs_possible({name: len(many) for name, many in lists.items()})
    return max(1, min(terms.expected, possible - 1))


def _between(
    terms: Terms,
    records: Sequence[Record],
    whose: Mapping[str, UUID],
    permitted: Permitted,
    backend: str,
) -> Linked:
    """Every two posts beside each other: posts are numbered, and each bit of the number parts them.

    Two different numbers differ in some bit, so that no pair of posts is left out, in a handful of rounds.
    """
    at_post = {one.id: permitted.persons[whose[one.id]].post for one in records}
    posts = sorted(set(at_post.values()))
    if len(posts) < 2:
        raise bad_input("all_are_of_one_post", where="posts")
    best: dict[frozenset[str], Pair] = {}
    last: Linked | None = None
    for bit in range((len(posts) - 1).bit_length()):
        sides: tuple[list[Record], list[Record]] = ([], [])
        for one in records:
            side = posts.index(at_post[one.id]) >> bit & 1
            sides[side].append(replace(one, list=PLACES[side]))
        lists = dict(zip(PLACES, sides, strict=True))
        last = library.link(lists, expected=_expected(terms, lists), one_to_one=False, backend=backend)
        for pair in last.pairs:
            key = frozenset((pair.left, pair.right))
            if key not in best or pair.chance > best[key].chance:
                best[key] = replace(pair, lists=(CONSULAR, CONSULAR))
    assert last is not None
    pairs = tuple(sorted(best.values(), key=lambda one: -one.chance))
    ids = {CONSULAR: tuple(one.id for one in records)}
    return replace(last, pairs=pairs, ids=ids, sizes={CONSULAR: len(records)})


def _found(
    terms: Terms,
    linked: Linked,
    lists: Mapping[str, Sequence[Record]],
    whose: Mapping[str, UUID],
    permitted: Permitted,
    outside: Sequence[OutsideList],
) -> Found:
    by_id = {one.id: one for many in lists.values() for one in many}
    known = {id: permitted.persons[person] for id, person in whose.items()}
    groups = _groups(by_id.values(), known)
    sample = tuple(
        Sample(
            number,
            one.pair.lists,
            one.pair.levels,
            one.stratum,
            one.weight,
            one.pair.chance,
            one.pair.weight,
            one.pair.linked,
            (_side(by_id[one.pair.left], whose), _side(by_id[one.pair.right], whose)),
            groups.get(one.pair.left, {}),
        )
        for number, one in enumerate(
            library.sample_for_review(linked, TO_REVIEW, seed=uuid4().int % 2**32), start=1
        )
    )
    return Found(
        _counts(terms, linked, lists, permitted, outside),
        _histories(terms, linked, known, outside),
        linked.model,
        linked.threshold,
        sample,
    )


def _groups(records: Iterable[Record], known: Mapping[str, Known]) -> dict[str, dict[str, str]]:
    """By record, the groups in which precision and recall are measured; what is not known is left out."""
    found = {}
    for one in records:
        case = known.get(one.id)
        own = {"indigenous": case.indigenous if case else "", "sex": one.sex}
        found[one.id] = {name: value for name, value in own.items() if value}
    return found


def _side(record: Record, whose: Mapping[str, UUID]) -> dict[str, Any]:
    """Who a side is: the person, opened anew when looked at, or the row of a list, to be sealed."""
    if record.id in whose:
        return {"person": str(whose[record.id])}
    shown = {name: getattr(record, name) for name in SHOWN}
    shown["other_names"] = ", ".join(record.other_names)
    shown["birth_date"] = record.birth_date.isoformat() if record.birth_date else ""
    return {"row": shown}


def _counts(
    terms: Terms,
    linked: Linked,
    lists: Mapping[str, Sequence[Record]],
    permitted: Permitted,
    outside: Sequence[OutsideList],
) -> dict[str, Any]:
    nameless = len(permitted.persons) - len(lists[CONSULAR])
    left_out = dict(permitted.left_out) | ({"no_identity": nameless} if nameless else {})
    return {
        "lists": {CONSULAR: {"taken": len(lists[CONSULAR]), "left_out": left_out}}
        | {
            one.name: {
                "taken": len(one.records),
                "left_out": dict(Counter(why for _, why in one.refused)),
                "rows": [
                    [line, why, *([one.first[line]] if line in one.first else [])]
                    for line, why in one.refused[:500]
                ],
                "dropped": dict(one.dropped),
            }
            for one in outside
        },
        "candidates": linked.candidates,
        "pairs": len(linked.pairs),
        "linked": len(linked.links),
        "expected": terms.expected,
    }


def _histories(
    terms: Terms, linked: Linked, known: Mapping[str, Known], outside: Sequence[OutsideList]
) -> dict[str, Any]:
    """Counts by pattern of lists, of independent detections; empty where posts alone are compared."""
    if terms.between_posts:
        return {}
    here = {*terms.all_lists, "own", ""}

    def placed(said: Mapping[str, str]) -> dict[str, str]:
        # A list that is not compared this time is outside of it.
        return {id: one if one in here else "outside" for id, one in said.items()}

    origins = {id: one.origin for id, one in known.items()}
    for one in outside:
        origins |= one.origins
    came = {
        "origin_of_contact": placed(origins),
        "first_detected_by": placed({id: one.first for id, one in known.items()}),
    }
    made = library.histories(linked.ids, linked.links, **came)
    return {
        "csv": made.csv(),
        "drawn": library.drawn(library.probable(linked, **came), many=DRAWN),
        "not_second": dict(made.not_second),
        "unknown": made.unknown,
        "alone": made.alone,
        "notes": [note.as_json() for note in made.notes],
    }
