"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class CaseAct(models.Model):
    """Something somebody did for the case: when it happened, and when it was typed."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="acts")
    name = models.CharField(max_length=40)  # content/catalogues/acts.yaml
    action = models.CharField(max_length=8, blank=True)  # which, where the act alone is vague
    happened_at = models.DateTimeField()
    typed_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    # With its case what the note is bound to; None: written when notes were bound to their case alone.
    seal_id = models.UUIDField(default=uuid.uuid4, null=True, editable=False)
    # None: nothing was added
    note = SealedField(null=True, key="case__key_id", bound="cases.act|{sealed_to}|note|1")

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(fields=["case", "happened_at"], name="caseact_case"),
            models.Index(fields=["name", "happened_at"], name="caseact_name"),
        ]

    @property
    def sealed_to(self) -> str:
        """What its note is bound to."""
        return f"{self.case_id}|{self.seal_id}" if self.seal_id else str(self.case_id)
