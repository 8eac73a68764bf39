"""Short notes between the colleagues of a case, to coordinate; never what the person told."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped, ScopedToCase
from cauce.custody.keystore.fields import SealedField


class ColleagueNote(ScopedToCase, models.Model):
    """One note. It is never changed, stays at the post where it was written, and ends on its own day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="colleague_notes")
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="+")
    author = models.ForeignKey("offices.User", on_delete=models.RESTRICT, related_name="+")
    # None: for everyone
    to = models.ForeignKey("offices.User", null=True, on_delete=models.RESTRICT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()  # from then on nobody reads it, and the loop erases it
    sealed = SealedField(key="case__key_id", bound="notes.note|{id}|words|1")

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-at"], name="note_thread"),
            models.Index(fields=["until"], name="note_until"),
        ]
