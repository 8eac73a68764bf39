"""One method's answer to one table."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from cauce.methods.estimation.bootstrap import Intervals


@dataclass(frozen=True)
class Result:
    """One method's answer. ``estimate`` None where it has none, and ``status`` says why:

    ``ok``, ``does_not_exist``, ``not_identifiable``, ``not_converged``, ``not_offered``.
    ``lower`` and ``upper``: BCa when resampled, Wald (conditional on the model) for main effects and
    when not, the credible interval of the latent class model; ``interval`` names which. ``upper`` is
    inf where it is not bounded. ``details`` hold the rest.
    """

    method: str
    status: str
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    interval: str | None = None
    terms: tuple[str, ...] = ()
    intervals: Intervals | None = None
    wald: tuple[float, float] | None = None
    details: dict[str, object] = field(default_factory=dict)

    @property
    def ranges(self) -> list[tuple[float, float]]:
        """The intervals that did not take the model for known."""
        if self.intervals is not None:
            both = (self.intervals.bca, self.intervals.percentile)
            return [(one.lower, one.upper) for one in both if not math.isnan(one.lower)]
        if self.method == "latent-class" and self.lower is not None and self.upper is not None:
            return [(self.lower, self.upper)]
        return []
