"""From links to capture histories: counts by list pattern, of independent detections, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cauce.methods.errors import BadInputs
from cauce.methods.estimation.cleaning import LEAST_LISTS
from cauce.methods.estimation.linked import CONFIGURATIONS, Links, configuration
from cauce.methods.estimation.messages import Note
from cauce.methods.estimation.refusals import Circumstances
from cauce.methods.estimation.table import Table, table

from .records import check_lists
from .results import Linked, Pair
from .review import Quality

bad_input = BadInputs(__file__)

# What may stand as the origin of a contact, beside the name of a list of this linkage.
OWN, OUTSIDE, UNKNOWN = "own", "outside", ""


@dataclass(frozen=True, slots=True)
class Histories:
    """Counts by pattern of lists; no record, no key, no person.

    ``not_second``: by list, entries that came from another list and are no detection of their own;
    ``unknown``: entries of linked persons whose origin is not known; ``alone``: persons
    whose every entry came from another list (a missed link, or a gap of that list), left out.
    ``notes``: what whoever estimates must know, for instance that fewer than three lists give none.
    """

    table: Table
    not_second: dict[str, int]
    unknown: int
    alone: int
    notes: tuple[Note, ...]

    def csv(self) -> str:
        """The file that ``cauce estimate`` reads: a column a list, 0 or 1, and ``count``."""
        lists, table = self.table.lists, self.table
        rows = [",".join((*lists, "count"))]
        for mask, count in zip(table.masks, table.counts, strict=True):
            rows.append(",".join([*(str(mask >> i & 1) for i in range(len(lists))), str(count)]))
        return "\n".join(rows) + "\n"


def histories(
    lists: Mapping[str, Sequence[str]],
    links: Iterable[Pair],
    *,
    first_detected_by: Mapping[str, str],
    origin_of_contact: Mapping[str, str],
) -> Histories:
    """Cluster the records by their links and count on which lists each person was detected.

    ``lists``: list → record ids. ``origin_of_contact``: record id → ``own`` (came by themselves, or
    was found), the list of this linkage that referred the person, ``outside``, or '' when not
    known; ``first_detected_by``: record id → the list that detected first, as that record says. A
    record that another list of the linkage sent is not a second detection; one of unknown origin
    whose person another list detected first is not taken for one either.
    """
    names = check_lists(lists)
    at = {one: i for i, name in enumerate(names) for one in lists[name]}
    counted, told, unknown_by = _detections(at, names, first_detected_by, origin_of_contact)
    groups = _clusters(at, len(names), links)
    masks, alone, unknown = [], 0, 0
    for members in groups:
        mask = 0
        for one in members:
            mask |= counted[one] << at[one]
        if len(members) > 1:
            unknown += sum(unknown_by[one] for one in members)
        if mask:
            masks.append(mask)
        else:
            alone += 1
    found = table(names, masks, [1] * len(masks))
    second = {name: told.count(i) for i, name in enumerate(names)}
    return Histories(found, second, unknown, alone, tuple(_notes(names, unknown, alone)))


def _detections(
    at: Mapping[str, int], names: Sequence[str], first: Mapping[str, str], origin: Mapping[str, str]
) -> tuple[dict[str, bool], list[int], dict[str, bool]]:
    """For each record whether it is a detection of its own list, the lists of those that are not,
    and whether its origin is unknown. Raises BadInput for an origin that is none."""
    allowed = {OWN, OUTSIDE, UNKNOWN, *names}
    counted: dict[str, bool] = {}
    second: list[int] = []
    unknown: dict[str, bool] = {}
    for one, i in at.items():
        came, seen = origin.get(one, UNKNOWN), first.get(one, UNKNOWN)
        for value in (came, seen):
            if value not in allowed:
                raise bad_input(
                    "value_does_not_say_where_record_came",
                    where="origin_of_contact",
                    value=value,
                    own=OWN,
                    outside=OUTSIDE,
                )
        others = set(names) - {names[i]}
        sent = came in others or (came == UNKNOWN and seen in others)
        counted[one], unknown[one] = not sent, came == UNKNOWN
        if sent:
            second.append(i)
    return counted, second, unknown


def _clusters(at: Mapping[str, int], lists: int, links: Iterable[Pair]) -> list[list[str]]:
    """Records of one person, the surest link first; a link that would put somebody twice on a list
    is passed over, as ``cauce.methods.estimation.linked`` does."""
    parent = {one: one for one in at}
    mask = {one: 1 << i for one, i in at.items()}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for pair in sorted(links, key=lambda one: (-one.weight, one.left, one.right)):
        if pair.left not in parent or pair.right not in parent:
            raise bad_input("link_names_record_is_on_no_list", where="links")
        one, other = root(pair.left), root(pair.right)
        if one != other and not mask[one] & mask[other]:
            parent[other] = one
            mask[one] |= mask[other]
    found: dict[str, list[str]] = {}
    for one in at:
        found.setdefault(root(one), []).append(one)
    return list(found.values())


def _notes(names: Sequence[str], unknown: int, alone: int) -> list[Note]:
    notes = []
    if len(names) < LEAST_LISTS:
        notes.append(
            Note(
                "fewer-than-three-lists",
                "Son menos de tres listas: habrá conteos y ninguna estimación.",
                "Fewer than three lists: there are counts, and no estimate will follow.",
                len(names),
            )
        )
    if unknown:
        notes.append(
            Note(
                "origin-unknown",
                f"De {unknown} registros enlazados no consta cómo llegó la persona: algunos pueden ser "
                "derivaciones y no otra detección.",
                f"For {unknown} linked records it is not known how the person came: some may be "
                "referrals and no second detection.",
                unknown,
            )
        )
    if alone:
        notes.append(
            Note(
                "sent-and-not-found",
                f"{alone} personas llegaron desde otra lista y no están en ninguna como detectadas por "
                "ella; no se cuentan.",
                f"{alone} persons came from another list and stand on none as detected by it; they are "
                "not counted.",
                alone,
            )
        )
    return notes


def circumstances(found: Histories, measured: Quality | None) -> Circumstances:
    """What the estimate must know of this linkage; windows and populations stay for people to say.

    An unmeasured linkage, and unknown origins, are «not known», which warns.
    """
    overall = measured.overall if measured else None
    return Circumstances(
        routes_without_first=None if found.unknown else False,
        reviewed_pairs=measured.reviewed if measured else None,
        recall=overall.recall.value if overall else None,
        precision=overall.precision.value if overall else None,
    )


def drawn(found: Links, *, many: int = CONFIGURATIONS, seed: int = 1) -> dict[str, list[Any]]:
    """How the counts would be were the linkage otherwise, many times: patterns, and how many have each.

    Counts alone, as JSON; what the estimate pools by default so that the errors of linkage are in it.
    """
    seeds = np.random.SeedSequence(seed).generate_state(many)
    tables = [configuration(found, int(one)) for one in seeds]
    masks = sorted({mask for one in tables for mask in one.masks})
    counts = [dict(zip(one.masks, one.counts, strict=True)) for one in tables]
    return {"masks": masks, "counts": [[one.get(mask, 0) for mask in masks] for one in counts]}


def probable(
    linked: Linked, *, first_detected_by: Mapping[str, str], origin_of_contact: Mapping[str, str]
) -> Links:
    """The same lists with every probable link, for ``cauce.methods.estimation.carry_links``: linkage error in
    the interval. Only detections of their own are among the records; numbers replace keys."""
    names = check_lists(linked.ids)
    at = {one: i for i, name in enumerate(names) for one in linked.ids[name]}
    counted, _, _ = _detections(at, names, first_detected_by, origin_of_contact)
    number = {one: i for i, one in enumerate(one for one in at if counted[one])}
    kept = [one for one in linked.pairs if one.left in number and one.right in number]
    return Links(
        names,
        np.array([at[one] for one in number], dtype=np.int64),
        np.array([(number[p.left], number[p.right]) for p in kept], dtype=np.int64).reshape(-1, 2),
        np.array([one.chance for one in kept], dtype=np.float64),
    )
