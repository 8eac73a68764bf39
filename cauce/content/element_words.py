"""The words for the elements of a law, and for how each of them stands."""

from __future__ import annotations

from cauce.content.model import Text

NAME_TEXTS = {
    "act": Text(es="la acción", en="the act"),
    "means": Text(es="el medio", en="the means"),
    "purpose": Text(es="el fin de explotación", en="the purpose of exploitation"),
    "minor": Text(es="la edad al ocurrir los hechos", en="the age at the time of the events"),
}
# The same before a colon, without its article: «medio: se acredita».
HEAD_TEXTS = {
    name: Text(es=text.es.split(" ", 1)[1], en=text.en.removeprefix("the "))
    for name, text in NAME_TEXTS.items()
}
STATE_TEXTS: dict[str, Text] = {
    "yes": Text(es="se acredita", en="supported"),
    "waived": Text(es="en este caso no se exige", en="not required in this case"),
    "not_required": Text(es="este artículo no lo exige", en="not required by this article"),
    "contradictory": Text(es="hay respuestas que se contradicen", en="the answers conflict"),
    "partial": Text(es="se acredita solo en parte", en="supported only in part"),
    "unknown": Text(es="se preguntó y no se sabe", en="asked, not known"),
    "not_asked": Text(es="aún no se pregunta", en="not asked yet"),
    "no": Text(es="hay evidencia en contra", en="evidence against it"),
}
