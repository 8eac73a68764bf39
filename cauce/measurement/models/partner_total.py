"""A total that a partner gave; see the class."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.rules.totals import UNITS


class PartnerTotal(models.Model):
    """One total as a partner gave it, with where it comes from. Shown beside our figures, never added.

    It tells nobody apart and shows no overlap, so nothing that estimates reads this table. It is never
    edited: what was wrong is withdrawn, stays, and a right one comes in a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.UUIDField()  # the rows that came in one act
    line = models.PositiveIntegerField()  # in the file it came in
    organisation = models.CharField(max_length=200)
    since = models.DateField()
    last_day = models.DateField()  # of the period, inclusive
    definition = models.CharField(max_length=200)  # the law or rule by which it was counted
    unit = models.CharField(max_length=8, choices=[(unit, unit) for unit in UNITS])
    place = models.CharField(max_length=200)
    breakdown = models.CharField(max_length=220, blank=True)  # «age=18-24; sex=woman»; "": of all
    value = models.PositiveIntegerField()
    smallest = models.PositiveIntegerField()  # the partner's own smallest cell
    terms = models.CharField(max_length=200)  # licence or conditions
    attested = models.CharField(max_length=200)  # the post or paper that says that it may be shared
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    taken_by = models.CharField(max_length=40)
    taken_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)  # None: it stands

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("since")), name="partner_total_period"),
            models.CheckConstraint(
                condition=Q(breakdown="") | Q(value=0) | Q(value__gte=10), name="partner_total_no_small_part"
            ),
            models.CheckConstraint(condition=~Q(value=1), name="partner_total_nobody_alone"),
            models.UniqueConstraint(
                fields=["organisation", "since", "last_day", "definition", "unit", "place", "breakdown"],
                condition=Q(withdrawn_at=None),
                name="partner_total_once",
            ),
        ]
        indexes = [models.Index(fields=["batch"], name="partner_total_batch")]
