"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


def took_part_in_contested(user: str) -> models.Q:
    """Assessments that were contested and that this user had concluded or signed."""
    return models.Q(contested_at__isnull=False) & (models.Q(concluded_by=user) | models.Q(signed_by=user))


class Assessment(models.Model):
    """A trained person's reading under each law, its conclusion, and who signed or contests it."""

    STATES = [(s, s) for s in ("concluded", "signed", "returned", "contested", "replaced")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="assessments")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default="concluded")
    edition = models.CharField(max_length=12)
    # Concepts, the three verdicts, conclusion, reasons, remarks
    sealed = SealedField(key="case__key_id", bound="cases.assessment|{id}|assessment|1")
    concluded_at = models.DateTimeField()
    concluded_by = models.CharField(max_length=40)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=40, blank=True)
    contested_at = models.DateTimeField(null=True)
    contested_by = models.CharField(max_length=40, blank=True)

    objects = Scoped()

    class Meta:
        # What waits for a signature, among all that were signed.
        indexes = [models.Index(fields=["state", "concluded_at"], name="assessment_waits")]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="assessment_one_number"),
            # Two people: whoever concluded never signs.
            models.CheckConstraint(
                condition=models.Q(signed_by="") | ~models.Q(signed_by=models.F("concluded_by")),
                name="assessment_two_people",
            ),
        ]
