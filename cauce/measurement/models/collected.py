"""One table of facts; see the class."""

from __future__ import annotations

from django.db import models


class Collected(models.Model):
    """How far each chain of the journal was read, and up to which day the tallies were taken.

    The fact itself does not say from which entry it came: the entry names the case.
    """

    chain = models.CharField(max_length=20, primary_key=True)  # of the journal; «tally» is none
    number = models.BigIntegerField(default=0)
