"""Many services, asked many times, in an instant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .aspects import ASPECTS, NEVER_OUT, SOFT, findings
from .model import Asked, Found, Match, Measure, Near, Point, Profile, Verdict
from .ordering import BANDS, band, order
from .words import Aspect, Level


class Index:
    """Many services, asked many times. Each answer of an aspect is kept as one bit per service, so
    that a question costs a few operations on whole numbers; the order is that of ``order``."""

    def __init__(self, profiles: Sequence[Profile], measure: Measure | None = None) -> None:
        self.profiles = sorted(profiles, key=lambda one: (one.name, one.id))
        self.measure = measure
        self.all = (1 << len(self.profiles)) - 1
        self._masks: dict[tuple[Aspect, Any], dict[Level, int]] = {}
        self._near: dict[Point, tuple[list[Near | None], list[int]]] = {}
        self._fresh = self._split(lambda one: one.freshness, 3)
        self._record = self._split(lambda one: one.record, 3)

    def _split(self, rank: Callable[[Profile], int], ranks: int) -> list[int]:
        masks = [0] * ranks
        for place, one in enumerate(self.profiles):
            masks[rank(one)] |= 1 << place
        return masks

    def _levels(self, aspect: Aspect, asked: Asked) -> dict[Level, int]:
        reads, answer = ASPECTS[aspect]
        known = reads(asked)
        masks = self._masks.get((aspect, known))
        if masks is None:
            masks = {"fits": 0, "ask": 0, "unsaid": 0, "no": 0}
            for place, one in enumerate(self.profiles):
                level = answer(known, one)
                if level is not None:
                    masks[level] |= 1 << place
            self._masks[aspect, known] = masks
        return masks

    def _distances(self, place: Point | None) -> tuple[list[Near | None], list[int]]:
        if place is None or self.measure is None:
            return [], [self.all]
        if place not in self._near:
            known = [self.measure(place, one) for one in self.profiles]
            bands = [0] * (len(BANDS) + 1)
            for at, near in enumerate(known):
                bands[band(near)] |= 1 << at
            self._near[place] = known, bands
        return self._near[place]

    def match(self, asked: Asked, most: int = 20) -> Found:
        """The first ``most`` of each verdict, and the totals. Deterministic."""
        levels = {aspect: self._levels(aspect, asked) for aspect in ASPECTS}
        out = ask = 0
        for aspect, masks in levels.items():
            out |= 0 if aspect in NEVER_OUT else masks["no"]
            ask |= 0 if aspect in SOFT else masks["ask"]
        groups: dict[Verdict, int] = {"fits": self.all & ~(out | ask), "ask": ask & ~out, "no": out}
        known, bands = self._distances(asked.place)
        unsure = levels["kind"]["ask"]
        buckets = [
            [self.all & ~unsure, unsure],
            [self.all & ~bands[-1], bands[-1]],  # out of reach: the last step
            self._ranked(levels["capacity"]),
            bands,
            self._ranked(levels["language"]),
            self._fresh,
            self._record,
        ]
        rows: list[Match] = []
        for verdict, mask in groups.items():
            taken = 0
            for leaf in _leaves(mask, buckets):
                found = sorted((self._made(asked, at, verdict, known) for at in _bits(leaf)), key=order)
                rows += found[: most - taken]
                taken += len(found)
                if taken >= most:
                    break
        return Found(tuple(rows), {name: mask.bit_count() for name, mask in groups.items()})

    def out(self, asked: Asked) -> dict[Aspect, int]:
        """How many services each aspect leaves out, of those that give what is needed; none: not in it."""
        giving = self._levels("kind", asked)["fits"] if asked.kind else self.all
        counts = {
            aspect: (self._levels(aspect, asked)["no"] & giving).bit_count()
            for aspect in ASPECTS
            if aspect != "kind"
        }
        return {aspect: count for aspect, count in counts.items() if count}

    def _ranked(self, masks: dict[Level, int]) -> list[int]:
        return [masks["fits"], self.all & ~(masks["fits"] | masks["no"]), masks["no"]]

    def _made(self, asked: Asked, at: int, verdict: Verdict, known: list[Near | None]) -> Match:
        one = self.profiles[at]
        return Match(one, verdict, findings(asked, one), known[at] if known else None)


def _leaves(mask: int, buckets: list[list[int]]) -> Iterator[int]:
    """The parts of a set in the order of the ranks, the first criterion first."""
    if not mask:
        return
    if not buckets:
        yield mask
        return
    for part in buckets[0]:
        yield from _leaves(mask & part, buckets[1:])


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
