"""The difference between two editions in words: what a person approves, not lines of a file.

``difference(old, new)`` is pure. Steps and deadlines are said field by field, with whether a deadline
became stricter or weaker; everything else says what was added, what ended and which words changed.
"""

from __future__ import annotations

from cauce.content.loader import Edition
from cauce.rules.difference.model import AREAS, KEYED, Change

from .other_files import by_key, catalogues, prose, rest
from .parameters import parameters
from .steps import steps

__all__ = ["AREAS", "Change", "difference"]


def difference(old: Edition, new: Edition) -> tuple[Change, ...]:
    """Everything that differs, steps first; empty: the two say the same."""
    found = [*steps(old, new), *parameters(old, new), *prose(old, new)]
    for area, name in KEYED:
        found += by_key(area, getattr(old, name), getattr(new, name))
    said = new.vocabulary.by_file()
    for name, held in old.vocabulary.by_file().items():
        found += by_key("consent", held, said[name])
    found += catalogues(old, new)
    return (*found, *rest(old, new, found))
