"""The sheet of routes: what each is in plain words, what a lawyer decides, and its dates.

Files: ``routes/``.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from cauce.content.model import Content, Provenance, Slug, Text


class Point(Text):
    """A sentence of the sheet. ``mark`` K: general knowledge, not yet read in a source; P: ours."""

    mark: Literal["S", "K", "P"] = "S"


class RouteDate(Content):
    """A date that a source gives: an age that is reached, or a time that runs from a decision."""

    id: Slug
    title: Text
    why: Text
    counts_from: Literal["birth", "granted"]
    years: int = 0
    days: int = 0
    mark: Literal["S", "K", "P"] = "S"
    settled_by: list[Slug] = Field(default_factory=list)  # routes whose filing ends the wait
    remind: list[int] = Field(default_factory=list)  # days before; proposed, the first the longest
    sources: list[Slug]

    @model_validator(mode="after")
    def _one_span(self) -> RouteDate:
        if (self.years > 0) == (self.days > 0):
            raise ValueError("either years or days")
        if self.counts_from == "birth" and not self.years:
            raise ValueError("an age is in years")
        if sorted(self.remind, reverse=True) != self.remind or any(n < 1 for n in self.remind):
            raise ValueError("remind: days before, the longest first")
        return self


class Route(Content):
    """``routes/*.yaml``: one route of relief, or one labour remedy."""

    id: Slug  # of catalogues/us_routes.yaml for a status
    order: int
    kind: Literal["status", "labour"]
    title: Text
    plain: Annotated[list[Point], Field(min_length=1)]
    lawyer_decides: Annotated[list[Point], Field(min_length=1)]
    dates: list[RouteDate] = Field(default_factory=list)
    # Of a labour remedy: how long there is to claim. None: no source of ours says it.
    clock: Text | None = None
    provenance: Provenance
    sources: list[Slug]
    last_checked: dt.date
    verified: bool = False  # True only when counsel confirmed the whole sheet
