"""What a case file says beside its story: what is known, what was done, and what must follow.

A case file is a test (``rules/pathway/casefiles.py`` plans it and compares) and an exercise: what would you
ask (``ask``), what would you do (``must``), by when (``by_when``), who may know (``may_know``).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from cauce.content.model import ActionId, Content, Slug, Text

# How long before «now»: 20m, 3h, 2d.
Ago = Annotated[str, StringConstraints(pattern=r"^\d{1,4}[mhd]$")]


class CaseAct(Content):
    """Something that was already done when the exercise begins."""

    act: Slug
    ago: Ago
    action: ActionId | None = None  # the action it is tied to; None: any that names it


class MayKnow(Content):
    """Whether somebody may know of this, and why. ``who``: catalogues/recipients.yaml."""

    who: Slug
    may: bool
    why: Text
