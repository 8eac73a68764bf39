"""What is due about an upgrade: the copy by which one goes back ends with the first thing that is written."""

from __future__ import annotations

import datetime as dt
import shutil

from cauce.custody.features import Each

from . import going_on, progress


def copies_removed(at: dt.datetime, each: Each) -> int:
    """Whether the copy was removed: 0 or 1. That there was an upgrade stays known: who asks is told."""
    if not progress.copied().exists():
        return 0
    found = progress.found()
    if found is None or found.step != "done" or not going_on.written(found):
        return 0
    shutil.rmtree(progress.copied(), ignore_errors=True)
    return 1
