"""Cases that existed before: the file they come in, the answers kept for the next one, and each case."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToPost
from cauce.custody.keystore.fields import SealedField


class BroughtFile(ScopedToPost, Held, models.Model):
    """One spreadsheet of earlier cases. Its rows and the answers about it lie sealed under a key of
    its own, which goes when the file is finished with; numbers and who did it stay."""

    READ_WITH = ("post",)

    STATES = [(s, s) for s in ("waiting", "bringing", "brought", "dropped")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    digest = models.CharField(max_length=64)  # keyed mark of the file: the same one is not read twice
    key_id = models.UUIDField()
    # Headings and rows as they came; empty once the key is gone
    sealed = SealedField(key="key_id", bound="cases.brought_file|{id}|rows|1")
    # What each column is, and what its words mean
    answers = SealedField(key="key_id", bound="cases.brought_file|{id}|answers|1")
    total = models.PositiveIntegerField()  # rows that hold anything
    made = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    doubled = models.PositiveIntegerField(default=0)  # had been brought before
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=40, blank=True)
    brought_at = models.DateTimeField(null=True)  # when the last row was done; None: not yet
    ends_at = models.DateTimeField()  # after it the rows go, brought or not

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "digest"], condition=~models.Q(state="dropped"), name="brought_file_once"
            )
        ]
        indexes = [models.Index(fields=["state", "ends_at"], name="brought_file_over")]


class BroughtMapping(models.Model):
    """The answers about the columns of a post's spreadsheet, kept under a name for the next file.

    Its key is of the post, and makes the marks by which a file and an old number are known again.
    """

    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    name = models.SlugField(max_length=40)
    key_id = models.UUIDField()
    sealed = SealedField(key="key_id", bound="cases.brought_mapping|{post_id}|{name}|1")
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "name"], name="brought_mapping_one_name")]


class BroughtCase(models.Model):
    """Where a case came from: the file, its line, and its old number as a mark nobody can read."""

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="brought")
    file = models.ForeignKey(BroughtFile, on_delete=models.RESTRICT, related_name="cases")
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    line = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)  # of the old number; of file and line where it had none
    # The old number, under the key of the case
    sealed = SealedField(key="case__key_id", bound="cases.brought_case|{case_id}|number|1")

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "mark"], name="brought_case_once"),
            models.UniqueConstraint(fields=["file", "line"], name="brought_case_one_line"),
        ]
