"""The formats of consent: what is asked, who may be told, and which data. Files: ``catalogues/``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text


class ConsentPurpose(Content):
    """``catalogues/consent_purposes.yaml``: one thing that the person is asked to allow."""

    id: Slug
    title: Text
    short: Text | None = None  # in the line of a case; None: the title
    note: Text | None = None  # the sentence read to the person; without it nothing can be asked

    @property
    def line(self) -> Text:
        return self.short or self.title


class RecipientKind(Content):
    """``catalogues/recipient_kinds.yaml``: a kind of recipient, and by which consent it is told."""

    id: Slug
    title: Text
    purpose: Slug | None = None  # consent_purposes.yaml; None: without consent, under an exception
    partner: Literal["counsel", "iom", "authority"] | None = None  # None: no envelope goes there
    services: list[Slug] = Field(default_factory=list)  # services.yaml; empty: every service
    provenance: Provenance

    def takes(self, services: frozenset[str]) -> bool:
        """Whether a service of these kinds is one of this kind."""
        return not self.services or bool(services & set(self.services))


class ShareableField(Content):
    """``catalogues/shareable_fields.yaml``: one datum, and which kinds of recipient may be told it."""

    id: Slug
    label: Text
    to: list[Slug] = Field(default_factory=list)  # recipient_kinds.yaml
    forbidden: bool = False  # True: never in a referral, under an exception or under a demand
    retired: bool = False  # True: no longer asked, sent or shown; its label reads what was agreed
    provenance: Provenance
