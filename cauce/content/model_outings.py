"""What a team takes along to an outing, and its plan of the day. Files: ``outings/``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text

Name = Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,23}$")]
# What somebody does in an outing: leads it, holds the private talks, keeps the telephones, welcomes.
Part = Literal["lead", "talks", "telephones", "welcome"]


class OutingThing(Content):
    """``outings/equipment.yaml``: one line of what is taken along.

    ``kind`` telephone: chosen by name, not counted here; kit: its first and last number are noted.
    ``each``: one more for so many people expected; None: as many whoever comes. ``comes_back`` False:
    it is given away. ``holds``: something that was told may be on it; missing, it opens an incident.
    """

    id: Name
    order: int
    title: Text
    how: Text
    kind: Literal["thing", "telephone", "kit", "paper", "card"]
    needed: Annotated[int, Field(ge=1)]
    each: Annotated[int, Field(ge=1)] | None = None
    part: Part
    before_hours: Annotated[int, Field(ge=0)]  # before the opening by which it is packed
    comes_back: bool
    holds: bool
    provenance: Provenance
    sources: Annotated[list[Slug], Field(min_length=1)]
    last_checked: dt.date


class OutingStep(Content):
    """``outings/plan.yaml``: one step of the day, so many minutes from the opening or the closing.

    ``moment`` if: it has no hour; it is done when it happens. ``each_day`` False: once, on the last day.
    """

    id: Name
    order: int
    title: Text
    how: Text
    moment: Literal["before", "day", "if", "after"]
    since: Literal["opening", "closing"]
    minutes: int
    each_day: bool
    part: Part
    provenance: Provenance
    sources: Annotated[list[Slug], Field(min_length=1)]
    last_checked: dt.date
