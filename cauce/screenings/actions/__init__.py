"""The only writes of encounters and sittings, one idea a file."""

from .bringing import bring
from .bulk import load_encounters
from .encounters import (
    acknowledge,
    answer,
    call_deputy,
    erase_expired,
    open_case_from,
    pass_to_protection,
    record_answers,
    record_cues,
)
from .sittings import erase_refused, finish, pause, resume, save_answers, start

__all__ = [
    "acknowledge", "answer", "bring", "call_deputy", "erase_expired", "erase_refused", "finish", "load_encounters",
    "open_case_from", "pass_to_protection", "pause", "record_answers", "record_cues", "resume", "save_answers", "start",
]  # fmt: skip
