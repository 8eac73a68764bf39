"""One table of the case; see the class."""

from __future__ import annotations

from django.db import models

from cauce.custody.journal.scoped import Scoped


class RiskReview(models.Model):
    """Structured judgement of risk (person, family, staff) with reasons and a date to look again."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="risks")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()  # levels, reasons, measures, protective factors
    review_on = models.DateField()
    reviewed_at = models.DateTimeField()
    typed_at = models.DateTimeField()
    by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="risk_one_number"),
        ]
