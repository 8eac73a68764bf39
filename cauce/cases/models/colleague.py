"""What the people of a post ask of each other about a case; see the classes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class Opinion(models.Model):
    """A second opinion: one person asks another who may read the case; the answer binds nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="opinions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField()
    question = SealedField(key="case__key_id", bound="cases.opinion|{id}|question|1")
    # None: not answered
    answer = SealedField(null=True, key="case__key_id", bound="cases.opinion|{id}|answer|1")
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["asked_of", "answered_at"], name="opinion_waiting")]


class Relief(models.Model):
    """Whoever works on a case asks that somebody else do. There is no place for a reason."""

    ENDS = [(end, end) for end in ("", "taken", "withdrawn", "ended")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="reliefs")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # None: it still waits
    ended = models.CharField(max_length=10, choices=ENDS, blank=True)
    chased_at = models.DateTimeField(null=True)  # None: only the post was told

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="relief_one_open")
        ]
