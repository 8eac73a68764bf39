"""``catalogues/catalogues.yaml``: what each catalogue is, where it comes from, and how it hangs together."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from cauce.content.model import Content, Slug, Text


class CatalogueInfo(Content):
    """One catalogue of ``catalogues/``: facts with a source, a date and a licence.

    The lines below ``note`` are for tables (CSV) and are checked row by row.
    """

    id: Slug  # the name of the file without its ending
    title: Text
    sources: list[Slug] = Field(min_length=1)  # sources.yaml
    last_checked: dt.date
    verified: bool = False  # True only when whoever is responsible for these facts confirmed them
    licence: str = Field(min_length=1)  # of the source; «own» when it is ours
    note: Text | None = None
    key: list[str] = Field(default_factory=list)  # columns that together name a row
    filled: list[str] = Field(default_factory=list)  # columns that are never empty
    refers: dict[str, str] = Field(default_factory=dict)  # column → catalogue, or catalogue.column
    # A row holds from valid_from (empty: not known since when) to valid_to, that day included
    # (empty: until further notice). The rows of one thing follow each other without a gap.
    dated_by: list[str] = Field(default_factory=list)  # columns that name the thing; empty: undated
