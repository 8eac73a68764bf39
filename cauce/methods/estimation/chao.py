"""Chao's (1989) floor: how many there are at the very least, whatever the lists have to do with each
other.
"""

from __future__ import annotations

from cauce.methods.estimation.table import Table


def floor(table: Table) -> float:
    """n + (f1² − Σ z_i²) / (2 (f2 + 1)), z_i the cases on list i alone.

    The form for lists of unequal size; f1² / 2 f2 is no lower bound for them. With one list alone
    in use it is n itself.
    """
    once, twice = table.seen(1), table.seen(2)
    own = zip(table.masks, table.counts, strict=True)
    alone = sum(count**2 for mask, count in own if mask.bit_count() == 1)
    return table.n + (once**2 - alone) / (2 * (twice + 1))
