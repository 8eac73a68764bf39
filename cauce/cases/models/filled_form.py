"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class FilledForm(models.Model):
    """A form of the toolbox filled for the case: what was typed is sealed, who it is about is not in it.

    A draft is written over, ``turn`` by ``turn``; a finished form is never edited again.
    """

    STATES = [(s, s) for s in ("draft", "final")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="forms")
    tool = models.CharField(max_length=4)  # content/toolbox/tool-*.yaml: T1 … T20
    version = models.PositiveIntegerField()  # of the tool, so that it is read as it was filled
    edition = models.CharField(max_length=12)
    state = models.CharField(max_length=6, choices=STATES, default="draft")
    turn = models.PositiveIntegerField(default=1)
    # Typed values, and once final what the case knew that day
    sealed = SealedField(key="case__key_id", bound="cases.form|{id}|form|{turn}")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=40)
    finished_at = models.DateTimeField(null=True)  # None: it is a draft
    finished_by = models.CharField(max_length=40, blank=True)

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["case", "tool"], name="form_case_tool")]
