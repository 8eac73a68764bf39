"""The format of ``catalogues/branches.yaml``: circumstances that change the steps.

A branch opens care; it describes nobody. Its steps are actions that bear its id in ``branch``.
"""

from __future__ import annotations

from pydantic import Field

from cauce.content.model import Content, Provenance, Row, Slug, Text


class Branch(Content):
    """One circumstance: what it changes, how it may be known, and when its steps are opened.

    ``when`` only decides what is shown as open; each step has its own condition. ``never_asked``:
    its facts are recorded only if the person says so, so no step may wait for them.
    """

    id: Slug
    order: int
    title: Text
    tag: Text  # a few words for a screen that somebody may look at over the shoulder
    changes: Text  # what becomes different, for whoever attends
    known: Text  # how it may be known, and how not
    never_asked: bool = False
    when: list[Row] = Field(min_length=1)
    facts: list[Slug] = Field(min_length=1)  # what the officer records on the page of branches
    legal: list[Slug]
    provenance: Provenance
    note: Text | None = None
