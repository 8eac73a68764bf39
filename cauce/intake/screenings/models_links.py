"""Marks by which visits at a counter coincide. No value, no person, no document and no turn is here."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToPost


class LinkKey(models.Model):
    """The key of one post for one purpose and one period; its id is that of the key in the keystore."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.CASCADE)
    purpose = models.CharField(max_length=30)
    period = models.IntegerField()
    ends_on = models.DateField(null=True)  # None: as long as complaints are kept

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "purpose", "period"], name="link_key_one_a_period")
        ]


class LinkMark(models.Model):
    """In how many visits something was given that may be compared. A number, never a row a visit:
    the order of rows would tell which act at the counter made each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(LinkKey, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64)
    minor = models.BooleanField(default=False)  # whoever comes is under age
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "digest", "minor"], name="link_mark_alike")]


class LinkNotice(ScopedToPost, Held, models.Model):
    """Protection is told that visits coincide: how many, never whose, and for some days only."""

    READ_AGAIN = ("count", "answered_at", "answered_by")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.CASCADE)
    key = models.ForeignKey(LinkKey, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64)
    minor = models.BooleanField(default=False)
    count = models.PositiveIntegerField()
    raised_at = models.DateTimeField()
    expires_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "digest", "minor"], name="link_notice_once")]


class LinkComplaint(models.Model):
    """A mark of an employer or recruiter against whom somebody complained."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(LinkKey, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64)
    recorded_by = models.CharField(max_length=40)
    expires_on = models.DateField()


class LinkQuery(ScopedToPost, Held, models.Model):
    """One person asks whether something coincides, another decides. ``answer`` None: not told."""

    READ_AGAIN = ("state", "decided_at", "decided_by", "answer")

    STATES = [(s, s) for s in ("asked", "approved", "refused")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.CASCADE)
    purpose = models.CharField(max_length=30)
    key = models.ForeignKey(LinkKey, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=STATES, default="asked")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    answer = models.PositiveIntegerField(null=True)
    expires_on = models.DateField()

    objects = Scoped()

    class Meta:
        constraints = [
            # Two people: whoever asked never decides.
            models.CheckConstraint(
                condition=models.Q(decided_by="") | ~models.Q(decided_by=models.F("asked_by")),
                name="link_query_two_people",
            )
        ]


class CueSwitch(models.Model):
    """Headquarters turned passive cues off, or on for a term. The newest row of a scope holds."""

    SCOPES = [(s, s) for s in ("links", "cues")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope_of = models.CharField(max_length=10, choices=SCOPES)
    on = models.BooleanField()
    reason = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    ends_on = models.DateField(null=True)  # None: off, until somebody turns it on
