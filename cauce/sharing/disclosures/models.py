"""The tables of what leaves without consent, under a demand, or to an authority."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToCase
from cauce.custody.keystore.fields import SealedField
from cauce.rules.permissions import Scope


class Demand(Held, models.Model):
    """What an authority or a court asks for, as it was received; nothing leaves by recording it.

    It needs a legal reviewer and headquarters, two people, neither of them whoever recorded it.
    Each signs the hash of what stood before them; a change leaves both signatures behind.
    """

    HELD_FIRST = ("case",)

    STATES = [(s, s) for s in ("recorded", "reviewed", "approved", "released", "refused")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="demands")
    state = models.CharField(max_length=10, choices=STATES, default="recorded")
    received_on = models.DateField()
    # Who asks, with what paper, for what; fields and words to hand over
    sealed = SealedField(key="case__key_id", bound="disclosures.demand|{id}|demand|1")
    content_hash = models.CharField(max_length=64)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=40, blank=True)
    reviewed_hash = models.CharField(max_length=64, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=40, blank=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    refused_by = models.CharField(max_length=40, blank=True)
    released_at = models.DateTimeField(null=True)  # None: nothing was handed over

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["state", "at"], name="demand_waiting")]
        constraints = [
            models.CheckConstraint(
                name="demand_reviewed_by_another", condition=Q(reviewed_by="") | ~Q(reviewed_by=F("by"))
            ),
            models.CheckConstraint(
                name="demand_approved_by_a_third",
                condition=Q(approved_by="") | (~Q(approved_by=F("by")) & ~Q(approved_by=F("reviewed_by"))),
            ),
            models.CheckConstraint(
                name="demand_released_as_approved",
                condition=~Q(state__in=("approved", "released"))
                | (
                    ~Q(reviewed_by="")
                    & ~Q(approved_by="")
                    & Q(reviewed_hash=F("content_hash"))
                    & Q(approved_hash=F("content_hash"))
                ),
            ),
        ]

    @property
    def scope(self) -> Scope:
        return Scope(post=self.case.post_id)


class Disclosure(ScopedToCase, Held, models.Model):
    """One time that something was told, or is asked to be told, to an authority.

    Each rests on exactly one thing: her consent, an exception of the content, or a demand.
    """

    HELD_FIRST = ("case",)

    KINDS = [(k, k) for k in ("authority", "exception", "demand")]
    STATES = [(s, s) for s in ("proposed", "agreed", "made", "refused")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="disclosures")
    kind = models.CharField(max_length=10, choices=KINDS)
    state = models.CharField(max_length=10, choices=STATES)
    recipient = models.CharField(max_length=64)  # catalogues/us_authorities.yaml; "court": a demand's
    consent = models.ForeignKey("cases.Consent", null=True, on_delete=models.RESTRICT)
    exception = models.CharField(max_length=20, blank=True)  # catalogues/sharing_exceptions.yaml
    us_state = models.CharField(max_length=2, blank=True)  # of a report about a child
    demand = models.ForeignKey(Demand, null=True, on_delete=models.RESTRICT)
    urgent = models.BooleanField(default=False)  # immediate danger: the second person comes after
    lawyer = models.BooleanField(default=False)  # a lawyer was heard first
    fields = models.JSONField()  # ids of the data, never their values
    # The reason, what was said, who the lawyer is
    sealed = SealedField(key="case__key_id", bound="disclosures.disclosure|{id}|told|1")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)  # None: nothing left
    second_by = models.CharField(max_length=40, blank=True)
    second_at = models.DateTimeField(null=True)
    second_agrees = models.BooleanField(null=True)  # None: not seen yet
    second_due_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # when the person was told; None: not yet
    task = models.ForeignKey("cases.PlanItem", null=True, on_delete=models.SET_NULL)

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-at"], name="disclosure_of_case"),
            models.Index(fields=["state", "second_due_at"], name="disclosure_second"),
        ]
        constraints = [
            models.CheckConstraint(
                name="disclosure_rests_on_one_thing",
                condition=Q(kind="authority", consent__isnull=False, exception="", demand__isnull=True)
                | Q(kind="exception", consent__isnull=True, demand__isnull=True) & ~Q(exception="")
                | Q(kind="demand", consent__isnull=True, exception="", demand__isnull=False),
            ),
            models.CheckConstraint(
                name="disclosure_second_is_another", condition=Q(second_by="") | ~Q(second_by=F("by"))
            ),
            models.CheckConstraint(
                name="disclosure_exception_takes_two",
                condition=~Q(kind="exception", state__in=("agreed", "made"))
                | Q(urgent=True)
                | (~Q(second_by="") & Q(second_agrees=True, second_agrees__isnull=False)),
            ),
            models.CheckConstraint(
                name="disclosure_lawyer_first",
                condition=~Q(kind="authority") | Q(lawyer=True) | Q(urgent=True),
            ),
        ]
