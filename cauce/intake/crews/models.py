"""What many cases share is told once; which cases those are; and what is asked of one person alone."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToCase, ScopedToPost
from cauce.custody.keystore.fields import SealedField
from cauce.rules.permissions import Scope


class SharedIncident(ScopedToPost, Held, models.Model):
    """What a crew has in common: place, employer, recruiter, period. Sealed under a key of its own.

    Nothing that one person told belongs here; no case holds a copy of it.
    """

    READ_AGAIN = ("state", "closed_at", "turn", "sealed")

    STATES = [(s, s) for s in ("open", "closed")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="+")
    number = models.PositiveIntegerField()  # its place at the post, for people
    key_id = models.UUIDField()
    state = models.CharField(max_length=6, choices=STATES, default="open")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True)  # None: it is open
    turn = models.PositiveIntegerField(default=1)  # how often what it says was written
    # What is shared once; None: its time is over
    sealed = SealedField(null=True, key="key_id", bound="crews.incident|{id}|shared|{turn}")

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="incident_one_number")]


class IncidentStaff(models.Model):
    """Somebody of the post who works on an incident: nobody else reads what it says."""

    incident = models.ForeignKey(SharedIncident, on_delete=models.CASCADE, related_name="staff")
    user = models.ForeignKey("offices.User", on_delete=models.RESTRICT, related_name="+")
    since = models.DateTimeField()
    by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "user"], name="incident_staff_once")]


class CrewMember(ScopedToCase, Held, models.Model):
    """That a case is of an incident: a pointer, and the code by which the person is called there.

    Code and mark are sealed under the key of the case, what was seen at sight under the key of its
    draft: it goes when the person refuses that anything be kept. No column tells that a mark was set.
    """

    HELD_FIRST = ("case",)
    READ_AGAIN = ("left_at", "left_by", "why_left", "sealed")

    WHY_LEFT = [(w, w) for w in ("twice", "other")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(SharedIncident, on_delete=models.RESTRICT, related_name="members")
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="crews")
    place = models.PositiveIntegerField()  # in the order in which they were listed
    joined_at = models.DateTimeField()
    joined_by = models.CharField(max_length=40)
    left_at = models.DateTimeField(null=True)  # None: it is of the incident
    left_by = models.CharField(max_length=40, blank=True)
    why_left = models.CharField(max_length=8, choices=WHY_LEFT, blank=True)
    # Code, attended apart; None: its time is over
    sealed = SealedField(null=True, key="case__key_id", bound="crews.member|{id}|code|1")
    # Sex and age at sight, under the draft's key; None: nothing
    seen = SealedField(null=True, key="case__draft_key_id", bound="crews.member|{id}|seen|1")

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(left_at=None), name="crew_one_incident"),
            models.UniqueConstraint(fields=["incident", "case"], name="crew_case_once"),
        ]


class CrewRide(models.Model):
    """One vehicle, and who of an incident goes in it; where to is sealed under the incident's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(SharedIncident, on_delete=models.RESTRICT, related_name="rides")
    number = models.PositiveIntegerField()
    leaves_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    dropped_at = models.DateTimeField(null=True)  # None: it stands
    # Where to, and who drives
    sealed = SealedField(null=True, key="incident__key_id", bound="crews.ride|{id}|ride|1")

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "number"], name="ride_one_number")]

    @property
    def scope(self) -> Scope:
        return self.incident.scope


class CrewSeat(models.Model):
    """One person of an incident in one vehicle."""

    ride = models.ForeignKey(CrewRide, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(CrewMember, on_delete=models.RESTRICT, related_name="seats")

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ride", "member"], name="ride_member_once")]


class ConsulateAnswer(models.Model):
    """Whether somebody of another nationality wants their own consulate to be told; the newest holds.

    It may be told only on a yes, and the database holds it to that.
    """

    ANSWERS = [(a, a) for a in ("yes", "no", "later")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="consulate_answers")
    answer = models.CharField(max_length=5, choices=ANSWERS)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    told_at = models.DateTimeField(null=True)  # None: it was not told
    told_by = models.CharField(max_length=40, blank=True)
    # Of which country, what may be told; None: no yes, or over
    sealed = SealedField(null=True, key="case__key_id", bound="crews.consulate|{id}|answer|1")

    objects = Scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(answer="yes"), name="consulate_told_on_a_yes"
            )
        ]
