"""Outings of a post: where and when, who goes, what is taken along, and the plan of each day.

Of no person.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import ScopedToPost

from .words import COVERS, PARTS


class Outing(ScopedToPost, Held, models.Model):
    """A mobile consulate on one day or several. Counts alone: nobody who came is written down."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT, related_name="+")
    venue = models.CharField(max_length=120)  # a public place
    city = models.CharField(max_length=80)
    state = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=40)  # of the place, which may not be that of the post
    latitude = models.FloatField(null=True)  # None: not known
    longitude = models.FloatField(null=True)
    first_on = models.DateField()
    last_on = models.DateField()
    opens = models.TimeField()  # on the wall of the place, each day
    closes = models.TimeField()
    starts_at = models.DateTimeField()  # the same as instants
    ends_at = models.DateTimeField()
    private_place = models.CharField(max_length=200, blank=True)  # "": not known yet
    people = models.PositiveIntegerField()  # expected
    volunteers = models.PositiveIntegerField(default=0)  # how many; nobody is named
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    called_off_at = models.DateTimeField(null=True)  # None: it holds
    closed_at = models.DateTimeField(null=True)  # None: its counts are still missing
    closed_by = models.CharField(max_length=40, blank=True)
    offered = models.PositiveIntegerField(null=True)  # None: nobody counted
    sheets = models.PositiveIntegerField(null=True)
    talks = models.PositiveIntegerField(null=True)
    opened = models.PositiveIntegerField(null=True)  # cases opened from it
    seen = models.PositiveIntegerField(default=0)  # forms of it that had come when last looked at
    late_at = models.DateTimeField(null=True)  # something came after it was closed. None: nothing

    class Meta:
        indexes = [
            models.Index(fields=["post", "starts_at"], name="outing_of_post"),
            models.Index(fields=["starts_at"], name="outing_by_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="outing_ends_after"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="outing_days_in_order"),
            models.CheckConstraint(condition=~Q(time_zone=""), name="outing_has_a_zone"),
        ]


class OutingMember(models.Model):
    """Somebody of the post who goes, and what they do there."""

    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey("offices.User", on_delete=models.RESTRICT, related_name="+")
    part = models.CharField(max_length=12, choices=PARTS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outing", "user", "part"], name="outing_member_once")]


class OutingTongue(models.Model):
    """A language that is expected, and who covers it."""

    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="tongues")
    language = models.CharField(max_length=8)  # content/catalogues/languages.csv
    cover = models.CharField(max_length=10, choices=COVERS, default="nobody")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outing", "language"], name="outing_tongue_once")]


class OutingPhone(models.Model):
    """A telephone that goes along, and what became of it."""

    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="phones")
    device = models.ForeignKey("collection.Device", on_delete=models.RESTRICT, related_name="+")
    opened_at = models.DateTimeField(null=True)  # somebody opened the form and said so
    filled = models.PositiveIntegerField(null=True)  # finished there; None: nobody noted it
    back_at = models.DateTimeField(null=True)  # None: not back
    missing_at = models.DateTimeField(null=True)  # None: nobody said that it is missing
    on_it = models.CharField(max_length=12, blank=True)  # what was on it, by code

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outing", "device"], name="outing_phone_once")]


class PhoneDay(models.Model):
    """A telephone is in one outing on one day: the database holds it to that."""

    phone = models.ForeignKey(OutingPhone, on_delete=models.CASCADE, related_name="days")
    device = models.ForeignKey("collection.Device", on_delete=models.RESTRICT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["device", "on"], name="phone_one_outing_a_day")]


class OutingItem(models.Model):
    """One line of the equipment: how many are needed, went and came back."""

    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=24)  # content/outings/equipment.yaml
    needed = models.PositiveIntegerField()
    packed = models.PositiveIntegerField(null=True)  # None: not yet
    first_number = models.CharField(max_length=20, blank=True)  # of numbered kits
    last_number = models.CharField(max_length=20, blank=True)
    back = models.PositiveIntegerField(null=True)  # None: nobody said
    on_it = models.CharField(max_length=12, blank=True)  # what was on what is missing, by code

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outing", "item"], name="outing_item_once"),
            models.CheckConstraint(
                condition=Q(back=None) | Q(packed__isnull=False, back__lte=F("packed")),
                name="outing_no_more_back_than_went",
            ),
        ]


class OutingStepDone(models.Model):
    """One step of the plan on one day: when it is due there, and what became of it."""

    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=24)  # content/outings/plan.yaml
    on = models.DateField()
    at = models.DateTimeField(null=True)  # None: when it happens
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=40, blank=True)
    not_done = models.CharField(max_length=24, blank=True)  # why not, by code; "": it is not said

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outing", "step", "on"], name="outing_step_once"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(not_done=""), name="outing_step_one_ending"),
        ]
