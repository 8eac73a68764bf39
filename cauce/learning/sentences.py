"""Sentences of the journal about learning."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "learning.answer": both("Contestó un ejercicio", "Answered an exercise"),
    "learning.bulk_load": both("Cargó lecciones de ejemplo", "Loaded example lessons"),
    "learning.certify": both("Recibió una constancia", "Received a certificate"),
    "learning.finish_lesson": both("Contestó una lección", "Answered a lesson"),
    "learning.finish_play": both("Anotó una práctica entre dos", "Noted a practice for two"),
}
WANTED: dict[str, Text] = {
    "learning.see": both("ver la formación de un consulado", "see a post's training"),
    "learning.see_network": both("ver la formación de la red", "see the network's training"),
    "learning.use": both("aprender", "learn"),
}
