"""The frozen model: how often each level is seen among matches (m) and among others (u)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cauce.methods.errors import BadInputs

from .results import LEVELS

bad_input = BadInputs(__file__)

FROZEN = Path(__file__).parent / "frozen" / "2026-11.json"


@dataclass(frozen=True, slots=True)
class Model:
    """``m`` and ``u``: comparison → level → probability (the level «missing» has none).

    ``threshold``: the probability from which a pair is a link, as a review chose it. ``note``: who or
    what reviewed it, and how it was made. ``digest``: SHA-256 of the file, as hexadecimal.
    """

    name: str
    m: dict[str, dict[str, float]]
    u: dict[str, dict[str, float]]
    threshold: float
    note: dict[str, Any]
    digest: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is kept in version control."""
        return {"name": self.name, "note": self.note, "threshold": self.threshold, "m": self.m, "u": self.u}


def load(path: Path = FROZEN) -> Model:
    """The model of a file. Raises BadInput where a level is missing or is no probability."""
    data = path.read_bytes()
    told = json.loads(data)
    model = Model(
        told["name"], told["m"], told["u"], told["threshold"], told["note"], hashlib.sha256(data).hexdigest()
    )
    _check(model, path.name)
    return model


def save(model: Model, path: Path) -> None:
    """Write a model so that two makings of the same one give the same file."""
    text = json.dumps(model.as_json(), ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def _check(model: Model, where: str) -> None:
    for told in (model.m, model.u):
        for comparison, levels in LEVELS.items():
            held: Mapping[str, float] = told.get(comparison, {})
            if set(held) != set(levels) - {"missing"} or not all(0 < p < 1 for p in held.values()):
                raise bad_input("model_does_not_say_how_often_each", where=where, comparison=comparison)
