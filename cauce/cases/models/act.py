"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped, ScopedRows
from cauce.custody.keystore.fields import SealedField


class Standing(Scoped):
    """What stands: not what was corrected since, nor what never happened."""

    def get_queryset(self) -> ScopedRows:
        return super().get_queryset().filter(superseded_at=None, void=False)


class CaseAct(models.Model):
    """Something somebody did for the case: when it happened, and when it was typed.

    What was written is never changed: a correction is a row that stands in the place of another
    (``cauce.cases.corrections``). ``objects`` are the rows that stand, ``written`` all of them.
    """

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

    # Somebody else says that it happened, so it may lie before the contact began.
    reported = models.BooleanField(default=False, db_default=False)
    # The row in whose place this one stands; None: it is a first one. One row is corrected once.
    corrects = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="corrected_by")
    superseded_at = models.DateTimeField(null=True)  # None: no other row stands in its place
    void = models.BooleanField(default=False, db_default=False)  # it was recorded by mistake

    objects = Standing()
    written = Scoped()

    class Meta:
        default_manager_name = "written"  # keys that change reach every row
        indexes = [
            models.Index(fields=["case", "happened_at"], name="caseact_case"),
            models.Index(fields=["name", "happened_at"], name="caseact_name"),
        ]

    @property
    def sealed_to(self) -> str:
        """What its note is bound to."""
        return f"{self.case_id}|{self.seal_id}" if self.seal_id else str(self.case_id)
