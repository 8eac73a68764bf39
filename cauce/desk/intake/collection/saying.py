"""Why a form was set aside, what became of it, and other words of the field."""

from __future__ import annotations

from cauce.content.model import Text, word_tables

WORDS = word_tables(__file__)
REASONS = WORDS["reasons"]
STATES = WORDS["states"]
OUTCOMES = WORDS["outcomes"]
ENDINGS = WORDS["endings"]
ENDINGS_OF_PAPER = WORDS["endings_of_paper"]
LOST = WORDS["lost"]
SLIP = Text(es="Número de ficha o turno", en="Slip or turn number")
ANSWERS = WORDS["answers"]
