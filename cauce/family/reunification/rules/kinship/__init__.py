"""Which relatives may come under which category, by the table of the content: information, never advice."""

from .model import (
    MISSING,
    PRINCIPAL,
    RELATIONS,
    Change,
    Family,
    Kin,
    Possible,
    Principal,
    Reading,
    Reason,
    age,
)
from .reading import check_birth, read

__all__ = [
    "Change",
    "Family",
    "Kin",
    "MISSING",
    "PRINCIPAL",
    "Possible",
    "Principal",
    "RELATIONS",
    "Reading",
    "Reason",
    "age",
    "check_birth",
    "read",
]
