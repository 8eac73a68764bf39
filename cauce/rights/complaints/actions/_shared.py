"""What several acts share: one more word of a complaint, by the house or by her."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import effect
from cauce.rights.complaints.models import Complaint, Word

bad_input = BadInputs(__file__)

MOST = 60  # words of one complaint: more is no conversation
LONGEST = 4000


@effect
def add_word(one: Complaint, *, side: str, code: str, text: str, by: str, at: dt.datetime) -> Word:
    """Write it down after the others. Raises ``BadInput`` when it is too much or too long."""
    number = one.words.count() + 1
    if number > MOST or len(text) > LONGEST:
        raise bad_input("there_is_no_more_room_here", where="text")
    word = Word(complaint=one, number=number, side=side, code=code, at=at, by=by)
    word.sealed = Word.sealed.seal(word, text.strip()) if text.strip() else None
    word.save(force_insert=True)
    return word
