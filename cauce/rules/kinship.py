"""Which relatives may come under which category, by the table of the content: information, never advice.

Protocol, 16.1 (derivatives). Three-valued: what is not known is never a no, it is named so that somebody
finds it out. Ages count on the principal's filing date; while nothing is filed, as if it were filed today.
What the table says is unverified until counsel confirms it; whoever shows this says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .content.model import Text, both
from .content.model_kinship import KinCategory
from .dates import add_months, says_date
from .errors import BadInput

PRINCIPAL = "principal"
RELATIONS: dict[str, Text] = {
    "spouse": both("Esposa o esposo", "Spouse"),
    "child": both("Hija o hijo", "Child"),
    "parent": both("Madre o padre", "Parent"),
    "sibling": both("Hermana o hermano", "Sibling"),
    "descendant": both("Hija o hijo de alguien de la lista", "Child of somebody of the list"),
    "other": both("Otro parentesco", "Another relation"),
}
MISSING: dict[str, Text] = {
    "born": both("su fecha de nacimiento", "the date of birth"),
    "married": both("si está en matrimonio", "whether married"),
    "married_on": both("cuándo se casó", "when the marriage was"),
    "principal_born": both("la fecha de nacimiento de la persona", "the person's date of birth"),
    "filed": both("si ya se presentó la solicitud y qué día", "whether the application was filed, and when"),
    "danger": both("si hay peligro de represalias ahora", "whether there is a danger of retaliation now"),
    "parents": both("quién de la lista es su madre o padre", "who of the list is the parent"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Principal:
    """Whose case it is. ``filed`` None: nobody knows whether it was filed; ``filed_on``: the day."""

    born: dt.date | None = None
    filed: bool | None = None
    filed_on: dt.date | None = None
    danger: bool | None = None


@dataclass(frozen=True, slots=True)
class Kin:
    """A relative. ``parents``: ids in the family, or ``PRINCIPAL``; empty: not known who they are."""

    id: str
    relation: str
    born: dt.date | None = None
    married: bool | None = None
    married_on: dt.date | None = None
    parents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition: whether it holds (None: not known), in words; ``missing``: what to find out."""

    holds: bool | None
    text: Text
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Possible:
    """One category for one relative. ``holds`` None: to find out."""

    category: KinCategory
    holds: bool | None
    reasons: tuple[Reason, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.missing for one in self.reasons if one.missing))


@dataclass(frozen=True, slots=True)
class Change:
    """What a birthday or a marriage would change. ``on`` None: whenever it happens."""

    kind: str  # birthday or marriage
    on: dt.date | None
    turns: int | None
    who: str  # the relative's id, or PRINCIPAL
    codes: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What the table gives for one relative. ``if_today``: as if it were filed today."""

    kin: Kin
    possible: tuple[Possible, ...]
    changes: tuple[Change, ...]
    if_today: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """Categories that fit from what is known."""
        return tuple(one.category.code for one in self.possible if one.holds)

    @property
    def open(self) -> tuple[Possible, ...]:
        """Categories that depend on what is not known yet."""
        return tuple(one for one in self.possible if one.holds is None)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for one in self.open for name in one.missing))


def age(born: dt.date, on: dt.date) -> int:
    """Completed years; of somebody born on 29 February, on 28 February."""
    years = on.year - born.year
    return years if birthday(born, years) <= on else years - 1


def birthday(born: dt.date, turns: int) -> dt.date:
    return add_months(born, 12 * turns)


def check_birth(born: dt.date | None, on: dt.date, where: str = "born") -> None:
    """Nobody is born tomorrow, nor 120 years ago. Raises ``BadInput``."""
    if born is not None and born > on:
        raise BadInput(
            "La fecha de nacimiento está en el futuro.", "The date of birth is in the future.",
            where=where, cure_es="Revise el año; si no se sabe, déjela vacía.",
            cure_en="Check the year; leave it empty when it is not known.",
        )  # fmt: skip
    if born is not None and age(born, on) > 120:
        raise BadInput(
            "Con esa fecha tendría más de 120 años.", "With that date the age would be over 120.",
            where=where, cure_es="Revise el año.", cure_en="Check the year.",
        )  # fmt: skip


def both_hold(values: Iterable[bool | None]) -> bool | None:
    """Kleene's and: one no decides, else one unknown does."""
    found = list(values)
    return False if False in found else None if None in found else True


def either_holds(values: Iterable[bool | None]) -> bool | None:
    """Kleene's or: one yes decides, else one unknown does."""
    found = list(values)
    return True if True in found else None if None in found else False


def read(
    categories: Iterable[KinCategory], principal: Principal, family: Iterable[Kin], on: dt.date
) -> dict[str, Reading]:
    """Every relative of the family by id, with what the table gives on that day. Decides nothing."""
    table, members = tuple(categories), {one.id: one for one in family}
    found = {}
    for id, kin in members.items():
        possible = _possible(table, principal, members, kin, on)
        found[id] = Reading(
            kin, possible, _changes(table, principal, members, kin, on, possible),
            if_today=principal.filed is not True,
        )  # fmt: skip
    return found


Family = dict[str, Kin]


def _possible(
    table: tuple[KinCategory, ...], principal: Principal, members: Family, kin: Kin, on: dt.date
) -> tuple[Possible, ...]:
    return tuple(
        _category(one, table, principal, members, kin, on)
        for one in table
        if kin.relation in one.relations
    )


def _category(
    category: KinCategory, table: tuple[KinCategory, ...], principal: Principal, members: Family,
    kin: Kin, on: dt.date,
) -> Possible:  # fmt: skip
    reasons = [Reason(True, RELATIONS[kin.relation])]
    if category.under is not None:
        reasons.append(_under(kin.born, category.under, principal, on, "born"))
    if category.unmarried:
        reasons.append(_unmarried(kin, principal))
    if category.principal_under is not None:
        reasons.append(_principal(category, principal, on))
    if category.danger_needed:
        reasons.append(_danger(principal))
    if category.child_of:
        reasons.append(_child_of(category, table, principal, members, kin, on))
    return Possible(category, both_hold(one.holds for one in reasons), tuple(reasons))


def _under(
    born: dt.date | None, limit: int, principal: Principal, on: dt.date, missing: str
) -> Reason:
    """Under the limit on the filing date. Not filed: today. Filed on an unknown day: not later than
    today, so that whoever is under the limit today was so that day too."""
    whose = (
        both("La persona tiene", "The person is")
        if missing == "principal_born"
        else both("Tiene", "Is")
    )
    if born is None:
        return Reason(None, both(f"Depende de la edad: menor de {limit}", f"Depends on the age: under {limit}"),
                      missing)  # fmt: skip
    if principal.filed and principal.filed_on:
        years = age(born, principal.filed_on)
        day = principal.filed_on
        return Reason(years < limit, both(
            f"{whose.es} {years} años el día en que se presentó, {says_date(day, 'es')} (límite: menor de {limit})",
            f"{whose.en} {years} on the day of filing, {says_date(day, 'en')} (limit: under {limit})",
        ))  # fmt: skip
    years = age(born, on)
    if principal.filed is False or years < limit:
        return Reason(years < limit, both(
            f"{whose.es} {years} años hoy (límite: menor de {limit} el día en que se presenta)",
            f"{whose.en} {years} today (limit: under {limit} on the day of filing)",
        ))  # fmt: skip
    return Reason(None, both(
        f"Hoy tiene {years} años; cuenta la edad del día en que se presentó (menor de {limit})",
        f"Is {years} today; the age on the day of filing counts (under {limit})",
    ), "filed")  # fmt: skip


def _unmarried(kin: Kin, principal: Principal) -> Reason:
    if kin.married is None:
        return Reason(
            None,
            both("Depende de que no se haya casado", "Depends on not being married"),
            "married",
        )
    if not kin.married:
        return Reason(True, both("No está en matrimonio", "Is not married"))
    if principal.filed is False:
        return Reason(False, both("Está en matrimonio", "Is married"))
    known = principal.filed_on and kin.married_on
    if known and kin.married_on <= principal.filed_on:  # type: ignore[operator]
        return Reason(
            False, both("Se casó antes de que se presentara", "Married before the filing")
        )
    if known:
        return Reason(None, both(
            "Se casó después de que se presentara: puede excluir, lo determina la abogada o el abogado",
            "Married after filing: may exclude; the lawyer decides",
        ))  # fmt: skip
    missing = "filed" if principal.filed_on is None else "married_on"
    return Reason(None, both(
        "Está en matrimonio: puede excluir, según la fecha", "Is married: it may exclude, by the date",
    ), missing)  # fmt: skip


def _principal(category: KinCategory, principal: Principal, on: dt.date) -> Reason:
    """The principal is young enough, or a present danger stands in for it."""
    young = _under(principal.born, category.principal_under or 0, principal, on, "principal_born")
    if not category.danger_opens:
        return young
    danger = _danger(principal)
    holds = either_holds((young.holds, danger.holds))
    if holds:
        return young if young.holds else danger
    missing = young.missing or danger.missing
    return Reason(holds, both(
        f"{young.text.es}; sin eso, hace falta peligro de represalias",
        f"{young.text.en}; without it, a danger of retaliation is needed",
    ), missing if holds is None else "")  # fmt: skip


def _danger(principal: Principal) -> Reason:
    if principal.danger is None:
        return Reason(None, both("Depende de que haya peligro de represalias ahora",
                                 "Depends on a present danger of retaliation"), "danger")  # fmt: skip
    if principal.danger:
        return Reason(
            True, both("Hay peligro de represalias ahora", "There is a danger of retaliation now")
        )
    return Reason(
        False, both("No se anotó peligro de represalias", "No danger of retaliation was noted")
    )


def _child_of(
    category: KinCategory, table: tuple[KinCategory, ...], principal: Principal, members: Family,
    kin: Kin, on: dt.date,
) -> Reason:  # fmt: skip
    """Child of somebody of the family who fits one of the named categories; these never lead here."""
    listed = [members[id] for id in sorted(kin.parents) if id in members and id != kin.id]
    if not listed:
        return Reason(None, both("Depende de quién es su madre o padre en esta lista",
                                 "Depends on who of this list is the parent"), "parents")  # fmt: skip
    named = [one for one in table if one.id in category.child_of and not one.child_of]
    found = [
        _category(one, table, principal, members, parent, on)
        for parent in listed
        for one in named
        if parent.relation in one.relations
    ]
    holds = either_holds(one.holds for one in found)
    missing = next((name for one in found if one.holds is None for name in one.missing), "")
    says = {
        True: both("Su madre o padre cabe en esta lista", "The parent fits in this list"),
        None: both("Depende de su madre o padre", "Depends on the parent"),
        False: both(
            "Su madre o padre no cabe en esta lista", "The parent does not fit in this list"
        ),
    }
    return Reason(holds, says[holds], missing if holds is None else "")


# What is to come -------------------------------------------------------------------------------


def _changes(
    table: tuple[KinCategory, ...], principal: Principal, members: Family, kin: Kin, on: dt.date,
    possible: tuple[Possible, ...],
) -> tuple[Change, ...]:  # fmt: skip
    found = _married_later(kin, possible)
    if principal.filed:
        return found  # a birthday drops nobody any more
    birthdays = _birthdays(table, principal, members, kin, on)
    return (*birthdays, *found)


def _married_later(kin: Kin, possible: tuple[Possible, ...]) -> tuple[Change, ...]:
    codes = tuple(one.category.code for one in possible
                  if one.category.unmarried and one.holds is not False)  # fmt: skip
    if kin.married is not False or not codes:
        return ()
    listed = ", ".join(codes)
    return (Change("marriage", None, None, kin.id, codes, both(
        f"Si se casa, puede quedar fuera de {listed}: consulte antes a la abogada o al abogado.",
        f"By marrying, {listed} may be lost: ask the lawyer first.",
    )),)  # fmt: skip


def _birthdays(
    table: tuple[KinCategory, ...], principal: Principal, members: Family, kin: Kin, on: dt.date
) -> tuple[Change, ...]:
    """Birthdays to come from which a filing would give less than one on the day before."""
    days: set[tuple[dt.date, int, str]] = set()
    for category in table:
        whose: list[tuple[dt.date | None, int | None, str]] = [
            (principal.born, category.principal_under, PRINCIPAL)
        ]
        whose += [(one.born, category.under, one.id) for one in _line(kin, members)]
        for born, turns, who in whose:
            if born is not None and turns is not None and birthday(born, turns) > on:
                days.add((birthday(born, turns), turns, who))
    found = []
    for day, turns, who in sorted(days):
        before = _fits(table, principal, members, kin, day - dt.timedelta(days=1))
        after = _fits(table, principal, members, kin, day)
        if lost := tuple(code for code in before if code not in after):
            found.append(_birthday(day, turns, who, kin, lost))
    return tuple(found)


def _line(kin: Kin, members: Family) -> list[Kin]:
    return [kin, *(members[id] for id in sorted(kin.parents) if id in members)]


def _fits(
    table: tuple[KinCategory, ...], principal: Principal, members: Family, kin: Kin, on: dt.date
) -> tuple[str, ...]:
    """Codes that are not excluded when it is filed on that day."""
    then = replace(principal, filed=True, filed_on=on)
    return tuple(
        one.category.code
        for one in _possible(table, then, members, kin, on)
        if one.holds is not False
    )


def _birthday(day: dt.date, turns: int, who: str, kin: Kin, lost: tuple[str, ...]) -> Change:
    codes = ", ".join(lost)
    name = both("la persona", "the person") if who == PRINCIPAL else both(
        "este familiar" if who == kin.id else "su madre o padre",
        "this relative" if who == kin.id else "the parent",
    )  # fmt: skip
    return Change("birthday", day, turns, who, lost, both(
        f"El {says_date(day, 'es')} {name.es} cumple {turns}: si no se presenta antes, deja de caber en {codes}.",
        f"On {says_date(day, 'en')} {name.en} turns {turns}: unless it is filed before, {codes} is lost.",
    ))  # fmt: skip
