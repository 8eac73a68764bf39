"""What an import did, in numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from .records import Caution, Refusal

# The order of the report: what people look for first, then what hangs on it.
ENTITIES = (
    "services",
    "organizations",
    "placeholders",
    "locations",
    "service_at_locations",
    "phones",
    "languages",
    "schedules",
    "taxonomy_terms",
    "addresses",
    "eligibility",
)
ALWAYS = frozenset(ENTITIES[:-2]) - {"placeholders"}


@dataclass
class Counts:
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass
class Outcome:
    """Counts by entity, in the order of the work; every refusal and warning of the batch."""

    source: str
    counts: dict[str, Counts] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)

    def of(self, entity: str) -> Counts:
        return self.counts.setdefault(entity, Counts())

    def refuse(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)
        self.of(refusal.entity).refused += 1

    def as_json(self) -> dict[str, dict[str, int]]:
        """Each entity with its four counts; the usual ones are there even when all are zero."""
        names = [name for name in ENTITIES if name in ALWAYS or name in self.counts]
        return {name: asdict(self.of(name)) for name in names}
