"""The only writes of systems of partners, one idea a file."""

from .hooks import NewHook, revoke_hook, set_hook
from .keys import Given, give_key, revoke_key, saw
from .reporting import forget_reports, report
from .telling import drop, note, queue

__all__ = [
    "Given",
    "NewHook",
    "drop",
    "forget_reports",
    "give_key",
    "note",
    "queue",
    "report",
    "revoke_hook",
    "revoke_key",
    "saw",
    "set_hook",
]
