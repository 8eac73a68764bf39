"""Who comes when, under a number: in clear stand the hour, the place and a neutral reason, and no name."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToPost
from cauce.intake.appointments import rules as rules


class KeptHour(ScopedToPost, Held, models.Model):
    """One appointment of a case at its post; nothing of the document service, whose appointments are not
    ours. Its row is deleted some days after (``appointment-keep``)."""

    # Why it is held: an act that ends the work has the case first.
    HELD_FIRST = ("case",)

    STATES = [(one, one) for one in rules.STATES]
    WHYS = [(one, one) for one in ("", *rules.WHYS)]
    TAKEN = [(one, one) for one in ("", *rules.TAKEN_AS)]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="appointments")
    day = models.DateField()  # where the post is
    ficha = models.PositiveIntegerField()  # by which the person is called; drawn by chance
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    place = models.CharField(max_length=20)  # content/catalogues/appointment_places.yaml
    reason = models.CharField(max_length=20)  # content/catalogues/appointment_reasons.yaml
    officer = models.ForeignKey("offices.User", on_delete=models.RESTRICT, related_name="+")
    interpreter = models.BooleanField(default=False)  # that one is needed; the language is the case's
    taken_as = models.CharField(max_length=10, choices=TAKEN, blank=True)  # "": not noted
    state = models.CharField(max_length=10, choices=STATES, default=rules.PLANNED)
    why = models.CharField(max_length=10, choices=WHYS, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    arrived_at = models.DateTimeField(null=True)  # None: nobody said that the person came
    ended_at = models.DateTimeField(null=True)  # None: it is to come, or the person is here
    ended_by = models.CharField(max_length=40, blank=True)
    chased_at = models.DateTimeField(null=True)  # when the officer was told that nobody came

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "day", "ficha"], name="appointment_one_ficha")]
        indexes = [models.Index(fields=["state", "starts_at"], name="appointment_to_come")]


class Quarter(models.Model):
    """A quarter of an hour of a room, of an officer or of a person: there is one of each, and the
    database holds two people who take it at once to that."""

    appointment = models.ForeignKey(KeptHour, on_delete=models.CASCADE, related_name="quarters")
    claim = models.CharField(max_length=50)  # place:HOU:room_1, officer:<id> or when:<id of the case>
    at = models.DateTimeField()

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "at"], name="quarter_taken_once")]
