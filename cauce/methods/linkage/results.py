"""What a linkage gives back: pairs with their probability, and in words what each rests on."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.content.model import Text

# Pairs below this probability are neither linked nor shown to a reviewer.
LEAST = 0.01

COMPARISONS: dict[str, Text] = {
    "given": Text(es="nombre", en="given name"),
    "surnames": Text(es="apellidos", en="surnames"),
    "birth": Text(es="fecha de nacimiento", en="date of birth"),
    "sex": Text(es="sexo", en="sex"),
    "state": Text(es="entidad de nacimiento", en="state of birth"),
    "curp": Text(es="CURP", en="CURP"),
}
LEVELS: dict[str, dict[str, Text]] = {
    "given": {
        "missing": Text(es="falta en una lista", en="missing on one list"),
        "same": Text(es="igual", en="the same"),
        "shared": Text(es="comparten un nombre o su hipocorístico", en="share a name or its nickname"),
        "close": Text(es="muy parecido", en="very alike"),
        "alike": Text(es="parecido", en="alike"),
        "other": Text(es="distinto", en="different"),
    },
    "surnames": {
        "missing": Text(es="faltan en una lista", en="missing on one list"),
        "same": Text(es="ambos iguales", en="both the same"),
        "close": Text(es="ambos parecidos", en="both alike"),
        "swapped": Text(es="en orden inverso", en="the other way round"),
        "one": Text(es="el primero igual; falta el segundo", en="the first the same; the second missing"),
        "one_close": Text(
            es="el primero parecido; falta el segundo", en="the first alike; the second missing"
        ),
        "first": Text(es="solo el primero igual o parecido", en="only the first the same or alike"),
        "crossed": Text(es="uno coincide en otro lugar", en="one agrees in another place"),
        "other": Text(es="distintos", en="different"),
    },
    "birth": {
        "missing": Text(es="falta en una lista", en="missing on one list"),
        "default": Text(es="igual, y es 1 de enero o día 15", en="the same, and it is 1 January or a 15th"),
        "same": Text(es="igual", en="the same"),
        "turned": Text(es="día y mes cambiados", en="day and month exchanged"),
        "edit": Text(es="una cifra distinta", en="one digit different"),
        "year": Text(es="mismo año", en="the same year"),
        "other": Text(es="distinta", en="different"),
    },
    "sex": {
        "missing": Text(es="falta en una lista, o una dice X", en="missing on one list, or one says X"),
        "same": Text(es="igual", en="the same"),
        "other": Text(es="distinto", en="different"),
    },
    "state": {
        "missing": Text(es="falta en una lista", en="missing on one list"),
        "same": Text(es="igual", en="the same"),
        "other": Text(es="distinta", en="different"),
    },
    "curp": {
        "missing": Text(es="falta en una lista", en="missing on one list"),
        "same": Text(es="igual", en="the same"),
        "edits": Text(es="una o dos letras distintas", en="one or two characters different"),
        "other": Text(es="distinta", en="different"),
    },
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of different lists that may be one person; it says nothing of the person.

    ``left``, ``right``: their ids; ``lists``: of each. ``chance`` that they are one, in [0, 1];
    ``weight`` its log2 odds. ``levels`` maps each of ``COMPARISONS`` to one of its ``LEVELS``. ``linked``: at
    or above the threshold and, one-to-one, the assignment's choice.
    """

    left: str
    right: str
    lists: tuple[str, str]
    chance: float
    weight: float
    levels: dict[str, str]
    linked: bool

    @property
    def probability(self) -> float:
        """``chance``, by the word that a report uses."""
        return self.chance

    def words(self, language: str = "es") -> list[str]:
        """What the probability rests on, a phrase for each comparison: «nombre: igual»."""
        return [
            f"{getattr(COMPARISONS[one], language)}: {getattr(LEVELS[one][level], language)}"
            for one, level in self.levels.items()
        ]


@dataclass(frozen=True, slots=True)
class Linked:
    """The outcome of one linkage: every pair of at least ``LEAST``, the likeliest first.

    ``sizes``: records of each list; ``expected``: matches expected, which set the prior;
    ``candidates``: pairs that blocking put side by side; ``model``: name and SHA-256 of the frozen
    model; ``threshold``, ``backend``, ``one_to_one``: as used.
    """

    sizes: dict[str, int]
    ids: dict[str, tuple[str, ...]]
    pairs: tuple[Pair, ...]
    expected: int
    threshold: float
    one_to_one: bool
    backend: str
    model: str
    candidates: int

    @property
    def links(self) -> tuple[Pair, ...]:
        """The pairs that were taken for one person."""
        return tuple(one for one in self.pairs if one.linked)
