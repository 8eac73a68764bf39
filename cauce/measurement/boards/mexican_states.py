"""The states of Mexico as a map of tiles takes them: by the letters of ISO 3166-2."""

from __future__ import annotations

from collections.abc import Mapping

from cauce.protocol.editions.access import current_edition


def by_letters(counts: Mapping[str, int | None]) -> dict[str, int | None]:
    """Numbers by the code of a state, by its letters. What is no state («not known») has no tile."""
    rows = current_edition().catalogues["mx_states"]
    letters = {row["code"]: row["iso_3166_2"].removeprefix("MX-") for row in rows}
    return {letters[code]: count for code, count in counts.items() if code in letters}
