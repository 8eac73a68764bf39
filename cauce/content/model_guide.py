"""The formats of the public guide: safe contacts and pages in plain words. Files: ``guide/``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text


class SafeContact(Content):
    """``guide/contacts.yaml``: whom to call, where it was read, and whether anybody rang it."""

    id: Slug
    order: int
    title: Text
    place: Literal["us", "mx"]
    phone: str
    text_to: str | None = None  # None: takes no text messages, or it is not known
    hours: Text | None = None  # None: not known
    what: Text
    caution: Text | None = None
    sources: list[Slug]
    last_checked: dt.date
    card: Text | None = None  # its word on a card that tells nothing; None: it stands on no card
    office: bool = False  # True: for whoever attends; the public guide and the card leave it out
    universal: bool = False  # fixed by law and known to everybody, as 911: no post has to ring it
    verified: bool = False  # True only when a post rang the number and it answered as it says


class GuidePart(Content):
    title: Text
    points: Annotated[list[Text], Field(min_length=1)]


class GuidePage(Content):
    """``guide/pages.yaml``: one page; its id is its address, so it is a neutral word."""

    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    order: int
    title: Text
    lead: Text
    parts: Annotated[list[GuidePart], Field(min_length=1)]
    provenance: Provenance
    sources: list[Slug]
