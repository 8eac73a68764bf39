"""What is asked for a case, and every movement of money, one line each."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.aid.rules import aid, ledger
from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToCase
from cauce.custody.keystore.fields import SealedField


class AidRequest(ScopedToCase, Held, models.Model):
    """One aid asked for a case. Without a configured type it waits, with no amount: nothing is promised."""

    HELD_FIRST = ("case",)
    READ_AGAIN = (
        "state",
        "kind",
        "amount",
        "priced_on",
        "priced_by",
        "evidence",
        "sealed",
        "budget",
        "decided_by",
        "decided_at",
        "given_at",
        "settled_at",
    )

    STATES = [(s, s) for s in aid.STATES]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="aids")
    need = models.CharField(max_length=20)  # catalogues/needs.yaml
    population = models.CharField(max_length=6, choices=[(p, p) for p in aid.POPULATIONS])
    starts_on = models.DateField()
    ends_on = models.DateField()
    # What it is for, and where the evidence is kept
    sealed = SealedField(key="case__key_id", bound="aid.request|{id}|words|1")
    evidence = models.JSONField(default=list)  # kinds that somebody has seen
    kind = models.ForeignKey(
        "aid.AidKind", null=True, on_delete=models.RESTRICT, related_name="requests"
    )  # None: no amounts were configured that day
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)  # None: with the type
    priced_on = models.DateField(null=True)  # the day whose ceiling counts; None: with the type
    priced_by = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=aid.WAITS)
    asked_on = models.DateField()  # by the post's own day: it decides the population
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    budget = models.ForeignKey("aid.Budget", null=True, on_delete=models.RESTRICT)  # None: not approved
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)  # None: it waits
    declined = models.CharField(max_length=20, blank=True)  # catalogues/aid_declines.yaml
    given_at = models.DateTimeField(null=True)  # when money was first handed over; None: never
    settled_by = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(null=True)  # None: not accounted for

    objects = Scoped()

    class Meta:
        constraints = [
            # Two people: whoever asked or wrote the amount never approves.
            models.CheckConstraint(
                condition=Q(decided_by="") | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("priced_by"))),
                name="aid_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(aid.APPROVED, aid.GIVEN, aid.SETTLED, aid.LAPSED))
                | (~Q(decided_by="") & Q(budget__isnull=False) & Q(amount__gt=0)),
                name="aid_somebody_approved",
            ),
            models.CheckConstraint(
                condition=Q(state=aid.WAITS) | Q(state=aid.TAKEN_BACK) | Q(kind__isnull=False),
                name="aid_no_amount_waits",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "state"], name="aid_of_case"),
            models.Index(fields=["state", "given_at"], name="aid_to_settle"),
        ]

    @property
    def went(self) -> bool:
        """Whether the case is now of another post than the one whose money was set aside for it."""
        return self.budget is not None and self.budget.post_id != self.case.post_id


class AidLine(models.Model):
    """One movement of money, append-only: of a budget, or of an aid, or of both."""

    KINDS = [(k, k) for k in ledger.KINDS]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    budget = models.ForeignKey("aid.Budget", on_delete=models.RESTRICT, related_name="lines")
    request = models.ForeignKey(AidRequest, null=True, on_delete=models.RESTRICT, related_name="lines")
    number = models.PositiveIntegerField()  # its place in the budget
    kind = models.CharField(max_length=10, choices=KINDS)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    # Which receipt: number and lines; None: nothing was added
    sealed = SealedField(null=True, key="request__case__key_id", bound="aid.line|{id}|receipt|1")

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="aid_line_one_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="aid_line_above_zero"),
        ]
