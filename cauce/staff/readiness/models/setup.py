"""The space where one talks, and the set-up of data protection."""

from __future__ import annotations

from django.db import models

from .base import OfPost


class SpaceCheck(OfPost):
    """One look at the private space: what is there, by the codes of ``space_checklist``."""

    checked_on = models.DateField()
    present = models.JSONField(default=list)
    note = models.TextField(blank=True)


class PrivacySetup(OfPost):
    """The version of the privacy notice in use, and that accesses and retention were looked at."""

    notice_version = models.CharField(max_length=60)
    set_on = models.DateField()
    accesses_reviewed = models.BooleanField()
    retention_reviewed = models.BooleanField()
    shown_where = models.TextField(blank=True)
