"""Two files that may be of one person, what each post says of it, and the two while they are joined."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped
from cauce.sharing.joins import rules as joins


class Possible(Held, models.Model):
    """Two persons of two posts who may be one. Which names were alike, and how alike, stands nowhere.

    One that two officers took for two people stays, so that the pair is never proposed again.
    """

    STATES = [(s, s) for s in joins.STATES]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # A keyed digest: of the two persons, or (unlike) of what was known of them when they were compared.
    pair = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12, choices=STATES, default=joins.FOUND)
    found_at = models.DateTimeField()

    objects = Scoped()


class Side(models.Model):
    """One of the two posts: whether its officer wants to talk, and what the officer says of it."""

    ANSWERS = [(a, a) for a in ("", *joins.ANSWERS)]

    possible = models.ForeignKey(Possible, on_delete=models.CASCADE, related_name="sides")
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="joins_sides")
    talks_at = models.DateTimeField(null=True)  # None: has not said that they want to talk
    talks_by = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=12, choices=ANSWERS, blank=True)  # "": not yet
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["possible", "case"], name="join_side_once"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(talks_at__isnull=False), name="join_talks_before_answers"
            ),
        ]


class Join(Held, models.Model):
    """Two files read as one: the ``follower`` points to the ``lead``, and nothing of either moves.

    Asked by one officer, agreed to by the other's; parted by either, which leaves each as it is.
    """

    HELD_FIRST = ("lead", "follower")

    WHYS = [(w, w) for w in ("", *joins.SHOWN_WHYS)]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    possible = models.ForeignKey(Possible, on_delete=models.RESTRICT, related_name="joins")
    lead = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="+")
    follower = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="+")
    # The file of whoever asked; the officer of the other one agrees.
    asked_from = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="+")
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    joined_by = models.CharField(max_length=40, blank=True)
    joined_at = models.DateTimeField(null=True)  # None: the other has not agreed
    ended_by = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)  # None: it stands
    why = models.CharField(max_length=12, choices=WHYS, blank=True)
    # Whether the figures count the two as one. None: nobody looked yet.
    counted = models.BooleanField(null=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["possible"], condition=Q(ended_at=None), name="join_one_that_stands"
            ),
            models.CheckConstraint(condition=~Q(lead=F("follower")), name="join_of_two"),
            models.CheckConstraint(
                condition=~Q(joined_by=F("asked_by")) | Q(joined_at=None), name="join_two_people"
            ),
        ]
        indexes = [models.Index(fields=["ended_at", "counted"], name="join_to_count")]
