"""Why a service fits, does not, or must be asked, in the words of the page."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Literal

from cauce.content.model import Text, both

# unsaid: neither of the person nor of the service is anything known; nothing to ask the service first
Level = Literal["fits", "ask", "unsaid", "no"]
Aspect = Literal[
    "kind",
    "closed",
    "avoid",
    "sought",
    "sex",
    "minors",
    "age",
    "families",
    "labour",
    "sexual",
    "accessible",
    "pregnant",
    "capacity",
    "language",
]

NO_KIND = both("La ficha no dice qué ayuda da.", "The entry does not say what help it gives.")


def ages(least: int | None, most: int | None) -> Text:
    """The ages a service takes, as it says them."""
    if least is None:
        return both(f"Recibe hasta los {most} años.", f"Takes people up to {most}.")
    if most is None:
        return both(f"Recibe desde los {least} años.", f"Takes people from {least} on.")
    return both(f"Recibe de {least} a {most} años.", f"Takes people from {least} to {most}.")


def _reasons() -> dict[str, dict[str, dict[str, Text]]]:
    """Aspect → level → of what (often ""). ``ask``: the service does not say; ``ask`` of the ``person``: it
    does not take them, and it is not known whether the person is one; ``unsaid``: neither is known."""
    found: dict[str, dict[str, dict[str, Text]]] = {}
    with Path(__file__).with_name("reasons.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            of_level = found.setdefault(row["aspect"], {}).setdefault(row["level"], {})
            of_level[row["of"]] = both(row["es"], row["en"])
    return found


REASONS = _reasons()
