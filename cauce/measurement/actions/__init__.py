"""The only writes of measurement, one idea a file."""

from .drawing import draw_records
from .statistics import discard, prepare, propose, refuse, sign

__all__ = ["discard", "draw_records", "prepare", "propose", "refuse", "sign"]
