"""What the tests know: the published tables, the figures other programs gave for them, made-up tables."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np

from cauce.methods.estimation import DATA, Table, read, table

REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text("utf-8"))["sets"]
SETS = sorted(REFERENCE)


@cache
def published(name: str) -> Table:
    """A table of ``data/``; read without a note."""
    found, notes = read(DATA / f"{name}.csv")
    assert notes == []
    return found


def invented(seed: int, people: int, chances: list[float]) -> Table:
    """People who are on each list independently of the others."""
    draw = np.random.default_rng(seed)
    on = draw.random((people, len(chances))) < np.array(chances)
    masks = (on << np.arange(len(chances))).sum(axis=1)
    return table([f"L{i}" for i in range(1, len(chances) + 1)], masks.tolist(), [1] * people)


def small(**counts: int) -> Table:
    """``small(A=40, AB=6)``: a table whose lists are the letters that occur."""
    lists = sorted(set("".join(counts)))
    masks = [sum(1 << lists.index(one) for one in name) for name in counts]
    return table(lists, masks, counts.values())


def unlike(seed: int, people: int, chances: list[float], sd: float) -> Table:
    """People some of whom are easier to find on every list: normal on the logit scale."""
    draw = np.random.default_rng(seed)
    middle = np.log(np.array(chances) / (1 - np.array(chances)))
    on = draw.random((people, len(chances))) < 1 / (1 + np.exp(-middle - draw.normal(0, sd, (people, 1))))
    masks = (on << np.arange(len(chances))).sum(axis=1)
    return table([f"L{i}" for i in range(1, len(chances) + 1)], masks.tolist(), [1] * people)
