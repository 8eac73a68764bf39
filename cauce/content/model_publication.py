"""What is published, how often and when: ``publication/calendar.yaml`` and ``publication/tables.yaml``.

A table that is not announced here is not published, whoever asks for it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text

Kind = Literal["yearbook", "halfyear", "donors", "transparency", "microdata"]
Every = Literal["year", "half", "quarter", "years"]
Dimension = Literal[
    "region",
    "state",
    "channel",
    "sex",
    "age_band",
    "mx_modality",
    "us_type",
    "language_group",
    "aid",
    "action",
]
# Where somebody was: with one of these a figure is no longer of the whole country.
LOCAL = ("region", "state")
# Dimensions whose every value is a small group: only nationally, and by nothing else.
RARE = ("language_group",)
# A person may stand in several of their values: they do not add up to the total.
OVERLAPPING = ("aid",)
# So many posts stand behind a figure at the least: of two, each would know the other.
FEWEST_POSTS = 3
# Values that single somebody out wherever they stand beside another dimension.
RARE_VALUES = {"sex": ("other", "intersex", "trans", "trans_woman", "trans_man", "nonbinary", "x")}
# As the figures name them; by these nothing is published: they find one officer or one day.
NEVER = ("post", "year", "half", "quarter", "month", "law_mx", "law_us")

DIMENSION_LABELS: dict[str, Text] = {
    "region": Text(es="Región del consulado", en="Region of the post"),
    "state": Text(es="Estado de origen", en="State of origin"),
    "channel": Text(es="Por qué vía llegó", en="How the person came"),
    "sex": Text(es="Sexo", en="Sex"),
    "age_band": Text(es="Grupo de edad", en="Age group"),
    "mx_modality": Text(es="Modalidad, ley de México", en="Modality, law of Mexico"),
    "us_type": Text(es="Tipo, ley de Estados Unidos", en="Type, law of the United States"),
    "language_group": Text(es="Grupo de lengua", en="Language group"),
    "aid": Text(es="Apoyo recibido", en="Aid received"),
    "action": Text(es="Paso del Protocolo", en="Step of the Protocol"),
    "counted": Text(es="Cuenta", en="Counts"),
}


class Release(Content):
    """One row of the calendar: a kind of publication, its periods and its announced day."""

    id: Kind
    order: int
    title: Text
    every: Every
    # Years that a pooled period joins at least; 1 for all others.
    years: Annotated[int, Field(ge=1, le=20)] = 1
    months_after: Annotated[int, Field(ge=1, le=24)]  # between the end of the period and the day
    national: bool = False  # True: never by region or state
    provenance: Provenance


class AnnouncedTable(Content):
    """One row of the fixed set: which indicator, by what, in which publications."""

    id: Slug
    order: int
    title: Text
    indicator: Slug
    releases: Annotated[list[Kind], Field(min_length=1)]
    by: Annotated[list[Dimension], Field(max_length=3)]
    provenance: Provenance
