"""Sentences of the journal about editions of figures."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "statistics.discard": both("Descartó un borrador de cifras", "Discarded a draft of figures"),
    "statistics.prepare": both("Preparó cifras para publicar", "Prepared figures to be published"),
    "statistics.propose": both("Propuso cifras para publicar", "Proposed figures to be published"),
    "statistics.refuse": both("No quiso publicar unas cifras", "Refused to publish figures"),
    "statistics.sign": both("Firmó y publicó unas cifras", "Signed and published figures"),
}
WANTED: dict[str, Text] = {
    "statistics.prepare": both("preparar cifras", "prepare figures"),
    "statistics.read": both("leer las cifras que se preparan", "read the figures being prepared"),
    "statistics.sign": both("firmar cifras", "sign figures"),
}
