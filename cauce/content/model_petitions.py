"""The format of what a post may ask of an office or an authority in Mexico."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text


class PetitionResult(Content):
    """How it may end well, by code. ``meets`` None: no step of the pathway is met by it."""

    id: Slug
    title: Text
    meets: Slug | None = None  # acts.yaml


class PetitionDeadlines(Content):
    """The parameter that says how long, by how much danger there is."""

    high: Slug
    medium: Slug
    low: Slug


class PetitionKind(Content):
    """``catalogues/petition_kinds.yaml``: one thing that may be asked of Mexico, of whom and with which data.

    ``coarse`` may leave without a yes: nobody is told from it. ``identity`` leaves with the person's
    yes to that one recipient and a second signature. ``exception``: where the content knows one, and
    then only the data of ``spared``; None: without a yes nothing of it leaves.
    """

    id: Slug
    title: Text
    why: Text
    who: Text  # which bodies do it, in words
    first: Text | None = None  # what to settle before anybody in Mexico is asked; None: nothing
    to: Annotated[list[Literal["sre_office", "authority"]], Field(min_length=1)]
    coarse: list[Slug]
    identity: list[Slug]
    exception: Slug | None = None  # sharing_exceptions.yaml
    spared: list[Slug] = Field(default_factory=list)
    within: PetitionDeadlines
    results: Annotated[list[PetitionResult], Field(min_length=1)]
    note: bool = False  # True: whoever did it may add one short line
    sources: Annotated[list[Slug], Field(min_length=1)]
    provenance: Provenance
    last_checked: dt.date
    verified: bool = False  # True only when the ministry confirmed that these bodies do it
