"""A clerical review: which pairs people look at, and what their answers say of the linkage.

Pairs are drawn by band of probability (and of group), so that the doubtful ones and those just
below the threshold are seen; each stands for as many as its weight. Recall is among the pairs that
blocking put side by side: what it never did, nobody can review. The generator's truth measures that.
"""

from __future__ import annotations

import bisect
import math
import random
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .results import Linked, Pair

LEAST_REVIEWED = 200
LEAST_IN_GROUP = 20
Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Sampled:
    """A pair to review; it stands for ``weight`` pairs of its ``stratum``."""

    pair: Pair
    stratum: str
    weight: float


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval, in [0, 1]; ``of``: the (effective) number it rests on.

    None where there is nothing to share out.
    """

    value: float | None
    lower: float | None
    upper: float | None
    of: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Precision and recall of everybody, or of one group."""

    precision: Share
    recall: Share


@dataclass(frozen=True, slots=True)
class Gap:
    """The largest difference between two groups of one dimension, best less worst, and which they are,
    with its 95 % interval (Newcombe, from the two Wilson intervals). Groups that rest on fewer than
    ``LEAST_IN_GROUP`` pairs are not compared: among many small ones some are far apart by chance."""

    measure: str
    difference: float
    lower: float
    upper: float
    best: str
    worst: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a linkage is: overall, by group, and how far groups lie apart.

    ``reviewed``: pairs with an answer; ``unsure``: those without. ``groups`` by (dimension, value).
    ``enough``: at least ``LEAST_REVIEWED`` answers, without which no estimate may rest on it.
    """

    overall: Measured
    groups: dict[tuple[str, str], Measured]
    gaps: dict[str, tuple[Gap, ...]]
    reviewed: int
    unsure: int
    source: str
    enough: bool


# The doubtful are drawn as often as the sure, though they are few.
BANDS = (0.0, 0.05, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1.1)


def stratum(pair: Pair, group: str = "") -> str:
    """The band of probability of a pair, whether it was linked, and its group."""
    at = bisect.bisect_right(BANDS, pair.chance) - 1
    band = f"{BANDS[at]:g}-{min(1, BANDS[at + 1]):g}"
    return "|".join(part for part in (band, "linked" if pair.linked else "not", group) if part)


def sample_for_review(
    linked: Linked, n: int = LEAST_REVIEWED, *, seed: int, groups: Mapping[str, str] | None = None
) -> tuple[Sampled, ...]:
    """Draw ``n`` pairs to review (all, where there are fewer), spread over bands of probability, at
    least one of each.

    ``groups``: a record's id → its group (for instance Indigenous surname or not), to see every
    group in every band; a pair is of its left record's. The same seed draws the same pairs. They
    come in an order that tells nothing of their probability.
    """
    held: dict[str, list[Pair]] = {}
    for one in linked.pairs:
        held.setdefault(stratum(one, (groups or {}).get(one.left, "")), []).append(one)
    chance = random.Random(seed)
    drawn = []
    for name, many in _shared_out({name: len(many) for name, many in held.items()}, n).items():
        pairs = sorted(held[name], key=lambda one: (one.left, one.right))
        weight = len(pairs) / many if many else 0.0
        drawn += [Sampled(one, name, weight) for one in chance.sample(pairs, many)]
    chance.shuffle(drawn)
    return tuple(drawn)


def _shared_out(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """How many to draw of each stratum: as evenly as their sizes allow, at least one of each; the
    square root of the size decides, so that the many sure pairs do not crowd out the few doubtful."""
    taken = {name: min(1, size) for name, size in sizes.items()}
    left = min(n, sum(sizes.values())) - sum(taken.values())
    while left > 0:
        name = max(
            (one for one in sizes if taken[one] < sizes[one]),
            key=lambda one: (math.sqrt(sizes[one]) / taken[one], one),
        )
        taken[name] += 1
        left -= 1
    return taken


def quality(
    sample: Sequence[Sampled],
    answers: Mapping[tuple[str, str], bool | None],
    groups: Mapping[str, Mapping[str, str]] | None = None,
) -> Quality:
    """Precision and recall from reviewed pairs, weighted back to all of them.

    ``answers``: (left, right) → the same person, another, or None for unsure. ``groups``:
    dimension (``indigenous``, ``sex``, ``state``) → record id → value; a pair is of its left
    record's group. A pair without an answer is counted as unsure, and the others of its stratum
    stand for it.
    """
    keyed = [(one, answers.get((one.pair.left, one.pair.right))) for one in sample]
    drawn = Counter(one.stratum for one in sample)
    told = Counter(one.stratum for one, same in keyed if same is not None)
    judged = [
        Judged(one.pair.left, one.pair.linked, same, one.weight * drawn[one.stratum] / told[one.stratum])
        for one, same in keyed
        if same is not None
    ]
    unsure = len(keyed) - len(judged)
    return _measured(judged, groups or {}, unsure, "review")


def quality_against_truth(
    linked: Linked, truth: Collection[tuple[str, str]], groups: Mapping[str, Mapping[str, str]] | None = None
) -> Quality:
    """The same against pairs known to be true (left list's record first, in the linkage's order of
    lists), as the generator gives them; here recall counts what blocking lost as well."""
    true = set(truth)
    judged = [Judged(one.left, True, (one.left, one.right) in true, 1.0) for one in linked.links]
    made = {(one.left, one.right) for one in linked.links}
    judged += [Judged(left, False, True, 1.0) for left, right in true if (left, right) not in made]
    return _measured(judged, groups or {}, 0, "truth")


def threshold_from_review(
    sample: Sequence[Sampled],
    answers: Mapping[tuple[str, str], bool | None],
    precision: float = 0.99,
) -> float | None:
    """The lowest probability above which the reviewed pairs reach that precision; None: none does.

    Give the sample of a linkage made with ``threshold=0``: pairs below a threshold that one-to-one
    has left out are no evidence about it.
    """
    seen = sorted(
        (
            (one.pair.chance, one.weight, same)
            for one in sample
            if one.pair.linked and (same := answers.get((one.pair.left, one.pair.right))) is not None
        ),
        reverse=True,
    )
    total = right = 0.0
    best = None
    for at, (probability, weight, same) in enumerate(seen):
        total += weight
        right += weight * same
        last = at + 1 == len(seen) or seen[at + 1][0] < probability
        if last and right / total >= precision:
            best = probability
    return best


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its truth: whose it is, whether it was linked, whether it is one person."""

    left: str
    linked: bool
    same: bool
    weight: float


def _measured(
    judged: Sequence[Judged], groups: Mapping[str, Mapping[str, str]], unsure: int, source: str
) -> Quality:
    found: dict[tuple[str, str], Measured] = {}
    gaps: dict[str, tuple[Gap, ...]] = {}
    for dimension, of in groups.items():
        parts: dict[str, list[Judged]] = {}
        for one in judged:
            parts.setdefault(of.get(one.left, ""), []).append(one)
        of_parts = {value: _both(many) for value, many in sorted(parts.items())}
        found.update({(dimension, value): one for value, one in of_parts.items()})
        gaps[dimension] = tuple(_gaps(of_parts))
    reviewed = len(judged)
    return Quality(
        _both(judged), found, gaps, reviewed, unsure, source, source == "truth" or reviewed >= LEAST_REVIEWED
    )


def _both(judged: Sequence[Judged]) -> Measured:
    linked = [(one.weight, one.same) for one in judged if one.linked]
    same = [(one.weight, one.linked) for one in judged if one.same]
    return Measured(_share(linked), _share(same))


def _share(weighted: Sequence[tuple[float, bool]]) -> Share:
    """A weighted share; Wilson on the effective number (Σw)²/Σw² (Kish), never more than was seen."""
    total = sum(weight for weight, _ in weighted)
    if not total:
        return Share(None, None, None, 0.0)
    effective = total**2 / sum(weight**2 for weight, _ in weighted)
    value = sum(weight for weight, yes in weighted if yes) / total
    z2 = Z * Z
    middle = (value + z2 / (2 * effective)) / (1 + z2 / effective)
    half = math.sqrt(value * (1 - value) / effective + z2 / (4 * effective**2))
    half *= Z / (1 + z2 / effective)
    return Share(value, max(0.0, middle - half), min(1.0, middle + half), round(effective, 1))


def _gaps(parts: Mapping[str, Measured]) -> Iterator[Gap]:
    for measure in ("precision", "recall"):
        held = {name: getattr(one, measure) for name, one in parts.items() if name}
        known = {name: one for name, one in held.items() if one.of >= LEAST_IN_GROUP}
        if len(known) < 2:
            continue
        best = max(known, key=lambda name: known[name].value)
        worst = min(known, key=lambda name: known[name].value)
        high, low = known[best], known[worst]
        apart = high.value - low.value
        down = math.hypot(high.value - high.lower, low.upper - low.value)
        up = math.hypot(high.upper - high.value, low.value - low.lower)
        yield Gap(measure, apart, apart - down, apart + up, best, worst)
