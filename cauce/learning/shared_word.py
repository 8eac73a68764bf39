"""The word by which two officers note that they played a script: one says it aloud, the other writes it.

Nothing is kept while it waits. The word follows from the person, the lesson, the edition and the day, so
nobody is listed to anybody and a post of one plays with another by telephone.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils.crypto import salted_hmac

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I and no O: read aloud they are taken for figures
LENGTH = 6
DAYS = 2  # a word of yesterday still serves: they may have played in the evening


def word_of(user: UUID, lesson: str, edition: str, on: dt.date) -> str:
    """What this person says aloud that day for this lesson."""
    said = f"{user}|{lesson}|{edition}|{on.isoformat()}"
    digest = salted_hmac("cauce.learning.shared_word", said, algorithm="sha256").digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:LENGTH])


def heard(word: str) -> str:
    """What was written, as it is compared: capitals, without spaces or hyphens."""
    return "".join(one for one in word.upper() if one.isalnum())


def days_back(on: dt.date) -> list[dt.date]:
    """The days whose words still serve."""
    return [on - dt.timedelta(days=n) for n in range(DAYS)]
