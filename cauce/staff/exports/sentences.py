"""Sentences of the journal about files that leave."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "export.make": both("Hizo un archivo para sacarlo", "Made a file to leave"),
    "export.take": both("Bajó un archivo", "Downloaded a file"),
    "export.expire": both("Venció un archivo sin bajarse", "A file expired, not downloaded"),
    "export.note_written": both(
        "El servidor escribió un archivo sin identidad", "The server wrote a file without identity"
    ),
}
READ: dict[str, Text] = {
    "export.list": both("Leyó la lista de lo que salió", "Read the list of what left"),
}
