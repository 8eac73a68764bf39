"""The only writes of measurement, one idea a file: the facts, what is published of them, what was spent, and
totals of partners.
"""

from .bulk import load_facts
from .closing import close_numbers
from .collecting import collect, take_tallies
from .drawing import draw_records
from .forgetting import destroy_merges, destroy_period
from .joining import follow_join
from .linking import merge_linkage
from .merging import record_merge
from .statistics import discard, prepare, propose, refuse, sign
from .totals import take_totals, withdraw_totals

__all__ = [
    "follow_join",
    "close_numbers",
    "collect",
    "destroy_merges",
    "destroy_period",
    "discard",
    "draw_records",
    "load_facts",
    "merge_linkage",
    "prepare",
    "propose",
    "record_merge",
    "refuse",
    "sign",
    "take_tallies",
    "take_totals",
    "withdraw_totals",
]
