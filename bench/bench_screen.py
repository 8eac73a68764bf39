"""A sitting of 30 answers read by its rules: stops, cleared cues, offers, reasons, figure.

    python bench/bench_screen.py [--sittings 20000] [--quick]

The floor counts the yes answers, as a score would: it gives no reason and tells not asked from no
nowhere. The figure to hold is 1 ms for 30 answers.
"""

from __future__ import annotations

import random
import time
from typing import Any

from measure import median, options, percentile, table

from cauce.content.loader import load_edition
from cauce.rules.screening import ANSWERS, screen

ANSWERED, LIMIT_MS = 30, 1.0
FLOOR = "yes answers counted (floor)"


def sittings(instrument: Any, count: int) -> list[dict[str, str]]:
    """Invented sittings with 30 answers each, or all where the instrument has fewer."""
    rng = random.Random(7)
    ids = [item.id for item in instrument.items]
    values = ("yes",) if instrument.answers == "ticks" else ANSWERS
    many = min(ANSWERED, len(ids))
    return [{name: rng.choice(values) for name in rng.sample(ids, many)} for _ in range(count)]


def same_when_turned(instrument: Any, answers: dict[str, str]) -> bool:
    """Whether the order in which answers were written down changes nothing of what is read."""
    turned = dict(reversed(answers.items()))
    return screen(instrument, answers) == screen(instrument, turned)


def main() -> None:
    chosen = options(__doc__, sittings=20_000)
    count = 40 if chosen.quick else chosen.sittings
    rows: dict[str, float] = {}
    worst = 0.0
    for instrument in load_edition().instruments.values():
        given = sittings(instrument, count)

        assert all(same_when_turned(instrument, answers) for answers in given[:40])

        def read(instrument: Any = instrument, given: Any = given) -> None:
            for answers in given:
                screen(instrument, answers)

        if not rows:
            rows[FLOOR] = (
                median(lambda given=given: [sum(v == "yes" for v in one.values()) for one in given], 3)
                / count
                * 1e6
            )
        each = []
        for answers in given[:2000]:
            began = time.process_time()  # of this process: a busy machine is not the rules' doing
            screen(instrument, answers)
            each.append(time.process_time() - began)
        slow = percentile(each, 0.99) * 1e3
        worst = max(worst, slow)
        name = f"{instrument.id} ({len(given[0])} of {len(instrument.items)} items)"
        rows[name] = median(read, 3) / count * 1e6
    table(
        f"{count:,} sittings of each instrument, medians of 3",
        "µs each",
        rows,
        FLOOR,
        f"slowest 99th percentile of one sitting, processor time: {worst:.3f} ms; held to {LIMIT_MS} ms",
    )
    if worst >= LIMIT_MS and not chosen.quick:
        raise SystemExit("a sitting takes a millisecond or more")


if __name__ == "__main__":
    main()
