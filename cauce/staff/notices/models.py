"""The outbox: what is to be told to whom, and how. Subjects and bodies are neutral; no person is named."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.staff.notices import rules as mailing


class Preference(models.Model):
    """How somebody is told; without a row, on their own page alone."""

    MODES = [(mode, mode) for mode in mailing.MODES]

    recipient = models.CharField(max_length=40, primary_key=True)  # id of the user
    email = models.CharField(max_length=254, blank=True)
    confirmed_at = models.DateTimeField(null=True)  # None: nobody proved that they read this address
    mode = models.CharField(max_length=6, choices=MODES, default=mailing.DESK)
    hour = models.PositiveSmallIntegerField(default=8)
    tz = models.CharField(max_length=40, default="UTC")
    away_from = models.DateField(null=True)  # None: here
    away_to = models.DateField(null=True)
    stand_in = models.CharField(max_length=40, blank=True)  # id of the user told meanwhile
    daily_at = models.DateTimeField(null=True)  # when the next daily message leaves; None: none does

    class Meta:
        indexes = [models.Index(fields=["daily_at"], name="preference_daily")]


class Confirmation(models.Model):
    """One code for the address of one preference. The code is worked out when it leaves, and kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.CharField(max_length=40)  # id of the user whose address it is
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)  # None: it may be typed until it expires

    class Meta:
        indexes = [models.Index(fields=["recipient", "made_at"], name="confirmation_of")]


class Mail(models.Model):
    """One e-mail: counts, or a code. The address is looked up when it leaves, and stands nowhere else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # also its Message-ID
    recipient = models.CharField(max_length=40)
    new = models.PositiveIntegerField(default=0)
    today = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    standing_in = models.BooleanField(default=False)
    confirmation = models.ForeignKey(
        Confirmation, null=True, on_delete=models.CASCADE, related_name="mails"
    )  # whose code it carries; None: it carries counts
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)  # None: it left, or nobody tries again
    sent_at = models.DateTimeField(null=True)  # None: it has not left
    given_up_at = models.DateTimeField(null=True)  # None: it left, or is still tried

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="mail_next")]


class Message(models.Model):
    """One message. ``key`` makes it unique, so that a reminder found twice is sent once."""

    key = models.CharField(max_length=120, unique=True)
    recipient = models.CharField(max_length=40)  # id of the user who is told
    # Id of the case that it is told of, or of its key: no party to it gets it; "": of no case.
    about = models.CharField(max_length=36, blank=True, default="", db_default="")
    subject = models.CharField(max_length=120)
    body = models.TextField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)  # None: waiting
    urgent = models.BooleanField(default=False)  # it does not wait for the daily message
    daily = models.BooleanField(default=False)  # it waits for it
    standing_in = models.BooleanField(default=False)  # told to who stands in for somebody
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL, related_name="messages")
    seen_at = models.DateTimeField(null=True)  # None: not on their page yet
    # Counted in another one that its reader has not seen; None: it stands by itself.
    folded_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="folded")

    class Meta:
        indexes = [
            models.Index(fields=["sent_at"], name="message_waiting"),
            models.Index(fields=["recipient", "made_at"], name="message_of"),
        ]
