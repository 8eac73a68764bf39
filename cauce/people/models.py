"""The person. Who she is stays apart, in the vault."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField
from cauce.rules.permissions import Scope


class Person(models.Model):
    """Somebody a case is about: an id, the post that keeps it, and the key that seals the rest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    key_id = models.UUIDField()

    objects = Scoped()

    @property
    def scope(self) -> Scope:
        return Scope(post=self.post_id, id=str(self.id))


class Identity(models.Model):
    """One version of a sealed identity; the newest counts, none is edited."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    version = models.PositiveIntegerField()
    sealed = SealedField(key="person__key_id", bound="people.identity|{person_id}|identity|{version}")
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="identity_one_version")]


class MarkKey(models.Model):
    """The one key under which identities are marked; without it no mark can be guessed or compared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.UUIDField()
    made_at = models.DateTimeField()


class Mark(models.Model):
    """A keyed digest of something of an identity, while that person wants it compared; nothing in clear.

    Each is of a name together with a date, never of a name alone: how often one occurs tells nothing.
    ``none``: too little is known to compare; it meets nobody.
    """

    KINDS = [(k, k) for k in ("given", "surnames", "year", "none")]

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10, choices=KINDS)
    mark = models.CharField(max_length=64)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="mark_one_of_a_kind")]
        indexes = [models.Index(fields=["kind", "mark"], name="mark_alike")]


class Marking(models.Model):
    """That an identity was marked, which version and for whom: so that nobody tries one name after
    another.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="markings")
    version = models.PositiveIntegerField()
    asked_by = models.CharField(max_length=40)  # who wrote down that the person wants it
    at = models.DateTimeField()

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["asked_by", "at"], name="marking_by")]


class Linkage(Held, models.Model):
    """One comparison of lists that one person asked and another agreed to; nobody's name is in it.

    Who the sampled pairs are lies sealed under ``key_id``, a key of this comparison alone, which is
    destroyed when the review ends or its last day is over.
    """

    STATES = [(s, s) for s in ("agreed", "review", "ended")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    terms = models.JSONField()  # lists, period, posts, basis, expected: codes and numbers only
    state = models.CharField(max_length=8, choices=STATES, default="agreed")
    asked_by = models.CharField(max_length=40)
    agreed_by = models.CharField(max_length=40)
    agreed_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True)  # None: it did not run yet
    ends_on = models.DateField()  # after it the key goes, whatever is left to look at
    ended_at = models.DateTimeField(null=True)  # None: the key is there
    key_id = models.UUIDField()
    counts = models.JSONField(default=dict)  # taken and left out, by list and reason; nobody's row
    model = models.CharField(max_length=100, blank=True)  # name and hash of the frozen model
    threshold = models.FloatField(null=True)  # None: it did not run yet
    histories = models.JSONField(default=dict)  # how many persons on which lists
    quality = models.JSONField(default=dict)  # what the labels said when the review ended

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(agreed_by=models.F("asked_by")), name="linkage_two_people"
            ),
        ]
        indexes = [models.Index(fields=["state", "ends_on"], name="linkage_over")]


class LinkagePair(Held, models.Model):
    """A pair that people look at: what it rests on, by level; who the two are is sealed, then gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    linkage = models.ForeignKey(Linkage, on_delete=models.CASCADE, related_name="pairs")
    number = models.PositiveIntegerField()  # the order in which they are looked at
    lists = models.JSONField()  # of the left one and the right one
    levels = models.JSONField()  # comparison → level
    stratum = models.CharField(max_length=60)
    stands_for = models.FloatField()  # how many pairs of its stratum
    chance = models.FloatField()  # that the two are one, says the model
    weight = models.FloatField()  # its log2 odds
    linked = models.BooleanField()
    # None: the review is over and its key destroyed
    sealed = SealedField(null=True, key="linkage__key_id", bound="people.linkage_pair|{id}|who|1")
    merged_at = models.DateTimeField(null=True)  # None: the two were not noted as one person

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["linkage", "number"], name="linkage_pair_number")]


class LinkageLabel(models.Model):
    """What one reviewer said of one pair; kept after the review, without anybody's identity."""

    LABELS = [(one, one) for one in ("same", "different", "cannot_tell")]

    pair = models.ForeignKey(LinkagePair, on_delete=models.CASCADE, related_name="labels")
    label = models.CharField(max_length=12, choices=LABELS)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "by"], name="linkage_label_once_each")]
