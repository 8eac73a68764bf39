"""The states of a kit and the places where one is kept: their codes are these, and their words."""

from __future__ import annotations

from cauce.content.model import word_tables

WORDS = word_tables(__file__)
STATES = WORDS["states"]
# Where it is kept, never with whom: a kit is answered for by a position.
PLACES = WORDS["places"]
