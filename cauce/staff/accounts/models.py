"""The tables of keys, codes and sessions: who somebody is. What they may do is in ``offices``.

No address of a network and no name of a computer is kept; secrets are sealed, codes are digests.
"""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.keystore.fields import SealedField
from cauce.staff.offices.models import User

WHYS = ("unused", "left", "asked")


class Account(models.Model):
    """What is known of an account beyond its name: when it was used, whether it rests."""

    WHY = [("", "")] + [(why, why) for why in WHYS]

    user = models.OneToOneField(User, on_delete=models.RESTRICT, primary_key=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)  # None: never
    key_due_on = models.DateField(null=True)  # the last day of an app instead of a key; None: no app
    suspended_at = models.DateTimeField(null=True)  # None: it may sign in
    suspended_why = models.CharField(max_length=10, choices=WHY, blank=True)


class Key(models.Model):
    """A passkey or a security key. The public half alone is here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="keys")
    credential_id = models.BinaryField(max_length=1023, unique=True)
    public_key = models.BinaryField()
    count = models.BigIntegerField(default=0)  # 0 for ever: the key does not count
    name = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)  # None: not since it was enrolled


class App(models.Model):
    """The secret that an app on a telephone makes codes with, sealed under a key of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # also of its key
    user = models.OneToOneField(User, on_delete=models.RESTRICT, related_name="app")
    secret = SealedField(key="id", bound="accounts.app|{id}|secret|1")
    step = models.BigIntegerField(default=0)  # the last that was used: no code counts twice
    made_at = models.DateTimeField()


class PrintedCode(models.Model):
    """One line of a printed sheet, as a digest; it counts once."""

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="printed_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)  # None: still good

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="accounts_one_code"),
        ]


class Invitation(models.Model):
    """A code with which somebody enrols the first way in, or a new one when all were lost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)  # None: still good until it expires


class Outside(models.Model):
    """Who somebody is at the ministry's own sign-in. It counts once its owner confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)  # None: its owner has not confirmed it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_one_outside"),
        ]


class Device(models.Model):
    """A browser in which somebody signed in before: failures elsewhere do not make it wait."""

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="accounts_one_device"),
        ]


class SignIn(models.Model):
    """One session: whose, in which browser, from when to when, and with which roles it began."""

    WAYS = [(way, way) for way in ("key", "app", "codes", "ministry", "demo")]
    ENDS = [("", "")] + [
        (end, end) for end in ("closed", "idle", "changed", "revoked", "suspended", "replaced")
    ]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    way = models.CharField(max_length=10, choices=WAYS)
    label = models.CharField(max_length=60)  # «Firefox · Windows»: no more of a browser is kept
    device = models.CharField(max_length=64)  # digest; a cookie copied alone does not fit it
    roles = models.CharField(max_length=64)  # digest of the grants it began with
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # None: open
    end = models.CharField(max_length=10, choices=ENDS, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "ended_at"], name="accounts_open")]


class Tries(models.Model):
    """Failures of one account from one kind of place, or of one network; gone within the day."""

    digest = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    free_at = models.DateTimeField()


class Calendar(models.Model):
    """A secret address from which a calendar program reads when something is due; one is open at most."""

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # None: open

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at=None), name="accounts_one_calendar"
            ),
        ]


class Installation(models.Model):
    """Which network this database belongs to: one row, written at the first start."""

    environment = models.CharField(max_length=40)
    at = models.DateTimeField()
