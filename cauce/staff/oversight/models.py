"""The tables of proposals that a second person decides, and of openings in an emergency."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from cauce.custody.journal.held import Held
from cauce.custody.keystore.fields import SealedField
from cauce.rules.permissions import Scope
from cauce.staff.offices.models import NETWORK


def fingerprint(kind: str, about: tuple[str, str], payload: dict[str, Any]) -> str:
    """What tells one proposal from another: whoever approves it approves exactly this."""
    text = json.dumps([kind, *about, payload], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Proposal(Held, models.Model):
    """Something grave that one person proposes and another decides; used once, and only as it was."""

    STATES = [(s, s) for s in ("waiting", "approved", "turned_down", "taken_back", "used")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)  # of kinds.py
    about_kind = models.CharField(max_length=30)
    about_id = models.CharField(max_length=64)
    # None: it concerns the whole network.
    post = models.ForeignKey("offices.Post", null=True, on_delete=models.RESTRICT)
    # The post whose people decide, where nobody else of its own could. None: its own.
    looks = models.ForeignKey("offices.Post", null=True, on_delete=models.RESTRICT, related_name="+")
    payload = models.JSONField()  # ids and codes only
    hash = models.CharField(max_length=64)  # fingerprint() of what was proposed
    key_id = models.UUIDField()
    reason = SealedField(key="key_id", bound="oversight.proposal|{id}|reason|1")
    state = models.CharField(max_length=12, choices=STATES, default="waiting")
    proposed_by = models.CharField(max_length=40)
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)  # None: it waits
    decided_hash = models.CharField(max_length=64, blank=True)  # what the second person read
    # None: not decided
    answer = SealedField(null=True, key="key_id", bound="oversight.proposal|{id}|answer|1")
    used_at = models.DateTimeField(null=True)  # None: not used

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="proposal_two_people"),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "taken_back"))
                | (~Q(decided_by="") & Q(decided_at__isnull=False)),
                name="proposal_somebody_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "expires_at"], name="proposal_waiting"),
            models.Index(fields=["kind", "about_id"], name="proposal_about"),
        ]

    @property
    def about(self) -> tuple[str, str]:
        return self.about_kind, self.about_id

    @property
    def scope(self) -> Scope:
        """Never the scope of nothing: what concerns the whole network is of no single post."""
        if self.post is None:
            return Scope(post=NETWORK)
        neighbour = self.post.signs_here_id if self.post.lacks_second else None
        signing = frozenset(code for code in (neighbour, self.looks_id) if code)
        return Scope(post=self.post_id, signing=signing)


class GlassOpening(Held, models.Model):
    """One case of another post, opened in an emergency by one person, to be read for an hour.

    The case and the person stand as values: this part is below the cases.
    """

    FINDINGS = [(f, f) for f in ("", "right", "not_right")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    person_id = models.UUIDField()
    post = models.ForeignKey("offices.Post", on_delete=models.RESTRICT)  # that keeps the case
    opened_by = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # None: not ended before its time
    reason_code = models.CharField(max_length=30)
    key_id = models.UUIDField()  # the key of the case: the reason ends with it
    reason = SealedField(key="key_id", bound="oversight.glass|{id}|reason|1")
    finding = models.CharField(max_length=10, choices=FINDINGS, blank=True)  # "": not reviewed
    reviewed_by = models.CharField(max_length=40, blank=True)
    reviewed_at = models.DateTimeField(null=True)  # None: it waits for its review
    answer = SealedField(null=True, key="key_id", bound="oversight.glass|{id}|answer|1")  # None: not reviewed

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reviewed_by=F("opened_by")), name="glass_two_people"),
            models.CheckConstraint(
                condition=Q(finding="", reviewed_at=None, reviewed_by="")
                | (~Q(finding="") & ~Q(reviewed_by="") & Q(reviewed_at__isnull=False)),
                name="glass_somebody_reviewed",
            ),
        ]
        indexes = [
            models.Index(fields=["opened_by", "opened_at"], name="glass_by"),
            models.Index(fields=["reviewed_at", "opened_at"], name="glass_waiting"),
        ]

    @property
    def scope(self) -> Scope:
        neighbour = self.post.signs_here_id if self.post.lacks_second else None
        return Scope(post=self.post_id, signing=frozenset([neighbour] if neighbour else []))
