"""The words of a complaint: about whom, what of, how it stands, and what it is answered with.

Codes are kept; these sentences are what people read. All of them are this house's proposal.
"""

from __future__ import annotations

from cauce.content.model import word_tables

WORDS = word_tables(__file__)
ABOUT = WORDS["about"]

CATEGORIES = WORDS["categories"]

STATES = WORDS["states"]

# What the house says to her, one sentence for each code; a text of its own may stand beside it.
SENTENCES = WORDS["sentences"]

REPLIES = WORDS["replies"]

# After a while she is asked whether anybody made her pay for it.
TREATED = WORDS["treated"]
