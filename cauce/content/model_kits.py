"""The blank kits on paper: which sheets one has, and where each is typed later. Files: ``kits/``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text

# Where what stands on a sheet is typed later. nothing: what is noticed at a counter is kept of nobody.
Enters = Literal["nothing", "safety", "sitting", "consent", "contact", "request", "identity"]


class KitLine(Content):
    """One line to be written by hand. ``columns`` and ``rows``: of a table alone."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    kind: Literal["line", "lines", "yes_no", "table"]
    label: Text
    columns: list[Text] = Field(default_factory=list)
    rows: Annotated[int, Field(ge=0, le=12)] = 0


class KitSheet(Content):
    """One sheet: an instrument, or lines of its own; never both, never neither.

    ``apart`` True: it says who somebody is, and is kept away from the others.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,19}$")]
    title: Text  # neutral: it stands at the head of the page
    instrument: Slug | None = None  # toolbox/*.yaml
    lines: list[KitLine] = Field(default_factory=list)
    apart: bool = False
    enters: Enters


class KitContent(Content):
    """``kits/*.yaml``: the sheets of one kit, in their order."""

    id: Slug
    version: Annotated[int, Field(ge=1)]
    title: Text
    note: Text  # at the head of the first sheet
    sheets: Annotated[list[KitSheet], Field(min_length=1, max_length=12)]
    provenance: Provenance
    sources: Annotated[list[Slug], Field(min_length=1)]
    last_checked: dt.date
