"""A search for somebody who is missing: its steps, what forensic offices say, and how it ends."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped, ScopedToPost
from cauce.custody.keystore.fields import SealedField
from cauce.family.searches import rules as rules


class Search(ScopedToPost, Held, models.Model):
    """One search, asked for by family or by an authority in Mexico; who is sought is sealed."""

    READ_WITH = ("post", "owner")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    origin = models.CharField(max_length=12, choices=[(o, o) for o in rules.ORIGINS])
    state = models.CharField(max_length=8, choices=[(s, s) for s in rules.STATES], default="open")
    owner = models.ForeignKey("offices.User", on_delete=models.RESTRICT, related_name="+")
    opened_at = models.DateTimeField()
    chase_on = models.DateField(null=True)  # None: it ended
    chased_on = models.DateField(null=True)  # the day for which the owner was recalled; None: none
    # Who is sought, who asks, what is known
    sealed = SealedField(key="id", bound="searches.search|{id}|who|1")
    may_know = models.CharField(
        max_length=8, choices=[(k, k) for k in rules.MAY_KNOW], blank=True
    )  # what somebody found lets the family know; "": not found, or not asked
    told_on = models.DateField(null=True)  # when a person told the family of a death; None: not yet
    told_by = models.CharField(max_length=40, blank=True)
    told_way = models.CharField(max_length=10, choices=[(k, k) for k in rules.TOLD_WAYS], blank=True)
    wish = models.CharField(max_length=8, choices=[(k, k) for k in rules.WISHES], default="not_said")
    bearer = models.CharField(max_length=9, choices=[(k, k) for k in rules.BEARERS], default="not_known")
    aid_kind = models.CharField(max_length=40, blank=True)  # code of an aid of the house; "": none
    ended_at = models.DateTimeField(null=True)  # None: it goes on
    ended_by = models.CharField(max_length=40, blank=True)
    # Her words, or how it ended; None: nothing
    ending = SealedField(null=True, key="id", bound="searches.search|{id}|ending|1")

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(fields=["post", "state", "chase_on"], name="search_of_post"),
        ]


class SearchStep(models.Model):
    """One thing that was asked on a day; of shelters nothing but the day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in rules.STEPS])
    on = models.DateField()
    result = models.CharField(max_length=8, choices=[(r, r) for r in rules.RESULTS])
    # Where and what; None: nothing was written
    sealed = SealedField(null=True, key="search_id", bound="searches.step|{id}|step|1")
    typed_at = models.DateTimeField()
    by = models.CharField(max_length=40)

    objects = Scoped()


class Identification(models.Model):
    """What one forensic office was asked, and its answer in a code: no image and no genetic datum."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="identifications")
    asked_on = models.DateField()
    samples = models.PositiveSmallIntegerField(default=0)  # of relatives who said yes to it
    result = models.CharField(max_length=10, choices=[(r, r) for r in rules.IDENTIFIED], default="not_yet")
    result_on = models.DateField(null=True)  # None: not yet
    # Office, what was asked, whose samples and their yes, who says so
    sealed = SealedField(key="search_id", bound="searches.identification|{id}|asked|1")
    typed_at = models.DateTimeField()
    by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="identification_has_a_day",
                condition=models.Q(result="not_yet") | models.Q(result_on__isnull=False),
            ),
        ]
