"""A death that two people recorded, taking it back, and everybody to whom it was told."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class Death(models.Model):
    """One record of a death: proposed by one, recorded by another, and never deleted.

    Taken back, it stays with who took it back and why; a later death is another row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="deaths")
    # Which authority says so, of which day, and how it was known
    sealed = SealedField(key="case__key_id", bound="cases.death|{id}|death|1")
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField(null=True)  # None: nobody else agreed yet
    recorded_by = models.CharField(max_length=40, blank=True)
    # What the status was, for the day the person is found.
    status_before = models.CharField(max_length=16, blank=True)
    closed_before = models.DateTimeField(null=True)  # None: it was open
    undone_at = models.DateTimeField(null=True)  # None: it stands
    undone_by = models.CharField(max_length=40, blank=True)
    undo_asked_by = models.CharField(max_length=40, blank=True)
    # How it is known; None: it stands
    undoing = SealedField(null=True, key="case__key_id", bound="cases.death|{id}|undoing|1")

    objects = Scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="death_two_people",
                condition=Q(recorded_by="") | ~Q(recorded_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="death_undone_by_two",
                condition=Q(undone_by="") | ~Q(undone_by=F("undo_asked_by")),
            ),
            models.CheckConstraint(
                name="death_somebody_agreed",
                condition=Q(recorded_at__isnull=True) | ~Q(recorded_by=""),
            ),
        ]
        indexes = [models.Index(fields=["case", "-proposed_at"], name="death_of_case")]


class DeathTold(models.Model):
    """Somebody who was told of it, or of what ended with it; if it is taken back they hear that too."""

    KINDS = [(k, k) for k in ("referral", "petition", "family", "authority", "other")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="deaths_told")
    death = models.ForeignKey(Death, on_delete=models.CASCADE, related_name="told")
    kind = models.CharField(max_length=10, choices=KINDS)
    about = models.CharField(max_length=40, blank=True)  # id of the referral or petition; "": none
    # None: no organisation of the network; who it was is sealed.
    partner = models.ForeignKey("offices.Partner", null=True, on_delete=models.RESTRICT, related_name="+")
    # Who it was, in words; None: the organisation says it
    sealed = SealedField(null=True, key="case__key_id", bound="cases.death_told|{id}|who|1")
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=40)
    corrected_at = models.DateTimeField(null=True)  # None: not told the correction
    corrected_by = models.CharField(max_length=40, blank=True)

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["case", "told_at"], name="death_told_of_case")]
