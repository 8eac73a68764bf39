"""One thing asked of one office or authority in Mexico, and each step of its life."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField
from cauce.rules import binational as rules
from cauce.rules.permissions import Scope

NOBODY = "-"  # the receiver of what did not leave: no partner has this id
IDLE = ("to_sign", "unsigned", "withdrawn")


class Petition(Held, models.Model):
    """What is asked, of whom, on what it rests and how it ended: codes and instants in clear.

    What leaves is sealed under a key of its own, which is destroyed when the petition ends: neither
    the office nor an old backup can read it then.
    """

    HELD_FIRST = ("case",)

    STATES = [(s, s) for s in rules.STATES]
    LEVELS = [(s, s) for s in rules.LEVELS]
    BASES = [(s, s) for s in rules.BASES]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="petitions")
    partner = models.ForeignKey("offices.Partner", on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=30)  # catalogues/petition_kinds.yaml
    level = models.CharField(max_length=6, choices=LEVELS)
    state = models.CharField(max_length=12, choices=STATES)
    # On what the data of identity rest; none: only the general part goes, and nobody is told from it.
    basis = models.CharField(max_length=9, choices=BASES)
    consent = models.ForeignKey("cases.Consent", null=True, on_delete=models.RESTRICT)
    carried_at = models.DateTimeField(null=True)  # when the yes was found to carry it; None: no yes
    exception = models.CharField(max_length=20, blank=True)  # catalogues/sharing_exceptions.yaml
    # None: it ended, and was destroyed
    shared = SealedField(null=True, key="id", bound="binational.petition|{id}|shared|1")
    fields = models.JSONField(default=list)  # ids of the data of identity; no values
    # The reason of an exception; None: there is none
    why = SealedField(null=True, key="case__key_id", bound="binational.petition|{id}|why|1")
    by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    second_by = models.CharField(max_length=40, blank=True)
    second_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)  # None: nothing left
    due_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)  # who of the office had it last
    forwarded_to = models.CharField(max_length=30, blank=True)  # petition_authorities.yaml
    forwarded_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=30, blank=True)  # a result of the kind
    reason = models.CharField(max_length=30, blank=True)  # petition_reasons.yaml
    ended_at = models.DateTimeField(null=True)  # None: it goes on
    # One short line, where the kind allows it
    note = SealedField(null=True, key="case__key_id", bound="binational.petition|{id}|note|1")

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(fields=["partner", "state"], name="petition_inbox"),
            models.Index(fields=["state", "due_at"], name="petition_due"),
        ]
        constraints = [
            models.CheckConstraint(
                name="petition_rests_on_one_thing",
                condition=Q(basis="none", consent__isnull=True, exception="")
                | Q(basis="consent", consent__isnull=False, exception="")
                | Q(basis="exception", consent__isnull=True) & ~Q(exception=""),
            ),
            models.CheckConstraint(
                name="petition_second_is_another", condition=Q(second_by="") | ~Q(second_by=F("by"))
            ),
            models.CheckConstraint(
                name="petition_identity_takes_two",
                condition=Q(basis="none") | Q(sent_at__isnull=True) | ~Q(second_by=""),
            ),
            models.CheckConstraint(
                name="petition_ended_shares_nothing",
                condition=~Q(state__in=sorted(rules.ENDS)) | Q(shared__isnull=True),
            ),
        ]

    @property
    def scope(self) -> Scope:
        """The post of the case and, once it left, the office while the case is worked on; what ended
        holds nothing any more. An ended record is of nobody."""
        whose = self.case.scope
        over = self.case.closed_at is not None and self.state not in rules.ENDS
        there = whose.post == self.case.post_id and self.state not in IDLE and not over
        return Scope(
            post=whose.post, signing=whose.signing, partner=str(self.partner_id) if there else NOBODY
        )


class PetitionStep(models.Model):
    """One change of state, append-only."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=20)
    state = models.CharField(max_length=12)  # the state it led to
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    side = models.CharField(max_length=10)  # post, second, office, system

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["petition", "number"], name="petition_step_one_number"),
        ]
