"""What may somebody of the staff be to a case that has to be closed to them? Ours: no text lists it so."""

from __future__ import annotations

import datetime as dt

from cauce.content.model import Text

WAITING, KEPT, LIFTED = "waiting", "kept", "lifted"
STATES = (WAITING, KEPT, LIFTED)
RELATIONS: dict[str, Text] = {
    "named": Text(es="Se le menciona en los hechos", en="Mentioned in what happened"),
    "relative": Text(
        es="Es pariente o pareja de alguien del caso", en="A relative or partner of somebody in the case"
    ),
    "close": Text(
        es="Es amistad de alguien del caso, o trabaja con esa persona",
        en="A friend or co-worker of somebody in the case",
    ),
    "interest": Text(es="Tiene otro interés", en="Has another interest"),
}
# Whoever decides is waited for so long; then headquarters is told.
PATIENCE = dt.timedelta(days=1)
