"""What is due about keys: transfers that were cut, keys that are worn out, old ones to destroy."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import DatabaseError

from cauce.cases.access_keys import cases_of_keys
from cauce.cases.actions import renew_key
from cauce.content.errors import Bilingual
from cauce.custody.features import Each
from cauce.custody.keystore.columns import any_to_seal_again, used
from cauce.custody.keystore.file import erase_log
from cauce.custody.keystore.moving import recover
from cauce.custody.keystore.rotation import GRACE, destroy_retired, worn_out
from cauce.rules.permissions import SYSTEM

log = logging.getLogger("cauce")


def _renew(case, *, fresh: bool) -> int:
    try:
        renew_key(actor=SYSTEM, case=case, fresh=fresh)
    except (Bilingual, DatabaseError) as error:
        log.error("tick keys %s %s", case.pk, type(error).__name__)
        return 0
    return 1


def keys_tended(at: dt.datetime, each: Each) -> dict[str, int]:
    """The same with the usual waiting, for the loop."""
    return keys()


def keys(*, older: int | None = None) -> dict[str, int]:
    """End what a crash left, renew what is worn out, destroy what nothing needs; how many of each.

    ``older``: seconds after which something is no longer under way; None: the usual.
    """
    wait = {} if older is None else {"older": older}
    try:
        settled = recover(**wait)
        renewed = sum(_renew(case, fresh=True) for case in cases_of_keys(worn_out()))
        done, left = destroy_retired(used, older=GRACE if older is None else older)
        # What does not open stays as it is, for who finds out why; it is no reason to try for ever.
        for case in cases_of_keys(key_id for key_id in left if any_to_seal_again(key_id)):
            _renew(case, fresh=False)
        erase_log()  # what a reader kept of the log when something was destroyed
    except Bilingual as error:
        log.error("tick keys %s", type(error).__name__)
        return {"keys_settled": 0, "keys_renewed": 0, "keys_destroyed": 0}
    return {"keys_settled": settled, "keys_renewed": renewed, "keys_destroyed": len(done)}
