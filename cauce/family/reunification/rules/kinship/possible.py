"""Under which category a relative may come: each condition, three-valued, with its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cauce.content.model import both
from cauce.content.model_kinship import KinCategory
from cauce.rules.dates import says_date

from .model import RELATIONS, Family, Kin, Possible, Principal, Reason, age


def both_hold(values: Iterable[bool | None]) -> bool | None:
    """Kleene's and: one no decides, else one unknown does."""
    found = list(values)
    return False if False in found else None if None in found else True


def either_holds(values: Iterable[bool | None]) -> bool | None:
    """Kleene's or: one yes decides, else one unknown does."""
    found = list(values)
    return True if True in found else None if None in found else False


def possible_under(
    table: tuple[KinCategory, ...], principal: Principal, members: Family, kin: Kin, on: dt.date
) -> tuple[Possible, ...]:
    return tuple(
        _category(one, table, principal, members, kin, on) for one in table if kin.relation in one.relations
    )


def _category(
    category: KinCategory,
    table: tuple[KinCategory, ...],
    principal: Principal,
    members: Family,
    kin: Kin,
    on: dt.date,
) -> Possible:
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


def _under(born: dt.date | None, limit: int, principal: Principal, on: dt.date, missing: str) -> Reason:
    """Under the limit on the filing date. Not filed: today. Filed on an unknown day: not later than
    today, so that whoever is under the limit today was so that day too."""
    whose = both("La persona tiene", "The person is") if missing == "principal_born" else both("Tiene", "Is")
    if born is None:
        return Reason(
            None, both(f"Depende de la edad: menor de {limit}", f"Depends on the age: under {limit}"), missing
        )
    if principal.filed and principal.filed_on:
        years = age(born, principal.filed_on)
        day = principal.filed_on
        return Reason(
            years < limit,
            both(
                (
                    f"{whose.es} {years} años el día en que se presentó, {says_date(day, 'es')} "
                    f"(límite: menor de {limit})"
                ),
                f"{whose.en} {years} on the day of filing, {says_date(day, 'en')} (limit: under {limit})",
            ),
        )
    years = age(born, on)
    if principal.filed is False or years < limit:
        return Reason(
            years < limit,
            both(
                f"{whose.es} {years} años hoy (límite: menor de {limit} el día en que se presenta)",
                f"{whose.en} {years} today (limit: under {limit} on the day of filing)",
            ),
        )
    return Reason(
        None,
        both(
            f"Hoy tiene {years} años; cuenta la edad del día en que se presentó (menor de {limit})",
            f"Is {years} today; the age on the day of filing counts (under {limit})",
        ),
        "filed",
    )


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
        return Reason(False, both("Se casó antes de que se presentara", "Married before the filing"))
    if known:
        return Reason(
            None,
            both(
                "Se casó después de que se presentara: puede excluir, lo determina la abogada o el abogado",
                "Married after filing: may exclude; the lawyer decides",
            ),
        )
    missing = "filed" if principal.filed_on is None else "married_on"
    return Reason(
        None,
        both("Está en matrimonio: puede excluir, según la fecha", "Is married: it may exclude, by the date"),
        missing,
    )


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
    return Reason(
        holds,
        both(
            f"{young.text.es}; sin eso, hace falta peligro de represalias",
            f"{young.text.en}; without it, a danger of retaliation is needed",
        ),
        missing if holds is None else "",
    )


def _danger(principal: Principal) -> Reason:
    if principal.danger is None:
        return Reason(
            None,
            both(
                "Depende de que haya peligro de represalias ahora",
                "Depends on a present danger of retaliation",
            ),
            "danger",
        )
    if principal.danger:
        return Reason(True, both("Hay peligro de represalias ahora", "There is a danger of retaliation now"))
    return Reason(False, both("No se anotó peligro de represalias", "No danger of retaliation was noted"))


def _child_of(
    category: KinCategory,
    table: tuple[KinCategory, ...],
    principal: Principal,
    members: Family,
    kin: Kin,
    on: dt.date,
) -> Reason:
    """Child of somebody of the family who fits one of the named categories; these never lead here."""
    listed = [members[id] for id in sorted(kin.parents) if id in members and id != kin.id]
    if not listed:
        return Reason(
            None,
            both(
                "Depende de quién es su madre o padre en esta lista",
                "Depends on who of this list is the parent",
            ),
            "parents",
        )
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
        False: both("Su madre o padre no cabe en esta lista", "The parent does not fit in this list"),
    }
    return Reason(holds, says[holds], missing if holds is None else "")
