"""Agreements of coordination with authorities and organisations."""

from __future__ import annotations

from django.db import models

from .base import OfPost


class Agreement(OfPost):
    """One signed agreement. A renewal is a new row that ``renews`` the one before.

    Liaisons are written by function («guardia de la coordinación»), so that a change of people
    there leaves the agreement true.
    """

    kind = models.CharField(max_length=30)  # content/catalogues/allies.yaml
    with_whom = models.CharField(max_length=200)
    liaison_there = models.CharField(max_length=200)
    liaison_here = models.CharField(max_length=200)
    signed_on = models.DateField()
    expires_on = models.DateField(null=True)  # None: it names no end; see ``facts.ends_on``
    alert_days = models.PositiveSmallIntegerField(null=True)  # None: the parameter agreement-alert
    renews = models.OneToOneField("self", null=True, on_delete=models.RESTRICT, related_name="renewed_by")
    ended_on = models.DateField(null=True)  # None: nobody ended it before its date

    class Meta:
        indexes = [models.Index(fields=["post", "signed_on"], name="agreement_of_post")]
