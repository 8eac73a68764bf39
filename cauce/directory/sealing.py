"""Which entries must keep their place to themselves, and what text gives a place away. Pure.

A shelter whose address is known can be attacked, with everybody in it (threat S10). HSDS has no
field for this, so the rule errs towards sealing: a person may open an entry again, an import not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Shelter, violence in the home, crisis, trafficking: as sources name their services and terms.
_TELLING = re.compile(
    r"\bshelters?\b|\brefugios?\b|\balbergues?\b|casa hogar|safe ?(?:house|housing|home)|"
    r"transitional (?:living|hous)|vivienda de transici|domestic violence|family violence|"
    r"domestic abuse|battered|violencia (?:dom[eé]stica|familiar|intrafamiliar)|\bcrisis\b|"
    r"traffick|trata de personas|survivors? of (?:violence|abuse)",
    re.IGNORECASE,
)
_IN_PROSE = re.compile(
    r"domestic violence shelter|(?:women'?s|emergency) shelter|safe ?house\b|battered women|"
    r"confidential (?:location|address|shelter)|(?:ubicaci[oó]n|direcci[oó]n) confidencial|"
    r"refugio para mujeres|traffick|trata de personas",
    re.IGNORECASE,
)
_NOT_FOR_PEOPLE = re.compile(r"\banimal|\bpet\b|\bpets\b|wildlife|humane society", re.IGNORECASE)
# Opaque codes: AIRS branches of shelter, transitional housing and crisis; Open Eligibility terms
# of shelter, safe housing, escape from violence (CC BY-SA 3.0, Aunt Bertha: facts only).
_CODE_BRANCHES = ("BH-1800", "BH-8600", "RP-1500", "FN-1500.1900", "FN-1500.9100-180")
_CODES = {"1121", "1124", "1125", "1151", "20083", "20084"}
SEALED_KINDS = {"shelter"}
_CONFIDENTIAL = re.compile(r"confiden[ct]ial|undisclosed|reservad[oa]|domicilio protegido", re.I)


def says_confidential(address_1: str) -> bool:
    """Whether the address cell itself says that it is not to be told."""
    return bool(_CONFIDENTIAL.search(address_1))


def must_be_sealed(
    names: Iterable[str],
    description: str,
    terms: Iterable[tuple[str, str]],
    kinds: Iterable[str],
) -> bool:
    """Whether an entry is confidential by default: by its kind, names, terms or description."""
    title = " · ".join(names)
    if _NOT_FOR_PEOPLE.search(title):
        return False
    if SEALED_KINDS & set(kinds) or _TELLING.search(title) or _IN_PROSE.search(description):
        return True
    return any(
        code in _CODES or code.startswith(_CODE_BRANCHES) or _TELLING.search(name)
        for code, name in terms
        if not _NOT_FOR_PEOPLE.search(name)
    )


def street_key(address_1: str, city: str) -> str:
    """The same for two ways of writing one street address; '' when there is none to compare."""
    street = re.sub(r"[^a-z0-9]+", " ", address_1.lower()).strip()
    return f"{street}|{city.lower().strip()}" if re.search(r"\d", street) else ""


def phone_key(number: str) -> str:
    """The last ten digits; '' when the number is too short to be anybody's."""
    digits = re.sub(r"\D", "", number)
    return digits[-10:] if len(digits) >= 7 else ""


def spot_key(latitude: float | None, longitude: float | None) -> str:
    """The same for coordinates within some ten metres; '' when not known."""
    if latitude is None or longitude is None:
        return ""
    return f"{latitude:.4f},{longitude:.4f}"


# «742 Papalote Street» is also written «742 Papalote St.»: the kind of street is no part of its name.
_KINDS_OF_STREET = frozenset(
    "street st avenue ave av road rd drive dr lane ln boulevard blvd court ct place pl highway hwy "
    "parkway pkwy way trail trl circle cir terrace ter square sq".split()
)


def _told_by(street: str) -> list[str]:
    """The words of a street that give it away however the rest is written."""
    words = re.findall(r"\w+", street)
    while len(words) > 2 and words[-1].lower() in _KINDS_OF_STREET and words[0][0].isdigit():
        words.pop()
    return words


def sealed_pattern(streets: Iterable[str], numbers: Iterable[str]) -> re.Pattern[str] | None:
    """Finds sealed streets and telephones inside free text however spaced; None: nothing to find."""
    parts = []
    for street in sorted({s.strip() for s in streets}, key=len, reverse=True):
        words = _told_by(street)
        if len(words) >= 2 and len(street) >= 6:
            parts.append(r"\W+".join(map(re.escape, words)) + r"\b")
    for key in sorted({phone_key(n) for n in numbers} - {""}):
        parts.append(r"\D{0,3}".join(key))
    if not parts:
        return None
    # Nearly all begin with a digit: looking for one first spares trying each at every letter.
    digits = [part for part in parts if part[0].isdigit()]
    groups = [f"(?=[0-9])(?:{'|'.join(digits)})"] if digits else []
    groups += [part for part in parts if not part[0].isdigit()]
    return re.compile("|".join(groups), re.IGNORECASE)


def without_sealed(text: str, pattern: re.Pattern[str] | None) -> str:
    """The text with every sealed street or telephone taken out."""
    return pattern.sub("[…]", text) if pattern and text else text
