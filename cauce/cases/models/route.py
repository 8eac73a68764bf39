"""Two tables of the case; see the classes."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class RouteEntry(models.Model):
    """Where a route of relief stood, as somebody said; the newest holds, and none is ever changed."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="routes")
    route = models.CharField(max_length=24)  # content/routes/
    state = models.CharField(max_length=12)  # rules/routes.py
    on = models.DateField(null=True)  # when it was filed, granted or denied; None: it has no day
    said_by = models.CharField(max_length=8)  # rules/routes.py: the lawyer, the person, a document
    typed_at = models.DateTimeField()
    by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["case", "route", "-typed_at"], name="route_newest")]


class RouteReminder(models.Model):
    """From which week on somebody is told of a date of a route.

    In clear stands the Monday of that week, so that the loop finds it and nobody reads a birth date
    in it; the date itself is sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="route_reminders")
    route = models.CharField(max_length=24)
    date = models.CharField(max_length=32)  # which date of the route, by its id in the content
    days = models.PositiveIntegerField()  # so many before it; 0: it may be any day now
    exact = models.BooleanField(default=False)  # by the date of birth or of a decision
    remind_on = models.DateField()
    sealed = SealedField(key="case__key_id", bound="cases.route_reminder|{id}|date|1")
    said_at = models.DateTimeField(null=True)  # None: nobody was told yet

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["remind_on", "said_at"], name="route_to_remind")]
