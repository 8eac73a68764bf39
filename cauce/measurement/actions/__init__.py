"""The only writes of measurement: facts, what joins and parts them, and editions of statistics."""

from .bulk import load_facts
from .collecting import collect, take_tallies
from .forgetting import destroy_merges, destroy_period
from .merging import record_merge
from .statistics import discard, prepare, propose, refuse, sign

__all__ = [
    "collect", "destroy_merges", "destroy_period", "discard", "load_facts", "prepare", "propose",
    "record_merge", "refuse", "sign", "take_tallies",
]  # fmt: skip
