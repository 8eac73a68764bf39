"""What the pages and the files of the reports share: tables and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.rules.content.model import Text, both

COLUMNS: dict[str, Text] = {
    "sex": both("Sexo", "Sex"),
    "age_band": both("Grupo de edad", "Age group"),
    "us_type": both("Tipo, ley de Estados Unidos", "Type, law of the United States"),
    "region": both("Región de la representación", "Region of the post"),
}


def errors_table(errors: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """How far each margin is likely to be from what is real, as ``ui/table.html`` takes it."""
    return {
        "caption": both("Diferencia probable, por margen", "Likely difference, by margin"),
        "hint": both(
            "De cada 100 personas, cuántas caerían en otra celda",
            "Of 100 people, how many would fall in another cell",
        ),
        "stack": True,
        "columns": [{"name": both("Margen", "Margin")},
                    {"name": both("De cada 100", "Of 100"), "number": True}],
        "rows": [[_margin(names), f"{100 * error:.1f}"] for names, error in errors],
    }  # fmt: skip


def _margin(names: Sequence[str]) -> Text:
    titles = [COLUMNS[name] for name in names]
    return both(" × ".join(t.es for t in titles), " × ".join(t.en for t in titles))
