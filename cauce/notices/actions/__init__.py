"""The only writes of the outbox."""

from .choosing import keep_preference, see
from .mailing import collect, daily, settle, take
from .queueing import cancel, queue, queue_many

__all__ = [
    "cancel", "collect", "daily", "keep_preference", "queue", "queue_many", "see", "settle", "take",
]  # fmt: skip
