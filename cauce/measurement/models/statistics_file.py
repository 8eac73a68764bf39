"""A file of a published edition of statistics, byte for byte as it was offered on the first day."""

from __future__ import annotations

from django.db import models

from .statistics_edition import StatisticsEdition


class StatisticsFile(models.Model):
    """Made when the edition is signed; the database refuses to change or remove it (migration 0003)."""

    edition = models.ForeignKey(StatisticsEdition, on_delete=models.RESTRICT, related_name="files")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=80)
    hash = models.CharField(max_length=64)  # SHA-256 of ``body``
    size = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="statistics_file_one_name")]

    def __str__(self) -> str:
        return self.name
