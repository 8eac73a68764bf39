"""Columns of units as bytes, and back: numbers as they are, words once each with where they stand."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Any

from ..rules.indicators.units import Columns

FORM = f"1 {sys.byteorder}"  # what was packed otherwise cannot be read
NUMBER = "i"


def packed(columns: Mapping[str, list[Any]], names: Iterable[str]) -> bytes:
    """Some columns. Raises ``OverflowError`` for a number beyond 32 bits."""
    found = {name: _column(columns[name]) for name in names}
    return zlib.compress(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(body: bytes) -> Columns:
    found = json.loads(zlib.decompress(body))
    return {name: _values(**column) for name, column in found.items()}


def _column(values: list[Any]) -> dict[str, Any]:
    words: list[str] | None = None
    if values and isinstance(values[0], str):
        words = list(dict.fromkeys(values))
        at = {word: place for place, word in enumerate(words)}
        values = [at[value] for value in values]
    return {"words": words, "numbers": b64encode(array(NUMBER, values).tobytes()).decode()}


def _values(words: list[str] | None, numbers: str) -> list[Any]:
    found = array(NUMBER, b64decode(numbers)).tolist()
    return found if words is None else [words[place] for place in found]
