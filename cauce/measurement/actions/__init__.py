"""The only writes of measurement, one idea a file."""

from .statistics import discard, prepare, propose, refuse, sign

__all__ = ["discard", "prepare", "propose", "refuse", "sign"]
