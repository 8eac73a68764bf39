"""A call that somebody took: what was said is sealed under a key of its own; whom it went to is in clear."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField
from cauce.rules.permissions import Scope


class Call(Held, models.Model):
    """One call. No name is asked. Its key is destroyed when it became a case, or its time is over."""

    READ_AGAIN = (
        "sealed",
        "told",
        "help_at",
        "next_at",
        "signs_at",
        "acknowledged_at",
        "acknowledged_by",
        "called_back_at",
        "chased",
        "case",
        "outcome",
        "closed_at",
        "closed_by",
        "shredded",
    )

    URGENCIES = [(one, one) for one in ("urgent", "today", "next_day")]
    OUTCOMES = [
        (one, one)
        for one in (
            "",
            "case_opened",
            "helped",
            "information_given",
            "declined_to_talk",
            "not_reached",
            "no_call",
        )
    ]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    channel = models.CharField(max_length=30)
    urgency = models.CharField(max_length=10, choices=URGENCIES)
    key_id = models.UUIDField()
    # Answers, the word, where and when to call back, what was noted
    sealed = SealedField(key="key_id", bound="calls.call|{id}|told|1")
    came_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40)
    # When 911 was last called for the person: whoever noted the call still reads it once it became a case.
    help_at = models.DateTimeField(null=True)
    lost = models.BooleanField(default=False)  # the line was cut: what had been typed is kept
    told = models.PositiveIntegerField(default=0)  # steps of the chain that were told
    next_at = models.DateTimeField(null=True)  # when the next is due. None: nobody else is told
    # The neighbouring post that it went to; "": it has not gone that far.
    signs_at = models.CharField(max_length=8, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=40, blank=True)
    back_due_at = models.DateTimeField(null=True)  # None: the person asked not to be called
    called_back_at = models.DateTimeField(null=True)
    chased = models.PositiveIntegerField(default=0)  # how often the call-back was said to be late
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.SET_NULL)
    outcome = models.CharField(max_length=20, choices=OUTCOMES, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField()
    shredded = models.BooleanField(default=False)

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(fields=["post", "closed_at"], name="call_waiting"),
            models.Index(fields=["next_at"], name="call_next"),
        ]

    @property
    def scope(self) -> Scope:
        return Scope(post=self.post_id, signing=frozenset({self.signs_at} - {""}))


class CallTelling(models.Model):
    """Somebody of the chain was told of a call: at which step and when."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="tellings")
    step = models.PositiveIntegerField()
    rung = models.CharField(max_length=20)  # rules.duty.RUNGS
    person = models.CharField(max_length=40)
    at = models.DateTimeField()

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "step", "person"], name="call_telling_once")]


class CallTry(models.Model):
    """An attempt to call back, written by hand after asking whether the telephone is safe."""

    RESULTS = [(one, one) for one in ("reached", "no_answer", "other_answered", "cut_off")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="tries")
    happened_at = models.DateTimeField()
    result = models.CharField(max_length=20, choices=RESULTS)
    allowed = models.BooleanField()  # False: it was in the forbidden time, and counts for nothing
    sealed = SealedField(key="call__key_id", bound="calls.try|{id}|note|1")  # by which way, and a note
    by = models.CharField(max_length=40)

    objects = Scoped()
