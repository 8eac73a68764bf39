"""What a drawn roll-out could see, told before it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cauce.methods.errors import BadInputs
from cauce.methods.evaluation.order import Draw, Post
from cauce.methods.evaluation.power import Design, Power, power
from cauce.methods.evaluation.report import Say

bad_input = BadInputs(__file__)

RATIOS = (1.15, 1.25, 1.4, 1.5)
SIMULATIONS = 500
# Months of observation after the last wave began.
AFTER = 9


@dataclass(frozen=True)
class Foreseen:
    """The share of simulations in which an effect of each size would be seen."""

    design: Design
    found: tuple[tuple[float, Power], ...]

    def as_document(self) -> dict[str, Any]:
        return {
            "yearly": self.design.yearly,
            "months": self.design.months,
            "baseline": self.design.baseline,
            "ratios": [{"ratio": ratio, **asdict(power)} for ratio, power in self.found],
        }


def foresee(
    posts: Sequence[Post], draw: Draw, yearly: int, baseline: int, step: int, seed: int = 1
) -> Foreseen:
    """Simulate the roll-out with these posts. Raises ``BadInput`` for numbers out of range."""
    if not (1 <= yearly <= 1_000_000 and 1 <= baseline <= 120 and 1 <= step <= 60):
        raise bad_input("cases_a_year", where="--yearly, --baseline, --step")
    sizes = tuple(post.size or 0.0 for post in posts)
    design = Design(
        posts=len(posts),
        waves=draw.waves,
        baseline=baseline,
        step=step,
        months=baseline + step * (draw.waves - 1) + AFTER,
        yearly=yearly,
        sizes=sizes if sum(sizes) > 0 else None,
        stratified=len(draw.strata) > 1,
    )
    found = tuple((ratio, power(design, ratio, SIMULATIONS, seed)) for ratio in RATIOS)
    return Foreseen(design, found)


def as_lines(seen: Foreseen, language: str) -> list[str]:
    say = Say(language)
    lines = [
        "",
        say(
            (
                f"Qué se podría ver con {seen.design.yearly:,} casos al año en {seen.design.months} meses "
                "(simulado, supuestos de la casa)"
            ),
            f"What could be seen with {seen.design.yearly:,} cases a year in {seen.design.months} months "
            "(simulated, assumptions of the house)",
        ),
    ]
    for ratio, found in seen.found:
        more = f"+{(ratio - 1) * 100:.0f} %"
        lines.append(
            say(
                f"  un aumento de {more} se vería en {found.rejects * 100:.0f} de cada 100 veces",
                f"  a rise of {more} would be seen {found.rejects * 100:.0f} times in 100",
            )
        )
    return lines
