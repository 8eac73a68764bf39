"""Searching a directory of 4,000 services: who fits a case, who is near a postcode. On a temporary SQLite file.

    python bench/bench_directory.py [--quick]

Invented services, a third of them with the kind that is asked for. The baseline is the plain search.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from measure import median, options, table, use_folder

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
        Service(organization=owner, name=f"Servicio {n}", source="bench", status="active",
                content_hash="", sex=chance.choice(("", "any", "women")),
                families=chance.choice((None, True, False)))
        for n in range(count)
    )  # fmt: skip
    ServiceKind.objects.bulk_create(
        ServiceKind(service=one, kind=chance.choice(("shelter", "legal", "medical")))
        for one in services
    )
    places = Location.objects.bulk_create(
        Location(source="bench", content_hash="", state="TX", city="Ejemplo",
                 postal_code=f"77{n % 200:03d}",
                 latitude=chance.uniform(26, 47), longitude=chance.uniform(-122, -72),
                 confidential=chance.random() < 0.3)
        for n, _ in enumerate(services)
    )  # fmt: skip
    ServiceAtLocation.objects.bulk_create(
        ServiceAtLocation(service=one, location=place, source="bench", content_hash="")
        for one, place in zip(services, places, strict=True)
    )
    Language.objects.bulk_create(
        Language(service=one, name="Español", code="spa", source="bench", content_hash="")
        for one in services
    )


def main() -> None:
    chosen = options(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        use_folder(Path(folder))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from cauce.directory.access import PublicWanted, Wanted, find, public_links, suggest
        from cauce.rules.matching import Asked
        from cauce.rules.permissions import Actor, Grant

        fill(400 if chosen.quick else 4000)
        officer, here = Actor("bench", (Grant("protection_officer", "HOU"),)), (29.76, -95.37)
        wanted = Wanted(kinds=("shelter",), near=here)
        asked = Asked("shelter", "men", 41, False, True, languages=frozenset({"spa"}), place=here)
        everything = Asked("", "men", 41, False, True, languages=frozenset({"spa"}), place=here)
        rows = {
            BASELINE: median(lambda: find(officer, wanted)),
            "who fits a case, of those that give it": median(lambda: suggest(officer, asked)),
            "who fits a case, of all": median(lambda: suggest(officer, everything)),
            "near a postcode, for anybody (HSDS)": median(
                lambda: public_links(PublicWanted(), None, "77010", 200_000)
            ),
        }
    table(
        f"A directory of {400 if chosen.quick else 4000:,} services", "milliseconds",
        {name: 1000 * took for name, took in rows.items()}, BASELINE,
        "To reach: 4,000 services searched in under 100 milliseconds; near a postcode well under 200.",
    )  # fmt: skip


if __name__ == "__main__":
    main()
