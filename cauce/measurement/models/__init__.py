"""The tables of measurement, one noun a file."""

from .statistics_edition import StatisticsEdition
from .synthetic_draw import SyntheticDraw

__all__ = ["StatisticsEdition", "SyntheticDraw"]
