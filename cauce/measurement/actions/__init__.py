"""The only writes of measurement, one idea a file."""

from .totals import take_totals, withdraw_totals

__all__ = ["take_totals", "withdraw_totals"]
