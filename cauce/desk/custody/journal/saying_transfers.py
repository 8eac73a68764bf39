"""Sentences of the journal about a case that goes from one post to another."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "case.hand_over": both("Un caso pasó a otro consulado", "A case went to another post"),
    "transfer.accept": both("Recibió un caso de otro consulado", "Received a case of another post"),
    "transfer.ask": both("Pidió que otro consulado reciba un caso", "Asked another post to receive a case"),
    "transfer.chase": both("Recordó lo que un consulado pidió a otro", "Reminded of what a post asked"),
    "transfer.decline": both(
        "No recibió un caso de otro consulado", "Did not receive a case of another post"
    ),
    "transfer.lapse": both("Terminó lo que se pidió a otro consulado", "What a post was asked is over"),
    "transfer.take_back": both(
        "Retiró lo que pidió a otro consulado", "Took back what was asked of another post"
    ),
}
READ: dict[str, Text] = {
    "transfer.list": both("Vio los traslados entre consulados", "Saw transfers between posts"),
    "transfer.open": both("Leyó lo que otro consulado pide", "Read what another post asks"),
}
WANTED: dict[str, Text] = {
    "case.transfer": both("pasar un caso a otro consulado", "move a case to another post"),
    "transfer.answer": both("recibir un caso de otro consulado", "receive a case of another post"),
}
