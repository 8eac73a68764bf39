"""The outbox: what is to be told to whom. Subjects and bodies are neutral; no person is named."""

from __future__ import annotations

from django.db import models


class Message(models.Model):
    """One message. ``key`` makes it unique, so that a reminder found twice is sent once."""

    key = models.CharField(max_length=120, unique=True)
    recipient = models.CharField(max_length=40)  # id of the user who is told
    subject = models.CharField(max_length=120)
    body = models.TextField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)  # None: waiting

    class Meta:
        indexes = [models.Index(fields=["sent_at"], name="message_waiting")]
