"""The only look-ups of the cascade: the years as the last closing tells them, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.content.model import Text, both
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor

from .access_closed import closed
from .boards.cascade import Cascade, cascade_of

DETECTED = "percentage-detected"
NO_VERDICT = both(
    "El despliegue todavía no tiene veredicto de una evaluación.",
    "The roll-out has no verdict of an evaluation yet.",
)


@dataclass(frozen=True, slots=True)
class Reached:
    """The years, consular acts by year where they are known, what can be said of who was not seen, and what
    the evaluation of the roll-out found."""

    cascade: Cascade
    acts: dict[int, int]
    unseen: Text
    verdict: Text


def reached(actor: Actor) -> Reached:
    """For who sees the network. Raises ``Absent``."""
    found = cascade_of(closed(actor, "cascade"))
    return Reached(found, _acts(), _unseen(found), NO_VERDICT)


def _acts() -> dict[int, int]:
    """Consular acts of the whole network by year, as the content has them; empty: nobody said."""
    rows = current_edition().catalogues.get("consular_acts", ())  # an edition of before has none
    return {int(row["year"]): int(row["acts"]) for row in rows}


def _unseen(found: Cascade) -> Text:
    """How many there are in all, as somebody outside estimated it for the last whole year; or that nobody can
    say, and why. Another year never answers."""
    last = found.last_whole
    one = current_edition().indicators.get(DETECTED)
    if last is None or one is None:
        return both("Nadie puede decir cuántas son.", "Nobody can say how many there are.")
    known = next((estimate for estimate in one.estimates if estimate.year == last.year), None)
    served = last.stage("served").of
    if known is None or known.low is None or known.high is None or served is None:
        return both(
            f"De {last.year} nadie puede decir cuántas son: no hay una estimación firmada que cuente a las "
            "mismas personas.",
            f"Of {last.year} nobody can say how many there are: there is no signed estimate that counts the "
            "same people.",
        )
    share = f"{100 * served / known.low:.0f}\u00a0%"
    return both(
        f"En {last.year} se identificó al menos a {served:,}; hubo entre {known.low:,} y {known.high:,}: "
        f"como mucho {share} de todas.",
        f"In {last.year} at least {served:,} were identified; there were between {known.low:,} and "
        f"{known.high:,}: at most {share} of all.",
    )
