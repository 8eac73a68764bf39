"""The calendar of events that bring safe information to the community."""

from __future__ import annotations

from django.db import models

from .base import OfPost


class Outreach(OfPost):
    """One event, planned and then held or called off. Counts only: nobody who came is written down."""

    kind = models.CharField(max_length=30)  # content/catalogues/outreach_kinds.yaml
    place = models.CharField(max_length=200)
    planned_on = models.DateField()
    message = models.TextField()  # the safe message that is handed out or said
    held_on = models.DateField(null=True)  # None: not yet
    contacts = models.PositiveIntegerField(null=True)  # None: nobody counted
    conversations = models.PositiveIntegerField(null=True)
    called_off_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["post", "planned_on"], name="outreach_of_post")]
