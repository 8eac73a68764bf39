"""Invented people on two lists of the ministry, with the faults of real lists, and the truth.

The same seed invents the same people. Rates are those of the trial in the project's notes on
linkage: the second list is the careless one (``CARELESS``), the first has some of the same faults.
A fifth of the people are of Indigenous towns: Maya, Nahua and Zapotec surnames, and highlands where
a dozen Spanish surnames cover nearly everybody. Some are siblings: same surnames, same town.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from . import curp, faults
from .catalogue import rows
from .pools import (
    HIGHLANDS,
    MAYA,
    MEN,
    NAHUA,
    PARTICLED,
    SPANISH,
    WOMEN,
    ZAPOTEC,
    Pool,
    tail,
    zipf,
)
from .records import Record

TOWNS = 20
TONGUES = {
    "31": "maya",
    "23": "maya",
    "21": "nahua",
    "30": "nahua",
    "20": "zapotec",
    "07": "highland",
}
INDIGENOUS_TOWNS = 10
FIRST_BIRTH, LAST_BIRTH = dt.date(1955, 1, 1), dt.date(2014, 12, 31)


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each fault happens to a record, or to each of its names."""

    no_second: float
    swapped: float
    hyphen: float
    nickname: float
    typing: float
    hearing: float
    plain: float
    turned: float
    wrong_year: float
    no_birth: float
    curp: float
    no_state: float
    default_birth: float
    married: float
    short: float
    broken: float
    alias: float
    no_town: float
    slip: float


CAREFUL = Rates(
    no_second=0.03,
    swapped=0.01,
    hyphen=0.01,
    nickname=0.02,
    typing=0.01,
    hearing=0.01,
    plain=0.3,
    turned=0.01,
    wrong_year=0.005,
    no_birth=0.03,
    curp=0.65,
    no_state=0.05,
    default_birth=0.01,
    married=0.01,
    short=0.05,
    broken=0.005,
    alias=0.05,
    no_town=0.1,
    slip=0.003,
)
CARELESS = Rates(
    no_second=0.3,
    swapped=0.04,
    hyphen=0.05,
    nickname=0.12,
    typing=0.05,
    hearing=0.04,
    plain=0.6,
    turned=0.04,
    wrong_year=0.02,
    no_birth=0.1,
    curp=0.2,
    no_state=0.35,
    default_birth=0.02,
    married=0.02,
    short=0.1,
    broken=0.01,
    alias=0.02,
    no_town=0.5,
    slip=0.01,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented: as they would write themselves, and whether their town is Indigenous."""

    record: Record
    indigenous: bool


def people(many: int, seed: int, *, siblings: float = 0.03) -> Iterator[Person]:
    """``many`` people, one after the other."""
    draw = np.random.default_rng(seed)
    pools = _pools(draw)
    states = [row["code"] for row in rows("mx_states")]
    # Most migrate from few states; those with Indigenous towns are among the first.
    where = zipf(sorted(states, key=lambda one: (one not in TONGUES, one)), 0.6).draw(draw, many)
    towns = draw.integers(0, TOWNS, many)
    women = draw.random(many) < 0.5
    other = draw.random(many) < 0.002
    span = (LAST_BIRTH - FIRST_BIRTH).days
    born = (draw.beta(3, 2, many) * span).astype(int)
    first_name = np.where(women, pools["women"].draw(draw, many), pools["men"].draw(draw, many))
    second_name = np.where(women, pools["women"].draw(draw, many), pools["men"].draw(draw, many))
    with_second, common = draw.random(many), draw.random(many)
    of_family = draw.random(many) < siblings
    surnames = {
        name: iter(zip(*(pool.draw(draw, many) for _ in range(2)), strict=True))
        for name, pool in pools.items()
        if name not in ("women", "men", "highland")
    }
    single, family = draw.random(many), ("", "", "", 0)
    for at in range(many):
        state, town = str(where[at]), int(towns[at])
        if of_family[at] and family[0]:
            first, second, state, town = family
        tongue = TONGUES.get(state, "") if town < INDIGENOUS_TOWNS else ""
        if of_family[at] and family[0]:
            pass
        elif tongue == "highland":
            first, second = pools[f"highland{town}"].draw(draw, 2)
        else:
            first, second = next(surnames[tongue or "spanish"])
            if tongue and single[at] < 0.3:
                second = next(surnames["spanish"])[0]
        if single[at] > 0.99:
            second = ""
        family = (str(first), str(second), state, town)
        given = str(first_name[at])
        if with_second[at] < 0.45 and second_name[at] != given:
            given = f"{given} {second_name[at]}"
        elif common[at] < 0.25:
            given = f"{'María' if women[at] else 'José'} {given}"
        record = Record(
            f"p{at}",
            "",
            given,
            str(first),
            str(second),
            (),
            FIRST_BIRTH + dt.timedelta(days=int(born[at])),
            "X" if other[at] else "F" if women[at] else "M",
            state,
            f"{state}{town + 1:03d}",
        )
        yield Person(replace(record, curp=curp.make(record)), bool(tongue))


def _pools(draw: np.random.Generator) -> dict[str, Pool]:
    found = {
        "women": zipf(WOMEN, 0.9),
        "men": zipf(MEN, 0.9),
        "spanish": zipf([*SPANISH, *PARTICLED, *tail(draw, 4000)], 0.95),
        "maya": zipf(MAYA, 0.8),
        "nahua": zipf(NAHUA, 0.7),
        "zapotec": zipf(ZAPOTEC, 0.7),
    }
    for town in range(INDIGENOUS_TOWNS):
        found[f"highland{town}"] = zipf(list(draw.permutation(HIGHLANDS)), 1.2, 0.5)
    return found


@dataclass(frozen=True, slots=True)
class Invented:
    """Two lists, the pairs that are one person, and of each left record its groups."""

    lists: dict[str, list[Record]]
    truth: set[tuple[str, str]]
    groups: dict[str, dict[str, str]]


def pair(
    left: int, right: int, both: int, seed: int, *, names: tuple[str, str] = ("consular_cases", "sipc")
) -> Invented:
    """Lists of ``left`` and ``right`` records with ``both`` people on each, every fault applied.

    The first ``both`` invented people are on both; ids say nothing of who is who.
    """
    chance = random.Random(seed)
    lists: dict[str, list[Record]] = {name: [] for name in names}
    truth = set()
    groups: dict[str, dict[str, str]] = {"indigenous": {}, "sex": {}, "state": {}}
    order = [chance.sample(range(size), size) for size in (left, right)]
    for at, one in enumerate(people(left + right - both, seed)):
        keys = ["", ""]
        if at < left:
            keys[0] = f"a{order[0][at]}"
        place = at if at < both else at - left + both
        if at < both or at >= left:
            keys[1] = f"b{order[1][place]}"
        for key, name, rates in zip(keys, names, (CAREFUL, CARELESS), strict=True):
            if key:
                lists[name].append(entry(one.record, key, name, rates, chance))
                groups["indigenous"][key] = "yes" if one.indigenous else "no"
                groups["sex"][key], groups["state"][key] = one.record.sex, one.record.state
        if all(keys):
            truth.add((keys[0], keys[1]))
    return Invented(lists, truth, groups)


def entry(record: Record, key: str, name: str, rates: Rates, chance: random.Random) -> Record:
    """A person as one list wrote them down."""
    hit = chance.random
    given = record.given
    others: tuple[str, ...] = ()
    first, second = record.first_surname, record.second_surname
    words = given.split()
    short = SHORTS.get(faults.plain(words[-1]).lower())
    if short and hit() < rates.nickname:
        words[-1] = chance.choice(short).capitalize()
        given = words[-1]
    elif short and hit() < rates.alias:
        others = (chance.choice(short).capitalize(),)
    if hit() < rates.short:
        given = " ".join(faults.SHORT.get(faults.plain(w).lower(), w) for w in given.split())
        first = faults.SHORT_SURNAMES.get(faults.plain(first).lower(), first)
    given, first, second = (_faulty(one, rates, chance) for one in (given, first, second))
    if hit() < rates.swapped and second:
        first, second = second, first
    if hit() < rates.no_second:
        second = ""
    elif hit() < rates.hyphen and second:
        first, second = f"{first}-{second}", ""
    elif record.sex == "F" and hit() < rates.married:
        second = f"{second} de {chance.choice(SPANISH)}".strip()
    if hit() < rates.plain:
        given, first, second = (faults.plain(one) for one in (given, first, second))
    elif hit() < rates.broken:
        given, first, second = (faults.broken(one) for one in (given, first, second))
    state = "" if hit() < rates.no_state else record.state
    code = faults.mistyped(record.curp, chance).upper() if hit() < 2 * rates.slip else record.curp
    return Record(
        key,
        name,
        given,
        first,
        second,
        others,
        _birth(record.birth_date, rates, chance),
        chance.choice("FM") if hit() < rates.slip else record.sex,
        state,
        "" if not state or hit() < rates.no_town else record.municipality,
        code if hit() < rates.curp else "",
    )


def _faulty(text: str, rates: Rates, chance: random.Random) -> str:
    if chance.random() < rates.typing:
        return faults.mistyped(text, chance)
    if chance.random() < rates.hearing:
        return faults.misheard(text, chance)
    return text


def _birth(born: dt.date | None, rates: Rates, chance: random.Random) -> dt.date | None:
    hit = chance.random()
    if born is None or hit < rates.no_birth:
        return None
    if chance.random() < rates.turned:
        return faults.turned(born)
    if chance.random() < rates.wrong_year:
        return faults.wrong_year(born, chance)
    return dt.date(born.year, 1, 1) if chance.random() < rates.default_birth else born


def _shorts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("nicknames"):
        found.setdefault(row["name"], []).append(row["short"])
    return {name: tuple(short) for name, short in found.items()}


SHORTS = _shorts()
