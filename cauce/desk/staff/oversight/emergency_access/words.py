"""The words of an opening in an emergency: its reasons, its findings, what was read."""

from __future__ import annotations

from cauce.content.model import Text

REASONS: dict[str, Text] = {
    "danger_to_life": Text(es="Peligro para la vida, ahora", en="Danger to life, now"),
    "person_is_here": Text(
        es="La persona está aquí y no puede esperar", en="The person is here and cannot wait"
    ),
    "post_unreachable": Text(
        es="Su consulado no contesta y hay que actuar", en="Their post is not answering and action is needed"
    ),
    "child_at_risk": Text(
        es="Una niña, niño o adolescente corre riesgo", en="A child or adolescent is at risk"
    ),
}
FINDINGS: dict[str, Text] = {
    "": Text(es="Espera revisión", en="Awaiting review"),
    "right": Text(es="Estuvo bien", en="It was right"),
    "not_right": Text(es="No estuvo bien", en="It was not right"),
}
READ: dict[str, Text] = {
    "case.glass": Text(es="El expediente", en="The record"),
    "identity.open": Text(es="Quién es", en="Who it is"),
}
