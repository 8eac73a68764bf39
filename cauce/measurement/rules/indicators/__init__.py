"""From fact rows to the numbers of an indicator, by the definition in force. Pure: no clock, no rows."""

from .figure import count, count_units, kinds_of
from .model import Asked, Beside, Cell, Cohort, Part, Row, parts_of

__all__ = [
    "Asked",
    "Beside",
    "Cell",
    "Cohort",
    "Part",
    "Row",
    "count",
    "count_units",
    "kinds_of",
    "parts_of",
]
