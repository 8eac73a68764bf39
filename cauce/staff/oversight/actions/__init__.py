"""The only writes of proposals that a second person decides, and of openings in an emergency."""

from .emergency import GlassCase, close_glass, open_glass, review_glass
from .proposing import Matter, NotApproved, decide, propose, take, take_back
from .roles import (
    end_last_role,
    end_one_role,
    grant_role,
    is_the_last,
    record_leaving,
    register_user,
)

__all__ = [
    "GlassCase",
    "Matter",
    "NotApproved",
    "close_glass",
    "decide",
    "end_last_role",
    "end_one_role",
    "grant_role",
    "is_the_last",
    "open_glass",
    "propose",
    "record_leaving",
    "register_user",
    "review_glass",
    "take",
    "take_back",
]
