"""The part of the map of permissions that is about the day and the night of a post (see ``roles.py``)."""

from __future__ import annotations

from .roles_words import CASEWORK, Allowed

DAY: dict[str, Allowed] = {
    # ---- the registers beside ours: folios copied out and in
    #
    #
    # ---- the cases that existed before
    #
    #
    # ---- the night and the telephone
    #
    #
    # ---- a crew of many: who works on an incident is said beside it, one by one
    "crew.work": {**CASEWORK, "system": ("network",)},
    "crew.count": {"head_of_post": ("own",), "headquarters": ("network",)},
    # ---- detained persons
    #
    #
    # ---- searches, deaths, and people who are found
    #
    #
    # ---- the same person at another post
    #
    #
    # ---- complaints
    #
    #
    # ---- people change: handover, newcomers
    #
    #
    # ---- the room: kits on paper, appointments, posts that travel
    #
    #
    # ---- the officer herself
    #
    #
}
