"""How a Spanish or Indigenous name sounds, as one key to put records side by side.

``cauce.rules.names.sounds`` answers a search and keeps apart what may be apart; here one key must
meet all writings of a name, and a few names too many in a block cost nothing but time: x, sh, s and
j are one letter (Xool, Jool; Xochitl, Sochil), so are tz, dz and ts, and k', c and k.
Source: linkage rules for Spanish in the manner of Amón, Moreno & Echeverri 2012 (Phonetic Spanish).
"""

from __future__ import annotations

import re
from functools import lru_cache

# In this order. Capitals are sounds already decided, which no later rule may touch.
RULES: tuple[tuple[str, str], ...] = (
    (r"tl$", "l"),  # Xochitl, Sochil
    (r"[td][zs]", "s"),  # Tzul, Dzul, Tsul
    (r"sh", "s"),
    (r"ch", "C"),  # Chan is not Can
    (r"ph", "f"),
    (r"qu(?=[ei])", "k"),
    (r"gu(?=[ei])", "G"),  # Guerra
    (r"g(?=[ei])", "j"),  # Gimenez, Jimenez
    (r"c(?=[ei])", "s"),  # Cervantes, Servantes
    (r"^hu(?=[aeiou])|gu(?=[ao])|w", "u"),
    (r"h", ""),
    (r"ll", "y"),
    (r"v", "b"),
    (r"[xzj]", "s"),
    (r"[cqk]", "k"),
    (r"G", "g"),
    (r"m(?=[pb])", "n"),
    (r"y$", "i"),
    (r"(.)\1+", r"\1"),
    (r"(?<=.)[aeiou]", ""),  # the first vowel stays if it begins the word
    (r"(.)\1+", r"\1"),
)
_COMPILED = tuple((re.compile(pattern), sound) for pattern, sound in RULES)


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """The key of one folded word (lower case, no accents); '' for an empty one."""
    for pattern, to in _COMPILED:
        word = pattern.sub(to, word)
    return word
