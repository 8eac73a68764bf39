"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class Consent(models.Model):
    """One answer of the person about one purpose and one recipient; withdrawn, never deleted."""

    GIVERS = [(g, g) for g in ("person", "guardian")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20)  # content/catalogues/consent_purposes.yaml
    recipient = models.CharField(max_length=64, blank=True)  # id of an organisation; "": nobody
    given = models.BooleanField()
    given_at = models.DateTimeField()
    typed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)  # None: it does not expire (a refusal)
    withdrawn_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=40)
    # Who said it. For a child it may be whoever has custody, never somebody accused of the harm:
    # of that person it was asked whether they are accused (None: it was not asked).
    giver = models.CharField(max_length=10, choices=GIVERS, default="person")
    giver_accused = models.BooleanField(null=True)
    # Fields, language, interpreter, way, how to withdraw
    terms = SealedField(key="case__key_id", bound="cases.consent|{id}|terms|1")

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["case", "purpose"], name="consent_case_purpose")]
        constraints = [
            models.CheckConstraint(
                name="consent_never_from_the_accused",
                condition=models.Q(given=False)
                | models.Q(giver="person")
                | models.Q(giver="guardian", giver_accused=False, giver_accused__isnull=False),
            )
        ]
