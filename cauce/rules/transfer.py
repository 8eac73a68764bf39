"""A case goes to another post: why, what the other may answer, and until when it should.

P4-18 of the Protocol: the receiving post accepts before the other lets go. The same day is the
proposal of ``content/parameters/deadlines.yaml`` (transfer-same-day).
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.content.model import Text

ASKED, ACCEPTED, DECLINED, TAKEN_BACK = "asked", "accepted", "declined", "taken_back"
STATES = (ASKED, ACCEPTED, DECLINED, TAKEN_BACK)
LABELS = {
    ASKED: Text(es="Espera respuesta", en="Waits for an answer"),
    ACCEPTED: Text(es="Recibido", en="Received"),
    DECLINED: Text(es="No se recibió", en="Not received"),
    TAKEN_BACK: Text(es="Se retiró la solicitud", en="Request withdrawn"),
}
REASONS = {
    "moves": Text(es="La persona se muda", en="The person is moving"),
    "custody": Text(
        es="La cambiaron de centro de detención", en="The person was moved to another detention centre"
    ),
    "safety": Text(es="Estará más segura allá", en="The person is safer there"),
    "asks": Text(es="La persona lo pide", en="The person asks for it"),
}
DECLINES = {
    "not_ours": Text(
        es="La persona no estará en nuestra circunscripción", en="The person will not be in our district"
    ),
    "conflict": Text(
        es="Alguien de aquí conoce a la persona o a quien la dañó",
        en="Somebody here knows the person, or whoever hurt them",
    ),
    "talk_first": Text(es="Hay que hablarlo antes por teléfono", en="We need to talk by telephone first"),
}


# The desk of somebody who leaves --------------------------------------------------------------

A_PAGE = 50  # cases of a desk handed on at once; the rest follow
STAYS = {
    "gone": Text(es="Ya no está en este consulado", en="It is no longer at this post"),
    "closed": Text(es="Se cerró mientras tanto", en="It was closed meanwhile"),
    "others": Text(es="Ya lo lleva otra persona", en="Somebody else works on it already"),
    "waits": Text(
        es="Ya se pidió a otro consulado y falta su respuesta",
        en="Another post was asked already, and has not answered",
    ),
    "reserved": Text(
        es="Nadie de quienes se quedan abre su parte reservada: que la comparta antes",
        en="Nobody who stays opens its reserved part: let it be shared first",
    ),
    "reserved_here": Text(
        es="Tiene parte reservada, que no viaja abierta: pídalo desde el caso",
        en="It has a reserved part, which does not travel open: ask from the case",
    ),
    "not_asked": Text(
        es="La persona no ha dicho que quiere que su caso la acompañe",
        en="The person has not said that they want the case to go along",
    ),
    "refused": Text(
        es="No se pudo: ábralo y vea qué le falta", en="It could not be done: open it and see why"
    ),
}


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
