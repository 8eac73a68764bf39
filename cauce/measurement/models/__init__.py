"""The tables of measurement, one noun a file."""

from .statistics_edition import StatisticsEdition

__all__ = ["StatisticsEdition"]
