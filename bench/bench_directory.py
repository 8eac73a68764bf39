"""Searching a directory of 4,000 services: who fits a case, who is near a postcode.

On a temporary SQLite file.

    python bench/bench_directory.py [--quick]

Invented services, a third of them with the kind that is asked for. The baseline is the plain search.
"""

from __future__ import annotations

import random
from typing import Any

from house import empty
from measure import median, options, table

BASELINE = "plain search: kind and nearest"


def fill(count: int) -> None:
    from cauce.directory.models import (
        Language,
        Location,
        Organization,
        Service,
        ServiceAtLocation,
        ServiceKind,
    )

    chance = random.Random(7)  # noqa: S311 - invented services
    owner = Organization.objects.create(name="Ejemplo", source="bench", content_hash="")
    services = Service.objects.bulk_create(
        Service(
            organization=owner,
            name=f"Servicio {n}",
            source="bench",
            status="active",
            content_hash="",
            sex=chance.choice(("", "any", "women")),
            families=chance.choice((None, True, False)),
        )
        for n in range(count)
    )
    ServiceKind.objects.bulk_create(
        ServiceKind(service=one, kind=chance.choice(("shelter", "legal", "medical"))) for one in services
    )
    places = Location.objects.bulk_create(
        Location(
            source="bench",
            content_hash="",
            state="TX",
            city="Ejemplo",
            postal_code=f"77{n % 200:03d}",
            latitude=chance.uniform(26, 47),
            longitude=chance.uniform(-122, -72),
            confidential=chance.random() < 0.3,
        )
        for n, _ in enumerate(services)
    )
    ServiceAtLocation.objects.bulk_create(
        ServiceAtLocation(service=one, location=place, source="bench", content_hash="")
        for one, place in zip(services, places, strict=True)
    )
    Language.objects.bulk_create(
        Language(service=one, name="Español", code="spa", source="bench", content_hash="") for one in services
    )


def right(officer: Any, wanted: Any, asked: Any) -> None:
    """Stop unless what is found is what the rows say: each of its kind, and none left out."""
    from cauce.directory.access import find, suggest
    from cauce.directory.models import ServiceKind

    kinds = {kind for (kind,) in ServiceKind.objects.values_list("kind").distinct()}
    of_kind = ServiceKind.objects.filter(kind="shelter").count()
    found, fit = find(officer, wanted), suggest(officer, asked)
    near = [row.distance_km for row in found.rows if row.distance_km is not None]
    assert kinds == {"shelter", "legal", "medical"} and found.total == of_kind > 0
    assert near == sorted(near) and near, "the nearest does not come first"
    assert sum(fit.totals.values()) == of_kind and fit.rows, "a service was not judged"
    print(f"{of_kind:,} services with that kind, all found and all judged")


def main() -> None:
    quick = options(__doc__).quick
    count, times = (60, 1) if quick else (4000, 5)
    with empty():
        from cauce.directory.access import PublicWanted, Wanted, find, public_links, suggest
        from cauce.rules.matching import Asked
        from cauce.rules.permissions import Actor, Grant

        fill(count)
        officer, here = Actor("bench", (Grant("protection_officer", "HOU"),)), (29.76, -95.37)
        wanted = Wanted(kinds=("shelter",), near=here)
        asked = Asked("shelter", "men", 41, False, True, languages=frozenset({"spa"}), place=here)
        everything = Asked("", "men", 41, False, True, languages=frozenset({"spa"}), place=here)
        right(officer, wanted, asked)
        rows = {
            BASELINE: median(lambda: find(officer, wanted), times),
            "who fits a case, of those that give it": median(lambda: suggest(officer, asked), times),
            "who fits a case, of all": median(lambda: suggest(officer, everything), times),
            "near a postcode, for anybody (HSDS)": median(
                lambda: public_links(PublicWanted(), None, "77010", 200_000), times
            ),
        }
    table(
        f"A directory of {count:,} services",
        "milliseconds",
        {name: 1000 * took for name, took in rows.items()},
        BASELINE,
        "To reach: 4,000 services searched in under 100 milliseconds; near a postcode well under 200.",
    )


if __name__ == "__main__":
    main()
