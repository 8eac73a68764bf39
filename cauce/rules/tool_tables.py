"""The heads of the tables that a tool takes from a case, so that a blank sheet has the same columns."""

from __future__ import annotations

from cauce.content.model import Text

HEADS: dict[str, tuple[Text, ...]] = {
    "plan:rows": (
        Text(es="Para qué", en="What for"),
        Text(es="Qué se acordó", en="What was agreed"),
        Text(es="Quién", en="Who"),
        Text(es="Para cuándo", en="By when"),
        Text(es="Estado", en="State"),
    ),
    "risk:levels": (
        Text(es="Para quién", en="For whom"),
        Text(es="Nivel", en="Level"),
        Text(es="Por qué", en="Why"),
    ),
    "consent:rows": (
        Text(es="Permiso", en="Permission"),
        Text(es="A quién", en="To whom"),
        Text(es="Qué dato", en="Which data"),
        Text(es="Respuesta", en="Answer"),
        Text(es="Cuándo", en="When"),
        Text(es="Hasta cuándo", en="Until when"),
        Text(
            es="En qué lengua, cómo, y cómo lo explicó",
            en="Language, how, and how it was explained back",
        ),
    ),
    "referrals:rows": (
        Text(es="Servicio", en="Service"),
        Text(es="Para qué", en="What for"),
        Text(es="Cómo va", en="How it goes"),
    ),
    "needs:rows": (Text(es="Lo que hace falta", en="What is needed"),),
}
