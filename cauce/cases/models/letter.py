"""Two tables of the case; see the classes."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.held import Held
from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField
from cauce.rules.permissions import Scope


class Letter(Held, models.Model):
    """A letter from a template: a draft, another look, and once issued a number and a file for good.

    What is typed, who it goes to in words and the files are sealed. A void keeps its number.
    """

    HELD_FIRST = ("case",)
    READ_AGAIN = (
        "state",
        "turn",
        "sealed",
        "asked_at",
        "asked_by",
        "looks",
        "text_hash",
        "decided_by",
        "post",
        "year",
        "number",
        "issued_at",
        "files",
        "voided_at",
    )

    STATES = [(s, s) for s in ("draft", "waiting", "issued", "void")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="letters")
    template = models.CharField(max_length=30)  # content/letters/
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    recipient = models.CharField(max_length=40, blank=True)  # an organisation; "": none is named
    corrects = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=8, choices=STATES, default="draft")
    turn = models.PositiveIntegerField(default=1)
    # What was typed, and once it waits the words as they will stand
    sealed = SealedField(key="case__key_id", bound="cases.letter|{id}|letter|{turn}")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField(null=True)  # None: nobody was asked to look
    asked_by = models.CharField(max_length=40, blank=True)
    # The post whose consul looks, where nobody else of its own could when it was asked. None: its own.
    looks = models.ForeignKey("offices.Post", null=True, on_delete=models.RESTRICT, related_name="+")
    text_hash = models.CharField(max_length=64, blank=True)  # SHA-256 of the words that were looked at
    decided_by = models.CharField(max_length=40, blank=True)
    # Of the post that issued it, also after the case went elsewhere. None: it has no number.
    post = models.ForeignKey("offices.Post", null=True, on_delete=models.RESTRICT)
    year = models.PositiveIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    issued_at = models.DateTimeField(null=True)
    # The PDF and the DOCX, sealed
    files = SealedField(null=True, key="case__key_id", bound="cases.letter|{id}|files|1")
    pdf_digest = models.CharField(max_length=64, blank=True)
    docx_digest = models.CharField(max_length=64, blank=True)
    voided_at = models.DateTimeField(null=True)  # None: it holds
    voided_by = models.CharField(max_length=40, blank=True)
    void_reason = models.CharField(max_length=16, blank=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "year", "number"], name="letter_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "waiting"), number__isnull=True)
                | Q(state__in=("issued", "void"), number__isnull=False),
                name="letter_number_when_issued",
            ),
            models.CheckConstraint(
                condition=Q(decided_by="") | ~Q(decided_by=F("asked_by")), name="letter_two_people"
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="letter_waiting")]

    @property
    def scope(self) -> Scope:
        whose = self.case.scope
        if self.looks_id is None or whose.post != self.case.post_id:  # else it is blocked
            return whose
        return Scope(post=whose.post, signing=whose.signing | {self.looks_id}, id=whose.id)


class LetterSeries(models.Model):
    """The last number given by a post in a year: locked while the next one is given."""

    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "year"], name="letter_series_once")]
