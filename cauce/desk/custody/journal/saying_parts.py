"""The sentences of the journal that each part of the work brings: a new part adds its name here."""

from __future__ import annotations

from cauce.content.model import Text

from . import (
    saying_aid,
    saying_appointments,
    saying_calls,
    saying_colleagues,
    saying_crews,
    saying_directory,
    saying_entering,
    saying_envelopes,
    saying_families,
    saying_figures,
    saying_follow,
    saying_history,
    saying_joins,
    saying_kits,
    saying_letters,
    saying_linkage,
    saying_loop,
    saying_machines,
    saying_matters,
    saying_mexico,
    saying_notices,
    saying_outings,
    saying_registers,
    saying_reports,
    saying_returning,
    saying_searches,
    saying_statistics,
    saying_totals,
    saying_transfers,
    saying_voices,
)

PARTS = (
    saying_aid,
    saying_appointments,
    saying_calls,
    saying_colleagues,
    saying_crews,
    saying_directory,
    saying_entering,
    saying_envelopes,
    saying_families,
    saying_figures,
    saying_follow,
    saying_history,
    saying_joins,
    saying_letters,
    saying_linkage,
    saying_loop,
    saying_machines,
    saying_matters,
    saying_mexico,
    saying_notices,
    saying_outings,
    saying_registers,
    saying_reports,
    saying_kits,
    saying_returning,
    saying_searches,
    saying_statistics,
    saying_totals,
    saying_transfers,
    saying_voices,
)


def _all(name: str) -> dict[str, Text]:
    return {key: text for part in PARTS for key, text in getattr(part, name, {}).items()}


DID, READ, WANTED = _all("DID"), _all("READ"), _all("WANTED")
