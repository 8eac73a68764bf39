"""The part of the map of permissions that is about the day and the night of a post (see ``roles.py``)."""

from __future__ import annotations

from .roles_words import CASEWORK, LEADING, Allowed

DAY: dict[str, Allowed] = {
    # ---- the registers beside ours: folios copied out and in
    #
    #
    # ---- the cases that existed before
    #
    #
    # ---- the night and the telephone
    "duty.see": {**CASEWORK, "head_of_post": ("own",)},
    "duty.plan": LEADING,
    "duty.swap": {**CASEWORK, "head_of_post": ("own",)},
    # Whoever takes a call writes it for the post that it is of, and reads nothing back.
    "call.take": {
        "window_officer": ("network",),
        "protection_officer": ("network",),
        "protection_consul": ("network",),
        "head_of_post": ("network",),
        "headquarters": ("network",),
    },
    # signing: the neighbour, once the call went that far; headquarters likewise (calls.access).
    "call.answer": {
        "protection_officer": ("own", "signing"),
        "protection_consul": ("own", "signing"),
        "head_of_post": ("own", "signing"),
        "headquarters": ("network",),
    },
    "call.open_case": CASEWORK,
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
