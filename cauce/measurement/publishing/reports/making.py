"""Who makes the donors' report, the transparency answer and the invented records, for two people to sign."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.content.errors import BadInputs
from cauce.content.model import Text, both
from cauce.measurement.access_draws import last_draw
from cauce.measurement.models import SyntheticDraw
from cauce.measurement.rules.privacy_budget import said
from cauce.measurement.rules.publication.period import Period

from .. import announced
from ..edition_makers import Made
from ..grid import Columns
from ..publishing import safe_tables
from ..tabulating import label_of_dimension, labels_of

bad_input = BadInputs(__file__)

RECORDS = "synthetic-records"
TITLE = both("Registros inventados de varios años", "Invented records of several years")
INVENTED = both(
    (
        "Ningún registro es de una persona: se inventaron a partir de conteos con ruido. Sirven para ver "
        "proporciones, no para contar."
    ),
    (
        "No record is of a person: they were invented from counts with noise. They serve to see "
        "proportions, not to count."
    ),
)


def donors(period: Period, known: dt.datetime) -> Made:
    """The indicators of the logframe in one quarter: only of the whole country, never to date."""
    return safe_tables(announced.tables_of("donors"), period, known)


def transparency(period: Period, known: dt.datetime) -> Made:
    """State of origin, age, sex and aid received in one year, by two at a time."""
    return safe_tables(announced.tables_of("transparency"), period, known)


def microdata(period: Period, known: dt.datetime) -> Made:
    """The newest draw of these years, as it stands in the ledger: preparing it again spends nothing.

    Raises ``BadInput`` when nobody drew any.
    """
    row = last_draw(period.code)
    if row is None:
        raise bad_input("nobody_has_drawn_invented_records_of_code", where="period", code=period.code)
    indicator, _, version = row.definition.partition(" ")
    return Made(
        tables=[_records(row)],
        hidden={},
        definitions={indicator: int(version)},
        audit={
            "passed": True,
            "attacks": [],
            "privacy": {
                "mechanism": "opendp make_laplace",
                "epsilon": said(row.epsilon),
                "draw": row.number,
                "budget": said(row.budget),
                "left": said(row.left),
            },
        },
        notes=[INVENTED, _price(row)],
    )


def _records(row: SyntheticDraw) -> dict[str, Any]:
    columns = Columns(
        tuple(name for name, _ in row.columns), tuple(tuple(values) for _, values in row.columns)
    )
    return {
        "id": RECORDS,
        "order": 1,
        "title": {"es": TITLE.es, "en": TITLE.en},
        "period": row.pool,
        "dims": [
            {"id": name, "label": label_of_dimension(name), "values": labels_of(name, values)}
            for name, values in zip(columns.names, columns.values, strict=True)
        ],
        "errors": row.errors,
        # No «rows»: these are no figures of anybody, and nothing that reads figures may take them for such.
        "records": [[*key, number] for key, number in zip(columns.keys(), row.counts, strict=True) if number],
    }


def _price(row: SyntheticDraw) -> Text:
    spent, left, budget = said(row.epsilon), said(row.left), said(row.budget)
    return both(
        (
            f"Privacidad diferencial con épsilon = {spent} por persona, aunque haya llegado en cada uno de "
            f"esos años; queda {left} de {budget}."
        ),
        (
            f"Differential privacy with epsilon = {spent} per person, even one who came in each of those "
            f"years; {left} of {budget} is left."
        ),
    )
