"""Journeys of a case; one idea a file."""

from .returning import Return, ReturnContact, ReturnTry

__all__ = ["Return", "ReturnContact", "ReturnTry"]
