"""Somebody asks for a person; if she is known, her officer passes the message on and she chooses."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToCase, ScopedToPost
from cauce.custody.keystore.fields import SealedField
from cauce.rules.messages import CHOICES, NAMED, STOPPED


class Request(ScopedToPost, models.Model):
    """One message that was left at a counter. Its row is the same whoever is asked for.

    Who asks, for whom and what is said lies sealed under a key of its own, destroyed with its days.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    next_look_at = models.DateTimeField(null=True)  # None: its days are over
    expires_on = models.DateField()
    # None: its days are over
    sealed = SealedField(null=True, key="id", bound="searches.request|{id}|request|1")

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["next_look_at"], name="request_to_look")]


class Passing(ScopedToCase, Held, models.Model):
    """That message in front of the officer of somebody who may be who is asked for; of nobody else.

    It holds its own sealed copy, under the key of the case. That this row is there tells that a
    case may be meant: nothing shows it but to the officer of that case.
    """

    HELD_FIRST = ("case",)

    OUTCOMES = [(one, one) for one in ("", *CHOICES, STOPPED)]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="messages")
    asked = models.UUIDField()  # the message it is; a value, for that one ends sooner
    found_at = models.DateTimeField()
    # Nobody but whoever wrote the name has worked on the case yet: it opens for nobody.
    held = models.BooleanField(default=False)
    warns = models.CharField(max_length=10, blank=True)  # danger or blocked; "": nobody named
    # Who asks, what they say
    sealed = SealedField(key="case__key_id", bound="searches.passing|{id}|request|1")
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)  # "": it waits
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    # Her answer; None: there is none
    words = SealedField(null=True, key="case__key_id", bound="searches.passing|{id}|words|1")
    passed_at = models.DateTimeField(null=True)  # when her words were said to the caller; None: not

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "asked"], name="passing_once"),
        ]
        indexes = [models.Index(fields=["case", "outcome"], name="passing_of_case")]


class Named(ScopedToCase, models.Model):
    """Somebody whom the person named as a danger, or will not have ask for her."""

    KINDS = [(kind, kind) for kind in NAMED]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="named")
    kind = models.CharField(max_length=10, choices=KINDS)
    sealed = SealedField(key="case__key_id", bound="searches.named|{id}|who|1")  # name and telephone
    added_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)  # None: it holds

    objects = Scoped()
