"""Names as they are compared: without what differs between two writings of one name.

Built on ``cauce.rules.names`` (folding, abbreviations, particles). A name is stored as it was given;
what is made here is compared and thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cauce.methods.spelling import ABBREVIATIONS, PARTICLES, fold

from .catalogue import nicknames
from .sounds import sound

# Nearly everybody has one of them before the name they go by.
COMMON = frozenset({"maria", "jose"})
SAINTS = frozenset({"san", "santa", "santo"})
ARTICLES = frozenset({"la", "las", "los", "el"})
# Surnames that begin with a bare «de»; after any other, «de X» is how a husband's name is added.
WITH_DE = frozenset(
    "leon jesus dios anda avila alba haro gante hoyos paz santiago lira luna lucio aquino".split()
)
COMPOUND = frozenset({("montes", "oca"), ("ponce", "leon")})
_BROKEN = ("Ã", "Â", "â€", "Å")


@dataclass(frozen=True, slots=True)
class Given:
    """``whole``: the names that tell people apart; ``may``: these and what nicknames stand for;
    ``key``: the sound of the first."""

    whole: str
    may: tuple[str, ...]
    key: str


NOBODY = Given("", (), "")


def repair(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1 («PÃ©rez»); what is not broken comes back as it is."""
    if not any(sign in text for sign in _BROKEN):
        return text
    for coding in ("cp1252", "latin-1"):
        try:
            return text.encode(coding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return text


@lru_cache(maxsize=200_000)
def given(text: str) -> Given:
    """Given names: abbreviations written out, particles and a leading María or José left out where
    another name follows, nicknames beside what they may stand for."""
    spoken = [ABBREVIATIONS.get(word, word) for word in fold(repair(text)).split()]
    spoken = [word for word in spoken if word not in PARTICLES] or spoken
    kept = [word for word in spoken if word not in COMMON] or spoken
    if not kept:
        return NOBODY
    known = nicknames()
    may = dict.fromkeys(kept)
    for word in kept:
        may.update(dict.fromkeys(known.get(word, ())))
    formal = known.get(kept[0], ())
    return Given(" ".join(kept), tuple(may), sound(formal[0] if len(formal) == 1 else kept[0]))


@lru_cache(maxsize=200_000)
def units(text: str) -> tuple[tuple[str, bool], ...]:
    """The surnames in a text, each with whether it was added as a husband's («de López»).

    Particles fall away, a saint is joined to its name, abbreviations are written out.
    """
    found: list[tuple[str, bool]] = []
    before: list[str] = []
    for word in fold(repair(text)).split():
        word = ABBREVIATIONS.get(word, word)
        if word in PARTICLES:
            before.append(word)
            continue
        if word in SAINTS:
            before.append(word)
            continue
        saint = before[-1] if before and before[-1] in SAINTS else ""
        bare = "de" in before and not ARTICLES & set(before) and not saint
        found.append((saint + word, bare and word not in WITH_DE))
        before = []
    if not found and before:
        found.append(("".join(before), False))
    names = [name for name, _ in found]
    for at in range(len(names) - 1):
        if (names[at], names[at + 1]) in COMPOUND:
            found[at : at + 2] = [(names[at] + names[at + 1], False)]
            break
    return tuple(found)


@lru_cache(maxsize=400_000)
def surnames(first: str, second: str = "") -> tuple[str, str]:
    """The two surnames that are compared; '' where there is none.

    A compound in the first field with no second («Pérez-López», «Pérez López») is two surnames; what
    «de» adds after another surname is a husband's and is left out; a lone second one becomes the
    first.
    """
    ones, others = units(first), units(second)
    own = [name for at, (name, added) in enumerate(ones) if not (added and at)]
    own_second = [name for at, (name, added) in enumerate(others) if not (added and (own or at))]
    if not own:
        own, own_second = own_second, []
    if not own_second and len(own) > 1:
        return own[0], own[1]
    if len(own) > 1 and own[-1] == "".join(own_second):
        own = own[:-1]
    return "".join(own), "".join(own_second)


def aliases(names: Sequence[str], first: str, second: str) -> list[tuple[str, str, str]]:
    """Further whole names as (given, first surname, second): one word is a given name with the same
    surnames; with more, the last two are surnames (of two words: the last)."""
    found = []
    for name in names:
        parts = [one for one, _ in units(name)]
        if len(parts) == 1:
            found.append((parts[0], first, second))
        elif len(parts) == 2:
            found.append((parts[0], parts[1], ""))
        elif parts:
            found.append((" ".join(parts[:-2]), parts[-2], parts[-1]))
    return found
