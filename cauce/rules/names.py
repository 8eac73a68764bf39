"""Is this the name that was asked for? Names as Mexicans have them and as others write them down.

Two surnames of which one is dropped, joined or swapped; particles; nicknames and abbreviations;
accents and apostrophes; Indigenous names with x, sh, s or j, tz or ts, k' or c. It never says that
two people are one: it says whose name is close to what was typed, and how.
The nicknames are content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from cauce.content.model import Text, both
from cauce.methods.spelling import ABBREVIATIONS, PARTICLES, fold

How = Literal["same", "nickname", "beginning", "sound", "typing", "missing"]
Nicknames = Mapping[str, frozenset[str]]

CLOSENESS: dict[How, float] = {
    "same": 1.0,
    "nickname": 0.95,
    "beginning": 0.9,
    "sound": 0.85,
    "typing": 0.8,
    "missing": 0.3,
}
# Of a hit: how sure it is, by the word that fits least. A name is never proof of who somebody is.
STRENGTHS: dict[How, Text] = {
    "same": both("Coincide todo lo escrito", "Everything typed matches"),
    "nickname": both("Parecido: por un apodo", "Similar: by a nickname"),
    "beginning": both("Parecido: empieza igual", "Similar: begins alike"),
    "sound": both("Débil: suena parecido", "Weak: sounds alike"),
    "typing": both("Débil: se escribe parecido", "Weak: spelled alike"),
    "missing": both("Débil: falta una palabra", "Weak: a word is missing"),
}
ALIKE = 0.9  # Jaro–Winkler; below four letters a single slip already makes another name
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close a name is (0 to 1) and what each word that was typed was found by."""

    degree: float
    how: tuple[How, ...]

    @property
    def weakest(self) -> How:
        """By what the word that was found least surely was found: how strong the match is."""
        return min(self.how, key=CLOSENESS.__getitem__)


def words(text: str) -> tuple[str, ...]:
    """The words of a name that tell people apart: no particles, abbreviations written out."""
    found = [ABBREVIATIONS.get(word, word) for word in fold(text).split()]
    return tuple(word for word in found if word not in PARTICLES) or tuple(found)


# In this order: what stands for one sound first, single letters after.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tl\b", "l"),
        (r"t?z(?=[aeiou]|\b)", "s"),
        (r"[td]s", "s"),
        (r"dz", "s"),
        (r"sh", "x"),
        (r"ch", "C"),
        (r"ph", "f"),
        (r"qu(?=[ei])", "k"),
        (r"gu(?=[ei])", "g"),
        (r"g(?=[ei])", "j"),
        (r"c(?=[ei])", "s"),
        (r"(?<![a-z])hu(?=[aeiou])|gu(?=[ao])|w", "u"),
        (r"h", ""),
        (r"ll", "i"),
        (r"y", "i"),
        (r"v", "b"),
        (r"z", "s"),
        (r"[cq]", "k"),
        (r"C", "c"),
        (r"(.)\1+", r"\1"),
    )
)


def sounds(word: str) -> frozenset[str]:
    """How a word may sound, as keys to compare; x, which Nahua and Maya names write for sh, s or j,
    gives both."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    if "x" not in word:
        return frozenset({word})
    return frozenset({word.replace("x", "s"), word.replace("x", "j"), word.replace("x", "ks")})


def nicknames(rows: Iterable[Mapping[str, str]]) -> Nicknames:
    """From the catalogue's rows (``short``, ``name``): each word → the words that may mean it."""
    found: dict[str, set[str]] = {}
    for row in rows:
        short, name = fold(row["short"]), fold(row["name"])
        found.setdefault(short, set()).add(name)
        found.setdefault(name, set()).add(short)
    return {word: frozenset(others) for word, others in found.items()}


def _word(asked: str, held: str, known: Nicknames) -> How:
    if asked == held:
        return "same"
    if held in known.get(asked, ()):
        return "nickname"
    if len(asked) >= 2 and held.startswith(asked):
        return "beginning"
    if sounds(asked) & sounds(held):
        return "sound"
    if min(len(asked), len(held)) >= SHORTEST:
        from rapidfuzz.distance import JaroWinkler

        if JaroWinkler.similarity(asked, held) > ALIKE:
            return "typing"
    return "missing"


def closeness(asked: str, names: Iterable[str], known: Nicknames) -> Closeness | None:
    """How close a person's names are to what was typed; None: it is another name.

    Order does not count and nothing has to be complete. One word of three or more may be missing,
    for lists that carry a surname the record has not.
    """
    held = [word for name in names for word in words(name)]
    wanted = words(asked)
    if not held or not wanted:
        return None
    how = tuple(max((_word(word, one, known) for one in held), key=CLOSENESS.__getitem__) for word in wanted)
    missing = how.count("missing")
    if missing > (1 if len(wanted) >= 3 else 0):
        return None
    return Closeness(sum(CLOSENESS[one] for one in how) / len(how), how)
