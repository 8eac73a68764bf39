"""A case goes to another post: why, what the other may answer, and until when it should.

P4-18 of the Protocol: the receiving post accepts before the other lets go. The same day is the
proposal of ``content/parameters/deadlines.yaml`` (transfer-same-day).
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.content.model import Text, word_tables

ASKED, ACCEPTED, DECLINED, TAKEN_BACK = "asked", "accepted", "declined", "taken_back"
STATES = (ASKED, ACCEPTED, DECLINED, TAKEN_BACK)
LABELS = {
    ASKED: Text(es="Espera respuesta", en="Waits for an answer"),
    ACCEPTED: Text(es="Recibido", en="Received"),
    DECLINED: Text(es="No se recibió", en="Not received"),
    TAKEN_BACK: Text(es="Se retiró la solicitud", en="Request withdrawn"),
}
WORDS = word_tables(__file__)
REASONS = WORDS["reasons"]
DECLINES = WORDS["declines"]


# The desk of somebody who leaves --------------------------------------------------------------

A_PAGE = 50  # cases of a desk handed on at once; the rest follow
STAYS = WORDS["stays"]


@dataclass(frozen=True, slots=True)
class OnDesk:
    """What is known of one case on the desk of somebody who leaves, at the moment of handing it on."""

    open: bool
    theirs: bool  # whoever leaves still works on it
    waits: bool  # another post was asked to receive it
    reserved: bool  # it has a reserved part
    only_holder: bool  # which nobody who stays at the post opens


def stays(case: OnDesk, *, to_post: bool, agreed: bool = True) -> str:
    """Why a case does not move, by code of ``STAYS``; '': it may.

    ``to_post``: another post is asked for it; ``agreed``: the person wants that.
    """
    if not case.open:
        return "closed"
    if not case.theirs:
        return "others"
    if case.waits:
        return "waits"
    if to_post:
        return "reserved_here" if case.reserved else "" if agreed else "not_asked"
    return "reserved" if case.only_holder else ""
