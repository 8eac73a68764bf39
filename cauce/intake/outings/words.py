"""The closed lists of an outing, and their words."""

from __future__ import annotations

from cauce.content.model import word_tables
from cauce.intake.outings.rules import PARTS as PART_NAMES

PARTS = [(code, code) for code in PART_NAMES]
WORDS = word_tables(__file__)
COVER_NAMES = WORDS["cover_names"]
COVERS = [(code, code) for code in COVER_NAMES]
# The clocks of the country, by the name people know them by. Source: the public time zone database.
ZONES = WORDS["zones"]
