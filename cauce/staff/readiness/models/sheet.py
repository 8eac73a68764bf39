"""What the post knows about its region, and its look at the directory."""

from __future__ import annotations

from django.db import models

from .base import OfPost


class ContextSheet(OfPost):
    """One version of the local context sheet; what was written before stays as it was."""

    PARTS = ("sectors", "routes", "visas", "languages", "risks")

    version = models.PositiveIntegerField()
    reviewed_on = models.DateField()
    sectors = models.TextField(blank=True)
    routes = models.TextField(blank=True)
    visas = models.TextField(blank=True)
    languages = models.TextField(blank=True)
    risks = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "version"], name="context_sheet_version")]


class DirectoryReview(OfPost):
    """The post looked at its map of allies. The entries themselves live in the directory."""

    reviewed_on = models.DateField()
    entries = models.PositiveIntegerField(null=True)  # near the post, that day; None: not counted
    current = models.PositiveIntegerField(null=True)  # of them, checked lately
    missing = models.JSONField(default=list)  # kinds of ally that nobody was found for
    note = models.TextField(blank=True)
