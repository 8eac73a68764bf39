"""Files that leave: marked, closed with a passphrase, taken once."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import ScopedToPost
from cauce.custody.keystore.fields import SealedField


class Export(ScopedToPost, Held, models.Model):
    """One file made to leave. The file is sealed under a key of its own until it is taken or a day
    has passed; who, when, why and the hash of the file stay."""

    READ_AGAIN = ("state", "downloaded_at", "sealed")

    STATES = [(s, s) for s in ("waiting", "taken", "expired")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", null=True, on_delete=models.RESTRICT)  # None: network
    kind = models.CharField(max_length=24)
    about_kind = models.CharField(max_length=24)
    about_id = models.CharField(max_length=64)
    reason = models.CharField(max_length=24)
    identity = models.BooleanField(default=False)
    proposal = models.UUIDField(null=True)  # what a second person approved; None: none was needed
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    name = models.CharField(max_length=60)  # neutral: it stays in a folder of downloads
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the file as it leaves
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    downloaded_at = models.DateTimeField(null=True)  # None: nobody took it
    key_id = models.UUIDField()  # of the file; destroyed when it is taken or its day is over
    sealed = SealedField(key="key_id", bound="exports.export|{id}|file|1")
    why_key_id = models.UUIDField()
    # Words of whoever made it; they stay for the auditor
    why = SealedField(key="why_key_id", bound="exports.export|{id}|why|1")

    class Meta:
        indexes = [
            models.Index(fields=["made_by", "-made_at"], name="export_own"),
            models.Index(fields=["state", "expires_at"], name="export_waiting"),
        ]
