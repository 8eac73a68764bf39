"""May this be somebody's password? Long, not a known one, and not made of the words of the house.

No rule of composition and no change without a reason. Source: NIST SP 800-63B, section 3.1.1.2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cauce.content.errors import CauceError

SHORTEST, LONGEST = 15, 256
OWN = 8  # letters that must be left once the words below are taken out
# What somebody who knows the house would try first.
CONTEXT = tuple(
    """
    cauce consulado consul consular embajada mexico mexicano relaciones exteriores secretaria sre
    proteccion ventanilla protocolo contrasena password passphrase secreto clave qwerty asdfgh bienvenido
    welcome
    """.split()
)


class WeakPassword(CauceError):
    """The password would be guessed; nothing was changed."""

    id = "weak_password"


def plain(text: str) -> str:
    """Small letters without accents: how somebody who guesses would write it."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def left_over(password: str, words: Iterable[str]) -> str:
    """The letters that are left without the words of the house, digits, signs and repetitions."""
    rest = plain(password)
    for word in sorted({plain(word) for word in words if len(word) > 2}, key=len, reverse=True):
        rest = rest.replace(word, " ")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]", "", rest))


def check_password(password: str, *, about: Iterable[str] = ()) -> None:
    """Refuse a password that would be guessed. ``about``: names of whose it is.

    Raises ``WeakPassword``.
    """
    if len(password) < SHORTEST:
        raise WeakPassword(
            f"Es corta: hacen falta {SHORTEST} letras o más.",
            f"It is short: it needs {SHORTEST} characters or more.",
            where="new",
            cure_es="Cuatro palabras que no vayan juntas son fáciles de recordar.",
            cure_en="Four words that do not belong together are easy to remember.",
        )
    if len(password) > LONGEST:
        raise WeakPassword(
            f"Es demasiado larga: hasta {LONGEST} letras.",
            f"It is too long: up to {LONGEST} characters.",
            where="new",
        )
    names = [part for name in about for part in (name, *re.split(r"[^\w]+", name))]
    rest = left_over(password, (*CONTEXT, *names))
    if len(rest) < OWN or len(set(rest)) < 5:
        raise WeakPassword(
            "Se adivina: casi todo son palabras de este trabajo, su nombre, números o repeticiones.",
            "It would be guessed: nearly all of it is words of this work, your name, numbers or repeats.",
            where="new",
            cure_es="Agregue palabras que nada tengan que ver.",
            cure_en="Add words that have nothing to do with it.",
        )
