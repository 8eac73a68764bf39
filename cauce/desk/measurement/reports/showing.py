"""What the pages of the reports share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.content.model import both
from cauce.measurement.publishing.reports.composing import margins_told


def errors_table(errors: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """How far each margin is likely to be from what is real, as ``ui/table.html`` takes it."""
    return {
        "caption": both("Diferencia probable, por margen", "Likely difference, by margin"),
        "hint": both(
            "De cada 100 personas, cuántas caerían en otra celda",
            "Out of 100 people, how many would fall in another cell",
        ),
        "stack": True,
        "columns": [
            {"name": both("Margen", "Margin")},
            {"name": both("De cada 100", "Of 100"), "number": True},
        ],
        "rows": [[margin, told] for margin, told in margins_told(errors)],
    }
