"""Editions of the content, the files they hold, who approved them, and what posts add to them."""

from __future__ import annotations

import hashlib

from django.db import models

from cauce.custody.journal.held import Held
from cauce.rules.permissions import Scope


class Edition(Held, models.Model):
    """One edition. «In force» is never stored: it follows from the dates of all of them."""

    STATES = [(s, s) for s in ("draft", "proposed", "approved", "withdrawn")]
    IN_USE = ("approved", "withdrawn")  # withdrawn: was in force, and cases go on naming it

    id = models.CharField(max_length=12, primary_key=True)  # as people write it: 2026.2
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    in_force_from = models.DateField()
    base = models.ForeignKey("self", null=True, on_delete=models.RESTRICT)  # None: came with Cauce
    content_hash = models.CharField(max_length=64)
    note = models.TextField(blank=True)  # why it is drafted, in the words of whoever drafts
    drafted_by = models.CharField(max_length=40)
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # None: it was not withdrawn after use
    withdrawn_why = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.id

    @property
    def in_use(self) -> bool:
        """Whether it is, was or will be in force: cases may name it, and anybody may read it."""
        return self.state in self.IN_USE


class ContentText(models.Model):
    """The text of a file, once for all editions that hold it, under its own hash."""

    hash = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()


class EditionFile(models.Model):
    """Which text an edition has at a path inside ``content/``."""

    edition = models.ForeignKey(Edition, on_delete=models.RESTRICT, related_name="files")
    path = models.CharField(max_length=120)
    content = models.ForeignKey(ContentText, on_delete=models.RESTRICT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "path"], name="edition_one_file_a_path")]


class Approval(models.Model):
    """One of the two people who approve an edition, and exactly what they approved."""

    edition = models.ForeignKey(Edition, on_delete=models.RESTRICT, related_name="approvals")
    user = models.CharField(max_length=40)
    content_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)  # None: it stands

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "user"],
                condition=models.Q(taken_back_at__isnull=True),
                name="approval_two_people",
            )
        ]


class Trial(models.Model):
    """What a draft did when it was tried, bound to the content it was tried with."""

    edition = models.ForeignKey(Edition, on_delete=models.RESTRICT, related_name="trials")
    content_hash = models.CharField(max_length=64)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    found = models.JSONField()  # findings of the check, case files, counts of open cases

    class Meta:
        indexes = [models.Index(fields=["edition", "-at"], name="trial_newest")]


class PostAnnex(Held, models.Model):
    """What one post adds: numbered versions, never edited once the head of post approved them."""

    STATES = [(s, s) for s in ("draft", "approved")]

    post = models.CharField(max_length=8)  # code of the post; posts are a floor above
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    text = models.TextField()  # YAML: content/annex.py
    by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()
    approved_by = models.CharField(max_length=40, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="annex_one_number"),
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(state="draft"), name="annex_one_draft"
            ),
        ]

    @property
    def scope(self) -> Scope:
        return Scope(post=self.post)

    @property
    def text_hash(self) -> str:
        """What tells this text from another: whoever approves it approves exactly what was read."""
        return hashlib.sha256(self.text.encode()).hexdigest()
