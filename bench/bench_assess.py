"""Reading 100,000 sets of concepts under the three laws, with elements and reasons.

    python bench/bench_assess.py [--sets 100000] [--quick]

The floor reads the same files by hand: act, means and purpose as set intersections, nothing else
(no evidence against, no reasons, no article apart). Where both decide «met» they are compared first.
Times are seconds of the processor: all of it is one thread.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable
from typing import Any

from measure import options, processor, table

from cauce.content.loader import load_edition
from cauce.rules.law import assess

FLOOR = "act, means, purpose by hand (floor)"


def sets_of_concepts(edition: Any, count: int) -> list[frozenset[str]]:
    """Invented people told by 3 to 20 concepts each, against which something speaks at times."""
    rng = random.Random(5)
    slugs = sorted(edition.concepts)
    return [frozenset(rng.sample(slugs, rng.randint(3, 20))) for _ in range(count)]


def by_hand(laws: list[Any]) -> Any:
    """A function that says which laws look met, as somebody would write it in a hurry."""
    read = [
        [(form.act, form.means, form.purpose, form.means.waived_for) for form in law.forms] for law in laws
    ]

    def has(element: Any, present: frozenset[str]) -> bool:
        if not element.required or element.any_of & present:
            return True
        return any(
            (pair.needs - {slug}) & present for pair in element.together for slug in pair.any_of & present
        )

    def verdicts(present: frozenset[str]) -> list[bool]:
        return [
            any(
                has(act, present)
                and has(purpose, present)
                and (has(means, present) or bool(waived & present))
                for act, means, purpose, waived in forms
            )
            for forms in read
        ]

    return verdicts


def compare(laws: list[Any], people: list[frozenset[str]], floor: Any) -> int:
    """How many verdicts agree, over sets in which nothing speaks against; stops if one does not."""
    compared = 0
    for told in people[:2000]:
        present = frozenset(slug for slug in told if not slug.startswith("x_"))
        for law, looks_met in zip(laws, floor(present), strict=True):
            if (assess(law, present).verdict == "met") != looks_met:
                raise SystemExit(f"{law.id}: {sorted(present)}: they differ; nothing was timed.")
            compared += 1
    return compared


def each(read: Callable[[frozenset[str]], Any], people: list[frozenset[str]]) -> None:
    """Read every set and keep nothing: what is kept makes the collector walk it again and again."""
    for told in people:
        read(told)


def median(run: Callable[[], None], times: int) -> float:
    """The median of several calls, in seconds of the processor."""
    return statistics.median(processor(run) for _ in range(times))


def main() -> None:
    chosen = options(__doc__, sets=100_000)
    count = 300 if chosen.quick else chosen.sets
    edition = load_edition()
    laws = list(edition.laws.values())
    people, floor = sets_of_concepts(edition, count), by_hand(laws)
    print(f"{compare(laws, people, floor):,} verdicts compared with the floor, all equal")
    times = 1 if chosen.quick else 3

    def reasoned(told: frozenset[str]) -> None:
        for law in laws:
            assess(law, told)

    def worded(told: frozenset[str]) -> None:
        for law in laws:
            assess(law, told, bank=edition.concepts)

    ways = {
        FLOOR: floor,
        "assess(): verdicts, elements, reasons": reasoned,
        "assess() with the words of every concept": worded,
    }
    rows = {name: median(lambda way=way: each(way, people), times) for name, way in ways.items()}
    table(
        f"{count:,} sets of concepts under {len(laws)} laws, medians of {times}",
        "µs per set",
        {name: value / count * 1e6 for name, value in rows.items()},
        FLOOR,
        f"all {count:,}: {rows['assess(): verdicts, elements, reasons']:.1f} s",
    )


if __name__ == "__main__":
    main()
