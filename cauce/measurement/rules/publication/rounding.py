"""Which figure does a cell show? A multiple of five, always the same one for the same cell.

Random rounding: up with the probability that keeps the mean (7 becomes 10 twice in five cells and 5
in three), drawn from a secret and the name of the cell. Drawn anew each time it would average away:
a true 7, asked for two hundred times, comes out as 6.8.
"""

from __future__ import annotations

import hashlib
import hmac

BASE = 5


def rounded(value: int, name: str, secret: bytes, base: int = BASE) -> int:
    """The figure that a cell of this name shows for this value, for ever."""
    low, rest = divmod(value, base)
    drawn = hmac.new(secret, name.encode(), hashlib.sha256).digest()
    up = int.from_bytes(drawn[:8], "big") * base < rest << 64
    return (low + up) * base


def reach(base: int = BASE) -> int:
    """How far from what is shown the true figure may lie, on either side."""
    return base - 1
