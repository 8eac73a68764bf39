"""The only writes of measurement, one idea a file: the facts, what is published of them, what was spent, and
totals of partners.
"""

from .bulk import load_facts
from .closing import close_numbers
from .collecting import collect, take_tallies
from .drawing import draw_records
from .estimates import (
    discard_estimate,
    prepare_estimate,
    propose_estimate,
    refuse_estimate,
    sign_estimate,
)
from .forgetting import destroy_merges, destroy_period
from .joining import follow_join
from .keeping import keep_units
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
    "discard_estimate",
    "draw_records",
    "load_facts",
    "keep_units",
    "merge_linkage",
    "prepare",
    "prepare_estimate",
    "propose",
    "propose_estimate",
    "record_merge",
    "refuse",
    "refuse_estimate",
    "sign",
    "sign_estimate",
    "take_tallies",
    "take_totals",
    "withdraw_totals",
]
