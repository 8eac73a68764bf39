"""Systems of partners: keys, addresses to be told at, what waits to be told, what they reported."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from cauce.custody.journal.held import Held
from cauce.custody.keystore.fields import SealedField
from cauce.rules.permissions import Scope


class Machine(Held, models.Model):
    """A key of one partner's system. It opens what was sent to that partner and nothing else."""

    READ_AGAIN = ("revoked_at", "revoked_by")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey("offices.Partner", on_delete=models.RESTRICT)
    name = models.CharField(max_length=40)  # of the system, never of a person
    # Whose ids come back from it: «namespace|id» on both sides.
    namespace = models.CharField(max_length=64)
    key_hash = models.CharField(max_length=64, unique=True)  # the key itself is never kept
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    expires_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)  # last day it asked; None: never
    revoked_at = models.DateTimeField(null=True)  # None: it may ask
    revoked_by = models.CharField(max_length=40, blank=True)

    @property
    def scope(self) -> Scope:
        return Scope(partner=str(self.partner_id))


class Hook(Held, models.Model):
    """Where a partner is told that one of its referrals changed. One in use for each partner."""

    READ_AGAIN = ("revoked_at", "revoked_by")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey("offices.Partner", on_delete=models.RESTRICT)
    url = models.CharField(max_length=300)
    secret = SealedField(key="id", bound="machines.hook|{id}|secret|1")  # what is told is signed with it
    since = models.BigIntegerField()  # what changed after this step is told
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    revoked_at = models.DateTimeField(null=True)  # None: in use
    revoked_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner"], condition=Q(revoked_at=None), name="hook_one_in_use"),
        ]

    @property
    def scope(self) -> Scope:
        return Scope(partner=str(self.partner_id))


class Telling(models.Model):
    """One change of one referral that a partner's system is told of: ids and a state, nothing else."""

    id = models.UUIDField(primary_key=True, editable=False)  # of the event: told twice, it counts once
    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="tellings")
    step = models.ForeignKey("referrals.Step", on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    last = models.CharField(max_length=12, blank=True)  # status of the last try, or why there was none
    told_at = models.DateTimeField(null=True)  # None: it waits, or was dropped
    dropped_at = models.DateTimeField(null=True)  # taken back before it left, or nobody ever answered

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hook", "step"], name="telling_once")]
        indexes = [models.Index(fields=["hook", "told_at", "dropped_at"], name="telling_waiting")]


class Report(models.Model):
    """What a partner's system said of a referral beside its state: its own id, dates, free places."""

    referral = models.OneToOneField(
        "referrals.Referral", on_delete=models.CASCADE, primary_key=True, related_name="report"
    )
    machine = models.ForeignKey(Machine, on_delete=models.RESTRICT)
    external_id = models.CharField(max_length=40, blank=True)  # in the namespace of the machine
    started_on = models.DateField(null=True)  # None: not said
    ended_on = models.DateField(null=True)
    free_places = models.PositiveIntegerField(null=True)
    free_places_at = models.DateTimeField(null=True)  # when that number was said; None: as ``at``
    at = models.DateTimeField()
