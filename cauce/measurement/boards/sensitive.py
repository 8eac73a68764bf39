"""Steps that only some people come to: that one came due at a post tells of who came."""

from __future__ import annotations

from cauce.content.model import Action

# By health, orientation, age, status, or what somebody needs or wishes.
OF_SOME = "person.", "need.", "wish.", "violence.", "detention.", "labour.", "danger.family"


def of_some(action: Action) -> bool:
    """Whether a step is one that only some people come to: never told of a post."""
    return action.branch is not None or any(name.startswith(OF_SOME) for row in action.when for name in row)
