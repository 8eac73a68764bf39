"""A complaint and what was said of it since. No column leads to a case: nothing of a case depends on it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField
from cauce.rights.complaints import rules as rules
from cauce.rules.permissions import Scope
from cauce.staff.offices.models import NETWORK


class Complaint(Held, models.Model):
    """What somebody says of an officer, an interpreter, a provider or the service, heard outside it."""

    READ_AGAIN = ("state", "acknowledged_at", "answered_at", "ended_at", "treated", "mark", "named")

    ABOUT = [(one, one) for one in rules.ABOUT]
    CATEGORIES = [(one, one) for one in rules.CATEGORIES]
    STATES = [(one, one) for one in rules.STATES]
    TREATED = [(one, one) for one in ("", *rules.TREATED)]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)  # of the code; the code stands nowhere
    about = models.CharField(max_length=16, choices=ABOUT)
    post = models.ForeignKey(
        "offices.Post", null=True, on_delete=models.RESTRICT
    )  # whose people never see it; None: not said, or none
    category = models.CharField(max_length=16, choices=CATEGORIES)
    language = models.CharField(max_length=8)  # in which she wants her answer
    interpreter = models.BooleanField(default=False)  # she needs one to read it
    heard = models.BooleanField(default=False)  # somebody wrote it down for her and read it back
    with_iom = models.BooleanField(default=False)  # she agreed that IOM reads it
    state = models.CharField(max_length=16, choices=STATES, default="filed")
    filed_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    end_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)  # None: nobody read it yet
    answered_at = models.DateTimeField(null=True)  # None: no first answer yet
    ended_at = models.DateTimeField(null=True)  # None: it goes on
    ask_on = models.DateField()  # from when she is asked whether anybody made her pay for it
    treated = models.CharField(max_length=12, choices=TREATED, blank=True)  # "": not asked, or silent
    mark = models.CharField(max_length=64, blank=True)  # keyed digest of whom; "": nobody named yet
    key_id = models.UUIDField()
    # In her words: what, who, when
    sealed = SealedField(key="key_id", bound="complaints.complaint|{id}|told|1")
    # Whom whoever looks into it says it is about
    named = SealedField(null=True, key="key_id", bound="complaints.complaint|{id}|named|1")

    objects = Scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=rules.ENDED, ended_at__isnull=False)
                | (~Q(state__in=rules.ENDED) & Q(ended_at__isnull=True)),
                name="complaint_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "acknowledge_by"], name="complaint_open"),
            models.Index(fields=["mark", "filed_at"], name="complaint_alike"),
        ]

    @property
    def scope(self) -> Scope:
        """Never of its post: who may read it is decided in ``access``, person by person."""
        return Scope(post=NETWORK)


class Word(models.Model):
    """One thing said since, by the house or by her: a coded sentence, and maybe a sealed text."""

    SIDES = [(one, one) for one in ("house", "person")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.RESTRICT, related_name="words")
    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=8, choices=SIDES)
    code = models.CharField(max_length=16, blank=True)  # of the rules; "": she only wrote
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    # None: the sentence alone
    sealed = SealedField(null=True, key="complaint__key_id", bound="complaints.word|{complaint_id}|{id}|1")

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "number"], name="complaint_word_once"),
        ]
