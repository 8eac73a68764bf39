"""Does each programme name routes and facts that exist, and say why where it differs by sex?

Its conditions are read by ``conditions.py`` and its sources by ``references.py``, as everybody's.
"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World


def check_what_programmes_name_exists(world: World) -> Iterator[Finding]:
    routes, facts = world.ids("routes"), world.ids("facts")
    for entry in world.of("programmes"):
        one = entry.value
        named: list[tuple[tuple[str | int, ...], str]] = []
        if one.route is not None:
            named.append((("route",), one.route))
        if one.after is not None:
            named += [(("after", "routes", i), word) for i, word in enumerate(one.after.routes)]
        for loc, word in named:
            if word not in routes:
                yield entry.finding("unknown_route", loc, word=word)
        for i, word in enumerate(one.serves):
            if word not in facts:
                yield entry.finding("undeclared_fact/by_a_programme", ("serves", i), word=word)


def check_no_programme_is_a_guess(world: World) -> Iterator[Finding]:
    """No amount is written that nobody confirmed: what a programme pays, its authority says."""
    for entry in world.of("programmes"):
        one = entry.value
        for key in ("for_whom", "gives", "asked_at", "rules"):
            for i, point in enumerate(getattr(one, key)):
                if "$" in point.es or "$" in point.en:
                    yield entry.finding("amount_unconfirmed", (key, i))
