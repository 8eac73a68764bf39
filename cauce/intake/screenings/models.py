"""What was noticed at a window (no name is known) and sittings of an instrument in a case."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedRows, ScopedToCase, ScopedToPost
from cauce.custody.keystore.fields import SealedField

from .models_links import CueSwitch, LinkComplaint, LinkKey, LinkMark, LinkNotice, LinkQuery

__all__ = [
    "CueSwitch",
    "Encounter",
    "LinkComplaint",
    "LinkKey",
    "LinkMark",
    "LinkNotice",
    "LinkQuery",
    "Sitting",
]


class Encounter(ScopedToPost, Held, models.Model):
    """Somebody waits to be spoken to in private. Only the turn number is known, and only today."""

    READ_AGAIN = (
        "turn",
        "cues",
        "acknowledged_at",
        "acknowledged_by",
        "deputy_called_at",
        "outcome",
        "case",
        "closed_at",
    )

    OUTCOMES = [(o, o) for o in ("", "case_opened", "information_given", "declined_to_talk", "left")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    turn = models.CharField(max_length=12, blank=True)  # erased at the end of the post's day
    cues = models.JSONField(default=list)  # ids of the instrument's items; erased when it expires
    asked = models.BooleanField(default=False)  # the person asked to talk to somebody
    instrument = models.CharField(max_length=40)
    instrument_version = models.PositiveIntegerField()
    instrument_hash = models.CharField(max_length=64)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=40)
    due_at = models.DateTimeField()  # by when protection must have answered
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=40, blank=True)
    deputy_called_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=OUTCOMES, blank=True)
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.SET_NULL)
    closed_at = models.DateTimeField(null=True)
    expires_on = models.DateField()

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["post", "closed_at", "due_at"], name="encounter_waiting")]


class Standing(Scoped):
    """The sittings as they stand: not what was corrected since."""

    def get_queryset(self) -> ScopedRows:
        return super().get_queryset().filter(superseded_at=None)


class Sitting(ScopedToCase, Held, models.Model):
    """One sitting of an instrument in a case; it remembers version and hash, never edited.

    An answer that was written wrong is corrected by a row that stands in the place of this one;
    ``objects`` are those that stand, ``written`` all of them.
    """

    HELD_FIRST = ("case",)
    READ_AGAIN = ("state", "number", "sealed", "ended_at")

    STATES = [(s, s) for s in ("open", "paused", "finished", "stopped")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="sittings")
    instrument = models.CharField(max_length=40)
    instrument_version = models.PositiveIntegerField()
    instrument_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, default="screening")  # or interview
    state = models.CharField(max_length=10, choices=STATES, default="open")
    number = models.PositiveIntegerField(default=1)  # version of the answers, for two open tabs
    # Answers, notes, stop reason, result
    sealed = SealedField(
        key={"case__key_id": Q(), "case__draft_key_id": Q()}, bound="screenings.sitting|{id}|answers|1"
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=40)
    # The row in whose place this one stands; None: it is a first one. One row is corrected once.
    corrects = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="corrected_by")
    superseded_at = models.DateTimeField(null=True)  # None: no other row stands in its place

    objects = Standing()
    written = Scoped()

    class Meta:
        default_manager_name = "written"  # keys that change, and what is erased, reach every row
