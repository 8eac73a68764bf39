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
    # ---- a crew of many
    #
    #
    # ---- detained persons
    #
    #
    # ---- searches, deaths, and people who are found
    #
    #
    # ---- the same person at another post
    "join.answer": CASEWORK,
    "join.list": CASEWORK,
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
