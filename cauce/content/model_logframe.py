"""The logframe that donors read: what is to change, how it is seen, from where it starts.

Files: ``logframe/``.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text

Level = Literal["objective", "outcome", "output"]
# What one of a number is. unknown: its source does not say, so nothing may be divided by it.
CountedAs = Literal["person", "case", "contact", "unknown"]


class Baseline(Content):
    """One figure that somebody published about a year, exactly as far as it was told."""

    year: int
    value: int
    unit: CountedAs
    definition: Text  # what the source says was counted
    comparable: bool = False  # True only when it was counted as our indicator counts
    sources: Annotated[list[Slug], Field(min_length=1)]


class Target(Content):
    """What was agreed for a date: percent of the indicator, or a count. Nobody's wish is a target."""

    value: int
    by: dt.date
    agreed_by: Text
    sources: Annotated[list[Slug], Field(min_length=1)]


class Measure(Content):
    """How one line of the logframe is seen: an indicator, where it starts, and what proves it."""

    id: Slug
    indicator: Slug  # indicators/
    baselines: list[Baseline] = Field(default_factory=list)  # empty: nobody published any
    target: Target | None = None  # None: to be agreed
    means: Text  # means of verification
    note: Text | None = None


class LogframeRow(Content):
    """``logframe/*.yaml``: an objective, an outcome under it, an output under an outcome."""

    id: Slug
    order: int
    level: Level
    under: Slug | None = None  # None only for an objective
    title: Text
    measures: Annotated[list[Measure], Field(min_length=1)]
    assumptions: list[Text] = Field(default_factory=list)
    provenance: Provenance
    sources: Annotated[list[Slug], Field(min_length=1)]
    last_checked: dt.date
