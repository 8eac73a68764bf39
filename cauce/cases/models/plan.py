"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class PlanItem(models.Model):
    """One line of the agreed plan: need, service, who is responsible, by when."""

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

    objects = Scoped()
