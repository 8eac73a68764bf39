"""Sentences of the journal about reports."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "synthetic.draw": both(
        "Sacó registros inventados y gastó de lo que hay",
        "Drew invented records and spent of the budget",
    ),
}
