"""An edition of statistics to be read: one accessible page, and the same as tagged PDF/UA-1."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.content.model import Text
from cauce.measurement.models import StatisticsEdition
from cauce.protocol.documents import paper
from cauce.protocol.documents.words import pick
from cauce.staff.offices.access import day_at

from .captions import READING, REASONS, title_of
from .table_layout import lay

TEMPLATE = "documents/yearbook.html"


def context(edition: StatisticsEdition) -> dict[str, Any]:
    """What the template reads."""
    tables = [{"told": table, "laid": lay(table)} for table in edition.tables if "rows" in table]
    cells = sum(one["laid"].cells for one in tables)
    hidden = sum(one["laid"].hidden for one in tables)
    definitions = {
        (one["told"]["indicator"], one["told"]["definition"]["version"]): one["told"]["definition"]
        for one in tables
    }
    return {
        "edition": edition,
        "tables": tables,
        "cells": cells,
        "hidden": hidden,
        "shown_cells": cells - hidden,
        "last_day": edition.until - dt.timedelta(days=1),
        "reading": READING,
        "reasons": [REASONS[why] for why in REASONS if why in edition.hidden],
        "notes": [Text(**note) for note in edition.notes],
        "definitions": list(definitions.values()),
        "known_on": day_at(None, edition.known_at),
        "signed_on": day_at(None, edition.signed_at) if edition.signed_at else None,
    }


def _title(edition: StatisticsEdition, language: str) -> str:
    return pick(title_of(edition.kind, edition.period), language)


def to_html(edition: StatisticsEdition, language: str) -> bytes:
    """One file that asks for nothing else."""
    title = _title(edition, language)
    return paper.page(TEMPLATE, context(edition), language=language, title=title, medium="file").encode()


def to_pdf(edition: StatisticsEdition, language: str) -> bytes:
    """Tagged PDF/UA-1."""
    return paper.pdf(TEMPLATE, context(edition), language=language, title=_title(edition, language))
