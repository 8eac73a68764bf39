"""How common a name is where it is from, so that false links do not fall on those who share few names.

In some municipalities a handful of surname pairs covers nearly everybody: that two people there
have the same two surnames says little, however rare the pair is in the country. So the frequency is
that of the municipality, leaning on that of the state where records are few, that on the country's,
and that on the model's u. Pairs of surnames are counted as pairs: they are not independent there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .installed import need
from .model import Model
from .prepare import Prepared

# The weight, in records, of what a smaller place leans on.
LEAN = 100.0
# Of a surname pair: agreement at these levels is as common as the pair itself.
EXACT: dict[str, tuple[str, ...]] = {
    "given": ("given_n",),
    "surnames": ("s1", "s2"),
    "one": ("s1",),
    "state": ("state",),
}
PLACES = ("", "state", "municipality")


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Counts of ``names`` (columns of a name) by place: ('' country | state | municipality)."""

    counts: dict[tuple[str, str], dict[tuple[Any, ...], int]]
    totals: dict[str, dict[Any, int]]

    def share(self, kind: str, value: tuple[Any, ...], places: Sequence[Any], u: float) -> float:
        """How common a value is where a record is from: ``places`` are its state and municipality
        (None: not known), ``u`` what the model says of any agreement."""
        found = u
        for place, where in zip(PLACES, (None, *places), strict=True):
            if place and where is None:
                continue
            held = self.totals[place].get(where, 0)
            key = value if not place else (where, *value)
            found = (self.counts[kind, place].get(key, 0) + LEAN * found) / (held + LEAN)
        return found


def count(lists: Sequence[Prepared], kinds: Mapping[str, tuple[str, ...]] = EXACT) -> Frequencies:
    """Count over all lists together, aliases too. Names that stand once in a place are not kept:
    an agreement needs two."""
    pa, pc = need("pyarrow", "duckdb"), need("pyarrow.compute", "duckdb")
    wanted = sorted({column for columns in kinds.values() for column in columns} | set(PLACES[1:]))
    table = pa.concat_tables([one.table.select(wanted) for one in lists])
    counts: dict[tuple[str, str], dict[tuple[Any, ...], int]] = {}
    totals: dict[str, dict[Any, int]] = {}
    for place in PLACES:
        if place:
            found = table.group_by([place]).aggregate([([], "count_all")])
            totals[place] = dict(zip(*(found[c].to_pylist() for c in (place, "count_all")), strict=True))
        else:
            totals[place] = {None: table.num_rows}
        for kind, columns in kinds.items():
            by = [*([place] if place else []), *columns]
            if len(set(by)) < len(by):
                counts[kind, place] = {}
                continue
            found = table.group_by(by).aggregate([([], "count_all")])
            found = found.filter(pc.greater(found["count_all"], 1))
            keys = zip(*(found[c].to_pylist() for c in by), strict=True)
            counts[kind, place] = dict(zip(keys, found["count_all"].to_pylist(), strict=True))
    return Frequencies(counts, totals)


def correction(
    levels: Mapping[str, str],
    left: Mapping[str, Any],
    right: Mapping[str, Any],
    known: Frequencies,
    model: Model,
) -> float:
    """What local frequency adds to a pair's weight (log2): positive for a rare name, negative for one
    that many have there.

    Of the two records' places the one where the name is commoner counts. Where names are only alike
    a common one is held against the pair and a rare one is no bonus.
    """
    total = 0.0
    if levels["given"] == "same":
        total += _by(known, "given", ("given_n",), left, right, model.u["given"]["same"])
    level = levels["surnames"]
    if level in ("same", "close", "swapped"):
        found = _by(known, "surnames", ("s1", "s2"), left, right, model.u["surnames"]["same"])
        total += found if level == "same" else min(0.0, found)
    elif level in ("one", "one_close", "first"):
        u = model.u["surnames"]["same"] + model.u["surnames"]["one"] + model.u["surnames"]["first"]
        found = _by(known, "one", ("s1",), left, right, u)
        total += found if level == "one" else min(0.0, found)
    if levels["state"] == "same":
        u = model.u["state"]["same"]
        total += math.log2(u / known.share("state", (left["state"],), (None, None), u))
    return total


def _by(
    known: Frequencies,
    kind: str,
    columns: tuple[str, ...],
    left: Mapping[str, Any],
    right: Mapping[str, Any],
    u: float,
) -> float:
    shares = [
        known.share(kind, tuple(one[c] for c in columns), (place["state"], place["municipality"]), u)
        for one in (left, right)
        for place in (left, right)
    ]
    return math.log2(u / max(shares))
