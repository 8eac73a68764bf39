"""The only writes of what leaves without consent, or under a demand; one idea a file."""

from .demands import approve, decline_demand, narrow, record_demand, refuse_demand, release, review
from .telling import (
    AuthorityContact,
    ToldWithout,
    chase_second,
    make,
    note_contact,
    propose_exception,
    report_danger,
    second,
    tell_person,
)

__all__ = [
    "AuthorityContact",
    "ToldWithout",
    "approve",
    "chase_second",
    "decline_demand",
    "make",
    "narrow",
    "note_contact",
    "propose_exception",
    "record_demand",
    "refuse_demand",
    "release",
    "report_danger",
    "review",
    "second",
    "tell_person",
]
