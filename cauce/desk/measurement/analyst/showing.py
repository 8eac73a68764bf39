"""An edition of figures in plain words: where it stands, what it would show, what the audit found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from cauce.content.model import Text
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing.printing.captions import REASONS, title_of
from cauce.measurement.publishing.printing.table_layout import Laid, lay
from cauce.staff.offices.access import names_of

STATES: dict[str, tuple[Text, str]] = {
    "draft": (Text(es="Borrador", en="Draft"), "info"),
    "proposed": (Text(es="Espera a oficinas centrales", en="Waits for headquarters"), "warn"),
    "published": (Text(es="Publicada", en="Published"), "done"),
    "rejected": (Text(es="No se publicó", en="Not published"), "info"),
    "superseded": (Text(es="La sustituyó una revisión", en="Replaced by a revision"), "info"),
}


def line(edition: StatisticsEdition) -> dict[str, Any]:
    """One edition in a list."""
    state, shape = STATES[edition.state]
    return {
        "edition": edition,
        "title": title_of(edition.kind, edition.period),
        "state": state,
        "shape": shape,
    }


def who(edition: StatisticsEdition) -> dict[str, str]:
    """Names of those who did something with it; '' where nobody did."""
    ids = (edition.prepared_by, edition.proposed_by, edition.signed_by, edition.refused_by)
    names = names_of({one for one in ids if one})
    said = ("prepared", "proposed", "signed", "refused")
    return {what: names.get(id, "") for what, id in zip(said, ids, strict=True)}


def page(edition: StatisticsEdition, today: dt.date) -> dict[str, Any]:
    """What the page of one edition shows."""
    told = [table for table in edition.tables if "rows" in table]
    laid = [lay(table) for table in told]
    cells = sum(one.cells for one in laid)
    hidden = sum(one.hidden for one in laid)
    return {
        **line(edition),
        "who": who(edition),
        "cells": cells,
        "hidden": hidden,
        "shown": cells - hidden,
        "last_day": edition.until - dt.timedelta(days=1),
        "tables": [_table(table, one) for table, one in zip(told, laid, strict=True)],
        "reasons": [(REASONS[why], number) for why, number in edition.hidden.items() if why in REASONS],
        "notes": [Text(**note) for note in edition.notes],
        "audit": _audit(edition),
        "too_early": today < edition.due_on,
    }


def _table(told: dict[str, Any], laid: Laid) -> dict[str, Any]:
    first = Text(
        es=" · ".join(one.es for one in laid.heads) or "Cuenta",
        en=" · ".join(one.en for one in laid.heads) or "Counts",
    )
    across = laid.across
    title = Text(**told["title"])
    return {
        "caption": title,
        "named": True,
        "stack": len(laid.columns) > 3,
        "wholly": laid.wholly,
        "hidden": laid.hidden,
        "cells": laid.cells,
        "overlapping": bool(told["overlapping"]),
        "columns": [{"name": first}, *({"name": one, "number": True} for one in laid.columns)],
        "rows": [[_joined(heads), *cells] for heads, cells in laid.rows],
        "across": across,
    }


def _joined(names: Sequence[Text]) -> Text:
    return Text(
        es=" · ".join(one.es for one in names) or "Total", en=" · ".join(one.en for one in names) or "Total"
    )


def _audit(edition: StatisticsEdition) -> list[Text]:
    """What the attack found, one sentence for each indicator."""
    found = []
    for one in edition.audit.get("attacks", ()):
        checked, before = one["checked"], one["public_before"]
        against_es = f", junto con {before:,} ya publicadas" if before else ""
        against_en = f", together with {before:,} published before" if before else ""
        tables_es = "tabla" if len(one["tables"]) == 1 else "tablas"
        tables_en = "table" if len(one["tables"]) == 1 else "tables"
        if one["passed"]:
            end_es, end_en = "Ninguna pudo averiguarse.", "None could be worked out."
        else:
            close = one["exact"] + one["narrow"]
            end_es = f"{close} podrían averiguarse: no puede publicarse."
            end_en = f"{close} could be worked out: it cannot be published."
        found.append(
            Text(
                es=f"Se intentó averiguar cada una de {checked:,} cifras de {len(one['tables'])} "
                f"{tables_es}{against_es}. {end_es}",
                en=f"Each of {checked:,} figures of {len(one['tables'])} {tables_en}{against_en} was "
                f"attacked. {end_en}",
            )
        )
    return found
