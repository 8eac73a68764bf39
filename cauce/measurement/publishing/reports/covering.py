"""The letter that goes before a transparency answer: what is given, what is hidden and why, on what it rests.

It cites only what ``content/sources.yaml`` holds, and says of each how far anybody confirmed it. It states no
article of the law of access to information: none was read for this edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cauce.content.loader import Edition
from cauce.content.model import Source, Text, both

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


ASKED = Part(
    both("Qué se pregunta", "What is requested"),
    (
        both(
            (
                "Cuántas personas mexicanas que vivieron trata atendieron las representaciones en el "
                "exterior: por estado de origen, edad, sexo, año y apoyo recibido."
            ),
            (
                "How many Mexican people who lived through trafficking were attended by posts abroad: by "
                "state of origin, age, sex, year and aid received."
            ),
        ),
        both(
            (
                "Una pregunta así se contestó una vez sin el estado de origen ni la edad; en 2022 se ordenó "
                "buscarlos. Esta respuesta los da hasta donde no descubren a nadie."
            ),
            (
                "Such a question was once answered without state of origin or age; in 2022 a search for them "
                "was ordered. This answer gives them as far as they expose nobody."
            ),
        ),
    ),
)
READING = Part(
    both("Cómo leer las cifras", "How to read the figures"),
    (
        both(
            (
                "Cada cifra está redondeada a un múltiplo de 5, a veces hacia arriba y a veces hacia abajo; "
                "la misma cifra sale siempre igual. Por eso las partes pueden no sumar su total."
            ),
            (
                "Each figure is rounded to a multiple of 5, sometimes up and sometimes down; the same figure "
                "always comes out alike. So the parts may not add up to their total."
            ),
        ),
        both(
            (
                "«Oculto» no es cero, ni quiere decir que hubo alguien: quiere decir que decirlo podría "
                "descubrir a una persona."
            ),
            (
                '"Hidden" is not zero, nor does it mean that somebody was there: it means that '
                "telling could expose a person."
            ),
        ),
        both(
            (
                "Apoyo recibido es el primer servicio que se dio a la persona; los montos de apoyo "
                "económico no están aquí."
            ),
            (
                "Aid received is the first service that was given to the person; amounts of "
                "economic aid are not here."
            ),
        ),
        both(
            (
                "Cada persona cuenta una vez al año, aunque haya acudido a varias "
                "representaciones consulares. Estas cifras no son comparables con las publicadas "
                "antes con otras definiciones."
            ),
            (
                "Each person counts once a year, regardless of posts visited. These figures are not "
                "comparable with those published before under other definitions."
            ),
        ),
    ),
)
NOT_GIVEN = (
    both(
        (
            "No se entregan registros por persona, ni las cinco características juntas: quien conoce a una "
            "persona de un lugar pequeño la reconocería, y quien la explotó también."
        ),
        (
            "No records by person are given, nor the five characteristics together: whoever knows a person "
            "from a small place would recognise that person, and so would whoever exploited them."
        ),
    ),
    both(
        "No se entregan cifras por representación consular ni por municipio.",
        "No figures by post or by municipality are given.",
    ),
    both(
        (
            "Se oculta toda cifra de menos de 10 personas, la que depende casi toda de un solo caso, y las "
            "que permitirían deducirlas restando."
        ),
        (
            "Every figure of fewer than 10 people is hidden, any that rests almost wholly on one case, and "
            "those that would let them be worked out by subtraction."
        ),
    ),
)
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
