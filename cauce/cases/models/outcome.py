"""Following up: attempts to reach the person, outcomes over time, and how a case closed."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.cases.rules.follow_up import RESULTS
from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class ContactTry(models.Model):
    """One attempt to reach the person, when it happened and whether it was safe by their own marks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="tries")
    happened_at = models.DateTimeField()
    on = models.DateField()  # at the post: attempts on different days are what counts
    result = models.CharField(max_length=16, choices=[(r, r) for r in RESULTS])
    safe = models.BooleanField()
    # The way, the language, whether the word was said, and a note
    sealed = SealedField(key="case__key_id", bound="cases.contact_try|{id}|try|1")
    typed_at = models.DateTimeField()
    by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["case", "happened_at"], name="try_of_case")]


class OutcomeSitting(models.Model):
    """What the person said of outcomes and needs on a day; the next sitting is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="outcomes")
    number = models.PositiveIntegerField()
    edition = models.CharField(max_length=12)  # whose headings these are
    sat_on = models.DateField()
    sealed = SealedField(key="case__key_id", bound="cases.outcome|{id}|answers|1")  # answers by heading
    typed_at = models.DateTimeField()
    by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="outcome_one_number"),
        ]


class Closing(models.Model):
    """How a case closed, once for each time: the reason, and what the person said of the help."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="closings")
    closed_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    # Reason, satisfaction and the person's own words
    sealed = SealedField(key="case__key_id", bound="cases.closing|{id}|closing|1")

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["case", "-closed_at"], name="closing_of_case")]
