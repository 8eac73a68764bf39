"""Sentences of the journal about a case that goes from one post to another, and of its referrals."""

from __future__ import annotations

from cauce.rules.content.model import Text, both

from . import saying_loop

DID: dict[str, Text] = {
    **saying_loop.DID,
    "case.hand_over": both("Un caso pasó a otra oficina", "A case went to another post"),
    "transfer.accept": both("Recibió un caso de otra oficina", "Received a case of another post"),
    "transfer.ask": both(
        "Pidió que otra oficina reciba un caso", "Asked another post to receive a case"
    ),
    "transfer.chase": both(
        "Recordó lo que una oficina pidió a otra", "Reminded of what a post asked"
    ),
    "transfer.decline": both(
        "No recibió un caso de otra oficina", "Did not receive a case of another post"
    ),
    "transfer.lapse": both(
        "Terminó lo que se pidió a otra oficina", "What a post was asked is over"
    ),
    "transfer.take_back": both(
        "Retiró lo que pidió a otra oficina", "Took back what was asked of another post"
    ),
}
READ: dict[str, Text] = {
    **saying_loop.READ,
    "transfer.list": both("Vio lo que va entre oficinas", "Saw what goes between posts"),
    "transfer.open": both("Leyó lo que otra oficina pide", "Read what another post asks"),
}
WANTED: dict[str, Text] = {
    "case.transfer": both("pasar un caso a otra oficina", "move a case to another post"),
    "transfer.answer": both("recibir un caso de otra oficina", "receive a case of another post"),
}
