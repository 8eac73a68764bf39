"""Who is on two lists: linking the ministry's own lists, in memory, with Spanish and Indigenous names.

**The law first.** 28 CFR 94.115 forbids providers in the United States to disclose what identifies,
hashed or not. This library links the ministry's own lists (``LISTS``) and has no way in for others.

Usable without the rest of Cauce: no Django, no database, no network, nothing on disk. Splink and
DuckDB are needed (``requirements/linkage.txt``) only when ``link`` runs.

    from cauce.methods import linkage
    linked = linkage.link({"consular_cases": cases, "ciam": calls}, expected=300)
    sample = linkage.sample_for_review(linked, 200, seed=1)
    found = linkage.quality(sample, answers, groups={"indigenous": which})
    counts = linkage.histories(linked.ids, linked.links, first_detected_by={}, origin_of_contact={})
    counts.csv()                                   # what `cauce estimate` reads
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .model import Model, load
from .records import LISTS, Record
from .results import COMPARISONS, LEVELS, Linked, Pair
from .review import (
    LEAST_REVIEWED,
    Gap,
    Measured,
    Quality,
    Sampled,
    Share,
    quality,
    quality_against_truth,
    sample_for_review,
    threshold_from_review,
)

if TYPE_CHECKING:
    from .capture import Histories, circumstances, drawn, histories, probable
    from .linking import BACKENDS, link

# Brought when asked for: what they need (NumPy, SciPy, Numba) costs a process a second and 100 MB,
# and every worker of the server imports this package.
_WHEN_ASKED = {
    "BACKENDS": "linking",
    "Histories": "capture",
    "circumstances": "capture",
    "drawn": "capture",
    "histories": "capture",
    "link": "linking",
    "probable": "capture",
}


def __getattr__(name: str) -> Any:
    """The parts that need much, imported at their first use (PEP 562)."""
    if name not in _WHEN_ASKED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHEN_ASKED[name]}"), name)


__all__ = [
    "BACKENDS",
    "COMPARISONS",
    "LEAST_REVIEWED",
    "LEVELS",
    "LISTS",
    "Gap",
    "Histories",
    "Linked",
    "Measured",
    "Model",
    "Pair",
    "Quality",
    "Record",
    "Sampled",
    "Share",
    "circumstances",
    "drawn",
    "histories",
    "link",
    "load",
    "probable",
    "quality",
    "quality_against_truth",
    "sample_for_review",
    "threshold_from_review",
]
