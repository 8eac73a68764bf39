"""What headquarters configures: types of aid with their dates, and the budget of a post by period."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.aid.rules import aid
from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import ScopedToPost


class AidKind(Held, models.Model):
    """One type for one population from a day on: drafted by one, approved by another, never edited.

    A newer one with the same code and population supersedes it from its own first day.
    """

    STATES = [(s, s) for s in ("draft", "approved", "turned_down")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40)
    name_es = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    population = models.CharField(max_length=6, choices=[(p, p) for p in aid.POPULATIONS])
    unit = models.CharField(max_length=8, choices=[(u, u) for u in aid.UNITS])
    ceiling = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3, choices=[(c, c) for c in aid.CURRENCIES])
    evidence = models.JSONField(default=list)  # catalogues/aid_evidence.yaml
    approver = models.CharField(max_length=20, choices=[(a, a) for a in aid.APPROVERS])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # None: no end is known
    example = models.BooleanField(default=False)  # invented, for the demonstration
    state = models.CharField(max_length=12, choices=STATES, default="draft")
    drafted_by = models.CharField(max_length=40)
    drafted_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)  # None: it waits

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("drafted_by")), name="aid_kind_two_people"),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(decided_by=""), name="aid_kind_somebody_decided"
            ),
            models.CheckConstraint(condition=Q(ceiling__gt=0), name="aid_kind_above_zero"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="aid_kind_dates"
            ),
            models.UniqueConstraint(
                fields=["code", "population", "valid_from"],
                condition=Q(state="approved"),
                name="aid_kind_one_a_day",
            ),
        ]


class Budget(ScopedToPost, Held, models.Model):
    """What a post may spend on aid in a period, in one currency; what it has is the sum of its lines."""

    # Why it is held: two acts that move its money follow one another.
    READ_AGAIN = ("ends_on",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="aid_budgets")
    starts_on = models.DateField()
    ends_on = models.DateField()
    currency = models.CharField(max_length=3, choices=[(c, c) for c in aid.CURRENCIES])
    example = models.BooleanField(default=False)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="aid_budget_dates"),
            models.UniqueConstraint(fields=["post", "currency", "starts_on"], name="aid_budget_one_a_period"),
        ]
