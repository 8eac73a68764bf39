"""What will change by itself: the birthdays and the marriage that end a possibility or open one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from cauce.content.model import both
from cauce.content.model_kinship import KinCategory
from cauce.rules.dates import says_date

from .model import PRINCIPAL, Change, Family, Kin, Possible, Principal, birthday
from .possible import possible_under


def changes_ahead(
    table: tuple[KinCategory, ...],
    principal: Principal,
    members: Family,
    kin: Kin,
    on: dt.date,
    possible: tuple[Possible, ...],
) -> tuple[Change, ...]:
    found = _married_later(kin, possible)
    if principal.filed:
        return found  # a birthday drops nobody any more
    birthdays = _birthdays(table, principal, members, kin, on)
    return (*birthdays, *found)


def _married_later(kin: Kin, possible: tuple[Possible, ...]) -> tuple[Change, ...]:
    codes = tuple(one.category.code for one in possible if one.category.unmarried and one.holds is not False)
    if kin.married is not False or not codes:
        return ()
    listed = ", ".join(codes)
    return (
        Change(
            "marriage",
            None,
            None,
            kin.id,
            codes,
            both(
                f"Si se casa, puede quedar fuera de {listed}: consulte antes a la abogada o al abogado.",
                f"By marrying, {listed} may be lost: ask the lawyer first.",
            ),
        ),
    )


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
        one.category.code for one in possible_under(table, then, members, kin, on) if one.holds is not False
    )


def _birthday(day: dt.date, turns: int, who: str, kin: Kin, lost: tuple[str, ...]) -> Change:
    codes = ", ".join(lost)
    name = (
        both("la persona", "the person")
        if who == PRINCIPAL
        else both(
            "este familiar" if who == kin.id else "su madre o padre",
            "this relative" if who == kin.id else "the parent",
        )
    )
    return Change(
        "birthday",
        day,
        turns,
        who,
        lost,
        both(
            (
                f"El {says_date(day, 'es')} {name.es} cumple {turns}: si no se presenta antes, "
                f"deja de caber en {codes}."
            ),
            f"On {says_date(day, 'en')} {name.en} turns {turns}: unless it is filed before, {codes} is lost.",
        ),
    )
