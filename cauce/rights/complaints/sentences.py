"""Sentences for complaints: who wrote one down, who read it, how it went on. Never about whom."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "complaint.file": both("Llegó una queja", "A complaint arrived"),
    "complaint.hear": both("Escribió la queja que alguien le dijo", "Wrote down a complaint somebody told"),
    "complaint.step": both("Llevó una queja un paso más", "Took a complaint one step further"),
    "complaint.name": both("Dijo sobre quién es una queja", "Recorded whom a complaint is about"),
    "complaint.reply": both("Quien se quejó contestó", "The complainant answered"),
    "complaint.treated": both(
        "Quien se quejó dijo cómo le tratan desde entonces",
        "The complainant said how they have been treated since",
    ),
    "complaint.chase": both(
        "Se recordó una queja con plazo vencido", "Sent a reminder about an overdue complaint"
    ),
    "complaint.signal": both(
        "Se señaló que varias quejas nombran lo mismo",
        "Flagged that several complaints name the same person or service",
    ),
}
READ: dict[str, Text] = {
    "complaint.list": both("Leyó la lista de quejas", "Read the list of complaints"),
    "complaint.open": both("Leyó una queja", "Read a complaint"),
    "complaint.own": both("Quien se quejó consultó cómo va", "The complainant checked on progress"),
    "complaint.signals": both("Leyó qué nombran varias quejas", "Read what several complaints name"),
}
WANTED: dict[str, Text] = {
    "complaint.file": both("enviar una queja", "send a complaint"),
    "complaint.hear": both(
        "escribir una queja que alguien dice", "write down a complaint that somebody tells"
    ),
    "complaint.read": both("leer una queja", "read a complaint"),
    "complaint.review": both("revisar una queja", "look into a complaint"),
}
