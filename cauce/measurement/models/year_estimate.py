"""An estimate of how many there are in a year, or the reasons why nobody can say: two people sign it."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.held import Held
from cauce.rules.permissions import ANYWHERE, Scope

# What the two people sign, and nothing that comes after it. The order is part of the hash.
FROZEN = ("year", "origin", "linkage_id", "given_hash", "document", "code_version", "prepared_by")


class YearEstimate(Held, models.Model):
    """What the lists of one year say of those whom no list saw: a range, or a refusal with its reasons.

    ``document`` is what ``cauce estimate --json`` prints: totals, ranges and reasons. No capture history
    is kept, and no person. Of a year one stands at most; the one before it stays, ``replaced``.
    """

    STATES = [(s, s) for s in ("draft", "proposed", "signed", "rejected", "replaced")]
    ORIGINS = [(o, o) for o in ("linkage", "file")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()  # the year that all the lists cover
    state = models.CharField(max_length=8, choices=STATES, default="draft")
    origin = models.CharField(max_length=7, choices=ORIGINS)
    linkage_id = models.UUIDField(null=True)  # which comparison of lists; None: a file
    given_hash = models.CharField(max_length=64)  # of the counts that were read, which are not kept
    document = models.JSONField()  # totals, ranges, reasons: no history, nobody
    code_version = models.CharField(max_length=40)
    hash = models.CharField(max_length=64)  # of all of the above
    prepared_by = models.CharField(max_length=40)
    prepared_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=40, blank=True)  # the first signature
    proposed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=40, blank=True)  # the second
    signed_at = models.DateTimeField(null=True)  # None: it does not stand
    refused_by = models.CharField(max_length=40, blank=True)
    refused_at = models.DateTimeField(null=True)
    refused_why = models.TextField(blank=True)
    replaced_at = models.DateTimeField(null=True)  # None: no later one of its year took its place

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(state="signed"), name="year_estimate_one_stands"
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(state__in=("draft", "proposed")),
                name="year_estimate_one_under_way",
            ),
            models.CheckConstraint(
                name="year_estimate_two_people",
                condition=Q(signed_by="") | (~Q(signed_by=F("prepared_by")) & ~Q(signed_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="year_estimate_stands_signed_twice",
                condition=~Q(state__in=("signed", "replaced"))
                | (~Q(signed_by="") & ~Q(proposed_by="") & Q(signed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.state}"

    @property
    def scope(self) -> Scope:
        return ANYWHERE

    def fingerprint(self) -> str:
        """The hash of what the two people stand for; ``hash`` keeps what it was when prepared."""
        frozen: dict[str, Any] = {name: getattr(self, name) for name in FROZEN}
        told = json.dumps(frozen, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(told.encode()).hexdigest()
