"""Linking: lists of records in, probable pairs out. Nothing is written anywhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cauce.methods.errors import BadInputs

from .assignment import one_to_one as assigned
from .engines import BACKENDS, linker
from .frequencies import correction, count
from .model import Model, load
from .prepare import Prepared, prepare
from .records import Record, check_lists, pairs_possible
from .results import COMPARISONS, LEAST, Linked, Pair
from .settings import level_of

bad_input = BadInputs(__file__)

__all__ = ["BACKENDS", "link"]
NEEDED = ("given_n", "s1", "s2", "state", "municipality")
# log2 odds beyond which a probability is as good as 0 or 1.
FARTHEST = 60.0
# More than a rare name can add never lifts a pair from below this (log2 odds) to ``LEAST``.
HOPELESS = -24.0


def link(
    records: Mapping[str, Iterable[Record]],
    *,
    expected: int,
    model: Model | None = None,
    backend: str = "duckdb",
    one_to_one: bool = True,
    threshold: float | None = None,
    memory: str = "1500MB",
    threads: int = 2,
) -> Linked:
    """Who is on two lists: every pair of records of different lists that may be one person.

    ``records``: list (of ``LISTS``) → its records; each list is free of duplicates. ``expected``: how
    many matches are expected over all pairs of lists, which sets the prior to expected / Σ|A|·|B|.
    ``model``: None takes the frozen, reviewed one; ``threshold``: None takes that model's. With
    ``one_to_one`` a record has at most one link into each other list: the assignment of greatest
    total weight. ``backend`` duckdb (in memory, at most ``memory``, ``threads``) or spark.

    Raises BadInput for unknown lists, two records with one id, an ``expected`` that is not
    positive or impossible, a threshold outside [0, 1], and where Splink or the engine is not
    installed (it names the file to install).
    """
    names = check_lists(records)
    used = model or load()
    least = used.threshold if threshold is None else threshold
    lists = prepare(records)
    sizes = {one.name: len(one.ids) for one in lists}
    _check(expected, least, pairs_possible(sizes))
    found: list[_Found] = []
    candidates = 0
    if all(sizes.values()):
        prior = expected / pairs_possible({one.name: len(one.of) for one in lists})
        told, candidates = _predicted(lists, prior, backend, used, memory, threads)
        found = _best(lists, told, used)
    links = _chosen(found, least, one_to_one)
    pairs = [
        Pair(
            lists[one.lists[0]].ids[one.left],
            lists[one.lists[1]].ids[one.right],
            (names[one.lists[0]], names[one.lists[1]]),
            one.chance,
            one.weight,
            one.levels,
            kept,
        )
        for one, kept in zip(found, links, strict=True)
    ]
    pairs.sort(key=lambda one: (-one.weight, one.left, one.right))
    return Linked(
        sizes,
        {one.name: one.ids for one in lists},
        tuple(pairs),
        expected,
        least,
        one_to_one,
        backend,
        f"{used.name} {used.digest[:12]}".strip(),
        candidates,
    )


def _check(expected: int, threshold: float, possible: int) -> None:
    if not 0 <= threshold <= 1:
        raise bad_input("the_threshold_is_no_probability", where="threshold", threshold=threshold)
    if not 0 < expected < max(possible, 2):
        raise bad_input(
            "more_matches_are_expected_than_pairs", where="expected", expected=expected, possible=possible
        )


@dataclass(slots=True)
class _Found:
    """A pair by the places of its lists and of its records in them."""

    lists: tuple[int, int]
    left: int
    right: int
    weight: float
    chance: float
    levels: dict[str, str]


def _predicted(
    lists: Sequence[Prepared], prior: float, backend: str, model: Model, memory: str, threads: int
) -> tuple[dict[str, list[Any]], int]:
    """Splink's candidate pairs that may still come to ``LEAST``, as columns, each with the level of
    every comparison and its weight; and how many pairs there were."""
    with linker(lists, prior, backend, model, memory=memory, threads=threads) as (made, _):
        frame = made.inference.predict(warning_mode="never")
        wanted = ["unique_id_l", "unique_id_r", "match_weight"]
        wanted += [f"gamma_{name}" for name in COMPARISONS]
        ask, table = made.misc.query_sql, frame.physical_name  # a name that Splink made
        told: dict[str, list[Any]] = ask(
            f"SELECT {', '.join(wanted)} FROM {table} WHERE match_weight > {HOPELESS}"  # noqa: S608
        ).as_dict()
        (many,) = ask(f"SELECT count(*) AS many FROM {table}").as_dict()["many"]  # noqa: S608
    return told, int(many)


def _best(lists: Sequence[Prepared], told: Mapping[str, list[Any]], model: Model) -> list[_Found]:
    """The pairs of at least ``LEAST``, the best of each two records' names, local frequencies applied."""
    left, right = np.array(told["unique_id_l"]), np.array(told["unique_id_r"])
    if not len(left):
        return []
    ends = np.array([one.start + len(one.of) for one in lists])
    of = np.concatenate([np.array(one.of, dtype=np.int64) for one in lists])
    # Splink puts the list that comes first in the alphabet left; here the order is the caller's.
    left, right = np.minimum(left, right), np.maximum(left, right)
    values = _values(lists, np.unique(np.concatenate([left, right])))
    known = count(lists)
    gammas = [told[f"gamma_{name}"] for name in COMPARISONS]
    best: dict[tuple[int, int], _Found] = {}
    words = [{gamma: level_of(name, gamma) for gamma in set(told[f"gamma_{name}"])} for name in COMPARISONS]
    at_left, at_right = np.searchsorted(ends, left, "right"), np.searchsorted(ends, right, "right")
    for row, weight in enumerate(told["match_weight"]):
        levels = {
            name: word[gamma[row]] for name, word, gamma in zip(COMPARISONS, words, gammas, strict=True)
        }
        one, other = int(left[row]), int(right[row])
        whole = weight + correction(levels, values[one], values[other], known, model)
        probability = 1 / (1 + 2.0 ** -max(-FARTHEST, min(FARTHEST, whole)))
        if probability < LEAST:
            continue
        places = (int(at_left[row]), int(at_right[row]))
        key = (int(of[one]) + (places[0] << 40), int(of[other]) + (places[1] << 40))
        held = best.get(key)
        if held is None or whole > held.weight:
            best[key] = _Found(places, int(of[one]), int(of[other]), whole, probability, levels)
    return [best[key] for key in sorted(best)]


def _values(lists: Sequence[Prepared], rows: Any) -> dict[int, dict[str, Any]]:
    """What local frequency needs of the rows that are in any pair."""
    found: dict[int, dict[str, Any]] = {}
    for one in lists:
        here = rows[(rows >= one.start) & (rows < one.start + len(one.of))]
        taken = one.table.select(NEEDED).take(here - one.start)
        found.update(zip(here.tolist(), taken.to_pylist(), strict=True))
    return found


def _chosen(found: Sequence[_Found], least: float, one_to_one: bool) -> list[bool]:
    """Which pairs are links: of enough probability and, where asked, one-to-one between two lists."""
    enough = [one.chance >= least for one in found]
    if not one_to_one:
        return enough
    # Two doubtful links are not worth one sure one: what counts is how far above the threshold.
    floor = math.log2(max(least, 0.5) / max(1 - least, 2.0**-FARTHEST)) if least > 0.5 else 0.0
    by_lists: dict[tuple[int, int], list[int]] = {}
    for at, (one, yes) in enumerate(zip(found, enough, strict=True)):
        if yes:
            by_lists.setdefault(one.lists, []).append(at)
    chosen = [False] * len(found)
    for places in by_lists.values():
        kept = assigned(
            [found[at].left for at in places],
            [found[at].right for at in places],
            [math.log2(1 + 2.0 ** min(found[at].weight - floor, 500)) for at in places],
        )
        for at, yes in zip(places, kept, strict=True):
            chosen[at] = bool(yes)
    return chosen
