"""What the network asks services about themselves, and what a service may say by a link. Pure.

Codes, numbers, days and hours only: nothing that comes from outside is a text, so that nothing about
anybody can be in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from cauce.content.errors import BadInputs

bad_input = BadInputs(__file__)

NETWORK = "red"  # the source of what the network itself wrote beside an imported entry
TRIBOOL = (
    "minors",
    "minors_alone",
    "families",
    "labour",
    "sexual",
    "accessible",
    "pregnant",
    "pets",
)
COSTS = ("free", "sliding", "paid")
INTAKES = ("phone", "email", "walk_in", "referral")
REPORTING = ("asked", "minors", "own")  # only if the person asks; about minors; by its own rules
SEXES = ("women", "men", "any")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_FREE = 500
MOST_LANGUAGES = 20
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_PHONE = re.compile(r"\+?[\d ().-]{7,30}")

# What somebody of the service may say by a link or when signed in. Papers are not asked.
SAYABLE = ("sex", *TRIBOOL, "cost", "intake", "free", "languages", "phone", "hours", "same")


def _hours(value: Any) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"days", "opens", "closes"}:
        return False
    known = set(value["days"]) <= set(DAYS) and bool(value["days"])
    times = [value["opens"], value["closes"]]
    return known and all(isinstance(one, str) and _HOUR.fullmatch(one) for one in times)


def _languages(value: Any) -> bool:
    return (
        isinstance(value, list)
        and 0 < len(value) <= MOST_LANGUAGES
        and all(isinstance(one, str) and re.fullmatch(r"[a-z]{2,3}", one) for one in value)
    )


def _phone(value: Any) -> bool:
    digits = re.sub(r"\D", "", value) if isinstance(value, str) else ""
    return bool(_PHONE.fullmatch(str(value))) and 7 <= len(digits) <= 15


def _free(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_FREE


CHECKS: dict[str, Callable[[Any], bool]] = {
    **{name: lambda value: value in (True, False) for name in TRIBOOL},
    "sex": lambda value: value in SEXES,
    "cost": lambda value: value in COSTS,
    "intake": lambda value: value in INTAKES,
    "free": _free,
    "languages": _languages,
    "phone": _phone,
    "hours": _hours,
    "same": lambda value: value is True,  # «all of it holds»
}


def check_said(changes: Mapping[str, Any], *, sealed: bool) -> dict[str, Any]:
    """What was said, if each thing is one that may be said. Raises ``BadInput``.

    ``sealed``: of a reserved entry neither telephone nor hours are taken by a link.
    """
    if not changes:
        raise bad_input("nothing_was_changed")
    for name, value in changes.items():
        hidden = sealed and name in ("phone", "hours")
        if name not in CHECKS or hidden or not CHECKS[name](value):
            raise bad_input("this_cannot_be_read", where=name)
    return dict(changes)
