"""The only writes of what a crew shares, of who is of it, and of what each is asked alone."""

from .consulate import answer_consulate, tell_consulate
from .erasing import forget_incident, forget_member, forget_seen
from .incidents import (
    add_staff,
    close_incident,
    open_incident,
    remove_staff,
    reopen_incident,
    write_incident,
)
from .members import add_case, mark_apart, put_back, take_out
from .opening import open_crew
from .riding import drop_ride, plan_ride

__all__ = [
    "add_case",
    "add_staff",
    "answer_consulate",
    "close_incident",
    "drop_ride",
    "forget_incident",
    "forget_member",
    "forget_seen",
    "mark_apart",
    "open_crew",
    "open_incident",
    "plan_ride",
    "put_back",
    "remove_staff",
    "reopen_incident",
    "take_out",
    "tell_consulate",
    "write_incident",
]
