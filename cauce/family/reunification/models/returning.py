"""A voluntary return and the contacts after it; see the classes."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField
from cauce.family.reunification.rules import returning
from cauce.rules.permissions import Scope


class Return(Held, models.Model):
    """One return that the person of a case chose. In clear: codes, days and who did what; words are sealed.

    Forms T15 to T19 of the case are its evidence and are not copied here.
    """

    HELD_FIRST = ("case",)

    STATES = [(s, s) for s in returning.STATES]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="returns")
    state = models.CharField(max_length=12, choices=STATES, default=returning.PREPARING)
    destination = models.CharField(max_length=2)  # catalogues/mx_states.csv
    zone = models.CharField(max_length=40)  # on whose clock its days are counted
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    # What costs what on leaving was offered to be talked over. "": not yet.
    advice = models.CharField(max_length=10, blank=True)  # rules.returning.ADVICE
    advice_on = models.DateField(null=True)
    advice_by = models.CharField(max_length=40, blank=True)
    # Whether the risk there was found high; None: not assessed. The level and its reasons are sealed.
    high = models.BooleanField(null=True)
    risk_at = models.DateTimeField(null=True)
    risk_by = models.CharField(max_length=40, blank=True)
    # Nobody else of its post could look when a high risk was assessed: headquarters does.
    outside = models.BooleanField(default=False)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.CharField(max_length=40, blank=True)
    departs_at = models.DateTimeField(null=True)  # planned; None: no day yet
    arrives_at = models.DateTimeField(null=True)
    people = models.PositiveSmallIntegerField(null=True)  # who travel, the person included
    escort = models.CharField(max_length=6, blank=True)  # rules.returning.ESCORTS
    partner = models.ForeignKey("offices.Partner", null=True, on_delete=models.RESTRICT, related_name="+")
    # What whoever receives may read; None: nothing
    shared = SealedField(null=True, key="case__key_id", bound="reunification.return|{id}|shared|1")
    confirmed_at = models.DateTimeField(null=True)  # the reception of that day; None: not confirmed
    confirmed_by = models.CharField(max_length=40, blank=True)
    contact_agreed_at = models.DateTimeField(null=True)  # the person agreed to later contacts
    prepared_at = models.DateTimeField(null=True)
    departed_at = models.DateTimeField(null=True)
    departed_by = models.CharField(max_length=40, blank=True)
    late_told_at = models.DateTimeField(null=True)  # nobody confirmed the arrival: it was told
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=40, blank=True)
    silence_told_at = models.DateTimeField(null=True)  # until somebody reaches the person again
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)
    end_reason = models.CharField(max_length=12, blank=True)  # rules.returning.STOPS
    # Words: advice, risk, reception, money counted, who received
    sealed = SealedField(key="case__key_id", bound="reunification.return|{id}|told|1")

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=("preparing", "departed")),
                name="return_one_open",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by="") | ~Q(agreed_by=models.F("risk_by")),
                name="return_two_people",
            ),
        ]
        indexes = [
            models.Index(fields=["partner", "state"], name="return_inbox"),
            models.Index(fields=["state"], name="return_state"),
        ]

    @property
    def scope(self) -> Scope:
        """Its case's post; the receiver's while something is shared with them."""
        post = self.case.scope.post
        there = self.partner_id and self.shared and post == self.case.post_id  # else it is blocked
        return Scope(post=post, partner=str(self.partner_id) if there else "-")


class ReturnContact(models.Model):
    """One contact that is owed after a return, by the end of a day where the person lives."""

    trip = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="contacts")
    days = models.PositiveSmallIntegerField()  # after the reception
    due_at = models.DateTimeField()

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trip", "days"], name="return_contact_once")]
        indexes = [models.Index(fields=["due_at"], name="return_contact_due")]


class ReturnTry(models.Model):
    """One attempt to reach the person, append-only: a contact missed stays seen."""

    trip = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="tries")
    contact = models.ForeignKey(ReturnContact, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    typed_at = models.DateTimeField()
    outcome = models.CharField(max_length=12)  # rules.after_return.OUTCOMES
    way = models.CharField(max_length=20, blank=True)  # catalogues/contact_ways.yaml
    by = models.CharField(max_length=40)
    # None: nothing was written
    note = SealedField(
        null=True, key="trip__case__key_id", bound="reunification.try|{contact_id}|{tried_at}|1"
    )

    objects = Scoped()

    @property
    def tried_at(self) -> str:
        """When it was tried, as its seal names it."""
        return self.at.astimezone(dt.UTC).isoformat()
