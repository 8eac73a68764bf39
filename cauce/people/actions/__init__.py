"""The only writes of persons, of identities, and of lists that two people compare."""

from .bringing import bring_people, take_back_people
from .linking import end_linkage, keep_linkage, label_pair, mark_merged, start_linkage
from .marking import mark_identities
from .persons import (
    Conflict,
    add_person,
    erase_identity,
    forget_marks,
    move_person,
    write_identity,
)

__all__ = [
    "Conflict",
    "add_person",
    "bring_people",
    "end_linkage",
    "erase_identity",
    "forget_marks",
    "keep_linkage",
    "label_pair",
    "mark_identities",
    "mark_merged",
    "move_person",
    "start_linkage",
    "take_back_people",
    "write_identity",
]
