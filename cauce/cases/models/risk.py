"""One table of the case; see the class."""

from __future__ import annotations

from django.db import models

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class RiskReview(models.Model):
    """Structured judgement of risk (person, family, staff) with reasons and a date to look again."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="risks")
    number = models.PositiveIntegerField()
    # Levels, reasons, measures, protective factors
    sealed = SealedField(key="case__key_id", bound="cases.risk|{case_id}|risk|{number}")
    review_on = models.DateField()
    reviewed_at = models.DateTimeField()
    typed_at = models.DateTimeField()
    by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="risk_one_number"),
        ]
