"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from cauce.custody.journal.scoped import Scoped


class Handover(models.Model):
    """The case passed from one person to another. The person it is about is told, and introduced.

    A row is made by whatever changes who works on the case; what is not yet done is None.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="handovers")
    before = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    after = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=40, blank=True)
    introduced_at = models.DateTimeField(null=True)
    introduced_by = models.CharField(max_length=40, blank=True)
    chased_at = models.DateTimeField(null=True)  # None: nobody was reminded yet

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["after", "introduced_at"], name="handover_arrived")]
