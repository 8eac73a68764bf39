"""Papers that a person showed, which were given back; and the few copies that a step needs, which end."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped, ScopedToCase
from cauce.custody.keystore.fields import SealedField


class Paper(ScopedToCase, models.Model):
    """One paper that was seen and returned: which, its last figures, the day, to whom it went back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="papers")
    seen_by = models.ForeignKey("offices.User", on_delete=models.RESTRICT, related_name="+")
    noted_at = models.DateTimeField()
    sealed = SealedField(key="case__key_id", bound="papers.paper|{id}|seen|1")  # kind, last, on, to

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["case", "-noted_at"], name="paper_of_case")]


class PaperCopy(ScopedToCase, models.Model):
    """One photograph of a paper, drawn anew. No list reads its picture; it ends on its own day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="paper_copies")
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="copies")
    kept_by = models.ForeignKey("offices.User", on_delete=models.RESTRICT, related_name="+")
    kept_at = models.DateTimeField()
    until = models.DateTimeField()  # from then on nobody opens it, and the loop erases it
    size = models.PositiveIntegerField()  # bytes, for what a post may keep
    about = SealedField(key="case__key_id", bound="papers.copy|{id}|about|1")  # what it is kept for
    picture = SealedField(key="case__key_id", bound="papers.copy|{id}|picture|1")

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(fields=["case", "kept_at"], name="paper_copy_of_case"),
            models.Index(fields=["until"], name="paper_copy_until"),
        ]
