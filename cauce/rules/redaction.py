"""What in a text tells of somebody else? Covered in the copy that the person takes away.

A guess that errs on the side of covering: telephone numbers, mail and web addresses, and words that
look like names and are not hers. Whoever hands the copy over reads it first and covers the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

COVER = "█████"
# Lengths have an end: a text of one endless word would hold the search up for minutes.
_REACH = re.compile(
    r"""[\w.+-]{1,200}@[\w-]{1,200}\.[\w.]+  # mail
      | (?:https?://|www\.)\S+              # web
      | \+?\(?\d[\d\s().-]{5,}\d            # telephone, account, document
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_ENDS = '.!?:;¿¡\n"“«(—'
# Written with a capital and nobody's name. April, May, June and August are also somebody's: covered.
NOBODYS = frozenset(
    """
    i méxico mexico estados unidos eeuu usa united states consulado consulate january february march july
    september october november december monday tuesday wednesday thursday friday saturday sunday english
    spanish dios god
    """.split()
)


def fold(word: str) -> str:
    """Without accents and capitals, so that «Núñez» and «NUNEZ» are one name."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t")
    return not before or before[-1] in _SENTENCE_ENDS


def _names(text: str, allowed: frozenset[str]) -> set[str]:
    """Words that stand with a capital where no sentence begins, folded."""
    return {
        fold(found[0])
        for found in _WORD.finditer(text)
        if found[0][0].isupper() and not _begins_sentence(text, found.start())
    } - allowed


def cover(text: str, *, own: Iterable[str] = (), also: Iterable[str] = ()) -> str:
    """The text with what tells of others covered. ``own``: her names and places, which stay;
    ``also``: words or phrases that a reader found and the guess did not."""
    allowed = frozenset(fold(word) for phrase in own for word in _WORD.findall(phrase))
    allowed |= {fold(word) for word in NOBODYS}
    for phrase in sorted(filter(None, (one.strip() for one in also)), key=len, reverse=True):
        text = re.sub(re.escape(phrase), COVER, text, flags=re.IGNORECASE)
    text = _REACH.sub(COVER, text)
    names = _names(text, allowed)
    covered = _WORD.sub(
        lambda found: COVER if found[0][0].isupper() and fold(found[0]) in names else found[0], text
    )
    return re.sub(rf"{COVER}(?:[ \t]+{COVER})+", COVER, covered)
