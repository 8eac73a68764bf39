"""The format of the spaces: where a conversation or a noticing may take place."""

from __future__ import annotations

from pydantic import Field

from cauce.content.model import Content, Slug, Text


class Space(Content):
    """``catalogues/spaces.yaml``: one of the ten spaces; exactly one instrument names each."""

    id: Slug
    title: Text
    channels: list[Slug] = Field(default_factory=list)  # contacts that begin there
    in_case: bool = True  # False: its instrument is never a conversation inside a case
    without_case: bool = False  # True: its few questions may be asked of somebody who has no case
    note: Text | None = None
