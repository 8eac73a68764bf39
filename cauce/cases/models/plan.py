"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped, ScopedRows
from cauce.custody.keystore.fields import SealedField


class Standing(Scoped):
    """The lines as they stand: not what was corrected since."""

    def get_queryset(self) -> ScopedRows:
        return super().get_queryset().filter(superseded_at=None)


class PlanItem(models.Model):
    """One line of the agreed plan: need, service, who is responsible, by when.

    A line that was written wrong is corrected by one that stands in its place; ``objects`` are those
    that stand, ``written`` all of them.
    """

    STATES = [(s, s) for s in ("open", "done", "declined", "dropped")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="plan_items")
    need = models.CharField(max_length=20)  # content/catalogues/needs.yaml
    state = models.CharField(max_length=10, choices=STATES, default="open")
    responsible = models.ForeignKey("offices.User", null=True, on_delete=models.RESTRICT)
    due_on = models.DateField()
    # What was agreed, in her words or the officer's
    sealed = SealedField(key="case__key_id", bound="cases.plan_item|{id}|plan|1")
    made_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    # The line in whose place this one stands; None: it is a first one. One line is corrected once.
    corrects = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="corrected_by")
    superseded_at = models.DateTimeField(null=True)  # None: no other line stands in its place

    objects = Standing()
    written = Scoped()

    class Meta:
        default_manager_name = "written"  # keys that change, and what is erased, reach every line
