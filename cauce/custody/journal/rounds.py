"""What is due about the journal: its anchors, outside the database."""

from __future__ import annotations

import datetime as dt
import logging

from cauce.content.errors import Bilingual
from cauce.custody.features import Each
from cauce.custody.journal import integrity

log = logging.getLogger("cauce")


def anchors_written(at: dt.datetime, each: Each) -> int:
    """Every hour, outside the database: how long each chain is and how it ends."""
    if not integrity.anchor_due(at):
        return 0
    try:
        integrity.anchor_now(at)
    except (Bilingual, OSError, ValueError) as error:
        # The work goes on; the auditor's page and ``cauce journal verify`` say that anchors lack.
        log.error("tick anchor %s", type(error).__name__)
        return 0
    return 1
