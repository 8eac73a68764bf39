"""The ledger of ε: one row for each time invented records were drawn, published or not."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from cauce.rules.permissions import ANYWHERE, Scope


class SyntheticDraw(models.Model):
    """Who drew what from which years, at which ε, and what was left of the budget after it.

    ``counts`` are those of the invented records, cell by cell of the fixed table; the true counts are
    nowhere, and neither is a seed. Rows are only ever added (migration 0004).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Its place in the ledger, from 1. Unique: of two draws at once, the second finds it taken.
    number = models.PositiveIntegerField(unique=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    epsilon = models.DecimalField(
        max_digits=8, decimal_places=3, validators=[MinValueValidator(Decimal("0.001"))]
    )
    budget = models.DecimalField(max_digits=8, decimal_places=3)  # in force on that day
    left = models.DecimalField(max_digits=8, decimal_places=3)  # after this draw
    columns = models.JSONField()  # [[name, [value, …]], …]: the fixed table
    counts = models.JSONField()  # in the order of the cells
    errors = models.JSONField()  # [[[column, …], likely total variation], …]
    definition = models.CharField(max_length=60)  # indicator and version: victims-attended 1
    content_edition = models.CharField(max_length=12)
    known_at = models.DateTimeField()  # of the facts
    drawn_by = models.CharField(max_length=40)
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="synthetic_five_years", condition=Q(last_year__gte=F("first_year") + 4)
            ),
            models.CheckConstraint(name="synthetic_within_budget", condition=Q(left__gte=0, epsilon__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.pool}"

    @property
    def pool(self) -> str:
        """The years as an edition of statistics names them: «2021-2025»."""
        return f"{self.first_year}-{self.last_year}"

    @property
    def scope(self) -> Scope:
        return ANYWHERE
