"""The format of the papers that a person may bring, and of which of them a copy may be kept."""

from __future__ import annotations

from pydantic import Field

from cauce.content.model import ActionId, Content, Provenance, Slug, Text


class CopyUse(Content):
    """What a copy may be kept for: a step that needs it, and the parameter that says for how long."""

    id: Slug
    title: Text
    step: ActionId
    period: Slug


class PaperKind(Content):
    """``catalogues/paper_kinds.yaml``: a kind of paper; without ``copies`` it is only seen and returned."""

    id: Slug
    title: Text
    note: Text | None = None  # what to know of it, said to the officer
    copies: list[CopyUse] = Field(default_factory=list)
    provenance: Provenance
