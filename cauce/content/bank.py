"""Puts the items of the bank where an instrument uses them, and names the whole by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cauce.content.errors import unknown
from cauce.content.model_toolbox import Instrument

BANK = "toolbox/bank.yaml"
_ONLY_BANK = ("same_as", "besides")


def bank_rows(raw: Any) -> dict[str, dict[str, Any]]:
    """The rows of the bank by id, as parsed; what is no row is left out (the check says so)."""
    rows = raw if isinstance(raw, list) else []
    return {str(row["id"]): row for row in rows if isinstance(row, dict) and "id" in row}


def expanded(raw: Any, bank: Mapping[str, Mapping[str, Any]], where: str) -> Any:
    """A parsed instrument with whole items. Raises ``Unknown`` for an item that the bank lacks."""
    if not isinstance(raw, dict) or not isinstance(raw.get("items"), list):
        return raw
    return {**raw, "items": [_whole(row, bank, where) for row in raw["items"]]}


def _whole(row: Any, bank: Mapping[str, Mapping[str, Any]], where: str) -> Any:
    if not isinstance(row, dict) or "use" not in row:
        return row
    name = str(row["use"])
    if name not in bank:
        raise unknown("reactivos del banco", "items of the bank", name, bank, where)
    kept = {key: value for key, value in bank[name].items() if key not in _ONLY_BANK}
    place = {key: value for key, value in row.items() if key != "use"}
    return kept | {"id": bank[name].get("same_as") or name} | place


def instrument_hash(instrument: Instrument) -> str:
    """What identifies exactly what was asked: a hash of the whole instrument, items included.

    SHA-256 of its canonical JSON, in hexadecimal. Another item of the bank changes nothing here; a
    word of one that it uses does. Who answers is left out: it was added after instruments were used.
    """
    body = instrument.model_dump(
        mode="json", exclude_defaults=True, exclude={"items": {"__all__": {"answered_by"}}}
    )
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
