"""What became of those who began in a stretch of time, each followed for the same number of days?

A cohort is whole once everybody in it was followed for the whole horizon: then its share is a plain one,
with Wilson's interval. Until then it is young, and its share is what Aalen and Johansen estimate for the
horizon from those who were followed so far: an end that comes first (contact lost, refusal, death) ends the
following and is no success. A median wait keeps whoever still waits (Kaplan and Meier). Pure: the day until
which people were followed is an argument.
"""

from .comparing import Difference, difference
from .following import Followed, followed, is_whole, whole_on
from .incidence import Share, share_of
from .waiting import Wait, Waited, median_wait

__all__ = [
    "Difference",
    "Followed",
    "Share",
    "Wait",
    "Waited",
    "difference",
    "followed",
    "is_whole",
    "median_wait",
    "share_of",
    "whole_on",
]
