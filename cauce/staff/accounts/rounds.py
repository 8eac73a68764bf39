"""What is due about accounts: those that nobody uses rest, and counts of failures are forgotten."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.staff.accounts import access, throttle
from cauce.staff.accounts.actions import suspend_idle, watch


def accounts_rested(at: dt.datetime, each: Each) -> int:
    """Accounts that nobody used for 30 days, or whose person left, are suspended.

    On the demonstration nobody is there for weeks, and its accounts must open all the same.
    """
    new = access.unwatched()
    if new:
        watch(actor=SYSTEM, users=new, at=at)
    if settings.DEMO:
        return 0

    def rest(account: Any) -> int:
        suspend_idle(actor=SYSTEM, user=account.user, why=why[account.pk], at=at)
        return 1

    found = access.resting(at)
    why = {account.pk: reason for account, reason in found}
    return each([account for account, _ in found], rest)


def tries_forgotten(at: dt.datetime, each: Each) -> int:
    """Counts of failures live for a day; sessions that are over leave nothing behind."""
    SessionStore.clear_expired()
    return throttle.forget(at)
