"""The only writes of the outbox."""

from .choosing import keep_preference, see
from .confirming import ask_code, end_codes, try_code
from .mailing import collect, daily, settle, take
from .queueing import answered, cancel, queue, queue_each, queue_folded, queue_many, silence, withhold

__all__ = [
    "answered",
    "ask_code",
    "cancel",
    "collect",
    "daily",
    "end_codes",
    "keep_preference",
    "queue",
    "queue_each",
    "queue_folded",
    "queue_many",
    "see",
    "settle",
    "silence",
    "take",
    "try_code",
    "withhold",
]
