"""An edition of statistics: protected figures that two people stand for. Once published it stays."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.held import Held
from cauce.rules.permissions import ANYWHERE, Scope

# What the two people sign, and nothing that comes after it. The order is part of the hash.
FROZEN = (
    "kind",
    "period",
    "since",
    "until",
    "due_on",
    "number",
    "supersedes_id",
    "known_at",
    "tables",
    "hidden",
    "audit",
    "notes",
    "content_edition",
    "content_hash",
    "definitions",
    "code_version",
    "rounding_key",
    "prepared_by",
)


class StatisticsEdition(Held, models.Model):
    """One kind of publication for one period. It holds what may leave and never what is hidden.

    The database refuses to change or remove what was published (migration 0002): a correction is
    another edition, at the next fixed date, and both stay readable.
    """

    KINDS = [(k, k) for k in ("yearbook", "halfyear", "donors", "transparency", "microdata")]
    STATES = [(s, s) for s in ("draft", "proposed", "published", "rejected", "superseded")]
    PUBLIC = ("published", "superseded")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=KINDS)
    period = models.CharField(max_length=9)  # 2026, 2026-H1, 2026-Q3, 2021-2025
    since = models.DateField()
    until = models.DateField()  # exclusive
    due_on = models.DateField()  # the announced day; never published before it
    number = models.PositiveSmallIntegerField(default=1)  # 2: the first revision
    supersedes = models.ForeignKey("self", null=True, on_delete=models.RESTRICT)  # None: the first
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    known_at = models.DateTimeField()  # figures as they were known at this instant
    tables = models.JSONField()  # protected tables, as measurement/rules/publication writes them
    hidden = models.JSONField()  # how many cells by reason: counts, never values
    audit = models.JSONField()  # what the attack on each table found, and how long it took
    notes = models.JSONField(default=list)  # texts in both languages: what a reader must know
    content_edition = models.CharField(max_length=12)
    content_hash = models.CharField(max_length=64)
    definitions = models.JSONField()  # version of the definition of each indicator
    code_version = models.CharField(max_length=40)
    rounding_key = models.CharField(max_length=16)  # which secret rounded: its fingerprint
    hash = models.CharField(max_length=64)  # of all of the above
    prepared_by = models.CharField(max_length=40)
    prepared_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=40, blank=True)
    proposed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=40, blank=True)
    signed_at = models.DateTimeField(null=True)  # None: it was not published
    refused_by = models.CharField(max_length=40, blank=True)
    refused_at = models.DateTimeField(null=True)
    refused_why = models.TextField(blank=True)
    superseded_at = models.DateTimeField(null=True)  # None: it is the newest of its period

    class Meta:
        indexes = [models.Index(fields=["state", "-signed_at"], name="statistics_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period"], condition=Q(state="published"), name="statistics_one_published"
            ),
            models.UniqueConstraint(
                fields=["kind", "period"],
                condition=Q(state__in=("draft", "proposed")),
                name="statistics_one_under_way",
            ),
            models.CheckConstraint(
                name="statistics_signed_by_another",
                condition=Q(signed_by="") | (~Q(signed_by=F("prepared_by")) & ~Q(signed_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="statistics_published_is_signed",
                condition=~Q(state__in=("published", "superseded"))
                | (~Q(signed_by="") & ~Q(proposed_by="") & Q(signed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period} · {self.number}"

    @property
    def scope(self) -> Scope:
        return ANYWHERE

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it, also when a later one took its place."""
        return self.state in self.PUBLIC

    def fingerprint(self) -> str:
        """The hash of what the two people stand for; ``hash`` keeps what it was when prepared."""
        frozen: dict[str, Any] = {name: getattr(self, name) for name in FROZEN}
        told = json.dumps(frozen, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(told.encode()).hexdigest()
