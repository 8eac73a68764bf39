"""Who is called, who was trained, and that somebody looked after themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .base import OfPost


class FocalPoint(OfPost):
    """Whom every window tells, and who stands in. ``ended_on`` None: until further notice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    named_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(ended_on=None), name="one_focal_point"
            )
        ]


class Training(OfPost):
    """One officer was trained in one role. It goes with the person to another post."""

    WAYS = ("session", "certificate")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="trainings")
    role = models.CharField(max_length=30)
    trained_on = models.DateField()
    expires_on = models.DateField(null=True)  # None: after the parameter training-refresh
    way = models.CharField(max_length=12)
    reference = models.CharField(max_length=80, blank=True)  # the certificate or the session

    class Meta:
        indexes = [models.Index(fields=["user", "role", "trained_on"], name="training_of_user")]


class SelfCare(OfPost):
    """On that day somebody attended to the check that was offered. There is no place for more:
    neither an answer nor whether they did it or left it for another time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["user", "on"], name="self_care_of_user")]
