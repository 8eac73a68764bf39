"""Sentences of the journal about people whom two posts may know."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "join.mark": both(
        "Siguió a quién se puede comparar entre consulados", "Followed who may be compared between posts"
    ),
    "join.compare": both("Comparó a dos personas que lo quisieron", "Compared two people who wanted it"),
    "join.talk": both("Quiso hablar con otro consulado", "Wanted to talk with another post"),
    "join.answer": both("Dijo si es la misma persona", "Said whether it is the same person"),
    "join.ask": both("Pidió juntar dos expedientes", "Asked to join two files"),
    "join.agree": both("Juntó dos expedientes", "Joined two files"),
    "join.part": both("Separó dos expedientes", "Parted two files"),
    "join.end": both(
        "Separó lo que ya no ampara ningún permiso", "Separated what no consent covers any longer"
    ),
}
READ: dict[str, Text] = {
    "identity.mark": both("Se marcó quién es, para poder comparar", "Who it is was marked, to be compared"),
    "join.list": both("Vio sus consultas entre consulados", "Saw the consultations between posts"),
    "join.look": both("Vio una posible coincidencia", "Saw a possible match"),
    "join.read": both("Leyó dos expedientes como uno", "Read two files as one"),
    "join.touched": both(
        "Vio qué se leyó y envió de dos expedientes juntos", "Saw what was read and sent of two joint files"
    ),
}
WANTED: dict[str, Text] = {
    "join.answer": both(
        "ver lo de otro consulado sobre la misma persona", "see what another post has of the same person"
    ),
    "join.list": both("ver las consultas entre consulados", "see the consultations between posts"),
}
