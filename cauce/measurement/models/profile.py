"""One table of facts; see the class."""

from __future__ import annotations

from django.db import models

UNKNOWN = "unknown"


class Profile(models.Model):
    """What is coarsely known of a subject, as codes. Learned later, it is a new row: the latest known
    at the date asked counts. ``unknown`` is a value: the key of the case may be gone."""

    period = models.SmallIntegerField()
    subject = models.CharField(max_length=32)
    known_at = models.DateTimeField()
    sex = models.CharField(max_length=16, default=UNKNOWN)
    age_band = models.CharField(max_length=8, default=UNKNOWN)
    mx_modality = models.CharField(max_length=24, default=UNKNOWN)
    us_type = models.CharField(max_length=24, default=UNKNOWN)
    state = models.CharField(max_length=8, default=UNKNOWN)  # of origin: two digits of INEGI
    language_group = models.CharField(max_length=12, default=UNKNOWN)
    law_mx = models.CharField(max_length=8, default=UNKNOWN)
    law_us = models.CharField(max_length=8, default=UNKNOWN)
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["period", "subject"], name="profile_subject")]
