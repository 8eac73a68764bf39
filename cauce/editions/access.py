"""Which edition holds: the one door to content for everything that has a database."""

from __future__ import annotations

from cauce.rules.content.loader import Edition, load_edition


def current_edition() -> Edition:
    """The edition in force now, for whatever is not bound to one already."""
    return load_edition()
