"""Columns of units as bytes, and back: numbers as they are, words once each with where they stand."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

FORM = f"1 {sys.byteorder}"  # what was packed otherwise cannot be read
NUMBER = "i"


def packed(columns: Mapping[str, list[Any]], names: Iterable[str]) -> bytes:
    """Those of some columns that there are. Raises ``OverflowError`` for a number beyond 32 bits."""
    found = {name: _column(columns[name]) for name in names if name in columns}
    return zlib.compress(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode(), 1)


class Unpacked(Mapping[str, list[Any]]):
    """Columns that are read when they are asked for."""

    def __init__(self, *bodies: bytes) -> None:
        self._packed = {n: one for body in bodies for n, one in json.loads(zlib.decompress(body)).items()}
        self._read: dict[str, list[Any]] = {}

    def __getitem__(self, name: str) -> list[Any]:
        if name not in self._read:
            self._read[name] = _values(**self._packed[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


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
