"""Which case of the shown post something fits: what is put on a case agrees with what is known of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from cauce.cases.facts import facts_of_many
from cauce.cases.models import Case

Facts = dict[str, Any]
Known = tuple[Case, Facts]
Fits = Callable[[Facts], bool]


def open_cases(post_code: str) -> list[Known]:
    """Those that are being worked on with her yes, the newest first, each with what is known."""
    rows = Case.objects.filter(
        post_id=post_code, status="active", keeping="given", officer__isnull=False
    ).select_related("post", "officer", "person")
    cases = list(rows.order_by("-opened_at", "folio"))
    facts = facts_of_many(cases)
    return [(case, facts.get(case.id, {})) for case in cases]


def fitting(known: Iterable[Known], before: dt.datetime, *fits: Fits) -> Case | None:
    """The newest that had begun before an instant and fits; the less it must, the later it is asked.

    None: none does."""
    found = [one for one in known if one[0].opened_at < before]
    for wanted in fits:
        for case, facts in found:
            if wanted(facts):
                return case
    return None


def adult(facts: Facts) -> bool:
    """Of age, as was said."""
    return (facts.get("person.age") or 0) >= 18 and not facts.get("person.age_doubt")


def child(facts: Facts) -> bool:
    return facts.get("person.age", 18) < 18


def woman(facts: Facts) -> bool:
    return facts.get("person.sex") == "woman"


def victim(facts: Facts) -> bool:
    """It was concluded so."""
    return facts.get("conclusion.status") in ("presumed", "confirmed")
