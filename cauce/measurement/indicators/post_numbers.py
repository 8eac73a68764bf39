"""One post as numbers, in a fixed number of queries; the same counts as the network's, for one.

Internal numbers of work for whoever leads that post: nothing about single officers, no breakdown of
people. See ``network_numbers`` for the rule on small numbers.
"""

from __future__ import annotations

import datetime as dt

from ..facts.model import PostNumbers
from .network_numbers import numbers_of


def post_numbers(code: str, at: dt.datetime) -> PostNumbers:
    """The numbers of a post as it stands at ``at``."""
    return numbers_of([code], at, only=[code])[0]
