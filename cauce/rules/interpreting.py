"""Who may interpret for whom, and why not? Fit of languages, chains, conflicts of interest.

An interpreter is matched by variant and community, never by «Mixteco» alone: whoever speaks some
Mixtec is somebody to call, to see whether they understand each other. Somebody from the
same small town may know the family or those who hold the person: refused, with the reason, and
another is offered. Where a community is not known, the question is asked, not guessed.

Never the companion; the language and the home community are asked; relay is allowed; conflicts are
looked for; the telephone first; the code is recorded and not the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from cauce.content.model import Text

Level = Literal["clear", "ask", "refuse"]
Fit = Literal["variant", "language", "near"]
Way = Literal["phone", "video", "in_person"]
FITS: tuple[Fit, ...] = ("variant", "language", "near")
LEVELS: tuple[Level, ...] = ("clear", "ask", "refuse")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language as somebody speaks it. ``variant`` and ``community`` '': not known."""

    language: str  # code of catalogues/languages.csv, ISO 639-3
    variant: str = ""  # glottocode or the speakers' own name of the variant
    community: str = ""  # municipality, INEGI code of five digits


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Somebody who interprets, by code. ``ties``: municipalities where they or their kin live."""

    code: str
    tongues: tuple[Tongue, ...]
    ways: frozenset[Way]
    sex: Literal["woman", "man", "other", ""] = ""
    ties: frozenset[str] = frozenset()
    ties_asked: bool = False  # False: nobody has asked them yet, so no silence counts as «none»
    companion: bool = False  # came with the person, or is kin: never interprets

    def speaks(self, language: str) -> bool:
        return any(one.language == language for one in self.tongues)


@dataclass(frozen=True, slots=True)
class Need:
    """What one conversation needs. The sets are municipalities; empty: not known or none.

    ``near``: codes whose speakers may or may not understand this language, because one name covers
    them all («Mixteco»): somebody to call, never a match. It holds the language's own code when that
    code is such a name.
    """

    tongue: Tongue
    into: str = "spa"  # the language of whoever asks
    family: frozenset[str] = frozenset()  # where the family lives
    others: frozenset[str] = frozenset()  # where whoever holds or recruited the person is from
    near: frozenset[str] = frozenset()
    sex: Literal["woman", "man", ""] = ""  # by the person's choice; '': no preference
    ways: frozenset[Way] = frozenset({"phone", "video", "in_person"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Whether an interpreter may be near this matter, and why."""

    level: Level
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One interpreter, or a chain of two, with what speaks for it and against it."""

    chain: tuple[Interpreter, ...]
    fit: Fit
    conflict: Conflict
    sex_as_asked: bool | None  # None: no preference was said
    reasons: tuple[Text, ...] = field(default=())


def conflict(need: Need, person: Interpreter, population: Mapping[str, int], small: int) -> Conflict:
    """Whether this interpreter may know the people of the matter.

    ``population``: inhabitants by municipality; one that is missing counts as small. ``small``:
    below this many inhabitants people know each other (a parameter of the content).
    """
    if person.companion:
        return Conflict("refuse", (_COMPANION,))
    mine = person.ties | {one.community for one in person.tongues if one.community}
    level: Level = "clear"
    reasons: list[Text] = []
    for where, shared in (
        (_OWN, mine & ({need.tongue.community} - {""})),
        (_FAMILY, mine & need.family),
        (_OTHERS, mine & need.others),
    ):
        for place in sorted(shared):
            if population.get(place, 0) < small:
                level = "refuse"
                reasons.append(Text(es=f"{where.es} {_SMALL.es}", en=f"{where.en} {_SMALL.en}"))
            else:
                level = _worse(level, "ask")
                reasons.append(Text(es=f"{where.es} {_LARGE.es}", en=f"{where.en} {_LARGE.en}"))
    if level != "refuse":
        if not person.ties_asked:
            level = _worse(level, "ask")
            reasons.append(_NOT_ASKED)
        if not need.tongue.community:
            level = _worse(level, "ask")
            reasons.append(_NOT_KNOWN)
    return Conflict(level, tuple(reasons))


def _worse(one: Level, other: Level) -> Level:
    return max(one, other, key=LEVELS.index)


def _fit(need: Need, person: Interpreter) -> tuple[Fit, Text] | None:
    """How well they speak the language of the need; None: they do not."""
    same = [one for one in person.tongues if one.language == need.tongue.language]
    if not same or need.tongue.language in need.near:
        near = any(one.language in need.near for one in person.tongues)
        return ("near", _NEAR) if near else None
    if need.tongue.variant and any(one.variant == need.tongue.variant for one in same):
        return "variant", _SAME_VARIANT
    # Spanish and English are understood across their variants; no other language is taken for one.
    if need.tongue.language in ("spa", "eng"):
        return "variant", _SAME_VARIANT
    return "language", _OTHER_VARIANT


def match(
    need: Need, people: Iterable[Interpreter], population: Mapping[str, int], small: int
) -> tuple[Offer, ...]:
    """Interpreters and chains for this need, best first; those who are refused stand last.

    A refused one is shown with the reason, so that nobody calls them by another way. Nobody who
    speaks no language of the need, or by no way that is wanted, is listed.
    """
    able = [one for one in people if one.ways & need.ways]
    offers: list[Offer] = []
    for one in able:
        fit = _fit(need, one)
        if fit is None:
            continue
        if one.speaks(need.into):
            offers.append(_offer(need, (one,), fit, population, small))
        elif need.into != "spa" and one.speaks("spa"):
            offers += [
                _offer(need, (one, second), fit, population, small)
                for second in able
                if second != one and second.speaks("spa") and second.speaks(need.into)
            ]
    return tuple(sorted(offers, key=_rank))


def _offer(
    need: Need,
    chain: tuple[Interpreter, ...],
    fit: tuple[Fit, Text],
    population: Mapping[str, int],
    small: int,
) -> Offer:
    found = [conflict(need, one, population, small) for one in chain]
    level: Level = "clear"
    for one in found:
        level = _worse(level, one.level)
    told: list[Text] = []
    for one in found:
        told += [reason for reason in one.reasons if reason not in told]
    as_asked = all(one.sex == need.sex for one in chain) if need.sex else None
    reasons = [fit[1]]
    if len(chain) > 1:
        reasons.append(_RELAY)
    if as_asked is False:
        reasons.append(_OTHER_SEX)
    return Offer(chain, fit[0], Conflict(level, tuple(told)), as_asked, tuple(reasons))


def _rank(offer: Offer) -> tuple[object, ...]:
    """Safety first, then the language, then the person's choice, then the shorter chain."""
    return (
        offer.conflict.level == "refuse",
        FITS.index(offer.fit),
        offer.sex_as_asked is False,
        LEVELS.index(offer.conflict.level),
        len(offer.chain),
        "phone" not in offer.chain[0].ways,
        tuple(one.code for one in offer.chain),
    )


_COMPANION = Text(
    es="Acompaña a la persona o es de su familia: nunca interpreta.",
    en="Accompanies the person or is family: never interprets.",
)
_OWN = Text(es="Es del mismo municipio que la persona", en="Is of the same municipality as the person")
_FAMILY = Text(es="Tiene lazos donde vive la familia", en="Has ties where the family lives")
_OTHERS = Text(
    es="Tiene lazos en el lugar de quien la enganchó o la retiene",
    en="Has ties where those who recruited or hold the person are from",
)
_SMALL = Text(
    es="y el lugar es pequeño o no se sabe su tamaño: pueden conocerse. Elija otra persona.",
    en="and the place is small or its size is not known: they may know each other. Choose another.",
)
_LARGE = Text(
    es="y el lugar es grande: pregunte, sin dar nombres, si conoce a alguien del asunto.",
    en="and the place is large: ask, giving no names, whether they know anybody concerned.",
)
_NOT_ASKED = Text(
    es="Nadie le ha preguntado por sus lazos: pregunte antes de empezar.",
    en="Nobody has asked about their ties: ask before beginning.",
)
_NOT_KNOWN = Text(
    es="No se sabe de qué comunidad es la persona: pregúntelo antes de elegir.",
    en="The person's community is not known: ask before choosing.",
)
_SAME_VARIANT = Text(es="Habla la misma variante.", en="Speaks the same variant.")
_OTHER_VARIANT = Text(
    es="Habla la lengua, pero no consta que sea la misma variante: compruebe que se entienden.",
    en="Speaks the language, but not known to be the same variant: check that they understand.",
)
_NEAR = Text(
    es="Otra variante, o no consta cuál: llame para ver si se entienden.",
    en="Another variant, or not known which: call to see whether they understand each other.",
)
_RELAY = Text(es="En dos pasos, por el español.", en="In two steps, through Spanish.")
_OTHER_SEX = Text(
    es="No es del sexo que la persona prefirió: dígaselo antes y que decida.",
    en="Not of the sex the person preferred: say so first and let them decide.",
)
