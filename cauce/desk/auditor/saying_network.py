"""Sentences of the journal about what goes between posts and beyond them, from each part's own file."""

from __future__ import annotations

from cauce.rules.content.model import Text

from . import saying_families, saying_transfers

PARTS = (saying_transfers, saying_families)
DID: dict[str, Text] = {name: text for part in PARTS for name, text in part.DID.items()}
READ: dict[str, Text] = {name: text for part in PARTS for name, text in part.READ.items()}
WANTED: dict[str, Text] = {name: text for part in PARTS for name, text in part.WANTED.items()}
