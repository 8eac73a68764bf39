"""What somebody learned: lessons, exercises that count, certificates. Nothing about any real person."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held


class LessonDone(models.Model):
    """A lesson whose questions somebody answered as they are, once for each edition."""

    user = models.ForeignKey("offices.User", on_delete=models.CASCADE, related_name="+")
    lesson = models.CharField(max_length=60)
    edition = models.CharField(max_length=12)
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "lesson", "edition"], name="lesson_done_once")]


class Attempt(Held, models.Model):
    """One case file read as an exercise that counts: once for each person and edition.

    ``answers`` holds what was chosen, by step; a step that was answered stays as it is. Practice
    keeps no row at all.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("offices.User", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey("offices.Post", null=True, on_delete=models.RESTRICT)  # None: at none
    case = models.CharField(max_length=60)
    space = models.CharField(max_length=40)
    edition = models.CharField(max_length=12)
    answers = models.JSONField(default=dict)
    reading = models.CharField(max_length=40, blank=True)  # '' until it was answered
    right = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)  # None: not all steps are answered

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "case", "edition"], name="attempt_once")]
        indexes = [models.Index(fields=["edition", "post", "space"], name="attempt_agreement")]


class Certificate(models.Model):
    """Somebody did the lessons and the exercises of a role in one edition; it ends with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("offices.User", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey("offices.Post", null=True, on_delete=models.RESTRICT)
    role = models.CharField(max_length=30)
    edition = models.CharField(max_length=12)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role", "edition"], name="certificate_once")]
