"""That a case is closed to somebody of the post who is a party to it; see the class."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cauce.cases.rules import recusals
from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField
from cauce.rules.permissions import Scope


class Recusal(Held, models.Model):
    """Somebody of the staff is a party to a case: it closed to them when this was declared, by themselves
    or a colleague. Whoever leads the post says who goes on, or opens it again; where that is the party, or
    nobody is there, headquarters does.
    """

    HELD_FIRST = ("case",)
    READ_AGAIN = ("state", "decided_by", "decided_at", "answer", "chased_at", "held")

    STATES = [(s, s) for s in recusals.STATES]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="recusals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    held = models.BooleanField()  # the case was theirs, and waits for somebody else
    state = models.CharField(max_length=8, choices=STATES, default=recusals.WAITING)
    declared_by = models.CharField(max_length=40)
    declared_at = models.DateTimeField()
    # What they are to it, and what was said of that
    sealed = SealedField(key="case__key_id", bound="cases.recusal|{id}|declared|1")
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)  # None: nobody decided
    answer = SealedField(null=True, key="case__key_id", bound="cases.recusal|{id}|answer|1")
    chased_at = models.DateTimeField(null=True)  # None: headquarters was not told that it waits

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=~Q(state=recusals.LIFTED), name="recusal_once"
            ),
            # Whoever declared it opens it to nobody again.
            models.CheckConstraint(
                condition=~Q(state=recusals.LIFTED) | ~Q(decided_by=F("declared_by")),
                name="recusal_two_people",
            ),
        ]
        indexes = [models.Index(fields=["state", "declared_at"], name="recusal_waiting")]

    @property
    def scope(self) -> Scope:
        return Scope(post=self.case.post_id, id=str(self.case_id))
