"""The format of the table of relatives: which category each may fall under, on what conditions."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text

Relation = Literal["spouse", "child", "parent", "sibling", "descendant", "other"]


class KinCategory(Content):
    """``reunification/categories.yaml``: one category. A condition that is not named is not asked.

    ``under`` and ``principal_under`` are ages on the principal's filing date.
    """

    id: Slug
    code: str = Field(pattern=r"^T-[2-6]$")
    title: Text
    relations: list[Relation] = Field(min_length=1)
    under: int | None = None  # None: of any age
    unmarried: bool = False
    principal_under: int | None = None  # None: whatever the age of the principal
    danger_opens: bool = False  # a present danger of retaliation stands in for the principal's age
    danger_needed: bool = False
    child_of: list[Slug] = Field(default_factory=list)  # of a relative in one of these categories
    provenance: Provenance
    sources: list[Slug] = Field(min_length=1)
    verified: bool = False  # True only when counsel confirmed it
    last_checked: dt.date
    note: Text | None = None
