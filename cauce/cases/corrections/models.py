"""What was put right in a case: one row for each correction, asked for by one person, and never changed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.scoped import Scoped, ScopedToCase
from cauce.custody.keystore.fields import SealedField


class CaseCorrection(ScopedToCase, models.Model):
    """One correction. What it corrects stays as it was written; what stands since is another row.

    ``waiting``: it ends a duty or makes something on time, and a second person has not answered.
    """

    KINDS = [(one, one) for one in ("act", "answers", "plan", "recipient", "shared")]
    STATES = [(one, one) for one in ("waiting", "made", "dropped")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()  # its place among those of the case
    kind = models.CharField(max_length=12, choices=KINDS)
    of = models.CharField(max_length=40)  # the row that it corrects
    made = models.CharField(max_length=40, blank=True)  # the row that stands since; "": none yet
    state = models.CharField(max_length=8, choices=STATES, default="made")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    made_at = models.DateTimeField(null=True)  # None: it was not made
    agreed_by = models.CharField(max_length=40, blank=True)  # the second person; "": one was enough
    # What stood before should never have been written: internal control alone reads it.
    hidden = models.BooleanField(default=False)
    # Why, and what is to stand
    sealed = SealedField(null=True, key="case__key_id", bound="corrections.correction|{id}|words|1")

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="correction_one_number"),
            # Two officers who correct one thing: the second is told, and nothing of the first is lost.
            models.UniqueConstraint(
                fields=["kind", "of"], condition=~Q(state="dropped"), name="correction_one_of_a_row"
            ),
            models.CheckConstraint(condition=~Q(agreed_by=F("asked_by")), name="correction_two_people"),
        ]
