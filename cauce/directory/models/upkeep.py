"""What keeps an entry alive: agreements, warnings for ourselves, links to correct it, what came back."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import ScopedToPost
from cauce.custody.keystore.fields import SealedField
from cauce.rules.permissions import ANYWHERE, Scope

from .providers import Organization, Service


class Agreement(models.Model):
    """What a post and an organisation agreed on in writing, until a day."""

    KINDS = [(k, k) for k in ("agreement", "memorandum", "letter")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.RESTRICT, related_name="agreements")
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=12, choices=KINDS)
    number = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # None: until somebody ends it

    class Meta:
        indexes = [models.Index(fields=["valid_to"], name="directory_agreement_end")]


class Caution(ScopedToPost, models.Model):
    """A note for the network alone: do not refer here, or somebody here has an interest.

    The words are sealed under a key of their own; they leave in no export.
    """

    KINDS = [(k, k) for k in ("do_not_refer", "conflict")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cautions")
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=12, choices=KINDS)
    note = SealedField(key="id", bound="directory.caution|{id}|note|1")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # None: it holds

    class Meta:
        indexes = [models.Index(fields=["service", "ended_at"], name="directory_caution_now")]


class Invitation(Held, models.Model):
    """A link by which somebody of a service says what changed: once, until a day, known by digest."""

    # Why it is held: a link that is pressed twice answers once.
    READ_AGAIN = ("used_at", "expires_at")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="invitations")
    post = models.ForeignKey(
        "offices.Post", on_delete=models.RESTRICT, related_name="+"
    )  # reviews what comes
    digest = models.CharField(max_length=64, unique=True)
    by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)  # None: nobody has answered


class Correction(Held, models.Model):
    """What a service says of itself, field by field; nothing of it shows before somebody agrees."""

    # Why it is held: two who review it at once, and one decides.
    READ_AGAIN = ("changes", "decided_at")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="corrections")
    post = models.ForeignKey(
        "offices.Post", null=True, on_delete=models.RESTRICT, related_name="+"
    )  # None: anybody
    # None: somebody of the organisation who signed in.
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.SET_NULL)
    made_at = models.DateTimeField()
    changes = models.JSONField()  # field: value, codes, numbers and hours only
    decisions = models.JSONField(default=dict)  # field: whether it was taken over
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)  # None: it waits

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(decided_at=None), name="directory_one_waiting"
            )
        ]

    @property
    def scope(self) -> Scope:
        """The directory belongs to the whole network."""
        return ANYWHERE
