"""What belongs together in what was given, as the one value that an act takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any


def gathered(given: Mapping[str, Any], **kinds: type) -> dict[str, Any]:
    """``given`` by name, with one value of each of ``kinds`` (dataclasses) in the place of its fields.

    What was not given is not given to the value either, which has its own defaults. A value that was given
    whole stays as it is.
    """
    rest, made = dict(given), {}
    for name, kind in kinds.items():
        if name not in rest:
            own = {one.name for one in fields(kind)} & rest.keys()
            made[name] = kind(**{field: rest.pop(field) for field in own})
    return rest | made
