"""What is due about people who were to be reached: a silence that lasts too long."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases import access_follow
from cauce.cases.actions import escalate_silence
from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices


def silences_told(at: dt.datetime, each: Each) -> int:
    """Somebody could not be reached in time: by risk, whoever leads is told, once for each silence."""

    def tell(case: Any) -> int:
        if notices.exists(access_follow.silence_key(case)):
            return 0
        if not access_follow.silence_of(case, at).tell:
            return 0
        return int(escalate_silence(actor=SYSTEM, case=case, at=at))

    return each(access_follow.silent(at), tell)
