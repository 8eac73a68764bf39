"""A case goes to another post: why, what the other may answer, and until when it should.

P4-18 of the Protocol: the receiving post accepts before the other lets go. The same day is the
proposal of ``content/parameters/deadlines.yaml`` (transfer-same-day).
"""

from __future__ import annotations

from .content.model import Text

ASKED, ACCEPTED, DECLINED, TAKEN_BACK = "asked", "accepted", "declined", "taken_back"
STATES = (ASKED, ACCEPTED, DECLINED, TAKEN_BACK)
LABELS = {
    ASKED: Text(es="Espera respuesta", en="Waits for an answer"),
    ACCEPTED: Text(es="Recibido", en="Received"),
    DECLINED: Text(es="No se recibió", en="Not received"),
    TAKEN_BACK: Text(es="Ya no se pide", en="No longer asked"),
}
REASONS = {
    "moves": Text(es="La persona se muda", en="The person is moving"),
    "custody": Text(es="La cambiaron de centro de detención",
                    en="The person was moved to another detention centre"),
    "safety": Text(es="Estará más segura allá", en="The person is safer there"),
    "asks": Text(es="La persona lo pide", en="The person asks for it"),
}  # fmt: skip
DECLINES = {
    "not_ours": Text(es="La persona no estará en nuestra circunscripción",
                     en="The person will not be in our district"),
    "conflict": Text(es="Alguien de aquí conoce a la persona o a quien la dañó",
                     en="Somebody here knows the person, or whoever hurt them"),
    "talk_first": Text(es="Hay que hablarlo antes por teléfono", en="We need to talk by telephone first"),
}  # fmt: skip
