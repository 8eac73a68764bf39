"""The only writes of encounters and sittings, one idea a file."""

from .bringing import bring
from .bulk import load_encounters
from .correcting import correct_answers
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
from .links import (
    answer_notice,
    ask_link,
    decide_link,
    expire_links,
    record_complaint,
    record_links,
)
from .sittings import erase_answers, erase_refused, finish, pause, resume, save_answers, start
from .switching import switch_cues

__all__ = [
    "acknowledge",
    "answer",
    "answer_notice",
    "ask_link",
    "bring",
    "call_deputy",
    "correct_answers",
    "decide_link",
    "erase_answers",
    "erase_expired",
    "erase_refused",
    "expire_links",
    "finish",
    "load_encounters",
    "open_case_from",
    "pass_to_protection",
    "pause",
    "record_answers",
    "record_complaint",
    "record_cues",
    "record_links",
    "resume",
    "save_answers",
    "start",
    "switch_cues",
]
