"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.journal.scoped import Scoped


class Consent(models.Model):
    """One answer of the person about one purpose and one recipient; withdrawn, never deleted."""

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
    terms = models.BinaryField()  # sealed: fields, language, interpreter, way, how to withdraw

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["case", "purpose"], name="consent_case_purpose")]
