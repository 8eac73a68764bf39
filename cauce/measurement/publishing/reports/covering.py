"""The letter that goes before a transparency answer: what is given, what is hidden and why, on what it rests.

It cites only what ``content/sources.yaml`` holds, and says of each how far anybody confirmed it. It states no
article of the law of access to information: none was read for this edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cauce.content.loader import Edition
from cauce.content.model import Source, Text, both, word_tables

# What the answer rests on, as far as the content carries it.
SOURCES = ("aid-rules", "lgpdppso-2025", "sre-data-policy")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its sentences."""

    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One edition that the answer is made of: its year, and how many of its figures are hidden."""

    year: str
    hidden: int
    cells: int
    hash: str
    signed_on: str | None  # None: it waits for its signatures


WORDS = word_tables(__file__)


def _part(table: dict[str, Text]) -> Part:
    """The part that a table says: its title is the row «title»."""
    return Part(table["title"], tuple(line for name, line in table.items() if name != "title"))


ASKED, READING = _part(WORDS["asked"]), _part(WORDS["reading"])
NOT_GIVEN = tuple(WORDS["not_given"].values())
WHO = both(
    (
        "La prepara una persona de análisis de datos y la firma otra de oficinas centrales; antes, un "
        "programa intenta averiguar cada cifra oculta, y si puede, no se publica."
    ),
    (
        "An analyst prepares it and somebody else at headquarters signs it; before that a program tries to "
        "work out each hidden figure, and if it can, nothing is published."
    ),
)


def covering(given: Sequence[Given], missing: Sequence[str], content: Edition) -> tuple[Part, ...]:
    """The letter for these editions. ``missing``: years that were asked for and are not published yet."""
    return (
        ASKED,
        Part(both("Qué se entrega", "What is given"), tuple(_given(given, missing))),
        Part(
            both("Qué no se entrega, y por qué", "What is not given, and why"),
            (*NOT_GIVEN, *(_hidden(one) for one in given)),
        ),
        READING,
        Part(both("Fundamento", "Basis"), tuple(_basis(content))),
        Part(both("Responsable", "Who stands for it"), (WHO, *(_signed(one) for one in given))),
    )


def _given(given: Sequence[Given], missing: Sequence[str]) -> list[Text]:
    years = ", ".join(one.year for one in given)
    lines = [
        both(
            (
                f"Tablas de toda la red, por año completo ({years}): estado de origen por sexo y por edad, "
                "sexo por edad, y apoyo recibido por edad."
            ),
            (
                f"Tables of the whole network, by whole year ({years}): state of origin by sex and by age, "
                "sex by age, and aid received by age."
            ),
        )
    ]
    if missing:
        told = ", ".join(missing)
        lines.append(
            both(
                f"Sin publicar todavía: {told}. Nada se adelanta a su fecha anunciada.",
                f"Not published yet: {told}. Nothing comes before its announced day.",
            )
        )
    return lines


def _hidden(one: Given) -> Text:
    return both(
        f"De {one.year} se ocultan {one.hidden} de {one.cells} cifras.",
        f"Of {one.year}, {one.hidden} of {one.cells} figures are hidden.",
    )


def _signed(one: Given) -> Text:
    if one.signed_on is None:
        return both(
            f"{one.year}: sin firmar; no puede entregarse.",
            f"{one.year}: not signed; it may not be handed over.",
        )
    return both(
        f"{one.year}: firmada el {one.signed_on}; huella {one.hash[:16]}.",
        f"{one.year}: signed on {one.signed_on}; fingerprint {one.hash[:16]}.",
    )


def _basis(content: Edition) -> list[Text]:
    lines = [_cited(content.sources[id]) for id in SOURCES if id in content.sources]
    return [
        *lines,
        both(
            (
                "El fundamento del acceso a la información lo agrega el área jurídica al responder: ninguna "
                "fuente leída para esta edición lo da."
            ),
            (
                "The legal basis of access to information is added by the legal reviewer when answering: no "
                "source read for this edition gives it."
            ),
        ),
    ]


def _cited(source: Source) -> Text:
    es, en = source.title.es, source.title.en
    if source.verified:
        return both(f"{es}.", f"{en}.")
    return both(f"{es} (sin confirmar por una persona jurista).", f"{en} (not confirmed by counsel).")
