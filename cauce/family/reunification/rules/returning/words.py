"""The words of a return: its states, whom it asks for, and what each choice is called."""

from __future__ import annotations

from cauce.content.model import both, word_tables

PREPARING, DEPARTED, RECEIVED, ENDED, STOPPED = (
    "preparing",
    "departed",
    "received",
    "accompanied",
    "stopped",
)
STATES = (PREPARING, DEPARTED, RECEIVED, ENDED, STOPPED)
LABELS = {
    PREPARING: both("En preparación", "Being prepared"),
    DEPARTED: both("En camino", "On the way"),
    RECEIVED: both("Con quien le recibe", "With whoever receives"),
    ENDED: both("Acompañamiento concluido", "Followed up to the end"),
    STOPPED: both("Cancelado", "Cancelled"),
}
NEXT = {PREPARING: (DEPARTED, STOPPED), DEPARTED: (RECEIVED,), RECEIVED: (ENDED,)}
WORDS = word_tables(__file__)
STOPS = WORDS["stops"]
LEVELS = ("low", "medium", "high")
LEVEL_LABELS = WORDS["level_labels"]
ADVICE = WORDS["advice"]
ESCORTS = WORDS["escorts"]
# What the declaration must show as explained: without these it is no free decision.
EXPLAINED = WORDS["explained"]
OFFICER = both("Quien lleva el caso", "The officer in charge of the case")
CLINICIAN = both("Quien ejerce la medicina o la enfermería", "A clinician")
RECEIVER = both("Quien recibe en México", "Whoever receives in Mexico")
SECOND = both("Otra persona de protección", "Another person of protection")
FIT = ("yes_fit", "with_care")
ON_THE_WAY = ("escort", "post")  # a child in these hands has not arrived yet
