"""One table of what was found in the facts; see the class."""

from __future__ import annotations

from django.db import models


class KeptUnits(models.Model):
    """The units of one definition as they were known at an instant: which cohort each belongs to, when what
    is asked of it came, and no name. Made of the facts alone (``facts.keeping``), so that it can be thrown
    away and made again.

    ``facts``, ``profiles``, ``merges``: the last numbers of those rows that are in it; what has a higher one
    came since.
    ``keys``, ``courses``, ``profile``: columns of ``rules.indicators.units``, packed.
    """

    indicator = models.CharField(max_length=60)
    step = models.CharField(
        max_length=24, blank=True
    )  # of a median that keeps whoever still waits: which wait
    definition = models.CharField(max_length=64)  # a digest: units of another definition are not read
    units = models.IntegerField()
    known = models.DateTimeField()
    facts = models.BigIntegerField()
    profiles = models.BigIntegerField()
    merges = models.BigIntegerField()
    keys = models.BinaryField()
    courses = models.BinaryField()
    profile = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "step"], name="kept_units_once")]
