"""One table of numbers of the network as it was closed; see the class."""

from __future__ import annotations

from django.db import models

from cauce.rules.permissions import ANYWHERE, Scope


class WeeklyClosing(models.Model):
    """What is told of one table of the network for a week: already hidden and rounded, nothing else.

    ``week``: its Monday, by the clock of the ministry. A row is made once and never changed: whoever reads
    twice in a week reads the same. ``told``: [[[part of the key, …], number, how far], …]; null is hidden.
    ``beside``: what stands beside the numbers and tells of nobody.
    """

    name = models.CharField(max_length=60)  # cauce.measurement.closed.TABLES
    week = models.DateField()
    at = models.DateTimeField()  # as of when it was counted
    told = models.JSONField()
    beside = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "week"], name="closing_once_a_week")]
        indexes = [models.Index(fields=["name", "-week"], name="closing_newest")]

    def __str__(self) -> str:
        return f"{self.name} {self.week}"

    @property
    def scope(self) -> Scope:
        return ANYWHERE
