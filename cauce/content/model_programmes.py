"""Programmes of both governments: for whom, what they give, where, on which rules. Files: ``programmes/``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Row, Slug, Text
from cauce.content.model_routes import Point

Government = Literal["mexico", "united_states"]


class After(Content):
    """Routes that open a programme: one of them, in one of these states."""

    routes: Annotated[list[Slug], Field(min_length=1)]
    states: Annotated[list[Literal["filed", "granted"]], Field(min_length=1)]


class Programme(Content):
    """``programmes/*.yaml``: one programme of one authority.

    ``when`` empty: no source of ours says for whom in a way that a case can be compared with.
    """

    id: Slug
    order: int
    government: Government
    authority: Text
    title: Text
    for_whom: Annotated[list[Point], Field(min_length=1)]
    gives: Annotated[list[Point], Field(min_length=1)]
    asked_at: Annotated[list[Point], Field(min_length=1)]
    rules: list[Point] = Field(default_factory=list)  # what no fact of a case states
    when: list[Row] = Field(default_factory=list)
    by_sex: Text | None = None  # why it differs by sex; required where a rule names person.sex
    after: After | None = None
    route: Slug | None = None  # whose sheet says more; None: none does
    serves: list[Slug] = Field(default_factory=list)  # facts whose yes makes it worth a look
    provenance: Provenance
    sources: Annotated[list[Slug], Field(min_length=1)]
    last_checked: dt.date
    verified: bool = False  # True only when the authority confirmed the whole sheet
