"""Sentences of the journal about what the network does: one file a part, put together here."""

from __future__ import annotations

from cauce.rules.content.model import Text

from . import (
    saying_aid,
    saying_directory,
    saying_families,
    saying_follow,
    saying_machines,
    saying_mexico,
    saying_notices,
    saying_returning,
    saying_transfers,
)

PARTS = (
    saying_mexico,
    saying_returning,
    saying_aid,
    saying_directory,
    saying_families,
    saying_follow,
    saying_machines,
    saying_notices,
    saying_transfers,
)
DID: dict[str, Text] = {name: text for part in PARTS for name, text in part.DID.items()}
READ: dict[str, Text] = {name: text for part in PARTS for name, text in part.READ.items()}
WANTED: dict[str, Text] = {name: text for part in PARTS for name, text in part.WANTED.items()}
