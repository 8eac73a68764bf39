"""A join as one of its two posts comes to it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from cauce.cases.models import Case
from cauce.custody.journal.door import Absent
from cauce.rules.permissions import Scope

from .models import Join


@dataclass(frozen=True)
class Leg:
    """A join as one of its two posts comes to it: that post's file decides who may.

    Held, both files are locked in the one order before anything else. Were its own file locked first
    and the pair after it, each post could hold what the other waits for. ``Absent`` for another file.
    """

    join: Join
    case_id: uuid.UUID

    def __post_init__(self) -> None:
        if self.case_id not in (self.join.lead_id, self.join.follower_id):
            raise Absent()

    @property
    def case(self) -> Case:
        """That file, as it was last read under the lock."""
        return self.join.follower if self.case_id == self.join.follower_id else self.join.lead

    @property
    def other(self) -> Case:
        """The other post's file."""
        return self.join.lead if self.case_id == self.join.follower_id else self.join.follower

    @property
    def scope(self) -> Scope:
        return self.case.scope

    def hold(self) -> None:
        """Lock both files, then the join, and read all three again."""
        self.join.hold()
