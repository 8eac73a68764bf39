"""Names of readings and verdicts as an exercise says them: of a story, never of a person."""

from __future__ import annotations

from cauce.content.model import word_tables

WORDS = word_tables(__file__)
READINGS = WORDS["readings"]
VERDICTS = WORDS["verdicts"]
