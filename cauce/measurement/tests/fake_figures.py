"""Figures of invented people, in place of those that the facts give: each has a day and a few codes."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field
from itertools import product

from cauce.measurement.indicators.figures import Cell, Figures

WORDS = {
    "sex": ("woman", "man", "other"),
    "age_band": ("0-11", "12-17", "18-29", "30-44", "45+"),
    "us_type": ("sex_adult", "labour", "sex_minor", "both"),
    "mx_modality": ("sexual", "forced_labour"),
    "region": ("california", "texas", "north_east"),
    "state": ("07", "20", "21", "30"),
    "channel": ("walk_in", "window"),
    "language_group": ("spanish", "nahuatl"),
    "aid": ("shelter", "legal"),
}
WEIGHTS = (60, 25, 10, 4, 1)


@dataclass
class People:
    """``rows``: one for each person, her codes, the day, and when it became known."""

    rows: list[dict] = field(default_factory=list)

    def add(self, number: int, *, year: int = 2026, seed: int = 1, known: str = "", **codes) -> None:
        draw = random.Random(seed)
        for _ in range(number):
            row = {dim: draw.choices(words, WEIGHTS[: len(words)])[0] for dim, words in WORDS.items()}
            day = dt.date(year, 1, 1) + dt.timedelta(days=draw.randrange(365))
            at = dt.datetime.fromisoformat(known) if known else dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
            made = row | {"day": day, "known": at, "assisted": draw.random() < 0.7} | codes
            self.rows.append(made if made["assisted"] or "aid" in codes else made | {"aid": "none"})

    def figures(self, indicator, *, since, until, known, by=(), posts=None, under=None) -> Figures:
        """As ``cauce.measurement.indicators.figures.figures``."""
        rows = [one for one in self.rows if since <= one["day"] < until and one["known"] <= known]
        # A tuple of codes: she stands under each of them, and once in what is not broken down by it.
        told = [
            (key, one)
            for one in rows
            for key in product(*(one[dim] if isinstance(one[dim], tuple) else (one[dim],) for dim in by))
        ]
        count = Counter(key for key, _ in told)
        did = Counter(key for key, one in told if one["assisted"])
        groups = Counter((key, one.get("group")) for key, one in told)
        rate = indicator == "percentage-assisted"
        cells = {}
        for key, number in count.items():
            largest = (
                max(n for (of, group), n in groups.items() if of == key and group)
                if any(of == key and group for of, group in groups)
                else 0
            )
            cells[key] = Cell(did[key] if rate else number, number if rate else None, number, largest)
        return Figures(indicator, 1, tuple(by), since, until, known, cells, ("2026.1",), ())
