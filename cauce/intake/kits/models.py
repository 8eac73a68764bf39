"""Numbered kits of blank sheets: where each is, and what of it was entered.

Nothing that a sheet says is here.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToPost
from cauce.intake.kits import words
from cauce.intake.kits.rules import KitNumber


class Kit(ScopedToPost, Held, models.Model):
    """One kit on paper. Its number is never given twice."""

    READ_AGAIN = ("state", "given_to", "given_at", "used_at", "used_by", "chased", "ended_at", "ended_by")

    STATES = [(code, code) for code in words.STATES]
    PLACES = [(code, code) for code in ("", *words.PLACES)]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    serial = models.PositiveIntegerField()
    batch = models.UUIDField()  # printed together
    content = models.CharField(max_length=40)  # kits/*.yaml
    version = models.PositiveIntegerField()
    # What was printed: for each sheet its id, the version and the hash of its file.
    sheets = models.JSONField()
    language = models.CharField(max_length=3)
    printed_at = models.DateTimeField()
    printed_by = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=STATES, default="printed")
    given_to = models.CharField(max_length=16, choices=PLACES, blank=True)
    given_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)  # when somebody said so. None: nobody did
    used_by = models.CharField(max_length=40, blank=True)
    chased = models.PositiveIntegerField(default=0)  # how often it was said to be late
    ended_at = models.DateTimeField(null=True)  # spoiled, or lost
    ended_by = models.CharField(max_length=40, blank=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "serial"], name="kit_number_once"),
            models.CheckConstraint(condition=~Q(state="given") | ~Q(given_to=""), name="kit_given_somewhere"),
        ]
        indexes = [
            models.Index(fields=["post", "state"], name="kit_by_state"),
            models.Index(fields=["batch"], name="kit_batch"),
        ]

    @property
    def number(self) -> str:
        return str(KitNumber(self.post_id, self.serial))


class KitEntry(models.Model):
    """A kit was entered into a case. Once: the database holds to that, also with two officers at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kit = models.OneToOneField(Kit, on_delete=models.RESTRICT, related_name="entry")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.SET_NULL, related_name="kits")
    opened = models.BooleanField()  # True: the case was opened from it. False: it was there already
    began_at = models.DateTimeField()  # on paper
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=40)
    role = models.CharField(max_length=30)  # of whoever entered it, for who types it again

    objects = Scoped()


class KitSheet(models.Model):
    """One sheet of an entered kit is accounted for. Once for each sheet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kit = models.ForeignKey(Kit, on_delete=models.RESTRICT, related_name="done")
    sheet = models.CharField(max_length=20)
    happened_at = models.DateTimeField(null=True)  # on paper. None: the sheet stayed blank
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kit", "sheet"], name="kit_sheet_once")]
