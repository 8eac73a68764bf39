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
    # whoever is asked for somebody takes a message; who it is for, her own officer alone learns
    "message.take": {"window_officer": ("own",), **CASEWORK, "system": ("network",)},
    "message.pass": CASEWORK,
    "search.work": CASEWORK,
    "search.count": {"headquarters": ("network",)},
    # a death takes two people in two roles; so does taking it back, when the person is found
    "death.propose": CASEWORK,
    "death.agree": {one: ("own", "signing") for one in ("protection_consul", "head_of_post")},
    "death.undo": {
        one: ("sealed",) for one in ("protection_officer", "protection_consul", "head_of_post")
    },
    "death.tell": {
        one: ("own", "sealed")
        for one in ("protection_officer", "protection_consul", "head_of_post")
    },
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
