"""The only writes of the facts: collecting them, joining and parting them, and the demonstration's."""

from .bulk import load_facts
from .collecting import collect, take_tallies
from .forgetting import destroy_merges, destroy_period
from .merging import record_merge

__all__ = [
    "collect", "destroy_merges", "destroy_period", "load_facts", "record_merge", "take_tallies",
]  # fmt: skip
