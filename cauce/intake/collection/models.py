"""Telephones that fill forms away from the post, and what arrives from them."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToPost
from cauce.custody.keystore.fields import SealedField


class Device(ScopedToPost, Held, models.Model):
    """A telephone of a post. It may only fetch forms and send them filled; it can read nothing."""

    READ_AGAIN = ("revoked_at", "revoked_by", "lost")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    name = models.CharField(max_length=40)  # «Teléfono 3»: of the device, never of a person
    secret_hash = models.CharField(max_length=64, unique=True)  # the secret itself is never kept
    key_id = models.UUIDField()
    public_key = models.TextField()  # base64 of DER; stands in every form it fetches
    sealed_private = SealedField(key="key_id", bound="collection.device|{id}|private|1")
    forms = models.JSONField(default=list)  # codes; empty: every form there is
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=40)
    seen_at = models.DateTimeField(null=True)  # last time it sent something; None: never
    revoked_at = models.DateTimeField(null=True)  # None: it may send
    revoked_by = models.CharField(max_length=40, blank=True)
    lost = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["post", "revoked_at"], name="device_in_use")]


class Arrival(ScopedToPost, Held, models.Model):
    """One filled form that came from the field. What it says is sealed; the state is in clear."""

    READ_AGAIN = (
        "state",
        "reasons",
        "to_see",
        "urgent",
        "sealed",
        "sealed_raw",
        "closed_at",
        "closed_by",
        "outcome",
        "case",
        "shredded",
    )

    STATES = [
        (s, s)
        for s in (
            "waiting_media",  # more files have to come before it can be read
            "quarantined",  # kept whole; somebody must look at it
            "taken",  # read, run through the rules of its version
            "superseded",  # the telephone sent a corrected one
            "closed",  # somebody answered it; ``outcome`` says how
            "discarded",
            "expired",
        )
    ]
    OUTCOMES = [(o, o) for o in ("", "case_opened", "information_given", "declined_to_talk", "not_found")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    device = models.ForeignKey(Device, null=True, on_delete=models.RESTRICT)  # None: by hand
    instance_id = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)  # of the file that was sent
    # The number of the form whose place this one takes, which may come later; "": of none.
    corrects = models.CharField(max_length=100, blank=True, default="")
    form_id = models.CharField(max_length=64)
    form_version = models.CharField(max_length=64, blank=True)
    instrument = models.CharField(max_length=40, blank=True)  # "": not one of ours
    instrument_version = models.PositiveIntegerField(null=True)
    instrument_hash = models.CharField(max_length=64, blank=True)
    encrypted = models.BooleanField(default=False)
    state = models.CharField(max_length=16, choices=STATES)
    reasons = models.JSONField(default=list)  # codes alone: why it was set aside
    to_see = models.BooleanField(default=False)  # the rules offer something: somebody should look
    urgent = models.BooleanField(default=False)  # it speaks of danger, also set aside: seen before the others
    key_id = models.UUIDField()
    sealed_raw = SealedField(key="key_id", bound="collection.arrival|{id}|raw|1")  # as it came
    sealed = SealedField(key="key_id", bound="collection.arrival|{id}|content|1")  # what it says
    received_at = models.DateTimeField()
    filled_at = models.DateTimeField(null=True)  # by the telephone's clock; None: not said
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=20, choices=OUTCOMES, blank=True)
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.SET_NULL)
    expires_on = models.DateField()
    shredded = models.BooleanField(default=False)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "instance_id", "digest"], name="arrival_once")]
        indexes = [models.Index(fields=["post", "state", "received_at"], name="arrival_by_state")]


class Attachment(models.Model):
    """One file that came beside a filled form."""

    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=150)
    size = models.PositiveIntegerField()
    sealed = SealedField(key="arrival__key_id", bound="collection.arrival|{arrival_id}|file:{name}|1")

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arrival", "name"], name="attachment_once"),
        ]
