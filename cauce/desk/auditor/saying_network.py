"""Sentences of the journal about what the network does: one file a part, put together here."""

from __future__ import annotations

from cauce.rules.content.model import Text

from . import saying_aid, saying_follow, saying_transfers

PARTS = (saying_transfers, saying_aid, saying_follow)
DID: dict[str, Text] = {name: text for part in PARTS for name, text in part.DID.items()}
READ: dict[str, Text] = {name: text for part in PARTS for name, text in part.READ.items()}
WANTED: dict[str, Text] = {name: text for part in PARTS for name, text in part.WANTED.items()}
